import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import { many, type Queryable } from '../../platform/db.ts';
import type { CursorPage, CustomerRow } from './customer-pages.ts';
import { placesOfPage, type Place } from './places.ts';
import { inUnits, type CustomerState } from './queries.ts';

/** Of one cohort in one month: who had bills, who was cashless again, who paid it all and not without cash. */
export interface CohortSums {
  cohort: string;
  month: string;
  customers: bigint;
  cashless: bigint;
  cash: bigint;
}

/** Cohorts and months of a span, from first day to first day. */
export async function listCohorts(
  on: Queryable,
  span: { from: string; upto: string },
  unitIds: readonly bigint[] | 'all',
): Promise<CohortSums[]> {
  return many(
    on,
    sql<CohortSums>`
      select to_char(cohort, 'YYYY-MM') as cohort, to_char(period, 'YYYY-MM') as month, sum(customers)::bigint as customers,
             sum(cashless)::bigint as cashless, sum(cash)::bigint as cash
      from kpi_cohort_cells
      where cohort >= ${span.from}::date and period <= ${span.upto}::date and ${inUnits(unitIds)}
      group by kpi_cohort_cells.cohort, kpi_cohort_cells.period having sum(customers) > 0
      order by kpi_cohort_cells.cohort, kpi_cohort_cells.period`,
  );
}

/** Who fell back to cash, month by month; also those of cohorts before the span. */
export async function listRelapseMonths(
  on: Queryable,
  span: { from: string; upto: string },
  unitIds: readonly bigint[] | 'all',
): Promise<{ month: string; customers: bigint; cash: bigint }[]> {
  return many(
    on,
    sql<{ month: string; customers: bigint; cash: bigint }>`
      select to_char(period, 'YYYY-MM') as month, sum(customers)::bigint as customers, sum(cash)::bigint as cash
      from kpi_cohort_cells
      where period between ${span.from}::date and ${span.upto}::date and cohort < period and ${inUnits(unitIds)}
      group by period order by period`,
  );
}

export interface CohortFilter {
  cohort: string;
  period: string;
  unitIds: readonly bigint[] | 'all';
  state: CustomerState;
}

export interface CohortCustomerRow extends CustomerRow {
  cashless: boolean;
  billed_vnd: bigint;
  paid_vnd: bigint;
  channels: Channel[];
}

/** The customers of one cohort who had bills in one month, by id. */
export async function listCohortCustomers(
  on: Queryable,
  { cohort, period, unitIds, state }: CohortFilter,
  page: CursorPage,
): Promise<CohortCustomerRow[]> {
  const wanted: RawBuilder<unknown> = {
    all: sql`true`,
    cashless: sql`k.bills_official = k.bills`,
    cash: sql`k.bills_official < k.bills and k.bills_paid = k.bills`,
    unpaid: sql`k.bills_paid < k.bills`,
  }[state];
  return many(
    on,
    sql<CohortCustomerRow>`
      select k.customer_id as id, c.code, c.name, c.address, k.org_unit_id, u.code as unit_code, k.commune_code,
             k.bills_official = k.bills as cashless, k.billed_vnd, k.paid_vnd, ${channelsOf(sql`k.period`)} as channels
      from (
        select k.* from kpi_first_cashless f
        join kpi_customer_periods k on k.period = ${period}::date and k.customer_id = f.customer_id
        where f.first_period = ${cohort}::date and f.customer_id > ${page.after ?? '0'}::bigint and ${inUnits(unitIds)}
          and ${wanted}
        order by f.customer_id limit ${page.limit}
      ) k
      join customers c on c.id = k.customer_id join org_units u on u.id = k.org_unit_id
      order by k.customer_id`,
  );
}

export interface RelapseFilter {
  period: string;
  unitIds: readonly bigint[] | 'all';
  commune: string | null;
  /** Through which they paid that month; null for any. */
  channel: Channel | null;
}

/** Where those are who fell back to cash in a month. */
export async function listRelapsePlaces(on: Queryable, filter: RelapseFilter): Promise<Place[]> {
  return many(
    on,
    sql<Place>`
      select org_unit_id, commune_code, count(*)::int as found from kpi_relapses r
      where period = ${filter.period}::date and ${inUnits(filter.unitIds)}
        and commune_code = coalesce(${filter.commune}, commune_code) and ${usesChannel(filter.channel)}
      group by org_unit_id, commune_code`,
  );
}

export interface RelapseRow extends CustomerRow {
  first_month: string;
  last_month: string | null;
  channels: Channel[];
  channels_before: Channel[];
  paid_vnd: bigint;
}

/** Who fell back: since when they had been cashless, until when and through what, and how they paid now. */
export async function listRelapses(
  on: Queryable,
  filter: RelapseFilter,
  places: readonly Place[],
  page: CursorPage,
): Promise<RelapseRow[]> {
  return many(
    on,
    sql<RelapseRow>`
      with month as materialized (select distinct period from kpi_cells where period < ${filter.period}::date)
      select r.customer_id as id, c.code, c.name, c.address, r.org_unit_id, u.code as unit_code, r.commune_code,
             to_char(f.first_period, 'YYYY-MM') as first_month, to_char(last.period, 'YYYY-MM') as last_month,
             ${channelsOf(sql`r.period`)} as channels, ${channelsOf(sql`last.period`)} as channels_before, k.paid_vnd
      from (
        select r.*, place.turn from ${placesOfPage(places, page)}
        cross join lateral (
          select * from kpi_relapses r
          where r.period = ${filter.period}::date and r.org_unit_id = place.unit and r.commune_code = place.commune
            and r.customer_id > place.after and ${usesChannel(filter.channel)}
          order by r.customer_id limit ${page.limit}
        ) r
        order by place.turn, r.customer_id limit ${page.limit}
      ) r
      join customers c on c.id = r.customer_id join org_units u on u.id = r.org_unit_id
      join kpi_first_cashless f on f.customer_id = r.customer_id
      join kpi_customer_periods k on k.period = r.period and k.customer_id = r.customer_id
      left join lateral (
        select max(b.period) as period from month m cross join lateral (
          select * from kpi_customer_periods b where b.period = m.period and b.customer_id = r.customer_id offset 0
        ) b where b.bills_official = b.bills
      ) last on true
      order by r.turn, r.customer_id`,
  );
}

/** Channels through which the customer `c` paid the bills of a month. */
function channelsOf(period: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`array(select ch.channel from kpi_customer_channels ch
                   where ch.period = ${period} and ch.customer_id = c.id order by ch.channel)`;
}

function usesChannel(channel: Channel | null): RawBuilder<unknown> {
  if (channel === null) return sql`true`;
  return sql`exists (select from kpi_customer_channels ch
                     where ch.period = r.period and ch.customer_id = r.customer_id and ch.channel = ${channel})`;
}
