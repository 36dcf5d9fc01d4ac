import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { Household } from '../../../core/outreach/factors.ts';
import { many, one, type Queryable } from '../../platform/db.ts';

/** Whose households are looked at: all of some units, or every n-th meter-reading book of the company as a sample. */
export interface Whose {
  unitIds: readonly bigint[] | 'all';
  everyBook: number;
}

export interface HouseholdRow {
  customer_id: bigint;
  org_unit_id: bigint;
  commune_code: string;
  village_id: bigint | null;
  book_id: bigint | null;
  at_counter: boolean;
  /** Year times twelve plus month: months in a row have numbers in a row. */
  month: number;
  cash_months: number;
  cashless_before: boolean;
  late_share: number;
  collector: boolean;
  billed_vnd: bigint;
  business: boolean;
  phone_known: boolean;
  phone_verified: boolean;
  village_share: number;
  book_share: number;
  commune_share: number;
  commune_rise: number;
  disadvantaged: boolean;
  no_coverage: boolean;
  counter_near: boolean;
  /** Cashless in both months that follow; null where one of them brought no bill or is not asked for. */
  converted: boolean | null;
}

/** A village of few says little by itself: it counts as if so many more lived there as the commune does. */
const borrowed = 4;

/**
 * Households whose bill of a month was not paid without cash, with what was known of them when that month ended. Paid
 * without cash is as `official` counts it. One statement per call: facts of the months for neighbours, earlier months and
 * bills only of the households meant.
 */
export async function listCashHouseholds(
  on: Queryable,
  asked: { months: readonly BusinessDate[]; lookBack: number; whose: Whose; withOutcome: boolean },
): Promise<HouseholdRow[]> {
  const { months, lookBack, whose, withOutcome } = asked;
  return many(
    on,
    sql<HouseholdRow>`
      with ${cashRows(months, whose)}, ${knownOf(lookBack)}
      select c.customer_id, c.org_unit_id, c.commune_code, c.village_id, c.book_id, coalesce(ch.counter, false) as at_counter,
        (extract(year from c.period) * 12 + extract(month from c.period))::int as month,
        coalesce(h.cash_months, ${lookBack})::int as cash_months, h.cash_months is not null as cashless_before,
        coalesce(l.late_share, 0)::float8 as late_share, coalesce(ch.collector, false) as collector,
        c.billed_vnd, c.kind <> 'SH' as business,
        c.phone is not null or p.customer_id is not null as phone_known, coalesce(p.verified, false) as phone_verified,
        ((c.village_cashless + ${borrowed} * s.share) / (c.village_others + ${borrowed}))::float8 as village_share,
        ((c.book_cashless + ${borrowed} * s.share) / (c.book_others + ${borrowed}))::float8 as book_share,
        s.share::float8 as commune_share, coalesce(s.share - e.share, 0)::float8 as commune_rise,
        exists (select from kpi_disadvantaged_communes d where d.commune_code = c.commune_code and d.valid @> c.ended)
          as disadvantaged,
        coalesce(not v.mobile_coverage, false) as no_coverage, coalesce(n.counter, false) as counter_near,
        ${withOutcome ? sql`k1.bills_official = k1.bills and k2.bills_official = k2.bills` : sql`null::boolean`} as converted
      from cash c
      join commune s on s.period = c.period and s.commune_code = c.commune_code
      left join commune e on e.period = (c.period - interval '3 months')::date and e.commune_code = c.commune_code
      left join habit h on h.period = c.period and h.customer_id = c.customer_id
      left join late l on l.period = c.period and l.customer_id = c.customer_id
      left join paid ch on ch.period = c.period and ch.customer_id = c.customer_id
      left join reach p on p.period = c.period and p.customer_id = c.customer_id
      left join near n on n.period = c.period and n.commune_code = c.commune_code
      left join villages v on v.id = c.village_id
      ${withOutcome ? outcome : sql``}
      order by c.customer_id, c.period`,
  );
}

const outcome = sql`
  join kpi_customer_periods k1 on k1.period = (c.period + interval '1 month')::date and k1.customer_id = c.customer_id
  join kpi_customer_periods k2 on k2.period = (c.period + interval '2 months')::date and k2.customer_id = c.customer_id`;

function chosen({ unitIds, everyBook }: Whose): RawBuilder<boolean> {
  const units = unitIds === 'all' ? sql`true` : sql`k.org_unit_id = any(${unitIds}::bigint[])`;
  const books =
    everyBook === 1 ? sql`true` : sql`mod(coalesce(c.book_id, c.village_id, c.id), ${everyBook}) = 0`;
  return sql<boolean>`${units} and ${books}`;
}

/** Households in cash (`cash`) with how many others live in their village and book, and how many of those changed. */
function cashRows(months: readonly BusinessDate[], whose: Whose): RawBuilder<unknown> {
  return sql`
    around as (
      select k.period, (k.period + interval '1 month')::date as ended, k.customer_id, k.org_unit_id, k.commune_code,
        k.billed_vnd, k.bills_official = k.bills as cashless, c.kind, c.phone, c.village_id, c.book_id
      from kpi_customer_periods k join customers c on c.id = k.customer_id
      where k.period = any(${months}::date[]) and ${chosen(whose)}
    ), counted as (
      select *,
        case when village_id is null then 0 else count(*) over village - 1 end as village_others,
        case when village_id is null then 0 else count(*) filter (where cashless) over village end as village_cashless,
        case when book_id is null then 0 else count(*) over book - 1 end as book_others,
        case when book_id is null then 0 else count(*) filter (where cashless) over book end as book_cashless
      from around
      window village as (partition by period, village_id), book as (partition by period, book_id)
    ), cash as materialized (
      select * from counted where not cashless
    )`;
}

/** What was known of them: habit, punctuality, way of paying, phone, and how the commune stands. */
function knownOf(lookBack: number): RawBuilder<unknown> {
  return sql`
    habit as (
      select c.period, c.customer_id, extract(year from age(c.period, max(k.period))) * 12
        + extract(month from age(c.period, max(k.period))) as cash_months
      from cash c
      join kpi_customer_periods k on k.customer_id = c.customer_id and k.bills_official = k.bills
        and k.period between (c.period - make_interval(months => ${lookBack}::int - 1))::date and c.period - 1
      group by c.period, c.customer_id
    ), late as (
      -- A bill that was not yet due is on time; one paid after its day was late already when the month ended.
      select c.period, c.customer_id, avg((b.due_on < c.ended and (b.paid_vnd < b.total_vnd or a.paid_on > b.due_on))::int)
        as late_share
      from cash c
      join bills b on b.customer_id = c.customer_id and b.is_current and b.total_vnd > 0 and b.state <> 'unreleased'
        and b.period between (c.period - interval '2 months')::date and c.period
      left join lateral (
        select max(a.business_on) as paid_on from allocations a where a.bill_root_id = b.root_id
      ) a on true
      group by c.period, c.customer_id
    ), paid as (
      select c.period, c.customer_id, bool_or(ch.channel = 'staff_cash') as collector,
        bool_or(ch.channel = 'counter_cash') as counter
      from cash c join kpi_customer_channels ch on ch.period = c.period and ch.customer_id = c.customer_id
      group by c.period, c.customer_id
    ), reach as (
      select c.period, c.customer_id, bool_or(x.verified_on is not null and x.verified_on < c.ended) as verified
      from cash c join contacts x on x.customer_id = c.customer_id and x.ended_on is null
      group by c.period, c.customer_id
    ), commune as (
      select period, commune_code, sum(customers_official) / greatest(sum(customers), 1) as share
      from kpi_cells group by period, commune_code
    ), near as (
      select period, commune_code, true as counter
      from kpi_channel_cells where channel = 'counter_cash' and customers > 0 group by period, commune_code
    )`;
}

export function toHousehold(row: HouseholdRow): Household {
  return {
    cashMonths: row.cash_months,
    cashlessBefore: row.cashless_before,
    lateShare: row.late_share,
    collector: row.collector,
    billVnd: Number(row.billed_vnd),
    business: row.business,
    phoneKnown: row.phone_known,
    phoneVerified: row.phone_verified,
    villageShare: row.village_share,
    bookShare: row.book_share,
    communeShare: row.commune_share,
    communeRise: row.commune_rise,
    disadvantaged: row.disadvantaged,
    noCoverage: row.no_coverage,
    counterNear: row.counter_near,
  };
}

/** Share of those who pay without cash in a month that did so in neither of the two months after. */
export async function readRelapse(
  on: Queryable,
  asked: { months: readonly BusinessDate[]; whose: Whose },
): Promise<number> {
  const { share } = await one(
    on,
    sql<{ share: number }>`
      select coalesce(avg((k1.bills_official < k1.bills and k2.bills_official < k2.bills)::int), 0)::float8 as share
      from kpi_customer_periods k
      join customers c on c.id = k.customer_id
      join kpi_customer_periods k1 on k1.period = (k.period + interval '1 month')::date and k1.customer_id = k.customer_id
      join kpi_customer_periods k2 on k2.period = (k.period + interval '2 months')::date and k2.customer_id = k.customer_id
      where k.period = any(${asked.months}::date[]) and k.bills_official = k.bills and ${chosen(asked.whose)}`,
  );
  return share;
}
