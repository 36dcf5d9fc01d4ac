import { sql } from 'kysely';
import type { AccountKey } from '../../../core/postings.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Position } from '../../platform/outbox.ts';

export interface AccountRow {
  id: bigint;
  code: string;
  org_unit_id: bigint | null;
  partner_id: bigint | null;
}

export async function listAccounts(on: Queryable): Promise<AccountRow[]> {
  return many(on, sql<AccountRow>`select id, code, org_unit_id, partner_id from accounts`);
}

/** Those that are there already stay as they are; a number that is taken is an error, not one of those. */
export async function insertAccounts(on: Queryable, keys: readonly AccountKey[]): Promise<void> {
  await run(
    on,
    sql`insert into accounts (code, org_unit_id, partner_id)
        select * from unnest(${keys.map((key) => key.code)}::text[], ${keys.map((key) => key.orgUnitId)}::bigint[],
                             ${keys.map((key) => key.partnerId)}::bigint[])
        on conflict on constraint accounts_one do nothing`,
  );
}

export interface TransferRow {
  kind: string;
  debitAccountId: bigint;
  creditAccountId: bigint;
  amountVnd: bigint;
  paymentId: bigint | null;
  importId: bigint | null;
  businessOn: string;
  occurredAt: Date;
}

export async function insertTransfers(tx: Tx, rows: readonly TransferRow[]): Promise<void> {
  await run(
    tx,
    sql`insert into transfers (kind, debit_account_id, credit_account_id, amount_vnd, payment_id, import_id,
                               business_on, occurred_at)
        select * from unnest(
          ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.debitAccountId)}::bigint[],
          ${rows.map((row) => row.creditAccountId)}::bigint[], ${rows.map((row) => row.amountVnd)}::bigint[],
          ${rows.map((row) => row.paymentId)}::bigint[], ${rows.map((row) => row.importId)}::bigint[],
          ${rows.map((row) => row.businessOn)}::date[], ${rows.map((row) => row.occurredAt)}::timestamptz[])`,
    { name: 'transfers_insert' },
  );
}

export interface BalanceRow {
  account_id: bigint;
  code: string;
  org_unit_id: bigint | null;
  unit_code: string | null;
  partner_id: bigint | null;
  partner_code: string | null;
  debit_vnd: bigint;
  credit_vnd: bigint;
}

/** Every account's sums: the stored roll-up and the tail behind the roll-up's position, in one snapshot. */
export async function readBalances(on: Queryable): Promise<BalanceRow[]> {
  return many(
    on,
    sql<BalanceRow>`
      with at as (
        select coalesce(max(xid), '0'::xid8) as xid, coalesce(max(id), 0) as id
        from reader_positions where reader = 'ledger.roll_up'
      ), tail as (
        select t.debit_account_id, t.credit_account_id, t.amount_vnd
        from transfers t, at where (t.xid, t.id) > (at.xid, at.id)
      ), moved as (
        select debit_account_id as account_id, amount_vnd as debit, 0::bigint as credit from tail
        union all select credit_account_id, 0, amount_vnd from tail
        union all select account_id, debit_vnd, credit_vnd from account_balances
      )
      select a.id as account_id, a.code, a.org_unit_id, u.code as unit_code, a.partner_id, p.code as partner_code,
             coalesce(sum(m.debit), 0)::bigint as debit_vnd, coalesce(sum(m.credit), 0)::bigint as credit_vnd
      from accounts a
      left join moved m on m.account_id = a.id
      left join org_units u on u.id = a.org_unit_id
      left join partners p on p.id = a.partner_id
      group by a.id, u.code, p.code
      order by a.code, u.code nulls first, p.code nulls first`,
  );
}

/** Every account's sums over transfers recorded before an instant, or of business days before a date. Exact, and slow. */
export async function readBalancesBefore(
  on: Queryable,
  before: { recordedAt: Date } | { businessOn: string },
): Promise<BalanceRow[]> {
  const condition =
    'recordedAt' in before
      ? sql`t.recorded_at < ${before.recordedAt}`
      : sql`t.business_on < ${before.businessOn}::date`;
  return many(
    on,
    sql<BalanceRow>`
      select a.id as account_id, a.code, a.org_unit_id, u.code as unit_code, a.partner_id, p.code as partner_code,
             coalesce(sum(t.amount_vnd) filter (where t.debit_account_id = a.id), 0)::bigint as debit_vnd,
             coalesce(sum(t.amount_vnd) filter (where t.credit_account_id = a.id), 0)::bigint as credit_vnd
      from accounts a
      left join transfers t on a.id in (t.debit_account_id, t.credit_account_id) and ${condition}
      left join org_units u on u.id = a.org_unit_id
      left join partners p on p.id = a.partner_id
      group by a.id, u.code, p.code
      order by a.code, u.code nulls first, p.code nulls first`,
  );
}

/** The position of the n-th transfer behind another, below every open transaction; undefined when there is none. */
export async function findEndOfBlock(
  on: Queryable,
  after: Position,
  limit: number,
): Promise<(Position & { transfers: number }) | undefined> {
  return find(
    on,
    sql<Position & { transfers: number }>`
      select xid::text as xid, id, (count(*) over ())::int as transfers from (
        select xid, id from transfers
        where (xid, id) > (${after.xid}::xid8, ${after.id}) and xid < pg_snapshot_xmin(pg_current_snapshot())
        order by transfers.xid, transfers.id limit ${limit}
      ) block order by block.xid desc, block.id desc limit 1`,
  );
}

export async function rollUpBlock(tx: Tx, after: Position, upto: Position): Promise<void> {
  await run(
    tx,
    sql`with block as (
          select debit_account_id, credit_account_id, amount_vnd from transfers
          where (xid, id) > (${after.xid}::xid8, ${after.id}) and (xid, id) <= (${upto.xid}::xid8, ${upto.id})
        ), moved as (
          select debit_account_id as account_id, amount_vnd as debit, 0::bigint as credit from block
          union all select credit_account_id, 0, amount_vnd from block
        )
        insert into account_balances (account_id, debit_vnd, credit_vnd)
        select account_id, sum(debit), sum(credit) from moved group by account_id
        on conflict (account_id) do update
        set debit_vnd = account_balances.debit_vnd + excluded.debit_vnd,
            credit_vnd = account_balances.credit_vnd + excluded.credit_vnd`,
  );
}

/** SHA-256 over the previous hash and every transfer of the block, in order, all columns. */
export async function hashBlock(
  on: Queryable,
  previous: Buffer,
  after: Position,
  upto: Position,
): Promise<{ hash: Buffer; transfers: number }> {
  return one(
    on,
    sql<{ hash: Buffer; transfers: number }>`
      select sha256(${previous}::bytea || convert_to(coalesce(string_agg(
               concat_ws('|', xid, id, kind, debit_account_id, credit_account_id, amount_vnd,
                         coalesce(payment_id::text, '-'), coalesce(import_id::text, '-'), business_on,
                         extract(epoch from occurred_at), extract(epoch from recorded_at)),
               E'\n' order by xid, id), ''), 'UTF8')) as hash,
             count(*)::int as transfers
      from transfers
      where (xid, id) > (${after.xid}::xid8, ${after.id}) and (xid, id) <= (${upto.xid}::xid8, ${upto.id})`,
  );
}

export interface SealRow {
  id: bigint;
  upto_xid: string;
  upto_id: bigint;
  transfers: number;
  previous_hash: Buffer;
  hash: Buffer;
}

export async function findLastSeal(on: Queryable): Promise<SealRow | undefined> {
  return find(
    on,
    sql<SealRow>`select id, upto_xid::text, upto_id, transfers, previous_hash, hash
                 from ledger_seals order by id desc limit 1`,
  );
}

export async function listSealsAfter(on: Queryable, id: bigint, limit: number): Promise<SealRow[]> {
  return many(
    on,
    sql<SealRow>`select id, upto_xid::text, upto_id, transfers, previous_hash, hash
                 from ledger_seals where id > ${id} order by id limit ${limit}`,
  );
}

export async function insertSeal(tx: Tx, seal: Omit<SealRow, 'id'>): Promise<void> {
  await run(
    tx,
    sql`insert into ledger_seals (upto_xid, upto_id, transfers, previous_hash, hash)
        values (${seal.upto_xid}::xid8, ${seal.upto_id}, ${seal.transfers}, ${seal.previous_hash}, ${seal.hash})`,
  );
}

export async function countTransfers(on: Queryable): Promise<number> {
  return (await one(on, sql<{ n: number }>`select count(*)::int as n from transfers`)).n;
}

export async function countOrphans(on: Queryable): Promise<number> {
  const row = await one(
    on,
    sql<{ n: number }>`
      select count(*)::int as n from transfers t
      where not exists (select from accounts where id = t.debit_account_id)
         or not exists (select from accounts where id = t.credit_account_id)
         or (payment_id is not null and not exists (select from payments where id = t.payment_id))`,
  );
  return row.n;
}
