import { sql } from 'kysely';
import { many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

/** What a partner may do, and where its settlement stands. */
export interface PartnerLimit {
  id: bigint;
  payment_limit_vnd: bigint;
  daily_limit_vnd: bigint | null;
  prefunded: boolean;
  cut_off: string;
  closed_through: string | null;
}

export async function listPartnerLimits(
  on: Queryable,
  partnerIds: readonly bigint[],
): Promise<PartnerLimit[]> {
  return many(
    on,
    sql<PartnerLimit>`
      select id, payment_limit_vnd, daily_limit_vnd, prefunded, cut_off::text as cut_off, closed_through
      from partners where id = any(${partnerIds}::bigint[])`,
    { name: 'pay_limits' },
  );
}

/** Holds every other batch off this partner until commit, then says what its day adds up to so far. */
export async function lockPartnerDay(tx: Tx, partnerId: bigint, businessOn: string): Promise<bigint> {
  await lockPartner(tx, partnerId);
  const row = await one(
    tx,
    sql<{ sum: bigint }>`
      select coalesce(sum(amount_vnd), 0)::bigint as sum from payments
      where partner_id = ${partnerId} and business_on = ${businessOn}::date and state = 'accepted'`,
  );
  return row.sum;
}

/** What a prefunded partner may still collect: the credit balance of its account 113. The caller has it locked. */
export async function readPrefund(tx: Tx, partnerId: bigint): Promise<bigint> {
  const row = await one(
    tx,
    sql<{ available: bigint }>`
      with at as (
        select coalesce(max(xid), '0'::xid8) as xid, coalesce(max(id), 0) as id
        from reader_positions where reader = 'ledger.roll_up'
      ), own as (select id from accounts where code = '113' and partner_id = ${partnerId})
      select (coalesce((select sum(credit_vnd - debit_vnd) from account_balances where account_id in (select id from own)), 0)
            + coalesce((select sum(case when t.credit_account_id in (select id from own) then t.amount_vnd else -t.amount_vnd end)
                        from transfers t, at
                        where (t.xid, t.id) > (at.xid, at.id)
                          and (t.credit_account_id in (select id from own) or t.debit_account_id in (select id from own))), 0)
             )::bigint as available`,
  );
  return row.available;
}

async function lockPartner(tx: Tx, partnerId: bigint): Promise<void> {
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended('partner_day/' || current_schema(), ${partnerId}))`,
  );
}
