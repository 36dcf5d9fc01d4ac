import { addMonths, firstDayOf, type Month } from '../../../core/dates.ts';
import type { Db } from '../../platform/db.ts';
import type { UnitRow } from '../companies/index.ts';
import { listGroupMonths, ratioOf, toFigures, type Grouped, type TargetShares } from '../kpi/index.ts';
import { presentShares } from './present-shares.ts';

interface League {
  unit: UnitRow;
  units: readonly UnitRow[];
  period: Month;
}

type GroupMonths = Awaited<ReturnType<typeof listGroupMonths>>;

/** A year of months, and the one before it, of every unit right below another. */
export async function listLeagueMonths(
  db: Db,
  league: League & { visible: readonly bigint[] | 'all' },
): Promise<GroupMonths> {
  const { period, units, visible } = league;
  const children = childrenOf(league);
  if (children.length === 0) return [];
  const span = { from: firstDayOf(addMonths(period, -12)), upto: firstDayOf(period) };
  return listGroupMonths(db, span, groupsOf(children, units, visible));
}

function childrenOf({ unit, units }: League): UnitRow[] {
  return units.filter((one) => one.parent_id === unit.id);
}

/** The league: figures against the plan, the year before, and the twelve months up to now; by gap. */
export function presentLeague(
  rows: GroupMonths,
  league: League & { targets: ReadonlyMap<bigint, TargetShares> },
) {
  const { period, units, targets } = league;
  const byUnit = Map.groupBy(rows, ({ group_id }) => group_id);
  return childrenOf(league)
    .flatMap((child) => {
      const months = byUnit.get(child.id) ?? [];
      const now = months.find(({ month }) => month === period);
      if (!now) return [];
      const lastYear = months.find(({ month }) => month === addMonths(period, -12));
      return {
        code: child.code,
        name: child.name,
        kind: child.kind,
        ...toFigures(now, targets.get(child.id)),
        lastYear: lastYear ? presentShares(lastYear) : null,
        months: months
          .filter((row) => row !== lastYear)
          .map((row) => ({
            period: row.month,
            customers: ratioOf(row.customers_official, row.customers),
            money: ratioOf(row.official_vnd, row.billed_vnd),
          })),
        hasChildren: units.some((unit) => unit.parent_id === child.id && unit.kind !== 'book'),
      };
    })
    .sort(
      (a, b) =>
        Number(BigInt(b.customers.gap ?? 0) - BigInt(a.customers.gap ?? 0)) || (a.code < b.code ? -1 : 1),
    );
}

/** Every unit that may be seen, under the child that it stands below. */
export function groupsOf(
  children: readonly UnitRow[],
  units: readonly UnitRow[],
  visible: readonly bigint[] | 'all',
): Grouped[] {
  const parentOf = new Map(units.map((unit) => [unit.id, unit.parent_id]));
  const seen = visible === 'all' ? undefined : new Set(visible);
  const tops = new Set(children.map(({ id }) => id));
  return units.flatMap(({ id }) => {
    if (seen && !seen.has(id)) return [];
    let at: bigint | null | undefined = id;
    for (let steps = 0; at != null && !tops.has(at) && steps < 20; steps++) at = parentOf.get(at);
    return at != null && tops.has(at) ? { unitId: id, groupId: at } : [];
  });
}
