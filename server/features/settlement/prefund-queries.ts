import { sql } from 'kysely';

import { many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import { receiptsWhere, windowsWhere, type ReceiptRow, type WindowRow } from './queries.ts';

/**
 * What a prefunded partner may still collect: the credit balance of its account 113, from the stored roll-up and the
 * transfers behind it, in one snapshot.
 */
export async function prefundAvailable(on: Queryable, partnerId: bigint): Promise<bigint> {
  const row = await one(
    on,
    sql<{ available: bigint }>`
      with at as (
        select coalesce(max(xid), '0'::xid8) as xid, coalesce(max(id), 0) as id
        from reader_positions where reader = 'ledger.roll_up'
      ), own as (select id from accounts where code = '113' and partner_id = ${partnerId}),
      moved as (
        select credit_vnd - debit_vnd as vnd from account_balances where account_id in (select id from own)
        union all
        select case when t.credit_account_id in (select id from own) then t.amount_vnd else -t.amount_vnd end
        from transfers t, at
        where (t.xid, t.id) > (at.xid, at.id)
          and (t.credit_account_id in (select id from own) or t.debit_account_id in (select id from own))
      )
      select coalesce(sum(vnd), 0)::bigint as available from moved`,
  );
  return row.available;
}

/** Until commit nobody else deposits to or draws from this partner's prefund. */
export async function lockPrefund(tx: Tx, partnerId: bigint): Promise<void> {
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended('partner_prefund/' || current_schema(), ${partnerId}))`,
  );
}

/** What was paid in beforehand, and what of it lies on windows. */
export async function sumPrefund(
  on: Queryable,
  partnerId: bigint,
): Promise<{ deposited_vnd: bigint; drawn_vnd: bigint }> {
  return one(
    on,
    sql<{ deposited_vnd: bigint; drawn_vnd: bigint }>`
      select coalesce(sum(amount_vnd) filter (where window_id is null), 0)::bigint as deposited_vnd,
             coalesce(sum(amount_vnd) filter (where bank_credit_id is null), 0)::bigint as drawn_vnd
      from window_receipts where partner_id = ${partnerId} and (window_id is null or bank_credit_id is null)`,
  );
}

/** Closed windows that wait for money, the oldest first, locked. */
export async function lockWaitingWindows(tx: Tx, partnerId: bigint): Promise<WindowRow[]> {
  const locked = await many(
    tx,
    sql<{ id: bigint }>`
      select id from settlement_windows
      where partner_id = ${partnerId} and state in ('closed', 'agreed')
        and expected_vnd > received_vnd + carried_vnd
      order by settles_on for no key update`,
  );
  return many(
    tx,
    windowsWhere(sql`w.id = any(${locked.map(({ id }) => id)}::bigint[])`, sql`order by w.settles_on`),
  );
}

export async function listPrefundMovements(on: Queryable, partnerId: bigint): Promise<ReceiptRow[]> {
  return many(
    on,
    receiptsWhere(
      sql`r.partner_id = ${partnerId} and (r.window_id is null or r.bank_credit_id is null)`,
      sql`order by r.id desc limit 500`,
    ),
  );
}

/** Partners that have prefund left and windows that wait for it. */
export async function listPartnersToDraw(on: Queryable): Promise<bigint[]> {
  const rows = await many(
    on,
    sql<{ partner_id: bigint }>`
      select partner_id from window_receipts where window_id is null or bank_credit_id is null
      group by partner_id
      having sum(case when window_id is null then amount_vnd else -amount_vnd end) > 0
        and exists (select from settlement_windows w
                    where w.partner_id = window_receipts.partner_id and w.state in ('closed', 'agreed')
                      and w.expected_vnd > w.received_vnd + w.carried_vnd)`,
  );
  return rows.map(({ partner_id }) => partner_id);
}
