import { sql } from 'kysely';
import { run, type Tx } from '../../platform/db.ts';

/** Puts a hold on bills that the caller has locked and found free. */
export async function holdBills(
  tx: Tx,
  hold: { holdId: bigint; partnerId: bigint; billIds: readonly bigint[]; until: Date },
): Promise<number> {
  return run(
    tx,
    sql`update bills set hold_id = ${hold.holdId}, held_by = ${hold.partnerId}, held_until = ${hold.until}
        where id = any(${hold.billIds}::bigint[]) and state in ('open', 'part_paid')`,
  );
}

/** Puts a hold of its own on each of many bills that the caller has locked and found free. */
export async function holdEachBill(
  tx: Tx,
  holds: readonly { holdId: bigint; billId: bigint }[],
  hold: { partnerId: bigint; until: Date },
): Promise<number> {
  return run(
    tx,
    sql`update bills b set hold_id = h.hold_id, held_by = ${hold.partnerId}, held_until = ${hold.until}
        from unnest(${holds.map(({ holdId }) => holdId)}::bigint[], ${holds.map(({ billId }) => billId)}::bigint[])
             h (hold_id, bill_id)
        where b.id = h.bill_id and b.state in ('open', 'part_paid')`,
  );
}

/** Moves the end of a hold on those of its bills that it still holds. */
export async function holdLonger(
  tx: Tx,
  holdId: bigint,
  hold: { billIds: readonly bigint[]; until: Date },
): Promise<void> {
  await run(
    tx,
    sql`update bills set held_until = ${hold.until} where id = any(${hold.billIds}::bigint[]) and hold_id = ${holdId}`,
  );
}

/** Frees the bills that these holds still hold, in id order. */
export async function endHoldOnBills(tx: Tx, holdIds: readonly bigint[]): Promise<number> {
  if (holdIds.length === 0) return 0;
  return run(
    tx,
    sql`update bills set hold_id = null, held_by = null, held_until = null
        where id in (
          select id from bills
          where id = any(array(select unnest(bill_ids) from holds where id = any(${holdIds}::bigint[])))
            and hold_id = any(${holdIds}::bigint[]) order by id for update)`,
    { name: 'hold_end_bills' },
  );
}
