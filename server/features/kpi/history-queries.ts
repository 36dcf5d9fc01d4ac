import { sql } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';
import { inUnits, sums, type Sums } from './queries.ts';

/** A unit, and the unit of the league under which its customers are counted. */
export interface Grouped {
  unitId: bigint;
  groupId: bigint;
}

/** Sums of the groups of a league for every month of a span, from first day to first day; months without bills have no row. */
export async function listGroupMonths(
  on: Queryable,
  span: { from: string; upto: string },
  groups: readonly Grouped[],
): Promise<(Sums & { month: string; group_id: bigint })[]> {
  return many(
    on,
    sql<Sums & { month: string; group_id: bigint }>`
      select g.group_id, to_char(period, 'YYYY-MM') as month, ${sums}
      from unnest(${groups.map(({ unitId }) => unitId)}::bigint[], ${groups.map(({ groupId }) => groupId)}::bigint[])
             as g (unit_id, group_id)
      join kpi_cells on org_unit_id = g.unit_id
      where period between ${span.from}::date and ${span.upto}::date
      group by g.group_id, period having sum(customers) > 0 order by period`,
  );
}

export interface CommuneMonth extends Sums {
  month: string;
  code: string;
  name: string | null;
  disadvantaged: boolean;
}

/**
 * Sums of every commune in each of several months, given by their first days; whether it counts as disadvantaged is as on
 * the first of those days.
 */
export async function listCommuneMonths(
  on: Queryable,
  periods: readonly string[],
  unitIds: readonly bigint[] | 'all',
): Promise<CommuneMonth[]> {
  return many(
    on,
    sql<CommuneMonth>`
      select k.*, a.full_name as name,
             exists (select from kpi_disadvantaged_communes d
                     where d.commune_code = k.code and d.valid @> ${periods[0]}::date) as disadvantaged
      from (
        select to_char(period, 'YYYY-MM') as month, commune_code as code, ${sums}
        from kpi_cells where period = any(${periods}::date[]) and ${inUnits(unitIds)}
        group by commune_code, period having sum(customers) > 0
      ) k
      left join platform.areas a on a.era = 'present' and a.level = 'commune' and a.code = k.code
      order by k.code`,
  );
}
