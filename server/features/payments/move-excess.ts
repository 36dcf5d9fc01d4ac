import type { BusinessDate } from '../../../core/dates.ts';
import { excessCredited } from '../../../core/postings.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { postTransfers } from '../ledger/index.ts';
import * as lots from './lot-queries.ts';
import * as queries from './queries.ts';

/** A bill that a correction made smaller than what was paid for it. */
export interface ExcessOnBill {
  rootId: bigint;
  orgUnitId: bigint;
  excessVnd: bigint;
}

/**
 * Turns what was paid too much into customer credit, taking from the latest payment first, so that each part keeps
 * the channel of the payment it came from. The bills are locked by the caller, who has lowered what is paid already.
 */
export async function moveExcessToCredit(
  db: Db,
  tx: Tx,
  excesses: readonly ExcessOnBill[],
  work: { importId: bigint | null; businessOn: BusinessDate; now: Date },
): Promise<void> {
  const { importId, businessOn, now } = work;
  const credits: lots.CreditMove[] = [];
  for (const { rootId, orgUnitId, excessVnd } of excesses) {
    let left = excessVnd;
    const moved: { paymentId: bigint; customerId: bigint | null; amountVnd: bigint }[] = [];
    for (const row of await queries.listPaymentsOfBill(tx, rootId)) {
      if (left === 0n) break;
      const amountVnd = row.amount_vnd < left ? row.amount_vnd : left;
      moved.push({ paymentId: row.payment_id, customerId: row.customer_id, amountVnd });
      left -= amountVnd;
    }
    if (left !== 0n) throw new Error(`bill ${rootId} was paid less than the correction assumes`);
    await queries.insertAllocations(
      tx,
      moved.map(({ paymentId, amountVnd }) => ({
        paymentId,
        billRootId: rootId,
        amountVnd: -amountVnd,
        businessOn,
      })),
      now,
    );
    credits.push(...moved.map((part) => ({ ...part, reason: 'correction' as const, businessOn })));
    const where = { paymentId: null, importId, businessOn, occurredAt: now };
    await postTransfers(
      db,
      tx,
      excessCredited(orgUnitId, excessVnd).map((transfer) => ({ ...transfer, ...where })),
    );
  }
  await lots.insertCreditMoves(tx, credits, now);
  await lots.addToLots(tx, credits);
}
