import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, type Queryable } from '../../platform/db.ts';
import type { Whose } from '../measures/index.ts';
import { listHolders, type Holder } from './holders.ts';
import type { TargetRow } from './plan-queries.ts';

/** Whose customers a row of a plan is about, as the organisation stands on a day; undefined for what is left of the company. */
export async function whoseOf(
  on: Queryable,
  row: Pick<TargetRow, 'key' | 'kind' | 'org_unit_id' | 'staff_id'>,
  rows: readonly Pick<TargetRow, 'parent_key' | 'staff_id'>[],
  onDate: BusinessDate,
): Promise<Whose | undefined> {
  if (row.kind === 'company') return { units: 'all' };
  if (row.staff_id !== null) return { staff: [row.staff_id] };
  const units = unitsOf(await listHolders(on, onDate), row.org_unit_id);
  if (row.kind === 'rest') return units === 'all' ? undefined : { nobodyIn: units };
  if (row.kind === 'team' && (await teamsOfPeople(on, [{ key: row.key, units }])).has(row.key))
    return { staff: rows.flatMap((one) => (one.parent_key === row.key ? (one.staff_id ?? []) : [])) };
  return { units };
}

/** The unit with those below it, as the board has them. */
export function unitsOf(holders: readonly Holder[], orgUnitId: bigint): readonly bigint[] | 'all' {
  const holder = holders.find((one) => one.staffId === null && one.orgUnitId === orgUnitId);
  return holder?.unitIds ?? [orgUnitId];
}

/**
 * Of some teams those that have no customers of their own: bills name units, so what such a team has is what its employees
 * have.
 */
export async function teamsOfPeople(
  on: Queryable,
  teams: readonly { key: string; units: readonly bigint[] | 'all' }[],
): Promise<Set<string>> {
  const ids = teams.flatMap(({ units }) => (units === 'all' ? [] : units));
  const rows = await many(
    on,
    sql<{ id: bigint }>`
      select u.id from unnest(${ids}::bigint[]) u (id)
      where exists (select from customers c where c.org_unit_id = u.id)`,
  );
  const own = new Set(rows.map(({ id }) => id));
  return new Set(
    teams.flatMap(({ key, units }) => (units !== 'all' && !units.some((id) => own.has(id)) ? [key] : [])),
  );
}
