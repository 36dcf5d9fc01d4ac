import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, type Queryable } from '../../platform/db.ts';

/** What the stored sums say of one org unit in one month; customers by the kind of their commune. */
export interface CellSums {
  period: BusinessDate;
  org_unit_id: bigint;
  customers: bigint;
  customers_official: bigint;
  billed_vnd: bigint;
  official_vnd: bigint;
  rural: bigint;
  disadvantaged: bigint;
}

/**
 * The sums of some months by org unit. Rural is what the list of communes does not call a ward or a town: a customer whose
 * commune nobody knows counts as neither. Disadvantaged is a commune that is marked so on the last day of its month.
 */
export async function listCellSums(on: Queryable, months: readonly BusinessDate[]): Promise<CellSums[]> {
  return many(
    on,
    sql<CellSums>`
      select k.period, k.org_unit_id, sum(k.customers)::bigint as customers,
             sum(k.customers_official)::bigint as customers_official, sum(k.billed_vnd)::bigint as billed_vnd,
             sum(k.official_vnd)::bigint as official_vnd,
             coalesce(sum(k.customers) filter (where a.full_name !~ '^(Phường|Thị trấn) '), 0)::bigint as rural,
             coalesce(sum(k.customers) filter (where d.commune_code is not null), 0)::bigint as disadvantaged
      from kpi_cells k
      left join platform.areas a on a.era = 'present' and a.level = 'commune' and a.code = k.commune_code
      left join kpi_disadvantaged_communes d
        on d.commune_code = k.commune_code and d.valid @> (k.period + interval '1 month' - interval '1 day')::date
      where k.period = any(${months}::date[])
      group by k.period, k.org_unit_id`,
  );
}
