import type { Channel } from './channels.ts';
import { sumVnd, type Vnd } from './money.ts';
import {
  companyAccount,
  creditAccount,
  receiptAccount,
  unitAccount,
  withoutZero,
  type AccountKey,
  type Transfer,
} from './postings.ts';

/** Transfers of money that is in the books already: handed to the right customer, laid on bills, given back. */

/** Where the money of one payment lies: on bills per unit, and as credit of a customer or of nobody. */
export interface PlacedMoney {
  allocated: readonly { orgUnitId: bigint; amountVnd: Vnd }[];
  creditedVnd: Vnd;
  /** False when nobody knows whose money it is. */
  customerKnown: boolean;
}

/**
 * A payment taken from the wrong customer, or from nobody, and laid where it belongs. Both sides add up to the same;
 * what stays on the same account moves nothing.
 */
export function paymentCorrected(from: PlacedMoney, to: PlacedMoney): Transfer[] {
  const kind = from.customerKnown ? 'payment_corrected' : 'payment_identified';
  const given = placesOf(from);
  const taken = placesOf(to);
  if (sumVnd(given.map(({ amountVnd }) => amountVnd)) !== sumVnd(taken.map(({ amountVnd }) => amountVnd))) {
    throw new RangeError('a correction must place exactly what it takes');
  }
  for (const place of given) {
    const same = taken.find((other) => other.key === place.key);
    if (!same) continue;
    const stays = place.amountVnd < same.amountVnd ? place.amountVnd : same.amountVnd;
    place.amountVnd -= stays;
    same.amountVnd -= stays;
  }
  return given.flatMap((source) =>
    taken.flatMap((target) => {
      const amountVnd = source.amountVnd < target.amountVnd ? source.amountVnd : target.amountVnd;
      if (amountVnd === 0n) return [];
      source.amountVnd -= amountVnd;
      target.amountVnd -= amountVnd;
      return [{ kind, debit: source.account, credit: target.account, amountVnd }];
    }),
  );
}

interface Place {
  key: string;
  account: AccountKey;
  amountVnd: Vnd;
}

function placesOf({ allocated, creditedVnd, customerKnown }: PlacedMoney): Place[] {
  const perUnit = Map.groupBy(allocated, ({ orgUnitId }) => orgUnitId);
  const credit = creditAccount(customerKnown);
  return [
    ...[...perUnit].map(([orgUnitId, parts]) => ({
      key: `131/${orgUnitId}`,
      account: unitAccount('131', orgUnitId),
      amountVnd: sumVnd(parts.map(({ amountVnd }) => amountVnd)),
    })),
    { key: credit.code, account: credit, amountVnd: creditedVnd },
  ];
}

/** Customer credit that pays bills of one unit. */
export function creditApplied(orgUnitId: bigint, amountVnd: Vnd): Transfer[] {
  return withoutZero([
    {
      kind: 'credit_applied',
      debit: companyAccount('3387'),
      credit: unitAccount('131', orgUnitId),
      amountVnd,
    },
  ]);
}

export interface Refund {
  /** `partner`: whoever collected it gives it back and settles that much less. `bank`: the company pays it out. */
  way: 'partner' | 'bank';
  channel: Channel;
  partnerId: bigint;
  amountVnd: Vnd;
  customerKnown: boolean;
}

/** Credit given back to the payer. */
export function refundPaid({ way, channel, partnerId, amountVnd, customerKnown }: Refund): Transfer[] {
  return withoutZero([
    {
      kind: way === 'partner' ? 'refund_by_partner' : 'refund_by_bank',
      debit: creditAccount(customerKnown),
      credit: way === 'partner' ? receiptAccount(channel, partnerId) : companyAccount('112'),
      amountVnd,
    },
  ]);
}
