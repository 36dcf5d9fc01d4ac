import { sql } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import type { Lane } from '../../../core/reconciliation/lanes.ts';
import { find, many, one, type Queryable } from '../../platform/db.ts';
import type { LeftDifference, Moving } from './minutes-content.ts';

/** A partner and the days its minutes are about, half-open. */
export interface Span {
  partnerId: bigint;
  from: BusinessDate;
  to: BusinessDate;
}

export interface SessionRow {
  id: bigint;
  settles_on: BusinessDate;
  state: Moving['sessions'][number]['state'];
  due_on: BusinessDate;
  refunds_vnd: bigint;
  fee_vnd: bigint | null;
  fee_vat_vnd: bigint | null;
  fee_mode: 'netted' | 'invoiced' | null;
  carried_in_vnd: bigint;
  expected_vnd: bigint | null;
  received_vnd: bigint;
  carried_vnd: bigint;
  /** What the closed session froze; null while it is open. */
  payments: number | null;
  payments_vnd: bigint | null;
  reversals: number | null;
  reversals_vnd: bigint | null;
  number: string | null;
  hash: string | null;
  minutes_state: string | null;
}

/** The sessions of the days, each with its own newest minutes. */
export async function listSessions(on: Queryable, span: Span): Promise<SessionRow[]> {
  return many(
    on,
    sql<SessionRow>`
      select w.id, w.settles_on, w.state, w.due_on, w.fee_vnd, w.fee_vat_vnd, w.fee_mode, w.carried_in_vnd,
             w.expected_vnd, w.received_vnd, w.carried_vnd, w.payments, w.payments_vnd, w.reversals, w.reversals_vnd,
             coalesce(w.refunds_vnd, (
               select sum(f.amount_vnd) from refunds f join payments p on p.id = f.payment_id
               where f.settles_on = w.settles_on and f.way = 'partner' and f.state = 'paid'
                 and p.partner_id = w.partner_id), 0)::bigint as refunds_vnd,
             m.number, m.hash, m.state as minutes_state
      from settlement_windows w
      left join lateral (
        select number, hash, state from minutes
        where partner_id = w.partner_id and kind = 'day' and covers @> w.settles_on
        order by version desc limit 1
      ) m on true
      where w.partner_id = ${span.partnerId} and w.settles_on >= ${span.from}::date and w.settles_on < ${span.to}::date
      order by w.settles_on`,
  );
}

export interface CountedRow {
  payments: number;
  payments_vnd: bigint;
  reversals: number;
  reversals_vnd: bigint;
}

export interface SplitRow extends CountedRow {
  settles_on: BusinessDate;
  channel: Channel;
  unit_code: string | null;
  unit_name: string | null;
}

/** Payments and reversals by day, channel and unit of the customer; money of nobody has no unit. */
export async function listSplits(on: Queryable, span: Span): Promise<SplitRow[]> {
  return many(
    on,
    sql<SplitRow>`
      with moved as (
        select settles_on, channel, customer_id, amount_vnd, 1 as paid from payments
        where partner_id = ${span.partnerId} and settles_on >= ${span.from}::date and settles_on < ${span.to}::date
        union all
        select b.settles_on, p.channel, p.customer_id, p.amount_vnd, 0
        from payment_reversals b join payments p on p.id = b.payment_id
        where p.partner_id = ${span.partnerId} and b.settles_on >= ${span.from}::date and b.settles_on < ${span.to}::date
      ), summed as (
        select m.settles_on, m.channel, c.org_unit_id, sum(paid)::int as payments,
               coalesce(sum(m.amount_vnd) filter (where paid = 1), 0)::bigint as payments_vnd,
               sum(1 - paid)::int as reversals,
               coalesce(sum(m.amount_vnd) filter (where paid = 0), 0)::bigint as reversals_vnd
        from moved m left join customers c on c.id = m.customer_id
        group by 1, 2, 3
      )
      select s.settles_on, s.channel, u.code as unit_code, v.name as unit_name, s.payments, s.payments_vnd,
             s.reversals, s.reversals_vnd
      from summed s
      left join org_units u on u.id = s.org_unit_id
      left join org_unit_versions v on v.org_unit_id = u.id and v.valid @> s.settles_on
      order by s.settles_on, s.channel, u.code nulls last`,
  );
}

export interface FileSums {
  files: number;
  days: number;
  lines: number;
  lines_vnd: bigint;
  matched: number;
  matched_vnd: bigint;
}

/** The partner's whole-day files, as they were matched last. */
export async function sumFiles(on: Queryable, span: Span): Promise<FileSums> {
  return one(
    on,
    sql<FileSums>`
      select count(*)::int as files, count(distinct settles_on)::int as days,
             coalesce(sum(lines), 0)::int as lines, coalesce(sum(lines_vnd), 0)::bigint as lines_vnd,
             coalesce(sum(matched), 0)::int as matched, coalesce(sum(matched_vnd), 0)::bigint as matched_vnd
      from partner_files
      where partner_id = ${span.partnerId} and settles_on >= ${span.from}::date and settles_on < ${span.to}::date
        and state = 'matched' and scope = 'final'`,
  );
}

export interface LaneRow {
  lane: Lane;
  found: number;
  resolved: number;
  left: number;
  left_vnd: bigint;
}

/** Differences by lane; what is left counts by what the two sides differ. */
export async function sumLanes(on: Queryable, span: Span): Promise<LaneRow[]> {
  return many(
    on,
    sql<LaneRow>`
      select lane, count(*)::int as found, (count(*) filter (where state = 'resolved'))::int as resolved,
             (count(*) filter (where state <> 'resolved'))::int as left,
             coalesce(sum(their_day_vnd - our_day_vnd) filter (where state <> 'resolved'), 0)::bigint as left_vnd
      from differences
      where partner_id = ${span.partnerId} and settles_on >= ${span.from}::date and settles_on < ${span.to}::date
      group by lane order by lane`,
  );
}

export interface LeftRow {
  lane: Lane;
  reference: string;
  customer_code: string | null;
  their_vnd: bigint | null;
  our_vnd: bigint | null;
  state: LeftDifference['state'];
  note: string | null;
  due_on: BusinessDate;
}

export async function listLeft(on: Queryable, span: Span, limit: number): Promise<LeftRow[]> {
  return many(
    on,
    sql<LeftRow>`
      select lane, reference, customer_code, their_vnd, our_vnd, state, note, due_on from differences
      where partner_id = ${span.partnerId} and settles_on >= ${span.from}::date and settles_on < ${span.to}::date
        and state <> 'resolved'
      order by settles_on, lane, reference, ordinal, id limit ${limit}`,
  );
}

export interface CarryRow {
  amount_vnd: bigint;
  to_day: BusinessDate | null;
  reason: string;
}

export async function listCarries(on: Queryable, span: Span): Promise<CarryRow[]> {
  return many(
    on,
    sql<CarryRow>`
      select c.amount_vnd, t.settles_on as to_day, c.reason
      from (
        select id, window_id, to_window_id, amount_vnd, reason from window_carries
        union all
        select id, to_window_id, window_id, -amount_vnd, reason from window_carries where offsets
      ) c
      join settlement_windows w on w.id = c.window_id
      left join settlement_windows t on t.id = c.to_window_id
      where w.partner_id = ${span.partnerId} and w.settles_on >= ${span.from}::date and w.settles_on < ${span.to}::date
      order by c.id, w.settles_on limit 200`,
  );
}

export interface SealRow {
  id: bigint;
  hash: Buffer;
  sealed_at: Date;
  covers_all: boolean;
}

/** The ledger's newest seal, and whether no transfer of these days' payments lies behind it. */
export async function findSeal(on: Queryable, span: Span): Promise<SealRow | undefined> {
  return find(
    on,
    sql<SealRow>`
      select s.id, s.hash, s.sealed_at,
             not exists (select from transfers t join payments p on p.id = t.payment_id
                         where (t.xid, t.id) > (s.upto_xid, s.upto_id) and p.partner_id = ${span.partnerId}
                           and p.settles_on >= ${span.from}::date and p.settles_on < ${span.to}::date) as covers_all
      from (select * from ledger_seals order by id desc limit 1) s`,
  );
}

export async function findPartner(
  on: Queryable,
  code: string,
): Promise<{ id: bigint; code: string; name: string } | undefined> {
  return find(
    on,
    sql<{ id: bigint; code: string; name: string }>`
      select id, code, name from partners where code = ${code} and kind <> 'own'`,
  );
}
