import { allocate, type AllocatableBill } from './allocation.ts';
import type { Vnd } from './money.ts';

/** What is free of the credit of one payment. */
export interface FreeLot {
  paymentId: bigint;
  freeVnd: Vnd;
}

export interface AppliedLine<Bill> {
  paymentId: bigint;
  bill: Bill;
  amountVnd: Vnd;
}

/**
 * Pays one customer's bills out of their credit: the oldest credit first, on the oldest bill first. No lot gives more
 * than is free of it and no bill takes more than it is open for. The bills are updated as it goes.
 */
export function applyLots<Bill extends AllocatableBill>(
  lots: readonly FreeLot[],
  bills: readonly Bill[],
): AppliedLine<Bill>[] {
  const oldestFirst = [...lots].sort((a, b) => (a.paymentId < b.paymentId ? -1 : 1));
  return oldestFirst.flatMap(({ paymentId, freeVnd }) => {
    const decision = allocate({ intent: 'notice', amountVnd: freeVnd, billIds: null }, bills, {
      partialPayments: true,
      oldestFirst: false,
      noGaps: false,
    });
    if (decision.decision === 'refuse') throw new Error('a notice is never refused');
    return decision.lines.map(({ bill, amountVnd }) => {
      bill.paidVnd += amountVnd;
      bill.state = bill.paidVnd === bill.totalVnd ? 'paid' : 'part_paid';
      return { paymentId, bill, amountVnd };
    });
  });
}
