import { sql, type RawBuilder } from 'kysely';
import { many, one, type Queryable } from '../../platform/db.ts';
import { responsibleOn } from '../assignments/index.ts';
import { opensOn, places } from '../pay-points/index.ts';
import type { MeasureHolder, Stretch } from './ask.ts';
import { pairs, type Sum } from './sums.ts';

/**
 * Communes of every holder, as rows `key`, `commune_code`: those where customers live of its units now, or of the
 * employee on the last day. Units and communes are found by hopping along the index, not by reading customers.
 */
export function homes(holders: readonly MeasureHolder[], { until }: Stretch): RawBuilder<unknown> {
  const { keys, units } = pairs(holders.filter(({ staffId }) => staffId === undefined));
  const employees = holders.flatMap(({ key, staffId }) => (staffId === undefined ? [] : [{ key, staffId }]));
  const staffIds = employees.map(({ staffId }) => staffId);
  return sql`
    unit_home as (
      (select c.org_unit_id, c.commune_code from customers c where c.commune_code is not null
       order by c.org_unit_id, c.commune_code limit 1)
      union all
      select next.* from unit_home h cross join lateral (
        select c.org_unit_id, c.commune_code from customers c
        where (c.org_unit_id, c.commune_code) > (h.org_unit_id, h.commune_code) and c.commune_code is not null
        order by c.org_unit_id, c.commune_code limit 1
      ) next
    ), home as (
      select distinct h.key, u.commune_code
      from unnest(${keys}::text[], ${units}::bigint[]) h (key, org_unit_id)
      join unit_home u on h.org_unit_id is null or u.org_unit_id = h.org_unit_id
      union
      select e.key, c.commune_code
      from unnest(${employees.map(({ key }) => key)}::text[], ${staffIds}::bigint[]) e (key, staff_id)
      join (${responsibleOn(until, staffIds)}) a on a.staff_id = e.staff_id
      join customers c on c.id = a.customer_id and c.commune_code is not null
    )`;
}

/** Points of agents in the communes of a holder: open on the last day, or opened in the months. */
export async function countAgentPoints(
  on: Queryable,
  holders: readonly MeasureHolder[],
  stretch: Stretch,
): Promise<Map<string, Sum>> {
  const { since, until } = stretch;
  const counts =
    since === undefined ? opensOn(until) : sql`p.opened_on between ${since}::date and ${until}::date`;
  return sumsOf(
    on,
    sql`
      with recursive ${homes(holders, stretch)}, place as (
        select p.commune_code, count(*) as n from (${places()}) p where p.kind = 'agent' and ${counts}
        group by p.commune_code
      )
      select h.key, coalesce(sum(p.n), 0)::bigint as n, null::bigint as d
      from home h left join place p on p.commune_code = h.commune_code group by h.key`,
  );
}

/** Communes of a holder without a counter of the company open on the last day, of all its communes. */
export async function countCommunesWithoutCounter(
  on: Queryable,
  holders: readonly MeasureHolder[],
  stretch: Stretch,
): Promise<Map<string, Sum>> {
  return sumsOf(
    on,
    sql`
      with recursive ${homes(holders, stretch)}, served as (
        select distinct p.commune_code from (${places()}) p
        where p.kind = 'counter' and ${opensOn(stretch.until)}
      )
      select h.key, count(*) filter (where s.commune_code is null) as n, count(*) as d
      from home h left join served s on s.commune_code = h.commune_code group by h.key`,
  );
}

async function sumsOf(on: Queryable, query: RawBuilder<unknown>): Promise<Map<string, Sum>> {
  const rows = await many(on, sql<Sum & { key: string }>`${query}`);
  return new Map(rows.map(({ key, n, d }) => [key, { n, d }]));
}

/** Whether any place is known at all. */
export async function knowsPlaces(on: Queryable): Promise<boolean> {
  const row = await one(on, sql<{ known: boolean }>`select exists (select from (${places()}) p) as known`);
  return row.known;
}
