import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, one, type Queryable, type Tx } from '../../platform/db.ts';
import { lockPosition, savePosition } from '../../platform/outbox.ts';
import type { Reach } from './endpoint-queries.ts';

/** Reader of the outbox and of allocations: its position's xid is the first transaction not read yet. */
export const collectReader = 'webhooks.collect';

export interface Subscription {
  endpoint_id: bigint;
  partner_id: bigint;
  event_types: string[];
  reach: Reach;
  /** A suspended partner is told nothing, and its events are not kept. */
  is_suspended: boolean;
}

export async function listSubscriptions(on: Queryable): Promise<Subscription[]> {
  return many(
    on,
    sql<Subscription>`
      select e.id as endpoint_id, e.partner_id, e.event_types, e.reach, p.suspended_at is not null as is_suspended
      from webhook_endpoints e join partners p on p.id = e.partner_id
      where e.state = 'live' order by e.id`,
    { name: 'webhooks_subscriptions' },
  );
}

/** Every transaction below it has ended, so that what it wrote is there to be read or never will be. */
export async function readSettledBound(tx: Tx): Promise<string> {
  const row = await one(
    tx,
    sql<{ bound: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as bound`,
  );
  return row.bound;
}

/** Whoever is the first to listen hears what begins from now on, not all that was before. */
export async function beginReading(tx: Tx): Promise<void> {
  const position = await lockPosition(tx, collectReader);
  if ((await listSubscriptions(tx)).length > 0) return;
  const { next } = await one(
    tx,
    sql<{ next: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as next`,
  );
  if (BigInt(next) > BigInt(position.xid)) await savePosition(tx, collectReader, { xid: next, id: 0n });
}

export interface XidRange {
  from: string;
  to: string;
}

const topics = [
  'bills.published',
  'payments.reversed',
  'settlement.window_changed',
  'reconciliation.file_matched',
];

export interface News {
  topic: string;
  payload: Record<string, unknown>;
  recorded_at: Date;
}

/** What the outbox says of the transactions of a range, as far as a partner may be told. */
export async function readNews(tx: Tx, { from, to }: XidRange): Promise<News[]> {
  return many(
    tx,
    sql<News>`
      select topic, payload, recorded_at from outbox
      where xid >= ${from}::xid8 and xid < ${to}::xid8 and topic = any(${topics}::text[]) order by xid, id`,
  );
}

export interface TouchedBill {
  root_id: bigint;
  /** The last allocation: negative when money was taken from the bill. */
  amount_vnd: bigint;
  partner_id: bigint;
  recorded_at: Date;
}

/**
 * The bills that money was laid on or taken from in the transactions of a range, each with what came last: the allocations
 * of a bill are made under its lock, so that their ids follow the order in which they were committed.
 */
export async function readTouchedBills(tx: Tx, { from, to }: XidRange): Promise<TouchedBill[]> {
  return many(
    tx,
    sql<TouchedBill>`
      select t.root_id, t.amount_vnd, p.partner_id, t.recorded_at
      from (
        select distinct on (a.bill_root_id) a.bill_root_id as root_id, a.amount_vnd, a.payment_id, a.recorded_at, a.id
        from allocations a where a.xid >= ${from}::xid8 and a.xid < ${to}::xid8
        order by a.bill_root_id, a.id desc
      ) t join payments p on p.id = t.payment_id
      order by t.id`,
  );
}

/** The bills of an import, first versions and corrections; one more than `limit` says that there are too many. */
export async function readPublishedBills(
  tx: Tx,
  importId: bigint,
  limit: number,
): Promise<{ root_id: bigint; version: number; recorded_at: Date }[]> {
  return many(
    tx,
    sql<{ root_id: bigint; version: number; recorded_at: Date }>`
      select root_id, version, recorded_at from bills
      where import_id = ${importId} and is_current order by id limit ${limit}`,
  );
}

export interface VisibleBill {
  partner_id: bigint;
  /** Handed to the partner, or of a customer who has paid through it. */
  own: boolean;
  root_id: bigint;
  bill_id: bigint;
  external_id: string;
  period: string;
  kind: string;
  open_vnd: bigint;
  due_on: BusinessDate;
  state: string;
  customer_code: string;
  customer_name: string;
  village: string | null;
}

const isOwn = sql<boolean>`(b.handed_to is not distinct from p.id
  or exists (select from payments y where y.customer_id = b.customer_id and y.partner_id = p.id))`;
const mayCollect = sql<boolean>`(b.handed_to is null or b.handed_to = p.id)`;

/** Bills as they stand now, once for each partner that may collect them. */
export async function readVisibleBills(
  tx: Tx,
  rootIds: readonly bigint[],
  partnerIds: readonly bigint[],
): Promise<VisibleBill[]> {
  return many(
    tx,
    sql<VisibleBill>`
      select p.id as partner_id, ${isOwn} as own, b.root_id, b.id as bill_id, b.external_id, b.period, b.kind,
             b.total_vnd - b.paid_vnd as open_vnd, b.due_on, b.state, c.code as customer_code, c.name as customer_name,
             v.name as village
      from unnest(${rootIds}::bigint[]) r (id)
      join bills b on b.root_id = r.id and b.is_current and b.state in ('open', 'part_paid', 'paid')
      join customers c on c.id = b.customer_id
      left join villages v on v.id = c.village_id
      cross join unnest(${partnerIds}::bigint[]) p (id)
      where ${mayCollect}`,
  );
}

export interface PublishedSum {
  partner_id: bigint;
  own: boolean;
  bills: number;
  changed: number;
  open_vnd: bigint;
  first_period: string;
  last_period: string;
}

/** What an import published, per partner: what is its own, and the rest of what it may collect. */
export async function sumPublished(
  tx: Tx,
  importId: bigint,
  partnerIds: readonly bigint[],
): Promise<PublishedSum[]> {
  return many(
    tx,
    sql<PublishedSum>`
      select partner_id, own, count(*)::int as bills, (count(*) filter (where version > 1))::int as changed,
             sum(open_vnd)::bigint as open_vnd, min(period) as first_period, max(period) as last_period
      from (
        select p.id as partner_id, ${isOwn} as own, b.version, b.total_vnd - b.paid_vnd as open_vnd, b.period
        from bills b cross join unnest(${partnerIds}::bigint[]) p (id)
        where b.import_id = ${importId} and b.is_current and ${mayCollect}
      ) s group by partner_id, own`,
  );
}

export interface ReversedPayment {
  payment_id: bigint;
  partner_id: bigint;
  reference: string;
  reversal_reference: string;
  amount_vnd: bigint;
  reason: string;
  business_on: BusinessDate;
  recorded_at: Date;
}

export async function readReversedPayments(
  tx: Tx,
  paymentIds: readonly bigint[],
  partnerIds: readonly bigint[],
): Promise<ReversedPayment[]> {
  return many(
    tx,
    sql<ReversedPayment>`
      select p.id as payment_id, p.partner_id, p.reference, r.reference as reversal_reference, p.amount_vnd, r.reason,
             r.business_on, r.recorded_at
      from payments p join payment_reversals r on r.payment_id = p.id
      where p.id = any(${paymentIds}::bigint[]) and p.partner_id = any(${partnerIds}::bigint[]) order by r.id`,
  );
}

export interface ClosedWindow {
  id: bigint;
  partner_id: bigint;
  settles_on: BusinessDate;
  payments: number;
  payments_vnd: bigint;
  reversals: number;
  reversals_vnd: bigint;
  expected_vnd: bigint;
  closed_at: Date;
}

export async function readClosedWindows(
  tx: Tx,
  windowIds: readonly bigint[],
  partnerIds: readonly bigint[],
): Promise<ClosedWindow[]> {
  return many(
    tx,
    sql<ClosedWindow>`
      select id, partner_id, settles_on, payments, payments_vnd, reversals, reversals_vnd, expected_vnd, closed_at
      from settlement_windows
      where id = any(${windowIds}::bigint[]) and partner_id = any(${partnerIds}::bigint[]) and closed_at is not null
        and expected_vnd is not null
      order by id`,
  );
}

export interface MatchedFile {
  id: bigint;
  partner_id: bigint;
  settles_on: BusinessDate;
  scope: string;
  file_name: string;
  lines: number;
  bad_lines: number;
  matched: number | null;
  difference_vnd: bigint | null;
  matched_at: Date;
}

export async function readMatchedFiles(
  tx: Tx,
  fileIds: readonly bigint[],
  partnerIds: readonly bigint[],
): Promise<MatchedFile[]> {
  return many(
    tx,
    sql<MatchedFile>`
      select id, partner_id, settles_on, scope, file_name, lines, bad_lines, matched, difference_vnd, matched_at
      from partner_files
      where id = any(${fileIds}::bigint[]) and partner_id = any(${partnerIds}::bigint[]) and matched_at is not null
      order by id`,
  );
}
