import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { AmountCount } from '../../../core/fees.ts';
import type { WindowState } from '../../../core/settlement-windows.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import { windowsWhere, type FeeLineJson, type WindowRow } from './queries.ts';

/**
 * Days on which a partner's money moved and that have no window yet. Windows are closed in order, so that nothing is
 * missing before the last closed one. Each day is one look into an index, and reversals and refunds are read from their
 * own days: written as plain joins, the planner may walk all payments of a partner for every day.
 */
export async function listDaysWithoutWindow(
  on: Queryable,
  today: BusinessDate,
): Promise<{ partner_id: bigint; settles_on: BusinessDate }[]> {
  return many(
    on,
    sql<{ partner_id: bigint; settles_on: BusinessDate }>`
      with spans as materialized (
        select r.id as partner_id, (select max(p.settles_on) from payments p where p.partner_id = r.id) as last,
               coalesce((select max(w.settles_on) + 1 from settlement_windows w
                         where w.partner_id = r.id and w.state <> 'open'),
                        (select min(p.settles_on) from payments p where p.partner_id = r.id)) as first
        from partners r where r.kind <> 'own'
      ), days as materialized (
        select s.partner_id, d.day::date as settles_on
        from spans s
        cross join lateral generate_series(s.first, greatest(s.last, ${today}::date + 1), interval '1 day') d (day)
        where not exists (select from settlement_windows w
                          where w.partner_id = s.partner_id and w.settles_on = d.day::date)
      ), moved_back as (
        select (select p.partner_id from payments p where p.id = b.payment_id) as partner_id, b.settles_on
        from payment_reversals b where b.settles_on >= (select min(first) from spans)
        union
        select (select p.partner_id from payments p where p.id = f.payment_id), f.settles_on
        from refunds f where f.settles_on >= (select min(first) from spans) and f.way = 'partner' and f.state = 'paid'
      )
      select partner_id, settles_on from days
      where (select true from payments p
             where p.partner_id = days.partner_id and p.settles_on = days.settles_on limit 1)
         or (partner_id, settles_on) in (select partner_id, settles_on from moved_back)`,
  );
}

export async function insertWindows(
  on: Queryable,
  windows: readonly { partnerId: bigint; settlesOn: BusinessDate; dueOn: BusinessDate }[],
): Promise<number> {
  return run(
    on,
    sql`insert into settlement_windows (partner_id, settles_on, due_on)
        select * from unnest(${windows.map((row) => row.partnerId)}::bigint[],
                             ${windows.map((row) => row.settlesOn)}::date[],
                             ${windows.map((row) => row.dueOn)}::date[]) w
        order by 1, 2
        on conflict (partner_id, settles_on) do nothing`,
  );
}

/** Locks a partner's open windows up to a day, the earliest first, and reads their figures. */
export async function lockOpenWindows(
  tx: Tx,
  partnerId: bigint,
  through: BusinessDate,
): Promise<WindowRow[]> {
  const locked = await many(
    tx,
    sql<{ id: bigint }>`
      select id from settlement_windows
      where partner_id = ${partnerId} and settles_on <= ${through}::date and state = 'open'
      order by settles_on for no key update`,
  );
  return many(
    tx,
    windowsWhere(sql`w.id = any(${locked.map(({ id }) => id)}::bigint[])`, sql`order by w.settles_on`),
  );
}

/** How many payments of each amount a partner's days have; reversals count below zero. */
export async function listAmounts(
  on: Queryable,
  partnerId: bigint,
  days: readonly BusinessDate[],
): Promise<Map<BusinessDate, AmountCount[]>> {
  const rows = await many(
    on,
    sql<{ settles_on: BusinessDate; amount_vnd: bigint; n: number }>`
      select settles_on, amount_vnd, sum(n)::int as n from (
        select settles_on, amount_vnd, count(*) as n from payments
        where partner_id = ${partnerId} and settles_on = any(${days}::date[]) group by 1, 2
        union all
        select b.settles_on, p.amount_vnd, -count(*)
        from payment_reversals b
        cross join lateral (select partner_id, amount_vnd from payments where id = b.payment_id offset 0) p
        where p.partner_id = ${partnerId} and b.settles_on = any(${days}::date[]) group by 1, 2
      ) counted group by 1, 2 having sum(n) <> 0`,
  );
  const amounts = new Map<BusinessDate, AmountCount[]>();
  for (const { settles_on, amount_vnd, n } of rows) {
    const list = amounts.get(settles_on) ?? [];
    list.push({ amountVnd: amount_vnd, count: n });
    amounts.set(settles_on, list);
  }
  return amounts;
}

/** Payments less reversals of a partner's windows of a range. */
export async function countSettled(
  on: Queryable,
  partnerId: bigint,
  range: { from: BusinessDate; to: BusinessDate },
): Promise<number> {
  const row = await one(
    on,
    sql<{ n: number }>`
      select coalesce(sum(payments - reversals), 0)::int as n from settlement_windows
      where partner_id = ${partnerId} and settles_on >= ${range.from}::date and settles_on < ${range.to}::date`,
  );
  return row.n;
}

/** The figures of a window at the moment it closes. */
export interface Frozen {
  payments: number;
  paymentsVnd: bigint;
  reversals: number;
  reversalsVnd: bigint;
  refundsVnd: bigint;
  feeVnd: bigint;
  feeVatVnd: bigint;
  feeMode: 'netted' | 'invoiced';
  feeLines: FeeLineJson[];
  dueOn: BusinessDate;
}

export interface StateChange {
  id: bigint;
  from: WindowState;
  to: WindowState;
  actor: string;
  now: Date;
}

/** Zero when the window is no longer in the state it is said to be in. */
export async function freezeWindow(tx: Tx, change: StateChange, frozen: Frozen): Promise<number> {
  return run(
    tx,
    sql`update settlement_windows
        set state = ${change.to}, payments = ${frozen.payments}, payments_vnd = ${frozen.paymentsVnd}::bigint,
            reversals = ${frozen.reversals}, reversals_vnd = ${frozen.reversalsVnd}::bigint,
            refunds_vnd = ${frozen.refundsVnd}::bigint, fee_vnd = ${frozen.feeVnd}::bigint,
            fee_vat_vnd = ${frozen.feeVatVnd}::bigint, fee_mode = ${frozen.feeMode},
            fee_lines = ${JSON.stringify(frozen.feeLines)}::jsonb, due_on = ${frozen.dueOn}::date,
            expected_vnd = ${frozen.paymentsVnd}::bigint - ${frozen.reversalsVnd}::bigint
              - ${frozen.refundsVnd}::bigint
              - case ${frozen.feeMode}::text when 'netted' then ${frozen.feeVnd}::bigint + ${frozen.feeVatVnd}::bigint
                else 0 end + carried_in_vnd,
            closed_at = ${change.now}
        where id = ${change.id} and state = ${change.from}`,
  );
}

/** Zero when the window is no longer in the state it is said to be in. */
export async function changeState(tx: Tx, { id, from, to, actor, now }: StateChange): Promise<number> {
  return run(
    tx,
    sql`update settlement_windows
        set state = ${to},
            agreed_at = case when ${to} = 'agreed' and ${from} = 'closed' then ${now}::timestamptz
                             when ${to} = 'closed' then null else agreed_at end,
            agreed_by = case when ${to} = 'agreed' and ${from} = 'closed' then ${actor}
                             when ${to} = 'closed' then null else agreed_by end,
            money_in_at = case when ${to} = 'money_in' then ${now}::timestamptz
                               when ${to} = 'settled' then money_in_at end,
            settled_at = case when ${to} = 'settled' then ${now}::timestamptz end,
            settled_by = case when ${to} = 'settled' then ${actor} end
        where id = ${id} and state = ${from}`,
  );
}

export async function insertEvent(
  tx: Tx,
  event: { windowId: bigint; event: string; actor: string; detail: Record<string, unknown> },
): Promise<void> {
  await run(
    tx,
    sql`insert into window_events (window_id, event, actor, detail)
        values (${event.windowId}, ${event.event}, ${event.actor}, ${JSON.stringify(event.detail)}::jsonb)`,
  );
}

export async function addReceived(tx: Tx, windowId: bigint, amountVnd: bigint): Promise<void> {
  await run(
    tx,
    sql`update settlement_windows set received_vnd = received_vnd + ${amountVnd} where id = ${windowId}`,
  );
}

export async function insertReceipt(
  tx: Tx,
  receipt: {
    partnerId: bigint;
    windowId: bigint | null;
    creditId: bigint | null;
    amountVnd: bigint;
    rule: string;
    by: string;
    undoesId: bigint | null;
  },
): Promise<bigint> {
  const row = await one(
    tx,
    sql<{ id: bigint }>`
      insert into window_receipts (partner_id, window_id, bank_credit_id, amount_vnd, undoes_id, rule, assigned_by)
      values (${receipt.partnerId}, ${receipt.windowId}, ${receipt.creditId}, ${receipt.amountVnd},
              ${receipt.undoesId}, ${receipt.rule}, ${receipt.by})
      returning id`,
  );
  return row.id;
}

/** True when part of a credit lies on a window already (on the prefund, without one) and was not taken back. */
export async function hasReceiptOf(
  on: Queryable,
  place: { partnerId: bigint; windowId: bigint | null; creditId: bigint },
): Promise<boolean> {
  const row = await one(
    on,
    sql<{ left: bigint }>`
      select coalesce(sum(amount_vnd), 0)::bigint as left from window_receipts
      where bank_credit_id = ${place.creditId} and partner_id = ${place.partnerId}
        and window_id is not distinct from ${place.windowId}::bigint`,
  );
  return row.left > 0n;
}

export interface StoredReceipt {
  id: bigint;
  partner_id: bigint;
  window_id: bigint | null;
  bank_credit_id: bigint | null;
  amount_vnd: bigint;
  undoes_id: bigint | null;
}

export async function findReceipt(on: Queryable, id: bigint): Promise<StoredReceipt | undefined> {
  return find(
    on,
    sql<StoredReceipt>`select id, partner_id, window_id, bank_credit_id, amount_vnd, undoes_id from window_receipts
                       where id = ${id}`,
  );
}

export interface CarriedRow {
  windowId: bigint;
  toWindowId: bigint | null;
  amountVnd: bigint;
  /** Both windows are closed, and the amount lessens the difference of both. */
  offsets: boolean;
}

export async function insertCarry(tx: Tx, carry: CarriedRow & { reason: string; by: string }): Promise<void> {
  await run(
    tx,
    sql`insert into window_carries (window_id, to_window_id, amount_vnd, offsets, reason, carried_by)
        values (${carry.windowId}, ${carry.toWindowId}, ${carry.amountVnd}, ${carry.offsets}, ${carry.reason}, ${carry.by})`,
  );
}

/** Adds to what was carried out of one window and into another, or out of both. */
export async function addCarried(
  tx: Tx,
  { windowId, toWindowId, amountVnd, offsets }: CarriedRow,
): Promise<void> {
  const out = offsets ? amountVnd : 0n;
  await run(
    tx,
    sql`update settlement_windows
        set carried_vnd = carried_vnd + case when id = ${windowId} then ${amountVnd}::bigint else -${out}::bigint end,
            carried_in_vnd = carried_in_vnd
              + case when id = ${toWindowId}::bigint then ${amountVnd - out}::bigint else 0 end
        where id = ${windowId} or id = ${toWindowId}::bigint`,
  );
}

/** Locks the partner's row against the closing of a day, and says where the next open day lies. */
export async function findNextOpenDay(tx: Tx, partnerId: bigint, after: BusinessDate): Promise<BusinessDate> {
  const row = await one(
    tx,
    sql<{ first: BusinessDate }>`
      select greatest(coalesce(closed_through, ${after}::date), ${after}::date) + 1 as first from partners
      where id = ${partnerId} for share`,
  );
  const open = await one(
    tx,
    sql<{ day: BusinessDate | null }>`
      select min(settles_on) as day from settlement_windows
      where partner_id = ${partnerId} and state = 'open' and settles_on >= ${row.first}::date`,
  );
  return open.day ?? row.first;
}

export async function listUnsettled(
  on: Queryable,
): Promise<{ id: bigint; partner_id: bigint; settles_on: BusinessDate; due_on: BusinessDate }[]> {
  return many(
    on,
    sql<{ id: bigint; partner_id: bigint; settles_on: BusinessDate; due_on: BusinessDate }>`
      select id, partner_id, settles_on, due_on from settlement_windows
      where state in ('open', 'closed', 'agreed') order by id`,
  );
}

export async function updateDueDays(
  tx: Tx,
  changes: readonly { id: bigint; dueOn: BusinessDate }[],
): Promise<number> {
  return run(
    tx,
    sql`update settlement_windows w set due_on = c.due_on
        from unnest(${changes.map(({ id }) => id)}::bigint[], ${changes.map(({ dueOn }) => dueOn)}::date[]) c (id, due_on)
        where w.id = c.id and w.state in ('open', 'closed', 'agreed')`,
  );
}
