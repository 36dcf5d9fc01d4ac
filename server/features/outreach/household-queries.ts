import { sql, type RawBuilder } from 'kysely';
import { addDays, addMonths, firstDayOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import type { Household } from '../../../core/outreach/factors.ts';
import { many, one, type Queryable } from '../../platform/db.ts';
import { opensOn, places } from '../pay-points/index.ts';

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
 * without cash is as `official` counts it. One statement: the month's facts of everybody meant, for neighbours; earlier months
 * and bills by index, of the households in cash alone.
 */
export async function listCashHouseholds(
  on: Queryable,
  asked: { month: Month; lookBack: number; whose: Whose; withOutcome: boolean },
): Promise<HouseholdRow[]> {
  const { month, lookBack, whose, withOutcome } = asked;
  const day = firstDayOf(month);
  const ended = firstDayOf(addMonths(month, 1));
  return many(
    on,
    sql<HouseholdRow>`
      with ${cashRows(day, whose)}, ${communesOf(month)}
      select c.customer_id, c.org_unit_id, c.commune_code, c.village_id, c.book_id, coalesce(w.counter, false) as at_counter,
        coalesce(h.cash_months, ${lookBack}::int) as cash_months, h.cash_months is not null as cashless_before,
        coalesce(l.late_share, 0)::float8 as late_share, coalesce(w.collector, false) as collector,
        c.billed_vnd, c.kind <> 'SH' as business,
        c.phone is not null or p.verified is not null as phone_known, coalesce(p.verified, false) as phone_verified,
        ((c.village_cashless + ${borrowed} * s.share) / (c.village_others + ${borrowed}))::float8 as village_share,
        ((c.book_cashless + ${borrowed} * s.share) / (c.book_others + ${borrowed}))::float8 as book_share,
        s.share::float8 as commune_share, coalesce(s.share - e.share, 0)::float8 as commune_rise,
        d.commune_code is not null as disadvantaged, coalesce(not v.mobile_coverage, false) as no_coverage,
        n.commune_code is not null as counter_near,
        ${withOutcome ? sql`k1.bills_official = k1.bills and k2.bills_official = k2.bills` : sql`null::boolean`} as converted
      from cash c
      join commune s on s.commune_code = c.commune_code
      left join commune_before e on e.commune_code = c.commune_code
      left join counters n on n.commune_code = c.commune_code
      left join kpi_disadvantaged_communes d on d.commune_code = c.commune_code and d.valid @> ${ended}::date
      left join villages v on v.id = c.village_id
      ${habitOf(month, lookBack)} ${punctualityOf(month, ended)} ${waysOf(day)} ${reachOf(ended)}
      ${withOutcome ? outcomeOf(month) : sql``}
      order by c.customer_id`,
  );
}

function chosen({ unitIds, everyBook }: Whose): RawBuilder<boolean> {
  const units = unitIds === 'all' ? sql`true` : sql`k.org_unit_id = any(${unitIds}::bigint[])`;
  const books =
    everyBook === 1 ? sql`true` : sql`mod(coalesce(c.book_id, c.village_id, c.id), ${everyBook}) = 0`;
  return sql<boolean>`${units} and ${books}`;
}

/** Households in cash (`cash`) with how many others live in their village and book, and how many of those changed. */
function cashRows(day: BusinessDate, whose: Whose): RawBuilder<unknown> {
  return sql`
    around as (
      select k.customer_id, k.org_unit_id, k.commune_code, k.billed_vnd, k.bills_official = k.bills as cashless,
        c.kind, c.phone, c.village_id, c.book_id
      from kpi_customer_periods k join customers c on c.id = k.customer_id
      where k.period = ${day}::date and ${chosen(whose)}
    ), counted as (
      select *,
        case when village_id is null then 0 else count(*) over village - 1 end as village_others,
        case when village_id is null then 0 else count(*) filter (where cashless) over village end as village_cashless,
        case when book_id is null then 0 else count(*) over book - 1 end as book_others,
        case when book_id is null then 0 else count(*) filter (where cashless) over book end as book_cashless
      from around
      window village as (partition by village_id), book as (partition by book_id)
    ), cash as materialized (
      select * from counted where not cashless
    )`;
}

/**
 * How the communes stood, then and three months before, and where customers paid at a counter. Each once for all households:
 * sums that change by the minute carry many dead rows, and a plan made without statistics would go through them per household.
 */
function communesOf(month: Month): RawBuilder<unknown> {
  const share = sql`select commune_code, sum(customers_official) / greatest(sum(customers), 1) as share from kpi_cells`;
  return sql`
    commune as materialized (${share} where period = ${firstDayOf(month)}::date group by commune_code),
    commune_before as materialized (${share} where period = ${firstDayOf(addMonths(month, -3))}::date group by commune_code),
    counters as materialized (
      select commune_code from kpi_channel_cells
      where period = ${firstDayOf(month)}::date and channel = 'counter_cash' and customers > 0
      union
      select p.commune_code from (${places()}) p
      where p.kind = 'counter' and p.takes_cash and ${opensOn(addDays(firstDayOf(addMonths(month, 1)), -1))}
    )`;
}

/** Months since a bill was last paid without cash; null where none of the months looked back at was. */
function habitOf(month: Month, lookBack: number): RawBuilder<unknown> {
  const earlier = Array.from({ length: lookBack - 1 }, (_, at) => firstDayOf(addMonths(month, -1 - at)));
  return sql`left join lateral (
    select min(array_position(${earlier}::date[], k.period)) as cash_months
    from kpi_customer_periods k
    where k.customer_id = c.customer_id and k.period = any(${earlier}::date[]) and k.bills_official = k.bills
  ) h on true`;
}

/** A bill that was not yet due is on time; one paid after its day was late already when the month ended. */
function punctualityOf(month: Month, ended: BusinessDate): RawBuilder<unknown> {
  return sql`left join lateral (
    select avg((b.due_on < ${ended}::date and (b.paid_vnd < b.total_vnd or coalesce((
      select max(a.business_on) from allocations a where a.bill_root_id = b.root_id
    ) > b.due_on, false)))::int) as late_share
    from bills b
    where b.customer_id = c.customer_id and b.is_current and b.total_vnd > 0 and b.state <> 'unreleased'
      and b.period between ${firstDayOf(addMonths(month, -2))}::date and ${firstDayOf(month)}::date
  ) l on true`;
}

function waysOf(day: BusinessDate): RawBuilder<unknown> {
  return sql`left join lateral (
    select bool_or(ch.channel = 'staff_cash') as collector, bool_or(ch.channel = 'counter_cash') as counter
    from kpi_customer_channels ch where ch.period = ${day}::date and ch.customer_id = c.customer_id
  ) w on true`;
}

/** Whether a number of the household was verified by then; null where none is known. */
function reachOf(ended: BusinessDate): RawBuilder<unknown> {
  return sql`left join lateral (
    select bool_or(x.verified_on is not null and x.verified_on < ${ended}::date) as verified
    from contacts x where x.customer_id = c.customer_id and (x.ended_on is null or x.ended_on >= ${ended}::date)
  ) p on true`;
}

/** Both months that follow; a household without a bill in one of them teaches nothing. */
function outcomeOf(month: Month): RawBuilder<unknown> {
  const [next, afterNext] = [1, 2].map((after) => firstDayOf(addMonths(month, after)));
  return sql`
    join kpi_customer_periods k1 on k1.period = ${next}::date and k1.customer_id = c.customer_id
    join kpi_customer_periods k2 on k2.period = ${afterNext}::date and k2.customer_id = c.customer_id`;
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

/** A commune counts as one whose counters closed where so many paid at one, and in the two months after nobody did. */
const leastAtCounter = 5;

/** Communes whose counters took their last cash in a month. */
export async function listClosed(on: Queryable, month: Month): Promise<string[]> {
  const [day, next, afterNext] = [0, 1, 2].map((after) => firstDayOf(addMonths(month, after)));
  const rows = await many(
    on,
    sql<{ code: string }>`
      select commune_code as code from kpi_channel_cells
      where channel = 'counter_cash' and period = any(${[day, next, afterNext]}::date[])
      group by commune_code
      having sum(customers) filter (where period = ${day}::date) >= ${leastAtCounter}
        and coalesce(sum(customers) filter (where period > ${day}::date), 0) = 0`,
  );
  return rows.map(({ code }) => code);
}
