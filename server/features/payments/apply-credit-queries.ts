import { sql } from 'kysely';
import { many, type Queryable, type Tx } from '../../platform/db.ts';

/** The next customers, by id, who have free credit and a bill that it may pay. */
export async function listCustomersToCredit(
  on: Queryable,
  wanted: { after: bigint; at: Date; limit: number; customerId?: bigint },
): Promise<bigint[]> {
  const rows = await many(
    on,
    sql<{ customer_id: bigint }>`
      select l.customer_id from credit_lots l
      where l.left_vnd > 0 and l.left_vnd > l.reserved_vnd and l.customer_id > ${wanted.after}
        and (${wanted.customerId ?? null}::bigint is null or l.customer_id = ${wanted.customerId ?? null}::bigint)
        and exists (select from bills b where b.customer_id = l.customer_id and b.state in ('open', 'part_paid')
                    and b.handed_to is null and (b.held_until is null or b.held_until <= ${wanted.at}))
      group by l.customer_id order by l.customer_id limit ${wanted.limit}`,
  );
  return rows.map(({ customer_id }) => customer_id);
}

export interface FreeLotRow {
  payment_id: bigint;
  customer_id: bigint;
  free_vnd: bigint;
}

/** Locks the free lots of these customers, in the order of payments; the bills are locked by the caller. */
export async function lockFreeLots(tx: Tx, customerIds: readonly bigint[]): Promise<FreeLotRow[]> {
  return many(
    tx,
    sql<FreeLotRow>`
      select payment_id, customer_id, left_vnd - reserved_vnd as free_vnd from credit_lots
      where customer_id = any(${customerIds}::bigint[]) and left_vnd > 0 and left_vnd > reserved_vnd
      order by payment_id for update`,
  );
}
