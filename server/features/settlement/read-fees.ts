import { addMonths, firstDayOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import { feeOf, vatOf, type FeeRule } from '../../../core/fees.ts';
import { sumVnd } from '../../../core/money.ts';
import type { Queryable } from '../../platform/db.ts';
import { listAmounts } from './change-queries.ts';
import { toFeeLineJson } from './present.ts';
import { listWindowsBetween, type FeeLineJson, type PartnerRow, type WindowRow } from './queries.ts';
import { listTerms, termsOn } from './terms-queries.ts';

export interface FeeDay {
  day: BusinessDate;
  frozen: boolean;
  payments: number;
  amountVnd: bigint;
  feeVnd: bigint;
  vatVnd: bigint;
  mode: 'netted' | 'invoiced';
  lines: FeeLineJson[];
}

/** Another rule to try on the month; closed windows are reckoned anew with it as well. */
export interface Trial {
  feeRule: FeeRule;
  feeVatRate: number | undefined;
}

/** A partner's fees of a month, window by window: closed ones as they are frozen, open ones as they would be now. */
export async function readFees(on: Queryable, partner: PartnerRow, month: Month, trial?: Trial) {
  const range = { from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)) };
  const windows = await listWindowsBetween(on, { ...range, partnerId: partner.id });
  const terms = await listTerms(on, partner.id);
  const reckoned = windows.filter(({ state }) => trial !== undefined || state === 'open');
  const amounts = await listAmounts(
    on,
    partner.id,
    reckoned.map(({ settles_on }) => settles_on),
  );
  let countBefore = 0;
  const rows = windows.map((window): FeeDay => {
    const day = window.settles_on;
    const before = countBefore;
    countBefore += window.payments - window.reversals;
    if (!reckoned.includes(window)) return asFrozen(window);
    const inForce = termsOn(terms, partner.id, day);
    const fee = feeOf(trial?.feeRule ?? inForce.fee_rule, amounts.get(day) ?? [], before);
    return {
      ...countOf(window),
      frozen: false,
      feeVnd: fee.feeVnd,
      vatVnd: vatOf(fee.feeVnd, trial?.feeVatRate ?? inForce.fee_vat_rate),
      mode: inForce.fee_mode,
      lines: fee.lines.map(toFeeLineJson),
    };
  });
  return { partnerCode: partner.code, partnerName: partner.name, month, rows };
}

function countOf(window: WindowRow): Pick<FeeDay, 'day' | 'payments' | 'amountVnd'> {
  return {
    day: window.settles_on,
    payments: window.payments - window.reversals,
    amountVnd: window.payments_vnd - window.reversals_vnd,
  };
}

function asFrozen(window: WindowRow): FeeDay {
  return {
    ...countOf(window),
    frozen: true,
    feeVnd: window.fee_vnd ?? 0n,
    vatVnd: window.fee_vat_vnd ?? 0n,
    mode: window.fee_mode ?? 'invoiced',
    lines: window.fee_lines ?? [],
  };
}

export type Fees = Awaited<ReturnType<typeof readFees>>;

export function presentFees({ rows, ...fees }: Fees) {
  return {
    ...fees,
    rows: rows.map(({ amountVnd, feeVnd, vatVnd, ...row }) => ({
      ...row,
      amount: String(amountVnd),
      fee: String(feeVnd),
      vat: String(vatVnd),
    })),
    byTier: sumByTier(rows),
    total: {
      payments: rows.reduce((sum, { payments }) => sum + payments, 0),
      amount: String(sumVnd(rows.map(({ amountVnd }) => amountVnd))),
      fee: String(sumVnd(rows.map(({ feeVnd }) => feeVnd))),
      vat: String(sumVnd(rows.map(({ vatVnd }) => vatVnd))),
    },
  };
}

/** Tiers of rules that changed within the month stand apart by their end. */
function sumByTier(rows: readonly FeeDay[]): FeeLineJson[] {
  const lines = Map.groupBy(
    rows.flatMap(({ lines: own }) => own),
    ({ tier, upTo }) => `${tier}/${upTo}`,
  );
  return [...lines.values()]
    .map((same) => ({
      tier: same[0]!.tier,
      upTo: same[0]!.upTo,
      payments: same.reduce((sum, { payments }) => sum + payments, 0),
      amount: String(sumVnd(same.map(({ amount }) => BigInt(amount)))),
      fee: String(sumVnd(same.map(({ fee }) => BigInt(fee)))),
    }))
    .toSorted((a, b) => a.tier - b.tier);
}
