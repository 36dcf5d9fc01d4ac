import type { UnitDimension } from '../../../core/pivots/pivot.ts';
import type { UnitRow } from '../companies/index.ts';
import type { UnitPlace } from './queries.ts';

/**
 * Where each unit of the organisation stands in a table that looks at `root`. Below a level that a unit does not have it
 * stands for itself: customers of a Điện lực without teams are shown under the Điện lực. Books hold no sums.
 */
export function placeUnits(units: readonly UnitRow[], root: UnitRow): UnitPlace[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return units
    .filter(({ kind }) => kind !== 'book')
    .map((unit) => {
      const line = lineOf(unit, byId);
      const level = (kind: 'unit' | 'team'): string => (line.find((one) => one.kind === kind) ?? unit).code;
      const child = line.find(({ parent_id }) => parent_id === root.id) ?? unit;
      return { id: unit.id, child: child.code, unit: level('unit'), team: level('team') };
    });
}

/** The unit itself, then what is above it. */
function lineOf(unit: UnitRow, byId: ReadonlyMap<bigint, UnitRow>): UnitRow[] {
  const line = [unit];
  for (let at = unit.parent_id; at !== null; at = line.at(-1)!.parent_id) {
    const above = byId.get(at);
    if (!above || line.includes(above)) break;
    line.push(above);
  }
  return line;
}

/** The members of a level in the order of the organisation; the unit looked at is none of its own children. */
export function membersOfLevel(places: readonly UnitPlace[], level: UnitDimension, root: UnitRow): string[] {
  const members = [...new Set(places.map((place) => place[level]))];
  const below = members.filter((code) => code !== root.code);
  return below.length > 0 ? below : members;
}
