import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Scope } from './till-queries.ts';

export interface RemittanceRow {
  id: bigint;
  number: string;
  till_id: bigint;
  till_code: string;
  till_name: string;
  partner_id: bigint;
  org_unit_id: bigint;
  way: 'bank' | 'till';
  bank_account: string | null;
  to_till_id: bigint | null;
  to_till_code: string | null;
  to_partner_id: bigint | null;
  amount_vnd: bigint;
  credited_vnd: bigint;
  state: 'sent' | 'settled' | 'offered' | 'received' | 'cancelled';
  made_by: string;
  made_on: BusinessDate;
  finished_by: string | null;
  finished_on: BusinessDate | null;
  session_ids: bigint[];
}

const remittances = (where: RawBuilder<unknown>): RawBuilder<RemittanceRow> => sql<RemittanceRow>`
  select r.*, t.code as till_code, t.name as till_name, t.partner_id, t.org_unit_id, o.code as to_till_code,
         o.partner_id as to_partner_id,
         coalesce((select array_agg(s.id order by s.id) from till_sessions s where s.remittance_id = r.id),
                  '{}'::bigint[]) as session_ids
  from remittances r join tills t on t.id = r.till_id left join tills o on o.id = r.to_till_id
  where ${where}`;

export async function findRemittance(on: Queryable, id: bigint): Promise<RemittanceRow | undefined> {
  return find(on, remittances(sql`r.id = ${id}`));
}

export async function listRemittances(
  on: Queryable,
  filter: { scope: Scope; state: RemittanceRow['state'] | undefined; before: bigint | undefined },
  limit: number,
): Promise<RemittanceRow[]> {
  const { scope, state, before } = filter;
  const where = sql.join(
    [
      scope === 'all'
        ? sql`true`
        : sql`(t.org_unit_id = any(${scope}::bigint[]) or o.org_unit_id = any(${scope}::bigint[]))`,
      state === undefined ? sql`true` : sql`r.state = ${state}`,
      before === undefined ? sql`true` : sql`r.id < ${before}`,
    ],
    sql` and `,
  );
  return many(on, sql<RemittanceRow>`${remittances(where)} order by r.id desc limit ${limit}`);
}

/** Slips on their way to the bank, by number. */
export async function listSent(on: Queryable): Promise<Map<string, { id: bigint; left_vnd: bigint }>> {
  const rows = await many(
    on,
    sql<{ id: bigint; number: string; left_vnd: bigint }>`
      select id, number, amount_vnd - credited_vnd as left_vnd from remittances where state = 'sent'`,
  );
  return new Map(rows.map((row) => [row.number, row]));
}

export async function lockRemittance(tx: Tx, id: bigint): Promise<RemittanceRow | undefined> {
  await find(tx, sql`select from remittances where id = ${id} for update`);
  return findRemittance(tx, id);
}

/** Closed sessions of one till whose cash has not left it, locked. */
export async function lockSessionsToRemit(
  tx: Tx,
  tillId: bigint,
  ids: readonly bigint[],
): Promise<{ id: bigint; cash_vnd: bigint }[]> {
  return many(
    tx,
    sql<{ id: bigint; cash_vnd: bigint }>`
      select id, cash_vnd from till_sessions
      where id = any(${ids}::bigint[]) and till_id = ${tillId} and state = 'closed' and remittance_id is null
      order by id for update`,
  );
}

export async function reserveRemittanceId(tx: Tx): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{
      id: bigint;
    }>`select nextval(pg_get_serial_sequence('remittances', 'id')) as id`,
  );
  return id;
}

export interface NewRemittance {
  id: bigint;
  number: string;
  tillId: bigint;
  bankAccount: string | null;
  toTillId: bigint | null;
  amountVnd: bigint;
  by: string;
  on: BusinessDate;
  at: Date;
}

export async function insertRemittance(
  tx: Tx,
  row: NewRemittance,
  sessionIds: readonly bigint[],
): Promise<void> {
  const way = row.toTillId === null ? 'bank' : 'till';
  await run(
    tx,
    sql`insert into remittances (id, number, till_id, way, bank_account, to_till_id, amount_vnd, state, made_by, made_on,
                                 made_at)
        overriding system value
        values (${row.id}, ${row.number}, ${row.tillId}, ${way}, ${row.bankAccount}, ${row.toTillId}, ${row.amountVnd},
                ${way === 'bank' ? 'sent' : 'offered'}, ${row.by}, ${row.on}, ${row.at})`,
  );
  await run(
    tx,
    sql`update till_sessions set remittance_id = ${row.id} where id = any(${sessionIds}::bigint[])`,
  );
}

export async function finishRemittance(
  tx: Tx,
  finish: {
    id: bigint;
    state: 'settled' | 'received' | 'cancelled';
    by: string;
    on: BusinessDate;
    at: Date;
  },
): Promise<void> {
  await run(
    tx,
    sql`update remittances set state = ${finish.state}, finished_by = ${finish.by}, finished_on = ${finish.on},
          finished_at = ${finish.at} where id = ${finish.id}`,
  );
  if (finish.state !== 'cancelled') return;
  await run(tx, sql`update till_sessions set remittance_id = null where remittance_id = ${finish.id}`);
}

/** Adds a credit of the bank to a slip; what is credited in full is settled, and no longer when a part is taken back. */
export async function addCredited(
  tx: Tx,
  add: { id: bigint; amountVnd: bigint; by: string; on: BusinessDate; at: Date },
): Promise<void> {
  const whole = sql`credited_vnd + ${add.amountVnd} = amount_vnd`;
  await run(
    tx,
    sql`update remittances set credited_vnd = credited_vnd + ${add.amountVnd},
          state = case when ${whole} then 'settled' else 'sent' end,
          finished_by = case when ${whole} then ${add.by}::text end,
          finished_on = case when ${whole} then ${add.on}::date end,
          finished_at = case when ${whole} then ${add.at}::timestamptz end
        where id = ${add.id}`,
  );
}

export interface ReceiptRow {
  id: bigint;
  remittance_id: bigint;
  bank_credit_id: bigint;
  amount_vnd: bigint;
  rule: string;
  laid_by: string;
  laid_at: Date;
  undoes_id: bigint | null;
  undone: boolean;
  booked_on: BusinessDate;
  text: string;
}

export async function listReceipts(on: Queryable, remittanceId: bigint): Promise<ReceiptRow[]> {
  return many(
    on,
    sql<ReceiptRow>`
      select e.*, exists (select from remittance_receipts u where u.undoes_id = e.id) as undone, c.booked_on,
             c.remittance as text
      from remittance_receipts e join bank_credits c on c.id = e.bank_credit_id
      where e.remittance_id = ${remittanceId} order by e.id`,
  );
}

export async function insertReceipt(
  tx: Tx,
  row: {
    remittanceId: bigint;
    creditId: bigint;
    amountVnd: bigint;
    rule: string;
    by: string;
    at: Date;
    undoesId: bigint | null;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into remittance_receipts (remittance_id, bank_credit_id, amount_vnd, rule, laid_by, laid_at, undoes_id)
        values (${row.remittanceId}, ${row.creditId}, ${row.amountVnd}, ${row.rule}, ${row.by}, ${row.at}, ${row.undoesId})`,
  );
}

export interface FreeCredit {
  id: bigint;
  booked_on: BusinessDate;
  amount_vnd: bigint;
  left_vnd: bigint;
  remittance: string;
}

/** Credits of which nothing is taken, the oldest first. */
export async function listFreeCredits(on: Queryable, after: bigint, limit: number): Promise<FreeCredit[]> {
  return many(
    on,
    sql<FreeCredit>`
      select id, booked_on, amount_vnd, amount_vnd - assigned_vnd as left_vnd, remittance from bank_credits
      where assigned_vnd < amount_vnd and assigned_vnd = 0 and id > ${after} order by id limit ${limit}`,
  );
}

export async function findAccountNumber(on: Queryable, number: string): Promise<boolean> {
  return (await find(on, sql`select from bank_accounts where number = ${number}`)) !== undefined;
}
