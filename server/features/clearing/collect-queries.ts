import { sql } from 'kysely';
import { find, one, run, type Queryable, type Tx } from '../../platform/db.ts';

/** Every transaction below it has ended, so that its allocations are there to be read or never will be. */
export async function readSettledBound(tx: Tx): Promise<string> {
  const row = await one(
    tx,
    sql<{ bound: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as bound`,
  );
  return row.bound;
}

export interface LastEntry {
  seq: bigint;
  through_vnd: bigint;
}

export async function findLastEntry(on: Queryable): Promise<LastEntry | undefined> {
  return find(on, sql<LastEntry>`select seq, through_vnd from clearing_entries order by seq desc limit 1`);
}

/**
 * Writes one entry for each allocation of the transactions from one bound to the next, except to bills issued here,
 * which the billing system does not know. Numbered by allocation id: the
 * allocations of a bill are made under its lock, so that their ids follow the order in which they were committed.
 */
export async function insertEntries(
  tx: Tx,
  range: { from: string; to: string; last: LastEntry },
): Promise<number> {
  return run(
    tx,
    sql`
      insert into clearing_entries (seq, allocation_id, payment_id, kind, bill_root_id, bill_external_id, customer_code,
                                    amount_vnd, through_vnd, partner_code, channel, business_on)
      select ${range.last.seq}::bigint + row_number() over (order by a.id), a.id, a.payment_id,
             case when a.amount_vnd > 0 then 'clear' else 'unclear' end, a.bill_root_id, b.external_id, c.code,
             abs(a.amount_vnd), ${range.last.through_vnd}::bigint + sum(a.amount_vnd) over (order by a.id),
             r.code, p.channel, a.business_on
      from allocations a
      join bills b on b.id = a.bill_root_id
      join customers c on c.id = b.customer_id
      join payments p on p.id = a.payment_id
      join partners r on r.id = p.partner_id
      where a.xid >= ${range.from}::xid8 and a.xid < ${range.to}::xid8 and b.import_id is not null`,
  );
}
