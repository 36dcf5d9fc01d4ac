import { sql, type RawBuilder } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';
import type { MeasureHolder } from './ask.ts';

export interface Sum {
  n: bigint;
  d: bigint | null;
}

/** How the same thing is summed: rows `org_unit_id`, `n`, `d` of units; rows `staff_id`, `n`, `d` of employees. */
export interface Source {
  byUnit(): RawBuilder<unknown>;
  byStaff(staffIds: readonly bigint[]): RawBuilder<unknown>;
}

/** Sums of all holders, in one statement for those of units and one for the employees. Who has no rows is missing. */
export async function sumOf(
  on: Queryable,
  source: Source,
  holders: readonly MeasureHolder[],
): Promise<Map<string, Sum>> {
  const employees = holders.filter(({ staffId }) => staffId !== undefined);
  const others = holders.filter(({ staffId }) => staffId === undefined);
  const found = new Map<string, Sum>();
  if (others.length > 0) {
    const { keys, units } = pairs(others);
    const rows = await many(
      on,
      sql<Sum & { key: string }>`
        with fact as materialized (${source.byUnit()})
        select h.key, sum(f.n)::bigint as n, sum(f.d)::bigint as d
        from unnest(${keys}::text[], ${units}::bigint[]) h (key, org_unit_id)
        join fact f on h.org_unit_id is null or f.org_unit_id = h.org_unit_id
        group by h.key`,
    );
    for (const { key, n, d } of rows) found.set(key, { n, d });
  }
  if (employees.length > 0) {
    const ids = employees.map(({ staffId }) => staffId ?? 0n);
    const rows = await many(on, sql<Sum & { staff_id: bigint }>`${source.byStaff(ids)}`);
    const sums = new Map(rows.map(({ staff_id, n, d }) => [staff_id, { n, d }]));
    for (const { key, staffId = 0n } of employees) {
      const sum = sums.get(staffId);
      if (sum) found.set(key, sum);
    }
  }
  return found;
}

/** A row for every unit of every holder; without a unit for who stands for all. */
export function pairs(holders: readonly MeasureHolder[]): { keys: string[]; units: (bigint | null)[] } {
  const rows = holders.flatMap(({ key, unitIds }): { key: string; unit: bigint | null }[] =>
    unitIds === 'all' ? [{ key, unit: null }] : [...new Set(unitIds)].map((unit) => ({ key, unit })),
  );
  return { keys: rows.map(({ key }) => key), units: rows.map(({ unit }) => unit) };
}
