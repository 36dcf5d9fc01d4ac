import { sql } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';

/** Whether anything is waited for at all. */
export async function isAnythingAwaited(on: Queryable): Promise<boolean> {
  const rows = await many(
    on,
    sql`(select 1 from payment_orders where issued_at is not null limit 1)
        union all (select 1 from cheques where deposit_id is not null limit 1)`,
  );
  return rows.length > 0;
}

/** Orders that were handed to a payer, whatever became of them. */
export async function listIssued(
  on: Queryable,
  ids: readonly bigint[],
): Promise<{ id: bigint; payer_code: string }[]> {
  return many(
    on,
    sql<{ id: bigint; payer_code: string }>`
      select o.id, c.code as payer_code from payment_orders o join customers c on c.id = o.payer_customer_id
      where o.id = any(${ids}::bigint[]) and o.issued_at is not null`,
  );
}

/** Orders that are waited for and hold bills of all these customers, open for exactly this sum. */
export async function listOrdersOfCodes(
  on: Queryable,
  codes: readonly string[],
  amountVnd: bigint,
): Promise<{ id: bigint; payer_code: string }[]> {
  return many(
    on,
    sql<{ id: bigint; payer_code: string }>`
      select o.id, p.code as payer_code
      from payment_orders o join customers p on p.id = o.payer_customer_id
      join payment_order_bills l on l.order_id = o.id join customers c on c.id = l.customer_id
      left join bills b on b.root_id = l.bill_root_id and b.is_current and b.state in ('open', 'part_paid')
      where o.state in ('issued', 'part_paid') and o.ended_at is null
      group by o.id, p.code
      having count(distinct c.code) filter (where c.code = any(${codes}::text[])) = ${codes.length}
         and sum(b.total_vnd - b.paid_vnd) = ${amountVnd}
      limit 2`,
  );
}

export interface WaitingCheque {
  id: bigint;
  number: string;
  account: string;
  amount_vnd: bigint;
  payer_code: string;
  deposit_id: bigint;
  state: 'deposited' | 'bounced';
}

/** Cheques at the bank that are not paid, also those it refused: their money may come late. */
export async function listWaitingCheques(on: Queryable): Promise<WaitingCheque[]> {
  return many(
    on,
    sql<WaitingCheque>`
      select q.id, q.number, q.account, q.amount_vnd, c.code as payer_code, q.deposit_id, q.state
      from cheques q join customers c on c.id = q.customer_id
      where q.state in ('deposited', 'bounced') order by q.id limit 20000`,
  );
}
