import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, run, type Queryable, type Tx } from '../../platform/db.ts';

export const tillKinds = ['counter', 'collector'] as const;
export type TillKind = (typeof tillKinds)[number];
export type Scope = 'all' | readonly bigint[];

export interface TillRow {
  id: bigint;
  code: string;
  partner_id: bigint;
  kind: TillKind;
  name: string;
  org_unit_id: bigint;
  unit_code: string;
  unit_name: string;
  commune_code: string | null;
  commune_name: string | null;
  cash_limit_vnd: bigint;
  closes_on: BusinessDate | null;
  last_receipt: number;
}

const tills = (where: RawBuilder<unknown>): RawBuilder<TillRow> => sql<TillRow>`
  select t.id, t.code, t.partner_id, t.kind, t.name, t.org_unit_id, u.code as unit_code,
         coalesce(v.name, u.code) as unit_name, t.commune_code, a.name as commune_name, t.cash_limit_vnd, t.closes_on,
         t.last_receipt
  from tills t join org_units u on u.id = t.org_unit_id
  left join org_unit_versions v on v.org_unit_id = u.id and upper_inf(v.valid)
  left join platform.areas a on a.code = t.commune_code and a.era = 'present'
  where ${where}`;

export async function findTill(on: Queryable, code: string): Promise<TillRow | undefined> {
  return find(on, tills(sql`t.code = ${code}`));
}

export async function listTills(on: Queryable, scope: Scope): Promise<TillRow[]> {
  const visible = scope === 'all' ? sql`true` : sql`t.org_unit_id = any(${scope}::bigint[])`;
  return many(on, sql<TillRow>`${tills(visible)} order by t.kind desc, t.code limit 5000`);
}

export async function lockTill(tx: Tx, id: bigint): Promise<void> {
  await find(tx, sql`select from tills where id = ${id} for update`);
}

export interface SavedTill {
  code: string;
  partnerId: bigint;
  kind: TillKind;
  name: string;
  orgUnitId: bigint;
  communeCode: string | null;
  cashLimitVnd: bigint;
  closesOn: BusinessDate | null;
  by: string;
}

/** Makes a till or changes it; its kind never changes. Zero rows when the code is a till of the other kind. */
export async function saveTillRow(tx: Tx, till: SavedTill): Promise<number> {
  return run(
    tx,
    sql`insert into tills (code, partner_id, kind, name, org_unit_id, commune_code, cash_limit_vnd, closes_on, changed_by)
        values (${till.code}, ${till.partnerId}, ${till.kind}, ${till.name}, ${till.orgUnitId}, ${till.communeCode},
                ${till.cashLimitVnd}, ${till.closesOn}, ${till.by})
        on conflict (code) do update set name = excluded.name, org_unit_id = excluded.org_unit_id,
          commune_code = excluded.commune_code, cash_limit_vnd = excluded.cash_limit_vnd, closes_on = excluded.closes_on,
          changed_by = excluded.changed_by, changed_at = clock_timestamp()
        where tills.kind = excluded.kind`,
  );
}

export async function hasPartner(on: Queryable, code: string): Promise<boolean> {
  return (await find(on, sql`select from partners where code = ${code}`)) !== undefined;
}

/** Cash that the ledger has in each till: the balance of 111 of its partner, debit less credit. */
export async function readCash(
  on: Queryable,
  partnerIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, bigint>> {
  const rows = await many(
    on,
    sql<{ partner_id: bigint; vnd: bigint }>`
      with at as (
        select coalesce(max(xid), '0'::xid8) as xid, coalesce(max(id), 0) as id
        from reader_positions where reader = 'ledger.roll_up'
      ), own as (
        select id, partner_id from accounts where code = '111' and partner_id = any(${partnerIds}::bigint[])
      )
      select partner_id, sum(vnd)::bigint as vnd from (
        select own.partner_id, b.debit_vnd - b.credit_vnd as vnd
        from own join account_balances b on b.account_id = own.id
        union all
        select own.partner_id, case when t.debit_account_id = own.id then t.amount_vnd else -t.amount_vnd end
        from at, transfers t join own on own.id in (t.debit_account_id, t.credit_account_id)
        where (t.xid, t.id) > (at.xid, at.id)
      ) moved group by partner_id`,
  );
  return new Map(rows.map(({ partner_id, vnd }) => [partner_id, vnd]));
}

export interface CashStanding {
  till_id: bigint;
  /** Cash of closed sessions that has not left the till, and the day of the oldest of them. */
  kept_vnd: bigint;
  kept_since: BusinessDate | null;
  /** On its way to the bank, not credited yet. */
  transit_vnd: bigint;
  transit_since: BusinessDate | null;
  session_id: bigint | null;
  cashier_name: string | null;
  opened_on: BusinessDate | null;
  float_vnd: bigint | null;
  open_differences: number;
}

/** Where the cash of each till stands. */
export async function listStanding(on: Queryable, tillIds: readonly bigint[]): Promise<CashStanding[]> {
  return many(
    on,
    sql<CashStanding>`
      select t.id as till_id, coalesce(k.vnd, 0)::bigint as kept_vnd, k.since as kept_since,
             coalesce(r.vnd, 0)::bigint as transit_vnd, r.since as transit_since, s.id as session_id, s.cashier_name,
             s.opened_on, s.float_vnd, coalesce(d.n, 0) as open_differences
      from tills t
      left join (
        select s.till_id, sum(s.cash_vnd) as vnd, min(s.closed_on) filter (where s.cash_vnd <> 0) as since
        from till_sessions s left join remittances r on r.id = s.remittance_id
        where s.state = 'closed' and (s.remittance_id is null or r.state = 'offered') group by 1
      ) k on k.till_id = t.id
      left join (
        select till_id, sum(amount_vnd - credited_vnd) as vnd, min(made_on) as since from remittances
        where state = 'sent' group by 1
      ) r on r.till_id = t.id
      left join till_sessions s on s.till_id = t.id and s.state = 'open'
      left join (select till_id, count(*)::int as n from till_differences where resolution is null group by 1) d
        on d.till_id = t.id
      where t.id = any(${tillIds}::bigint[])`,
  );
}

export interface TerminalRow {
  terminal_id: string;
  partner_id: bigint;
  partner_code: string;
  till_id: bigint;
  till_code: string;
  enabled: boolean;
}

const terminals = sql`
  select m.terminal_id, m.partner_id, p.code as partner_code, m.till_id, t.code as till_code, m.enabled
  from pos_terminals m join partners p on p.id = m.partner_id join tills t on t.id = m.till_id`;

export async function listTerminals(on: Queryable, scope: Scope): Promise<TerminalRow[]> {
  const visible = scope === 'all' ? sql`true` : sql`t.org_unit_id = any(${scope}::bigint[])`;
  return many(on, sql<TerminalRow>`${terminals} where ${visible} order by m.terminal_id limit 5000`);
}

export async function findTerminal(on: Queryable, terminalId: string): Promise<TerminalRow | undefined> {
  return find(on, sql<TerminalRow>`${terminals} where m.terminal_id = ${terminalId}`);
}

export async function saveTerminalRow(
  tx: Tx,
  terminal: { terminalId: string; partnerId: bigint; tillId: bigint; enabled: boolean; by: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into pos_terminals (terminal_id, partner_id, till_id, enabled, changed_by)
        values (${terminal.terminalId}, ${terminal.partnerId}, ${terminal.tillId}, ${terminal.enabled}, ${terminal.by})
        on conflict (terminal_id) do update set partner_id = excluded.partner_id, till_id = excluded.till_id,
          enabled = excluded.enabled, changed_by = excluded.changed_by, changed_at = clock_timestamp()`,
  );
}

export async function findPartnerOf(
  on: Queryable,
  code: string,
): Promise<{ id: bigint; name: string; kind: string; channels: string[] } | undefined> {
  return find(
    on,
    sql<{ id: bigint; name: string; kind: string; channels: string[] }>`
      select id, name, kind, channels from partners where code = ${code}`,
  );
}
