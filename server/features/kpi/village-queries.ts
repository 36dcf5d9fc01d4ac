import { sql } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';
import { inUnits, type Sums } from './queries.ts';

export interface VillageSums extends Sums {
  /** Null for customers whose address names no village. */
  id: bigint | null;
  name: string | null;
}

/** One commune's customers of a month by village, from the facts: a commune is small enough to be read whole. */
export async function listVillageSums(
  on: Queryable,
  question: { period: string; unitIds: readonly bigint[] | 'all'; commune: string },
): Promise<VillageSums[]> {
  return many(
    on,
    sql<VillageSums>`
      with fact as materialized (
        select k.*
        from (select org_unit_id as unit from kpi_cells
              where period = ${question.period}::date and commune_code = ${question.commune}
                and ${inUnits(question.unitIds)}) cell
        cross join lateral (
          select * from kpi_customer_periods k
          where k.period = ${question.period}::date and k.org_unit_id = cell.unit and k.commune_code = ${question.commune}
          offset 0
        ) k
      ), here as materialized (select id, village_id from customers where commune_code = ${question.commune})
      select v.id, v.name, count(*) as customers,
             count(*) filter (where bills_official = bills) as customers_official,
             count(*) filter (where bills_strict = bills) as customers_strict,
             sum(bills)::bigint as bills, sum(bills_official)::bigint as bills_official,
             sum(bills_strict)::bigint as bills_strict, sum(bills_paid)::bigint as bills_paid,
             sum(billed_vnd)::bigint as billed_vnd, sum(paid_vnd)::bigint as paid_vnd,
             sum(official_vnd)::bigint as official_vnd, sum(strict_vnd)::bigint as strict_vnd
      from fact left join here on here.id = fact.customer_id
      -- Who has moved away since, one by one.
      left join lateral (
        select village_id from customers where here.id is null and id = fact.customer_id offset 0) moved on true
      left join villages v on v.id = coalesce(here.village_id, moved.village_id)
      group by v.id, v.name
      order by v.name nulls last, v.id`,
  );
}
