import { companyAccount, type AccountKey, type Transfer } from './postings.ts';
import type { Vnd } from './money.ts';

/** Which accounts move when cash is counted, handed on and credited by the bank. `partnerId` is that of the till. */
const of = (code: AccountKey['code'], partnerId: bigint): AccountKey => ({
  code,
  orgUnitId: null,
  partnerId,
});

/** Counted over (above zero) or short (below): kept apart until somebody has found out why. Zero moves nothing. */
export function cashCounted(partnerId: bigint, differenceVnd: Vnd): Transfer[] {
  if (differenceVnd === 0n) return [];
  return differenceVnd > 0n
    ? [
        {
          kind: 'cash_over',
          debit: of('111', partnerId),
          credit: of('3381', partnerId),
          amountVnd: differenceVnd,
        },
      ]
    : [
        {
          kind: 'cash_short',
          debit: of('1381', partnerId),
          credit: of('111', partnerId),
          amountVnd: -(differenceVnd as bigint),
        },
      ];
}

export const differenceResolutions = ['income', 'cashier_owes', 'expense'] as const;
/** What becomes of a difference: over is income; short is owed by the cashier, or an expense. */
export type DifferenceResolution = (typeof differenceResolutions)[number];

/** Whether a resolution fits what was counted over (above zero) or short (below). */
export function resolutionFits(resolution: DifferenceResolution, differenceVnd: Vnd): boolean {
  return (resolution === 'income') === differenceVnd > 0n;
}

/** A difference that was decided on. The resolution must fit (`resolutionFits`). */
export function differenceCleared(
  partnerId: bigint,
  differenceVnd: Vnd,
  resolution: DifferenceResolution,
): Transfer[] {
  if (resolution === 'income') {
    const amountVnd = differenceVnd;
    return [
      { kind: 'cash_over_cleared', debit: of('3381', partnerId), credit: companyAccount('711'), amountVnd },
    ];
  }
  const debit = resolution === 'cashier_owes' ? of('1388', partnerId) : companyAccount('811');
  const amountVnd = -(differenceVnd as bigint);
  return [{ kind: 'cash_short_cleared', debit, credit: of('1381', partnerId), amountVnd }];
}

/** Cash paid in at the bank: in transit until the bank's credit names it. */
export function cashSentToBank(partnerId: bigint, amountVnd: Vnd): Transfer[] {
  return [{ kind: 'cash_sent', debit: of('113', partnerId), credit: of('111', partnerId), amountVnd }];
}

/** A slip that was never paid in: the cash lies in the till again. */
export function cashKeptAfterAll(partnerId: bigint, amountVnd: Vnd): Transfer[] {
  return [{ kind: 'cash_sent_back', debit: of('111', partnerId), credit: of('113', partnerId), amountVnd }];
}

/** Cash handed from one till to another: a collector to a counter. */
export function cashHandedOver(fromPartnerId: bigint, toPartnerId: bigint, amountVnd: Vnd): Transfer[] {
  return [
    {
      kind: 'cash_handed_over',
      debit: of('111', toPartnerId),
      credit: of('111', fromPartnerId),
      amountVnd,
    },
  ];
}
