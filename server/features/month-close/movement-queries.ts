import { sql } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import type { MovementReason } from '../../../core/month-close/movement-reasons.ts';
import { many, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { OutboxRow } from '../../platform/outbox.ts';

/**
 * What the events moved in frozen months: allocations made or taken back in the event's transaction, and bills that
 * came, went or changed. What a version of the month has seen already is left out.
 */
export async function insertMovements(tx: Tx, events: readonly OutboxRow[]): Promise<void> {
  await run(
    tx,
    sql`
      with event as materialized (
        select o.xid, o.topic, o.payload, o.recorded_at
        from unnest(${events.map(({ xid }) => xid)}::text[], ${events.map(({ id }) => id)}::bigint[]) r (x, i)
        join outbox o on o.xid = r.x::xid8 and o.id = r.i
      ), month as (
        select period, snapshot from month_freezes where version = 1
      ), laid as (
        select a.xid, a.id, a.payment_id, a.bill_root_id, a.amount_vnd, a.recorded_at
        from event e cross join lateral jsonb_array_elements_text(e.payload -> 'paymentIds') p
        join allocations a on a.payment_id = p::bigint and a.xid = e.xid
        where e.topic in ('payments.accepted', 'payments.reversed', 'payments.corrected', 'credits.applied')
        union
        select a.xid, a.id, a.payment_id, a.bill_root_id, a.amount_vnd, a.recorded_at
        from event e join bills b on b.import_id = (e.payload ->> 'importId')::bigint and b.corrects_id is not null
        join allocations a on a.bill_root_id = b.root_id and a.xid = e.xid
        where e.topic = 'bills.published'
      ), paid as (
        select b.period, l.xid, b.org_unit_id, b.customer_id, b.id as bill_id, l.payment_id, l.amount_vnd, l.recorded_at
        from laid l cross join lateral (
          select * from bills b where b.root_id = l.bill_root_id order by b.version desc limit 1
        ) b
      ), changed as (
        select b.period, e.xid, b.org_unit_id, b.customer_id, b.id as bill_id,
               b.total_vnd - case when old.org_unit_id = b.org_unit_id then old.total_vnd else 0 end as amount_vnd, b.recorded_at
        from event e join bills b on b.import_id = (e.payload ->> 'importId')::bigint
        left join bills old on old.id = b.corrects_id
        where e.topic = 'bills.published'
        union all
        select b.period, e.xid, old.org_unit_id, b.customer_id, b.id, -old.total_vnd, b.recorded_at
        from event e join bills b on b.import_id = (e.payload ->> 'importId')::bigint
        join bills old on old.id = b.corrects_id and old.org_unit_id <> b.org_unit_id
        where e.topic = 'bills.published'
        union all
        select b.period, e.xid, b.org_unit_id, b.customer_id, b.id,
               case e.topic when 'bills.issued' then b.total_vnd else -b.total_vnd end, e.recorded_at
        from event e cross join lateral jsonb_array_elements_text(e.payload -> 'billIds') i
        join bills b on b.id = i::bigint
        where e.topic in ('bills.issued', 'bills.cancelled')
      ), moved as (
        select 'payment' as kind, paid.* from paid
        union all
        select 'bill', period, xid, org_unit_id, customer_id, bill_id, null, amount_vnd, recorded_at from changed
      )
      insert into month_movements
        (period, xid, kind, org_unit_id, commune_code, customer_id, bill_id, payment_id, amount_vnd, recorded_at)
      select m.period, m.xid, m.kind, m.org_unit_id, coalesce(c.commune_code, ''), m.customer_id, m.bill_id, m.payment_id,
             m.amount_vnd, m.recorded_at
      from moved m join month using (period) join customers c on c.id = m.customer_id
      where not pg_visible_in_snapshot(m.xid, month.snapshot)
      order by m.xid, m.recorded_at, m.bill_id, m.payment_id`,
  );
}

export interface MovementRow {
  id: bigint;
  kind: 'payment' | 'bill';
  recorded_at: Date;
  customer_code: string;
  customer_name: string;
  unit_code: string;
  commune_code: string;
  bill_id: bigint;
  bill_number: string;
  payment_id: bigint | null;
  channel: Channel | null;
  reference: string | null;
  amount_vnd: bigint;
  why: MovementReason;
  /** What the person or partner who did it said. */
  said: string | null;
}

export interface MovementFilter {
  period: BusinessDate;
  /** What moved after this version was frozen. */
  version: number;
  unitIds: readonly bigint[] | 'all';
  commune: string | undefined;
  after: bigint;
  limit: number;
}

/** Money that was laid on the bill more than a moment after it was paid in had been a credit until then. */
const why = sql<MovementReason>`
  case
    when m.kind = 'bill' and m.amount_vnd < 0 and b.state = 'cancelled'
      and not exists (select from bills n where n.corrects_id = b.id) then 'bill_cancelled'
    when m.kind = 'bill' and b.corrects_id is not null then 'bill_corrected'
    when m.kind = 'bill' then 'bill_late'
    when k.reason is not null then 'corrected'
    when m.amount_vnd < 0 and r.reason is not null then 'reversed'
    when m.amount_vnd < 0 then 'taken_off'
    when exists (select from credit_lots l where l.payment_id = m.payment_id) and p.recorded_at < m.recorded_at - interval '1 minute'
      then 'credit_applied'
    else 'paid_late'
  end`;

/** In the order in which they were noticed. */
export async function listMovements(on: Queryable, filter: MovementFilter): Promise<MovementRow[]> {
  return many(
    on,
    sql<MovementRow>`
      select m.id, m.kind, m.recorded_at, c.code as customer_code, c.name as customer_name, u.code as unit_code,
             m.commune_code, m.bill_id, b.external_id as bill_number, m.payment_id, p.channel, p.reference, m.amount_vnd,
             ${why} as why, coalesce(k.reason, r.reason) as said
      from month_movements m
      join customers c on c.id = m.customer_id join org_units u on u.id = m.org_unit_id
      join bills b on b.id = m.bill_id left join payments p on p.id = m.payment_id
      left join lateral (
        select reason from payment_corrections k
        where k.payment_id = m.payment_id and m.customer_id = case when m.amount_vnd > 0 then k.to_customer_id else k.from_customer_id end
        order by k.id desc limit 1
      ) k on true
      left join payment_reversals r on r.payment_id = m.payment_id and m.amount_vnd < 0
      where ${later(filter)} and m.id > ${filter.after}
        and ${filter.commune === undefined ? sql`true` : sql`m.commune_code = ${filter.commune}`}
      order by m.id limit ${filter.limit}`,
  );
}

/** How many movements each unit has. */
export async function countMovements(
  on: Queryable,
  filter: Pick<MovementFilter, 'period' | 'version' | 'unitIds'>,
): Promise<{ org_unit_id: bigint; commune_code: string; count: number }[]> {
  return many(
    on,
    sql<{ org_unit_id: bigint; commune_code: string; count: number }>`
      select m.org_unit_id, m.commune_code, count(*)::int as count from month_movements m
      where ${later(filter)} group by m.org_unit_id, m.commune_code`,
  );
}

function later({ period, version, unitIds }: Pick<MovementFilter, 'period' | 'version' | 'unitIds'>) {
  const inUnits = unitIds === 'all' ? sql`true` : sql`m.org_unit_id = any(${unitIds}::bigint[])`;
  return sql`m.period = ${period}::date and ${inUnits} and not pg_visible_in_snapshot(m.xid, (
    select snapshot from month_freezes where period = ${period}::date and version = ${version}))`;
}
