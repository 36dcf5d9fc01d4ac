import type { BusinessDate } from '../../../core/dates.ts';
import type { Queryable } from '../../platform/db.ts';
import { listUnits, type UnitRow } from '../companies/index.ts';
import { listColleagues, type ColleagueRow } from '../staff/index.ts';
import type { HolderKind } from './plan-queries.ts';
import { staffKey, unitKey } from './row-keys.ts';

/** Somebody a plan is handed down to: the company, a unit, a team or an employee. */
export interface Holder {
  key: string;
  parent: string | null;
  kind: Exclude<HolderKind, 'rest'>;
  orgUnitId: bigint;
  /** The units whose customers are the holder's; of an employee, those their customers are looked for in. */
  unitIds: readonly bigint[] | 'all';
  staffId: bigint | null;
  code: string;
  name: string;
}

/**
 * Everybody a plan is handed down to, as the organisation stands on a day, parents before children: the company, its
 * units, their teams, and the employees of units and teams. Books hold no targets; their customers are those of the unit
 * or team above them.
 */
export async function listHolders(on: Queryable, onDate: BusinessDate): Promise<Holder[]> {
  const [units, people] = await Promise.all([listUnits(on, onDate), listColleagues(on)]);
  const holding = units.filter(({ kind }) => kind !== 'book');
  const childrenOf = Map.groupBy(units, ({ parent_id }) => parent_id);
  const staffOf = Map.groupBy(
    people.filter(({ role }) => role === 'unit_staff'),
    ({ org_unit_id }) => org_unit_id,
  );
  const idsBelow = (id: bigint): bigint[] => [
    id,
    ...(childrenOf.get(id) ?? []).flatMap((child) => idsBelow(child.id)),
  ];
  const below = (unit: UnitRow): Holder[] => {
    const own = holderOfUnit(unit, idsBelow(unit.id));
    const inside = holding.filter(({ parent_id }) => parent_id === unit.id).flatMap(below);
    const staff = (staffOf.get(unit.id) ?? []).map((person) => holderOfPerson(person, own));
    return [own, ...inside, ...(unit.kind === 'company' ? [] : staff)];
  };
  return holding.filter(({ kind }) => kind === 'company').flatMap(below);
}

function holderOfUnit(unit: UnitRow, ids: readonly bigint[]): Holder {
  return {
    key: unitKey(unit.id),
    parent: unit.parent_id === null ? null : unitKey(unit.parent_id),
    kind: unit.kind as 'company' | 'unit' | 'team',
    orgUnitId: unit.id,
    unitIds: unit.kind === 'company' ? 'all' : ids,
    staffId: null,
    code: unit.code,
    name: unit.name,
  };
}

function holderOfPerson(person: ColleagueRow, unit: Holder): Holder {
  return {
    key: staffKey(person.id),
    parent: unit.key,
    kind: 'employee',
    orgUnitId: unit.orgUnitId,
    unitIds: unit.unitIds,
    staffId: person.id,
    code: person.login,
    name: person.display_name,
  };
}
