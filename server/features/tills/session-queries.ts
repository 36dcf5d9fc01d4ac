import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Scope, TillKind } from './till-queries.ts';

export interface SessionRow {
  id: bigint;
  till_id: bigint;
  till_code: string;
  till_name: string;
  till_kind: TillKind;
  partner_id: bigint;
  org_unit_id: bigint;
  closes_on: BusinessDate | null;
  cashier: string;
  cashier_name: string;
  state: 'open' | 'closed';
  float_vnd: bigint;
  opened_on: BusinessDate;
  opened_at: Date;
  closed_on: BusinessDate | null;
  closed_at: Date | null;
  counts: Record<string, number | string> | null;
  counted_vnd: bigint | null;
  expected_vnd: bigint | null;
  cash_vnd: bigint | null;
  remittance_id: bigint | null;
  remittance_number: string | null;
  difference_vnd: bigint | null;
  resolution: string | null;
  cash_count: number;
  cash_taken_vnd: bigint;
  card_count: number;
  card_taken_vnd: bigint;
  voids: number;
  waiting: number;
}

const sessions = (where: RawBuilder<unknown>): RawBuilder<SessionRow> => sql<SessionRow>`
  select s.*, t.code as till_code, t.name as till_name, t.kind as till_kind, t.partner_id, t.org_unit_id, t.closes_on,
         r.number as remittance_number, d.amount_vnd as difference_vnd, d.resolution,
         k.cash_count, k.cash_taken_vnd, k.card_count, k.card_taken_vnd, k.voids, k.waiting
  from till_sessions s join tills t on t.id = s.till_id
  left join remittances r on r.id = s.remittance_id
  left join till_differences d on d.session_id = s.id
  cross join lateral (
    select count(*) filter (where tender = 'cash' and has)::int as cash_count,
           coalesce(sum(amount_vnd) filter (where tender = 'cash' and has), 0)::bigint as cash_taken_vnd,
           count(*) filter (where tender = 'card' and has)::int as card_count,
           coalesce(sum(amount_vnd) filter (where tender = 'card' and has), 0)::bigint as card_taken_vnd,
           count(*) filter (where state = 'voided')::int as voids,
           count(*) filter (where state in ('claimed', 'void_asked', 'voiding'))::int as waiting
    from (select *, state in ('taken', 'void_asked', 'voiding') as has from takings where session_id = s.id) g
  ) k
  where ${where}`;

export async function findSession(on: Queryable, id: bigint): Promise<SessionRow | undefined> {
  return find(on, sessions(sql`s.id = ${id}`));
}

export async function findOpenSessionOf(on: Queryable, cashier: string): Promise<SessionRow | undefined> {
  return find(on, sessions(sql`s.cashier = ${cashier} and s.state = 'open'`));
}

export async function listSessions(
  on: Queryable,
  filter: { scope: Scope; tillCode: string | undefined; before: bigint | undefined },
  limit: number,
): Promise<SessionRow[]> {
  const { scope, tillCode, before } = filter;
  const where = sql.join(
    [
      scope === 'all' ? sql`true` : sql`t.org_unit_id = any(${scope}::bigint[])`,
      tillCode === undefined ? sql`true` : sql`t.code = ${tillCode}`,
      before === undefined ? sql`true` : sql`s.id < ${before}`,
    ],
    sql` and `,
  );
  return many(on, sql<SessionRow>`${sessions(where)} order by s.id desc limit ${limit}`);
}

/** Keeps a session from closing until commit (`share`), or from everything else (`update`). Says whether it is open. */
export async function lockSession(tx: Tx, id: bigint, way: 'share' | 'update'): Promise<boolean> {
  const row = await find(
    tx,
    way === 'share'
      ? sql<{ state: string }>`select state from till_sessions where id = ${id} for share`
      : sql<{ state: string }>`select state from till_sessions where id = ${id} for update`,
  );
  return row?.state === 'open';
}

export async function insertSession(
  tx: Tx,
  session: {
    tillId: bigint;
    cashier: string;
    cashierName: string;
    floatVnd: bigint;
    on: BusinessDate;
    at: Date;
  },
): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into till_sessions (till_id, cashier, cashier_name, state, float_vnd, opened_on, opened_at)
      values (${session.tillId}, ${session.cashier}, ${session.cashierName}, 'open', ${session.floatVnd}, ${session.on},
              ${session.at})
      returning id`,
  );
  return id;
}

/** Cash of the till that belongs to its closed sessions and has not been handed on. */
export async function sumKept(tx: Tx, tillId: bigint): Promise<bigint> {
  const { vnd } = await one(
    tx,
    sql<{ vnd: bigint }>`
      select coalesce(sum(s.cash_vnd), 0)::bigint as vnd
      from till_sessions s left join remittances r on r.id = s.remittance_id
      where s.till_id = ${tillId} and s.state = 'closed' and (s.remittance_id is null or r.state = 'offered')`,
  );
  return vnd;
}

export async function closeSessionRow(
  tx: Tx,
  close: {
    id: bigint;
    counts: Record<string, number | string>;
    countedVnd: bigint;
    expectedVnd: bigint;
    on: BusinessDate;
    at: Date;
  },
): Promise<void> {
  await run(
    tx,
    sql`update till_sessions set state = 'closed', counts = ${JSON.stringify(close.counts)}::jsonb,
          counted_vnd = ${close.countedVnd}, expected_vnd = ${close.expectedVnd}, closed_on = ${close.on},
          closed_at = ${close.at} where id = ${close.id}`,
  );
}

export interface DifferenceRow {
  session_id: bigint;
  till_code: string;
  till_name: string;
  partner_id: bigint;
  org_unit_id: bigint;
  cashier: string;
  cashier_name: string;
  amount_vnd: bigint;
  posted_on: BusinessDate;
  resolution: 'income' | 'cashier_owes' | 'expense' | null;
  note: string | null;
  cleared_by: string | null;
  cleared_on: BusinessDate | null;
}

const differences = (where: RawBuilder<unknown>): RawBuilder<DifferenceRow> => sql<DifferenceRow>`
  select d.*, t.code as till_code, t.name as till_name, t.partner_id, t.org_unit_id, s.cashier_name
  from till_differences d join tills t on t.id = d.till_id join till_sessions s on s.id = d.session_id
  where ${where}`;

export async function listDifferences(
  on: Queryable,
  filter: { scope: Scope; before: bigint | undefined },
  limit: number,
): Promise<DifferenceRow[]> {
  const { scope, before } = filter;
  const visible = scope === 'all' ? sql`true` : sql`t.org_unit_id = any(${scope}::bigint[])`;
  const behind = before === undefined ? sql`true` : sql`d.session_id < ${before}`;
  return many(
    on,
    sql<DifferenceRow>`${differences(sql`${visible} and ${behind}`)} order by d.session_id desc limit ${limit}`,
  );
}

export async function findDifference(on: Queryable, sessionId: bigint): Promise<DifferenceRow | undefined> {
  return find(on, differences(sql`d.session_id = ${sessionId}`));
}

export async function insertDifference(
  tx: Tx,
  row: { sessionId: bigint; tillId: bigint; cashier: string; amountVnd: bigint; on: BusinessDate },
): Promise<void> {
  await run(
    tx,
    sql`insert into till_differences (session_id, till_id, cashier, amount_vnd, posted_on)
        values (${row.sessionId}, ${row.tillId}, ${row.cashier}, ${row.amountVnd}, ${row.on})`,
  );
}

/** Zero when it was cleared before. */
export async function clearDifferenceRow(
  tx: Tx,
  clear: { sessionId: bigint; resolution: string; note: string; by: string; on: BusinessDate; at: Date },
): Promise<number> {
  return run(
    tx,
    sql`update till_differences set resolution = ${clear.resolution}, note = ${clear.note}, cleared_by = ${clear.by},
          cleared_on = ${clear.on}, cleared_at = ${clear.at}
        where session_id = ${clear.sessionId} and resolution is null`,
  );
}
