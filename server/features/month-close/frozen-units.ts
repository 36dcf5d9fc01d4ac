import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, run, type Queryable, type Tx } from '../../platform/db.ts';
import { getUnit } from '../companies/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';

/** Whose frozen figures: of these units, of the whole company, or of one unit with what stood below it then. */
export type Whose = readonly bigint[] | 'all' | { unitId: bigint; onDate: BusinessDate };

/** Keeps the tree of units as it stands on the day, under their names. */
export async function keepUnits(tx: Tx, freezeId: bigint, onDate: BusinessDate): Promise<void> {
  await run(
    tx,
    sql`insert into frozen_units (freeze_id, org_unit_id, parent_id, name)
        select ${freezeId}::bigint, org_unit_id, parent_id, name from org_unit_versions where valid @> ${onDate}::date`,
  );
}

/**
 * The units whose frozen figures add up. What was below a unit when the month was frozen stays there; units made since count
 * where they are on the day asked for, as do all of a version frozen before trees were kept.
 */
export async function unitsAsFrozen(
  on: Queryable,
  freezeId: bigint,
  whose: Whose,
): Promise<readonly bigint[] | 'all'> {
  if (whose === 'all' || !('unitId' in whose)) return whose;
  const rows = await many(
    on,
    sql<{ id: bigint }>`
      with recursive tree as materialized (
        select org_unit_id, parent_id from frozen_units where freeze_id = ${freezeId}
        union all
        select v.org_unit_id, v.parent_id from org_unit_versions v
        where v.valid @> ${whose.onDate}::date
          and not exists (select from frozen_units f where f.freeze_id = ${freezeId} and f.org_unit_id = v.org_unit_id)
      ), below as (
        select ${whose.unitId}::bigint as id
        union
        select t.org_unit_id from tree t join below b on t.parent_id = b.id
      )
      select id from below`,
  );
  return rows.map(({ id }) => id);
}

/**
 * The units that a question about a frozen month means: the one that is named, else all that the person may see, which is the
 * person's own unit as it was then. Throws `staff.outside_scope`.
 */
export async function unitsAskedOfFrozen(
  staff: StaffContext,
  freezeId: bigint,
  code: string | undefined,
): Promise<readonly bigint[] | 'all'> {
  const unit = code === undefined ? undefined : await getUnit(staff.db, code, staff.businessDate);
  if (unit) ensureInScope(staff, unit.id);
  const unitId = unit && unit.kind !== 'company' ? unit.id : staff.unitId;
  if (unitId === null) return staff.scope;
  return unitsAsFrozen(staff.db, freezeId, { unitId, onDate: staff.businessDate });
}

/** Customers of units that have since been moved to others are theirs to see: their names are not. */
export function inScope(
  { scope }: Pick<StaffContext, 'scope'>,
  unitIds: readonly bigint[] | 'all',
): readonly bigint[] | 'all' {
  if (scope === 'all') return unitIds;
  return unitIds === 'all' ? scope : unitIds.filter((id) => scope.includes(id));
}

/** The names that units of a version had then. */
export async function listFrozenNames(
  on: Queryable,
  freezeId: bigint,
): Promise<{ id: bigint; code: string; name: string }[]> {
  return many(
    on,
    sql<{ id: bigint; code: string; name: string }>`
      select u.id, u.code, f.name from frozen_units f join org_units u on u.id = f.org_unit_id
      where f.freeze_id = ${freezeId}`,
  );
}
