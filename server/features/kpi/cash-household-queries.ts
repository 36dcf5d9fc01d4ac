import { sql, type RawBuilder } from 'kysely';
import {
  bitOf,
  habitMonths,
  smallUseKwh,
  type HardshipCell,
  type HardshipSign,
} from '../../../core/kpi/hardship.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import { opensOn, places } from '../pay-points/index.ts';
import type { CursorPage, CustomerRow } from './customer-pages.ts';
import { placesOfPage, type Place } from './places.ts';
import { inUnits } from './queries.ts';

export interface Search {
  /** First day of the last month that has ended. */
  period: string;
  business_on: string;
  known_signs: number;
  found_at: Date;
}

export async function findSearch(on: Queryable): Promise<Search | undefined> {
  return find(
    on,
    sql<Search>`select period, business_on, known_signs, found_at from kpi_cash_household_search`,
  );
}

/** One search at a time: the row stays locked until the transaction ends. */
export async function noteSearch(
  tx: Tx,
  search: { period: string; businessOn: string; knownSigns: number },
): Promise<void> {
  await run(
    tx,
    sql`insert into kpi_cash_household_search as s (period, business_on, known_signs, found_at)
        values (${search.period}::date, ${search.businessOn}::date, ${search.knownSigns}, clock_timestamp())
        on conflict (single) do update set period = excluded.period, business_on = excluded.business_on,
          known_signs = excluded.known_signs, found_at = excluded.found_at`,
  );
}

/** Of which signs anything is known: a register without an entry says nothing about anybody. */
export async function readKnownSigns(on: Queryable, day: string): Promise<number> {
  const known: Record<HardshipSign, RawBuilder<boolean>> = {
    no_phone: sql`exists (select from customers where phone <> '')`,
    unverified_phone: sql`exists (select from contacts where verified_on is not null)`,
    disadvantaged_commune: sql`exists (select from kpi_disadvantaged_communes where valid @> ${day}::date)`,
    no_pay_point: sql`exists (select from pay_points)`,
    long_habit: sql`true`,
    small_use: sql`true`,
    no_coverage: sql`exists (select from villages where mobile_coverage is not null)`,
  };
  const { signs } = await one(on, sql<{ signs: number }>`select (${sumOfBits(known)})::integer as signs`);
  return signs;
}

/**
 * Households of which no dong of the last months was paid without cash under the strict definition, with their signs of
 * hardship; what is not known counts as no sign. Stores what changed since the last search.
 */
export async function searchHouseholds(
  tx: Tx,
  { period, day, knownSigns }: { period: string; day: string; knownSigns: number },
): Promise<void> {
  const contact = sql`select from contacts k where k.customer_id = h.customer_id and k.ended_on is null`;
  const has: Record<HardshipSign, RawBuilder<boolean>> = {
    no_phone: sql`coalesce(h.phone, '') = '' and not exists (${contact})`,
    unverified_phone: sql`(coalesce(h.phone, '') <> '' or exists (${contact}))
      and not exists (${contact} and k.verified_on is not null)`,
    disadvantaged_commune: sql`exists (select from kpi_disadvantaged_communes d
      where d.commune_code = h.commune_code and d.valid @> ${day}::date)`,
    no_pay_point: sql`h.commune_code <> '' and not exists (select from served s where s.commune_code = h.commune_code)`,
    long_habit: sql`h.months >= ${habitMonths}
      and not exists (select from kpi_first_cashless f where f.customer_id = h.customer_id)`,
    small_use: sql`(select sum(b.energy_kwh) from bills b where b.customer_id = h.customer_id
                      and b.period = ${period}::date and b.is_current and b.description is null) <= ${smallUseKwh}`,
    no_coverage: sql`exists (select from villages v where v.id = h.village_id and not v.mobile_coverage)`,
  };
  await run(
    tx,
    sql`
      with served as materialized (
        select distinct p.commune_code from (${places()}) p where ${opensOn(day)}
      ), household as (
        select k.customer_id, count(*) as months, min(c.phone) as phone, min(c.village_id) as village_id,
               min(k.org_unit_id) filter (where k.period = ${period}::date) as org_unit_id,
               min(k.commune_code) filter (where k.period = ${period}::date) as commune_code
        from kpi_customer_periods k join customers c on c.id = k.customer_id
        where c.kind = 'SH' and k.period <= ${period}::date
          and k.period > (${period}::date - make_interval(months => ${habitMonths}))::date
        group by k.customer_id
        having sum(k.strict_vnd) = 0 and sum(k.paid_vnd) > 0 and bool_or(k.period = ${period}::date)
      ), found as materialized (
        select h.customer_id, h.org_unit_id, h.commune_code, ((${sumOfBits(has)}) & ${knownSigns})::integer as signs
        from household h
      ), gone as (
        delete from kpi_cash_households k
        where not exists (select from found f where f.customer_id = k.customer_id)
      )
      insert into kpi_cash_households as k (customer_id, org_unit_id, commune_code, signs)
      select customer_id, org_unit_id, commune_code, signs from found order by customer_id
      on conflict (customer_id) do update set
        org_unit_id = excluded.org_unit_id, commune_code = excluded.commune_code, signs = excluded.signs
      where (k.org_unit_id, k.commune_code, k.signs) <> (excluded.org_unit_id, excluded.commune_code, excluded.signs)`,
  );
  await run(tx, sql`delete from kpi_cash_household_cells`);
  await run(
    tx,
    sql`insert into kpi_cash_household_cells (org_unit_id, commune_code, signs, households)
        select org_unit_id, commune_code, signs, count(*) from kpi_cash_households group by 1, 2, 3`,
  );
}

function sumOfBits(conditions: Record<HardshipSign, RawBuilder<boolean>>): RawBuilder<number> {
  const terms = Object.entries(conditions).map(
    ([sign, condition]) =>
      sql`case when ${condition} then ${sql.lit(bitOf(sign as HardshipSign))} else 0 end`,
  );
  return sql<number>`${sql.join(terms, sql` + `)}`;
}

export async function listHardshipCells(
  on: Queryable,
  unitIds: readonly bigint[] | 'all',
): Promise<(HardshipCell & { name: string | null })[]> {
  return many(
    on,
    sql<HardshipCell & { name: string | null }>`
      select k.org_unit_id, k.commune_code, k.signs, k.households, a.full_name as name
      from kpi_cash_household_cells k
      left join platform.areas a on a.era = 'present' and a.level = 'commune' and a.code = k.commune_code
      where ${inUnits(unitIds)}`,
  );
}

export interface HouseholdFilter {
  unitIds: readonly bigint[] | 'all';
  commune: string | null;
  /** One that each must have; null for any. */
  sign: HardshipSign | null;
  /** With at least so many signs; 0 for everyone who pays cash alone. */
  least: number;
}

/** Which sets of signs a list asks for. */
function wanted({ sign, least }: HouseholdFilter): RawBuilder<boolean> {
  const enough = sql`bit_count(k.signs::bit(31)) >= ${least}`;
  return sign === null ? sql<boolean>`${enough}` : sql<boolean>`${enough} and k.signs & ${bitOf(sign)} <> 0`;
}

export async function listHouseholdPlaces(on: Queryable, filter: HouseholdFilter): Promise<Place[]> {
  return many(
    on,
    sql<Place>`
      select org_unit_id, commune_code, sum(households)::int as found from kpi_cash_household_cells k
      where ${inUnits(filter.unitIds)} and commune_code = coalesce(${filter.commune}, commune_code) and ${wanted(filter)}
      group by org_unit_id, commune_code`,
  );
}

export interface HouseholdRow extends CustomerRow {
  signs: number;
  village: string | null;
}

export async function listHouseholds(
  on: Queryable,
  filter: HouseholdFilter,
  places: readonly Place[],
  page: CursorPage,
): Promise<HouseholdRow[]> {
  return many(
    on,
    sql<HouseholdRow>`
      select k.customer_id as id, c.code, c.name, c.address, k.org_unit_id, u.code as unit_code, k.commune_code, k.signs,
             v.name as village
      from ${placesOfPage(places, page)}
      cross join lateral (
        select * from kpi_cash_households k
        where k.org_unit_id = place.unit and k.commune_code = place.commune and k.customer_id > place.after
          and ${wanted(filter)}
        order by k.customer_id limit ${page.limit}
      ) k
      join customers c on c.id = k.customer_id join org_units u on u.id = k.org_unit_id
      left join villages v on v.id = c.village_id
      order by place.turn, k.customer_id limit ${page.limit}`,
  );
}
