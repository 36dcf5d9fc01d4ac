import { sql, type RawBuilder } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';

/** Where the money lies: with a partner's payment, or with a credit of the bank. */
export const suspenseSources = ['payment', 'bank'] as const;
export type SuspenseSource = (typeof suspenseSources)[number];

/** Whole days since the money came; the last bucket has no end. */
export const suspenseBuckets = ['0-1', '2-3', '4-7', '8+'] as const;
export type SuspenseBucket = (typeof suspenseBuckets)[number];

export interface SuspenseRow {
  id: bigint;
  reference: string;
  partner_code: string | null;
  partner_name: string | null;
  /** The customer code as it was sent, or what the bank's line says. */
  said: string;
  payer: string;
  amount_vnd: bigint;
  left_vnd: bigint;
  reserved_vnd: bigint;
  came_on: string;
  age_days: number;
}

export interface SuspenseFilter {
  source: SuspenseSource;
  bucket: SuspenseBucket | 'all';
  businessOn: string;
  after: bigint;
  limit: number;
}

/** Money of payments that nobody was found for, the oldest first. */
const ofPayments = sql`
  select l.payment_id as id, p.reference, r.code as partner_code, r.name as partner_name,
         coalesce(l.asked_code, '') as said, '' as payer, p.amount_vnd, l.left_vnd, l.reserved_vnd,
         p.business_on as came_on
  from credit_lots l join payments p on p.id = l.payment_id join partners r on r.id = p.partner_id
  where l.left_vnd > 0 and l.customer_id is null`;

/** What the bank credited and nothing was assigned to. */
const ofBank = sql`
  select b.id, b.bank_reference as reference, null as partner_code, null as partner_name, b.remittance as said, b.payer,
         b.amount_vnd, b.amount_vnd - b.assigned_vnd as left_vnd, 0::bigint as reserved_vnd, b.booked_on as came_on
  from bank_credits b where b.assigned_vnd < b.amount_vnd`;

const bucketOf = sql`case when age_days <= 1 then '0-1' when age_days <= 3 then '2-3'
  when age_days <= 7 then '4-7' else '8+' end`;

function aged(source: RawBuilder<unknown>, businessOn: string): RawBuilder<unknown> {
  return sql`select s.*, greatest(${businessOn}::date - s.came_on, 0) as age_days from (${source}) s`;
}

export async function listSuspense(on: Queryable, filter: SuspenseFilter): Promise<SuspenseRow[]> {
  const source = filter.source === 'payment' ? ofPayments : ofBank;
  return many(
    on,
    sql<SuspenseRow>`
      select * from (${aged(source, filter.businessOn)}) s
      where s.id > ${filter.after} and ${filter.bucket === 'all' ? sql`true` : sql`${bucketOf} = ${filter.bucket}`}
      order by s.id limit ${filter.limit}`,
  );
}

export interface BucketRow {
  source: SuspenseSource;
  bucket: SuspenseBucket;
  count: number;
  left_vnd: bigint;
}

export async function sumSuspense(on: Queryable, businessOn: string): Promise<BucketRow[]> {
  return many(
    on,
    sql<BucketRow>`
      select source, ${bucketOf} as bucket, count(*)::int as count, sum(left_vnd)::bigint as left_vnd from (
        select 'payment' as source, left_vnd, age_days from (${aged(ofPayments, businessOn)}) p
        union all
        select 'bank', left_vnd, age_days from (${aged(ofBank, businessOn)}) b
      ) s group by 1, 2`,
  );
}

export interface SuggestedCustomer {
  /** Which row of the list it is suggested for. */
  row_id: bigint;
  customer_code: string;
  customer_name: string;
  unit_name: string | null;
  /** What led to this customer: a near code, a phone number or a name. */
  reasons: string[];
  /** An open bill of exactly the amount. */
  bill: { externalId: string; period: string } | null;
}

export interface Clue {
  rowId: bigint;
  amountVnd: bigint;
  kind: string;
  text: string;
}

const perRow = 5;

/**
 * Customers that the clues lead to, in one statement for a whole page: by code and phone, and by name where they also
 * have an open bill of exactly the amount. At most five per row, a bill of the amount first, then the likelier clue.
 */
export async function suggestCustomers(
  on: Queryable,
  clues: { codes: readonly Clue[]; phones: readonly Clue[]; names: readonly Clue[] },
  order: { kinds: readonly string[]; businessOn: string },
): Promise<SuggestedCustomer[]> {
  const table = (list: readonly Clue[]): RawBuilder<unknown> =>
    sql`unnest(${list.map((clue) => clue.rowId)}::bigint[], ${list.map((clue) => clue.amountVnd)}::bigint[],
               ${list.map((clue) => clue.kind)}::text[], ${list.map((clue) => clue.text)}::text[]) g (row_id, amount, kind, said)`;
  const exactBill = sql`
    select json_build_object('externalId', b.external_id, 'period', to_char(b.period, 'YYYY-MM')) as bill from bills b
    where b.customer_id = c.id and b.state in ('open', 'part_paid') and b.total_vnd - b.paid_vnd = g.amount
    order by b.period limit 1`;
  return many(
    on,
    sql<SuggestedCustomer>`
      with found as (
        select g.row_id, g.amount, g.kind, c.id from ${table(clues.codes)} join customers c on c.code = g.said
        union all
        select g.row_id, g.amount, g.kind, c.id from ${table(clues.phones)} join customers c on c.phone = g.said
        union all
        select g.row_id, g.amount, g.kind, c.id from ${table(clues.names)}
        join lateral (select c.id from customers c where c.search_key like g.said
                        and exists (${exactBill}) limit 5) c on true
      ), ranked as (
        select g.row_id, c.id, array_agg(distinct g.kind) as reasons, min(array_position(${order.kinds}::text[], g.kind)) as rank,
               (array_agg(e.bill))[1] as bill
        from found g join customers c on c.id = g.id left join lateral (${exactBill}) e on true
        group by g.row_id, c.id
      ), numbered as (
        select r.*, row_number() over (partition by row_id order by bill is null, rank, id) as place from ranked r
      )
      select n.row_id, c.code as customer_code, c.name as customer_name, v.name as unit_name, n.reasons, n.bill
      from numbered n join customers c on c.id = n.id
      left join org_unit_versions v on v.org_unit_id = c.org_unit_id and v.valid @> ${order.businessOn}::date
      where n.place <= ${perRow} order by n.row_id, n.place`,
  );
}
