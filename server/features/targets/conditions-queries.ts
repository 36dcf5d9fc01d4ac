import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, type Queryable } from '../../platform/db.ts';
import { opensOn, places } from '../pay-points/index.ts';

/** What the stored sums say of one org unit in one month; customers by the kind of their commune. */
export interface CellSums {
  period: BusinessDate;
  org_unit_id: bigint;
  customers: bigint;
  customers_official: bigint;
  billed_vnd: bigint;
  official_vnd: bigint;
  /** Of communes that the list of areas knows. */
  placed: bigint;
  rural: bigint;
  disadvantaged: bigint;
  /** Places to pay, in parts of one. */
  places: number;
}

/**
 * The sums of some months by org unit. Rural is what the list of communes does not call a ward or a town. Disadvantaged is
 * a commune that is marked so on the last day of its month. A commune's places to pay are shared by its units as its
 * customers are.
 */
export async function listCellSums(
  on: Queryable,
  months: readonly BusinessDate[],
  placesOn: BusinessDate,
): Promise<CellSums[]> {
  return many(
    on,
    sql<CellSums>`
      with place as (
        select p.commune_code, count(*) as places from (${places()}) p where ${opensOn(placesOn)} group by p.commune_code
      ), cell as (
        select k.*, a.full_name, d.commune_code is not null as is_disadvantaged,
               coalesce(place.places, 0) * k.customers
                 / nullif(sum(k.customers) over (partition by k.period, k.commune_code), 0) as places
        from kpi_cells k
        left join platform.areas a on a.era = 'present' and a.level = 'commune' and a.code = k.commune_code
        left join place on place.commune_code = k.commune_code
        left join kpi_disadvantaged_communes d
          on d.commune_code = k.commune_code and d.valid @> (k.period + interval '1 month' - interval '1 day')::date
        where k.period = any(${months}::date[])
      )
      select period, org_unit_id, sum(customers)::bigint as customers,
             sum(customers_official)::bigint as customers_official, sum(billed_vnd)::bigint as billed_vnd,
             sum(official_vnd)::bigint as official_vnd,
             coalesce(sum(customers) filter (where full_name is not null), 0)::bigint as placed,
             coalesce(sum(customers) filter (where full_name !~ '^(Phường|Thị trấn) '), 0)::bigint as rural,
             coalesce(sum(customers) filter (where is_disadvantaged), 0)::bigint as disadvantaged,
             coalesce(sum(places), 0)::float8 as places
      from cell group by period, org_unit_id`,
  );
}
