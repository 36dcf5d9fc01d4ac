import { sql, type RawBuilder } from 'kysely';
import type { Channel, Tender } from '../../../core/channels.ts';
import { many, type Queryable } from '../../platform/db.ts';

export interface ListedPayment {
  id: bigint;
  reference: string;
  partner_code: string;
  partner_name: string;
  channel: Channel;
  tender: Tender | null;
  amount_vnd: bigint;
  credited_vnd: bigint;
  state: 'accepted' | 'reversed';
  occurred_at: Date;
  business_on: string;
  recorded_at: Date;
  customer_code: string | null;
  customer_name: string | null;
  unit_name: string | null;
  allocations: { billId: string; externalId: string; period: string; amount: string }[];
}

export interface PaymentFilter {
  unitIds: readonly bigint[] | 'all';
  customerCode?: string;
  partnerCode?: string;
  channel?: string;
  /** Payments older than this one; for the next page. */
  before?: bigint;
}

function condition(filter: PaymentFilter): RawBuilder<boolean> {
  const parts = [
    filter.unitIds === 'all' ? sql`true` : sql`c.org_unit_id = any(${filter.unitIds}::bigint[])`,
    filter.customerCode === undefined ? sql`true` : sql`c.code = ${filter.customerCode}`,
    filter.partnerCode === undefined ? sql`true` : sql`r.code = ${filter.partnerCode}`,
    filter.channel === undefined ? sql`true` : sql`p.channel = ${filter.channel}`,
    filter.before === undefined ? sql`true` : sql`p.id < ${filter.before}`,
  ];
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

/** Payments, newest first, each with the bills it paid. */
export async function listPayments(
  on: Queryable,
  filter: PaymentFilter,
  limit: number,
): Promise<ListedPayment[]> {
  return many(
    on,
    sql<ListedPayment>`
      select p.id, p.reference, r.code as partner_code, r.name as partner_name, p.channel, p.tender, p.amount_vnd,
             p.credited_vnd, p.state, p.occurred_at, p.business_on, p.recorded_at, c.code as customer_code,
             c.name as customer_name, v.name as unit_name,
             coalesce((select json_agg(json_build_object('billId', b.id::text, 'externalId', b.external_id,
                         'period', to_char(b.period, 'YYYY-MM'), 'amount', a.amount_vnd::text) order by a.id)
                       from allocations a join bills b on b.root_id = a.bill_root_id and b.is_current
                       where a.payment_id = p.id), '[]') as allocations
      from payments p
      join partners r on r.id = p.partner_id
      left join customers c on c.id = p.customer_id
      left join org_unit_versions v on v.org_unit_id = c.org_unit_id and v.valid @> p.business_on
      where ${condition(filter)}
      order by p.id desc limit ${limit}`,
  );
}

export interface PartnerDay {
  code: string;
  name: string;
  kind: string;
  channels: Channel[];
  suspended: boolean;
  payments: number;
  amount_vnd: bigint;
}

/** What each partner paid on a business day, for customers of the units that may be seen. */
export async function listPartnerDays(
  on: Queryable,
  businessOn: string,
  unitIds: readonly bigint[] | 'all',
): Promise<PartnerDay[]> {
  const visible =
    unitIds === 'all'
      ? sql`true`
      : sql`customer_id in (select id from customers where org_unit_id = any(${unitIds}::bigint[]))`;
  return many(
    on,
    sql<PartnerDay>`
      select r.code, r.name, r.kind, r.channels, r.suspended_at is not null as suspended,
             coalesce(d.payments, 0) as payments, coalesce(d.amount_vnd, 0)::bigint as amount_vnd
      from partners r
      left join (
        select partner_id, count(*)::int as payments, sum(amount_vnd)::bigint as amount_vnd from payments
        where business_on = ${businessOn}::date and state = 'accepted' and ${visible} group by partner_id
      ) d on d.partner_id = r.id
      order by d.amount_vnd desc nulls last, r.code`,
  );
}
