import { sql } from 'kysely';
import { many, run, transaction, type Db, type Tx } from '../../platform/db.ts';
import { endHoldOnBills, holdEachBill, lockBills, type LockedBill } from '../bills/index.ts';
import { closeExpiredHolds } from './hold-queries.ts';

export interface BillToHold {
  /** The hold's own reference. */
  reference: string;
  bill: LockedBill;
}

/**
 * Holds many bills for one partner, each under a reference of its own, in the caller's transaction. The caller has
 * locked them and found them open and not held by anybody else; holds whose time is over are cleared away. `until` is
 * business time, and not bounded by the company's limit for partners: our own debit run holds for as long as a bank
 * takes to answer.
 */
export async function holdEach(
  tx: Tx,
  hold: { partnerId: bigint; until: Date; wanted: readonly BillToHold[] },
  businessNow: Date,
): Promise<void> {
  const { partnerId, until, wanted } = hold;
  if (wanted.length === 0) return;
  const over = [...new Set(wanted.flatMap(({ bill }) => bill.holdId ?? []))];
  if (over.length > 0) await endHoldOnBills(tx, await closeExpiredHolds(tx, over, businessNow));
  const made = await many(
    tx,
    sql<{ holdId: bigint; billId: bigint }>`
      insert into holds (partner_id, reference, customer_id, bill_ids, amount_vnd, state, held_at, expires_at)
      select ${partnerId}, w.reference, w.customer_id, array[w.bill_id], w.amount_vnd, 'open', ${businessNow}, ${until}
      from unnest(${wanted.map(({ reference }) => reference)}::text[],
                  ${wanted.map(({ bill }) => bill.customerId)}::bigint[],
                  ${wanted.map(({ bill }) => bill.id)}::bigint[],
                  ${wanted.map(({ bill }) => bill.totalVnd - bill.paidVnd)}::bigint[])
           w (reference, customer_id, bill_id, amount_vnd)
      returning id as "holdId", bill_ids[1] as "billId"`,
  );
  await holdEachBill(tx, made, { partnerId, until });
}

/** Releases those of a partner's holds that are still open, and frees their bills. Answers how many. */
export async function releaseEach(
  db: Db,
  hold: { partnerId: bigint; references: readonly string[] },
  businessNow: Date,
): Promise<number> {
  const { partnerId, references } = hold;
  if (references.length === 0) return 0;
  return transaction(db, async (tx) => {
    const open = await many(
      tx,
      sql<{ id: bigint; bill_ids: bigint[] }>`
        select id, bill_ids from holds
        where partner_id = ${partnerId} and reference = any(${references}::text[]) and state = 'open'`,
    );
    if (open.length === 0) return 0;
    // Bills before holds, in id order, as every posting does.
    await lockBills(tx, { customerIds: [], billIds: open.flatMap(({ bill_ids }) => bill_ids) });
    const ids = open.map(({ id }) => id);
    await endHoldOnBills(tx, ids);
    return run(
      tx,
      sql`update holds set state = 'released', ended_at = ${businessNow}
          where id = any(${ids}::bigint[]) and state = 'open'`,
    );
  });
}
