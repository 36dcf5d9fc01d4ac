import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { WindowState } from '../../../core/settlement-windows.ts';
import { find, many, type Queryable, type Tx } from '../../platform/db.ts';

export interface PartnerRow {
  id: bigint;
  code: string;
  name: string;
  cut_off: string;
  closed_through: BusinessDate | null;
  prefunded: boolean;
  daily_limit_vnd: bigint | null;
}

const partnerColumns = sql.raw(
  `id, code, name, to_char(cut_off, 'HH24:MI') as cut_off, closed_through, prefunded, daily_limit_vnd`,
);

/** Partners that settle with the company; its own counters and collectors do not. */
export async function listPartners(on: Queryable): Promise<PartnerRow[]> {
  return many(on, sql<PartnerRow>`select ${partnerColumns} from partners where kind <> 'own' order by code`);
}

export async function findPartner(on: Queryable, code: string): Promise<PartnerRow | undefined> {
  return find(
    on,
    sql<PartnerRow>`select ${partnerColumns} from partners where code = ${code} and kind <> 'own'`,
  );
}

export interface WindowRow {
  id: bigint;
  partner_id: bigint;
  partner_code: string;
  partner_name: string;
  settles_on: BusinessDate;
  state: WindowState;
  due_on: BusinessDate;
  payments: number;
  payments_vnd: bigint;
  reversals: number;
  reversals_vnd: bigint;
  refunds_vnd: bigint;
  fee_vnd: bigint | null;
  fee_vat_vnd: bigint | null;
  fee_mode: 'netted' | 'invoiced' | null;
  fee_lines: FeeLineJson[] | null;
  carried_in_vnd: bigint;
  expected_vnd: bigint | null;
  received_vnd: bigint;
  carried_vnd: bigint;
}

/** A fee line as a window keeps it. */
export interface FeeLineJson {
  tier: number;
  upTo: string | null;
  payments: number;
  amount: string;
  fee: string;
}

/**
 * Windows with their figures: frozen ones as they are kept, those of open windows read from payments, reversals and
 * refunds. The payment of a reversal is looked up by its key (`offset 0` keeps the planner from starting at the payments).
 */
export function windowsWhere(
  condition: RawBuilder<unknown>,
  tail: RawBuilder<unknown>,
): RawBuilder<WindowRow> {
  return sql<WindowRow>`
    select w.id, w.partner_id, r.code as partner_code, r.name as partner_name, w.settles_on, w.state, w.due_on,
           coalesce(w.payments, paid.n)::int as payments, coalesce(w.payments_vnd, paid.vnd)::bigint as payments_vnd,
           coalesce(w.reversals, back.n)::int as reversals,
           coalesce(w.reversals_vnd, back.vnd)::bigint as reversals_vnd,
           coalesce(w.refunds_vnd, given.vnd)::bigint as refunds_vnd,
           w.fee_vnd, w.fee_vat_vnd, w.fee_mode, w.fee_lines, w.carried_in_vnd, w.expected_vnd, w.received_vnd,
           w.carried_vnd
    from settlement_windows w
    join partners r on r.id = w.partner_id
    left join lateral (
      select count(*) as n, coalesce(sum(p.amount_vnd), 0) as vnd from payments p
      where w.state = 'open' and p.partner_id = w.partner_id and p.settles_on = w.settles_on
    ) paid on true
    left join lateral (
      select count(*) as n, coalesce(sum(p.amount_vnd), 0) as vnd
      from payment_reversals b
      cross join lateral (select partner_id, amount_vnd from payments where id = b.payment_id offset 0) p
      where w.state = 'open' and b.settles_on = w.settles_on and p.partner_id = w.partner_id
    ) back on true
    left join lateral (
      select coalesce(sum(f.amount_vnd), 0) as vnd from refunds f
      cross join lateral (select partner_id from payments where id = f.payment_id offset 0) p
      where w.state = 'open' and f.settles_on = w.settles_on and f.way = 'partner' and f.state = 'paid'
        and p.partner_id = w.partner_id
    ) given on true
    where ${condition} ${tail}`;
}

export async function listWindowsBetween(
  on: Queryable,
  range: { from: BusinessDate; to: BusinessDate; partnerId?: bigint },
): Promise<WindowRow[]> {
  const ofPartner = range.partnerId === undefined ? sql`true` : sql`w.partner_id = ${range.partnerId}`;
  return many(
    on,
    windowsWhere(
      sql`w.settles_on >= ${range.from}::date and w.settles_on < ${range.to}::date and ${ofPartner}`,
      sql`order by r.code, w.settles_on`,
    ),
  );
}

export interface WindowFilter {
  state?: WindowState;
  partnerCode?: string;
  /** Past due on this day, with the money not in. */
  overdueOn?: BusinessDate;
  after?: { settlesOn: BusinessDate; id: bigint };
}

/** Windows, the latest day first. */
export async function listWindows(on: Queryable, filter: WindowFilter, limit: number): Promise<WindowRow[]> {
  const { state, partnerCode, overdueOn, after } = filter;
  const parts = [
    state === undefined ? sql`true` : sql`w.state = ${state}`,
    partnerCode === undefined ? sql`true` : sql`r.code = ${partnerCode}`,
    overdueOn === undefined
      ? sql`true`
      : sql`w.due_on < ${overdueOn}::date and w.state in ('closed', 'agreed')
            and w.expected_vnd > w.received_vnd + w.carried_vnd`,
    after === undefined
      ? sql`true`
      : sql`(w.settles_on, w.id) < (${after.settlesOn}::date, ${after.id}::bigint)`,
  ];
  return many(
    on,
    windowsWhere(
      sql`${sql.join(parts, sql` and `)}`,
      sql`order by w.settles_on desc, w.id desc limit ${limit}`,
    ),
  );
}

export async function findWindow(
  on: Queryable,
  partnerId: bigint,
  settlesOn: BusinessDate,
): Promise<WindowRow | undefined> {
  return find(
    on,
    windowsWhere(sql`w.partner_id = ${partnerId} and w.settles_on = ${settlesOn}::date`, sql``),
  );
}

export interface ReceiptRow {
  id: bigint;
  window_id: bigint | null;
  bank_credit_id: bigint | null;
  amount_vnd: bigint;
  rule: string;
  assigned_by: string;
  assigned_at: Date;
  undoes_id: bigint | null;
  undone: boolean;
  booked_on: BusinessDate | null;
  bank_reference: string | null;
  payer: string | null;
  remittance: string | null;
  settles_on: BusinessDate | null;
}

export function receiptsWhere(
  condition: RawBuilder<unknown>,
  tail: RawBuilder<unknown>,
): RawBuilder<ReceiptRow> {
  return sql<ReceiptRow>`
    select r.id, r.window_id, r.bank_credit_id, r.amount_vnd, r.rule, r.assigned_by, r.assigned_at, r.undoes_id,
           exists (select from window_receipts u where u.undoes_id = r.id) as undone,
           c.booked_on, c.bank_reference, c.payer, c.remittance, w.settles_on
    from window_receipts r
    left join bank_credits c on c.id = r.bank_credit_id
    left join settlement_windows w on w.id = r.window_id
    where ${condition} ${tail}`;
}

export async function listReceipts(on: Queryable, windowId: bigint): Promise<ReceiptRow[]> {
  return many(on, receiptsWhere(sql`r.window_id = ${windowId}`, sql`order by r.id limit 1000`));
}

export interface EventRow {
  event: string;
  actor: string;
  detail: Record<string, unknown>;
  recorded_at: Date;
}

export async function listEvents(on: Queryable, windowId: bigint): Promise<EventRow[]> {
  return many(
    on,
    sql<EventRow>`select event, actor, detail, recorded_at from window_events where window_id = ${windowId}
                  order by id limit 1000`,
  );
}

export interface CarryRow {
  window_id: bigint;
  to_window_id: bigint | null;
  from_day: BusinessDate;
  to_day: BusinessDate | null;
  amount_vnd: bigint;
  offsets: boolean;
  reason: string;
  carried_by: string;
  carried_at: Date;
}

/** Closed windows of the same partner, at most five, whose difference is the opposite one: it can be set off. */
export async function listOpposite(on: Queryable, window: WindowRow): Promise<WindowRow[]> {
  return many(
    on,
    windowsWhere(
      sql`w.partner_id = ${window.partner_id} and w.state in ('closed', 'agreed', 'money_in')
        and sign(w.expected_vnd - w.received_vnd - w.carried_vnd)
          = -sign(${window.expected_vnd}::bigint - ${window.received_vnd}::bigint - ${window.carried_vnd}::bigint)`,
      sql`order by abs(w.settles_on - ${window.settles_on}::date), w.settles_on limit 5`,
    ),
  );
}

/** What left a window and what came into it. */
export async function listCarries(on: Queryable, windowId: bigint): Promise<CarryRow[]> {
  return many(
    on,
    sql<CarryRow>`
      select c.window_id, c.to_window_id, w.settles_on as from_day, t.settles_on as to_day, c.amount_vnd, c.reason,
             c.offsets, c.carried_by, c.carried_at
      from window_carries c
      join settlement_windows w on w.id = c.window_id
      left join settlement_windows t on t.id = c.to_window_id
      where ${windowId} in (c.window_id, c.to_window_id) order by c.id limit 1000`,
  );
}

export interface MinutesRow {
  id: bigint;
  number: string;
  version: number;
  state: string;
}

export async function findDayMinutes(
  on: Queryable,
  partnerId: bigint,
  day: BusinessDate,
): Promise<MinutesRow | undefined> {
  return find(
    on,
    sql<MinutesRow>`
      select id, number, version, state from minutes
      where partner_id = ${partnerId} and kind = 'day' and covers @> ${day}::date
      order by version desc limit 1`,
  );
}

export interface DayFile {
  partner_id: bigint;
  settles_on: BusinessDate;
  file: 'running' | 'matched' | 'refused';
}

/** What came of the partners' files of each day: a matched whole day, else what runs, else a refusal. */
export async function listDayFiles(
  on: Queryable,
  range: { from: BusinessDate; to: BusinessDate },
): Promise<DayFile[]> {
  return many(
    on,
    sql<DayFile>`
      select partner_id, settles_on,
             case when bool_or(state = 'matched' and scope = 'final') then 'matched'
                  when bool_or(state = 'reading' or (state = 'matched' and scope = 'running')) then 'running'
                  else 'refused' end as file
      from partner_files
      where settles_on >= ${range.from}::date and settles_on < ${range.to}::date and state <> 'superseded'
      group by partner_id, settles_on`,
  );
}

export async function countOpenDifferences(
  on: Queryable,
  range: { from: BusinessDate; to: BusinessDate },
): Promise<{ partner_id: bigint; settles_on: BusinessDate; n: number }[]> {
  return many(
    on,
    sql<{ partner_id: bigint; settles_on: BusinessDate; n: number }>`
      select partner_id, settles_on, count(*)::int as n from differences
      where state <> 'resolved' and settles_on >= ${range.from}::date and settles_on < ${range.to}::date
      group by partner_id, settles_on`,
  );
}

export async function listOpenWindows(
  on: Queryable,
): Promise<{ id: bigint; partner_id: bigint; settles_on: BusinessDate }[]> {
  return many(
    on,
    sql<{ id: bigint; partner_id: bigint; settles_on: BusinessDate }>`
      select id, partner_id, settles_on from settlement_windows where state = 'open'
      order by partner_id, settles_on`,
  );
}

/** Locks a window against every other act on it. */
export async function lockWindow(tx: Tx, id: bigint): Promise<WindowRow | undefined> {
  await find(tx, sql`select from settlement_windows where id = ${id} for no key update`);
  return find(tx, windowsWhere(sql`w.id = ${id}`, sql``));
}
