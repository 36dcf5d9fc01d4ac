import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, type Queryable } from '../../platform/db.ts';
import { opensOn, places } from '../pay-points/index.ts';

/**
 * The company's own counters that are open on a day, by commune. Undefined where nobody has registered one yet: then no
 * commune is said to be without.
 */
export async function countCounters(
  on: Queryable,
  day: BusinessDate,
): Promise<ReadonlyMap<string, number> | undefined> {
  const rows = await many(
    on,
    sql<{ code: string | null; open: number }>`
      select p.commune_code as code, count(*) filter (where ${opensOn(day)})::int as open
      from (${places()}) p where p.kind = 'counter' group by p.commune_code`,
  );
  return rows.length === 0 ? undefined : new Map(rows.map(({ code, open }) => [code ?? '', open]));
}

/**
 * Villages without mobile coverage on a day, by commune; of a commune about whose villages the register says nothing
 * there is no entry.
 */
export async function countUncovered(on: Queryable, day: BusinessDate): Promise<ReadonlyMap<string, number>> {
  const rows = await many(
    on,
    sql<{ code: string; uncovered: number }>`
      select commune_code as code, count(*) filter (where not mobile_coverage)::int as uncovered from villages
      where mobile_coverage is not null and status <> 'rejected' and valid @> ${day}::date group by commune_code`,
  );
  return new Map(rows.map(({ code, uncovered }) => [code, uncovered]));
}
