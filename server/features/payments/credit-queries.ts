import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import { many, one, type Queryable } from '../../platform/db.ts';

/** How money that no bill took came about. */
export const creditKinds = ['late_success', 'overpayment', 'correction', 'identified'] as const;
export type CreditKind = (typeof creditKinds)[number];

export interface CreditRow {
  payment_id: bigint;
  reference: string;
  kind: CreditKind;
  channel: Channel;
  partner_code: string;
  partner_name: string;
  own_partner: boolean;
  customer_code: string;
  customer_name: string;
  unit_name: string | null;
  amount_vnd: bigint;
  left_vnd: bigint;
  reserved_vnd: bigint;
  business_on: string;
  age_days: number;
  /** What the customer owes now on bills that credit may pay. */
  open_vnd: bigint;
  other: OtherPayment | null;
}

/** The payment that paid the bill first, where this one came too late. */
export interface OtherPayment {
  paymentId: string;
  reference: string;
  partnerCode: string;
  partnerName: string;
  businessOn: string;
  externalId: string;
  period: string;
}

export interface CreditFilter {
  kind: CreditKind | 'all';
  businessOn: string;
  /** Credits of payments older than this one; for the next page. */
  before: bigint | null;
  limit: number;
}

/** Why the credit is there: the reason of the first row that made it. */
const reasons = sql`
  lateral (select reason as kind from customer_credits k
           where k.payment_id = l.payment_id and k.amount_vnd > 0 order by k.id limit 1) why`;

function wanted({ kind }: Pick<CreditFilter, 'kind'>): RawBuilder<boolean> {
  return sql<boolean>`l.left_vnd > 0 and l.customer_id is not null
    and ${kind === 'all' ? sql`true` : sql`why.kind = ${kind}`}`;
}

/**
 * The earlier payment of the same customer that paid for what this late one was meant: of the same amount if there is
 * one, otherwise the latest.
 */
const otherPayment = sql`
  select json_build_object('paymentId', o.id::text, 'reference', o.reference, 'partnerCode', q.code,
           'partnerName', q.name, 'businessOn', o.business_on, 'externalId', b.external_id,
           'period', to_char(b.period, 'YYYY-MM')) as other
  from payments o
  join partners q on q.id = o.partner_id
  join lateral (select a.bill_root_id from allocations a where a.payment_id = o.id
                group by a.bill_root_id having sum(a.amount_vnd) > 0 order by a.bill_root_id limit 1) laid on true
  join bills b on b.root_id = laid.bill_root_id and b.is_current
  where o.customer_id = p.customer_id and o.id < p.id and o.state = 'accepted' and why.kind = 'late_success'
  order by o.amount_vnd = p.amount_vnd desc, o.id desc limit 1`;

/** Credit that is left, of the newest payment first. */
export async function listCredits(on: Queryable, filter: CreditFilter): Promise<CreditRow[]> {
  return many(
    on,
    sql<CreditRow>`
      select l.payment_id, p.reference, why.kind, p.channel, r.code as partner_code, r.name as partner_name,
             r.kind = 'own' as own_partner, c.code as customer_code, c.name as customer_name, v.name as unit_name,
             p.amount_vnd, l.left_vnd, l.reserved_vnd, p.business_on,
             greatest(${filter.businessOn}::date - p.business_on, 0) as age_days,
             coalesce((select sum(b.total_vnd - b.paid_vnd) from bills b
                       where b.customer_id = c.id and b.state in ('open', 'part_paid')), 0)::bigint as open_vnd,
             earlier.other
      from credit_lots l
      join payments p on p.id = l.payment_id
      join partners r on r.id = p.partner_id
      join customers c on c.id = l.customer_id
      join ${reasons} on true
      left join lateral (${otherPayment}) earlier on true
      left join org_unit_versions v on v.org_unit_id = c.org_unit_id and v.valid @> ${filter.businessOn}::date
      where ${wanted(filter)} and ${filter.before === null ? sql`true` : sql`l.payment_id < ${filter.before}`}
      order by l.payment_id desc limit ${filter.limit}`,
  );
}

export interface CreditTotals {
  count: number;
  left_vnd: bigint;
  reserved_vnd: bigint;
}

export async function sumCreditsLeft(
  on: Queryable,
  filter: Pick<CreditFilter, 'kind'>,
): Promise<CreditTotals> {
  return one(
    on,
    sql<CreditTotals>`
      select count(*)::int as count, coalesce(sum(l.left_vnd), 0)::bigint as left_vnd,
             coalesce(sum(l.reserved_vnd), 0)::bigint as reserved_vnd
      from credit_lots l join ${reasons} on true where ${wanted(filter)}`,
  );
}

export interface ListedRefund {
  id: bigint;
  payment_id: bigint;
  reference: string;
  partner_code: string;
  partner_name: string;
  customer_code: string | null;
  customer_name: string | null;
  amount_vnd: bigint;
  way: 'partner' | 'bank';
  bank_bin: string | null;
  bank_account: string | null;
  account_holder: string | null;
  reason: string;
  state: 'requested' | 'approved' | 'paid' | 'rejected' | 'cancelled';
  needs_second: boolean;
  requested_by: string;
  requested_at: Date;
  approved_by: string | null;
  paid_by: string | null;
  paid_at: Date | null;
  settles_on: string | null;
  bank_reference: string | null;
  rejected_reason: string | null;
}

export interface RefundFilter {
  state: ListedRefund['state'] | 'open' | 'all';
  before: bigint | null;
  limit: number;
}

export async function listRefunds(on: Queryable, filter: RefundFilter): Promise<ListedRefund[]> {
  const states =
    filter.state === 'all'
      ? ['requested', 'approved', 'paid', 'rejected', 'cancelled']
      : filter.state === 'open'
        ? ['requested', 'approved']
        : [filter.state];
  return many(
    on,
    sql<ListedRefund>`
      select f.id, f.payment_id, p.reference, r.code as partner_code, r.name as partner_name, c.code as customer_code,
             c.name as customer_name, f.amount_vnd, f.way, f.bank_bin, f.bank_account, f.account_holder, f.reason,
             f.state, f.needs_second, f.requested_by, f.requested_at, f.approved_by, f.paid_by, f.paid_at, f.settles_on,
             f.bank_reference, f.rejected_reason
      from refunds f
      join payments p on p.id = f.payment_id
      join partners r on r.id = p.partner_id
      left join customers c on c.id = f.customer_id
      where f.state = any(${states}::text[]) and ${filter.before === null ? sql`true` : sql`f.id < ${filter.before}`}
      order by f.id desc limit ${filter.limit}`,
  );
}
