import { boardDefinitions } from '../../../core/kpi/board-definitions.ts';
import { bucketOf, debtBuckets, type DebtBucket } from '../../../core/kpi/debt-buckets.ts';
import { isBusinessDate, type BusinessDate } from '../../../core/dates.ts';
import type { Db } from '../../platform/db.ts';
import { listUnits, type UnitRow } from '../companies/index.ts';
import { readAsOf } from '../kpi/index.ts';
import {
  asides,
  listDebtCells,
  listDebts,
  type DebtCell,
  type DebtFilter,
  type DebtRow,
} from './debt-ageing-queries.ts';
import { groupsOf } from './read-league.ts';

interface Amount {
  bills: bigint;
  open_vnd: bigint;
}

/**
 * Open bills by age on a business day: of a unit, and of each unit right below it. Bills whose payment is under way, or
 * which a partner says were paid, stand apart from the buckets; buckets and what stands apart add up to the total.
 */
export async function readDebtAgeing(
  db: Db,
  asked: { unit: UnitRow; visible: readonly bigint[] | 'all'; businessDate: BusinessDate },
) {
  const { unit, visible, businessDate } = asked;
  const units = await listUnits(db, businessDate);
  const cells = await listDebtCells(db, visible);
  const children = units.filter(({ parent_id }) => parent_id === unit.id);
  const groups = new Map(groupsOf(children, units, visible).map(({ unitId, groupId }) => [unitId, groupId]));
  // What no unit below holds (bills of the unit itself, of units that are no more) stands under the unit itself.
  const byUnit = Map.groupBy(cells, ({ org_unit_id }) => groups.get(org_unit_id) ?? unit.id);
  const named = (row: UnitRow, own: readonly DebtCell[]) => ({
    code: row.code,
    name: row.name,
    kind: row.kind,
    ...byAge(own, businessDate),
  });
  return {
    on: businessDate,
    asOf: await readAsOf(db),
    definition: boardDefinitions.debtAgeing,
    whole: named(unit, cells),
    rows: [...children, unit]
      .filter(({ id }) => byUnit.has(id) && (id !== unit.id || children.length > 0))
      .map((row) => ({ ...named(row, byUnit.get(row.id) ?? []), itself: row.id === unit.id }))
      .sort((a, b) => Number(BigInt(b.total.amount) - BigInt(a.total.amount)) || (a.code < b.code ? -1 : 1)),
  };
}

function byAge(cells: readonly DebtCell[], on: BusinessDate) {
  const all = cells.filter(({ kind }) => kind === null);
  const apart = cells.filter(({ kind }) => kind !== null);
  const buckets = debtBuckets.map((bucket) => {
    const inBucket = ({ due_on }: DebtCell): boolean => bucketOf(due_on, on) === bucket;
    const total = sumOf(all.filter(inBucket));
    const set = sumOf(apart.filter(inBucket));
    return {
      bucket,
      ...present({ bills: total.bills - set.bills, open_vnd: total.open_vnd - set.open_vnd }),
    };
  });
  const aside = asides.map((kind) => ({
    kind,
    ...present(sumOf(apart.filter((cell) => cell.kind === kind))),
  }));
  return { buckets, aside, total: present(sumOf(all)) };
}

function sumOf(rows: readonly Amount[]): Amount {
  return rows.reduce(
    (sum, { bills, open_vnd }) => ({ bills: sum.bills + bills, open_vnd: sum.open_vnd + open_vnd }),
    { bills: 0n, open_vnd: 0n },
  );
}

function present({ bills, open_vnd }: Amount) {
  return { bills: String(bills), amount: String(open_vnd) };
}

/** A list of open bills goes unit by unit, due date by due date; this names the last one given. */
export const debtSpotPattern = '^[0-9]{1,18}~[0-9]{4}-[0-9]{2}-[0-9]{2}~[0-9]{1,18}$';
const start = { dueOn: '0001-01-01', billId: 0n };

/** The next open bills, at most `limit`, and how to go on behind them; null on the last page. */
export async function readDebts(
  db: Db,
  unitIds: readonly bigint[],
  filter: DebtFilter,
  page: { after: string | null; limit: number },
): Promise<{ rows: DebtRow[]; next: string | null }> {
  const [unitText = '0', dueText = '', billText = '0'] = page.after?.split('~') ?? [];
  const dueOn = isBusinessDate(dueText) ? dueText : start.dueOn;
  const from = BigInt(unitText);
  const rows: DebtRow[] = [];
  const left = unitIds.filter((id) => id >= from).sort((a, b) => Number(a - b));
  for (const id of left) {
    const after = id === from ? { dueOn, billId: BigInt(billText) } : start;
    rows.push(...(await listDebts(db, id, filter, { after, limit: page.limit - rows.length })));
    if (rows.length === page.limit) break;
  }
  const last = rows.at(-1);
  const next =
    last && rows.length === page.limit ? `${last.org_unit_id}~${last.due_on}~${last.bill_id}` : null;
  return { rows, next };
}

/** What a list leads to, from the same sums: its number of bills, and the units that have any. */
export function countDebts(
  cells: readonly DebtCell[],
  on: BusinessDate,
  filter: { bucket: DebtBucket | null; standing: DebtFilter['standing']; kind: DebtFilter['kind'] },
): { bills: number; unitIds: bigint[] } {
  const meant = cells.filter(
    ({ due_on }) => filter.bucket === null || bucketOf(due_on, on) === filter.bucket,
  );
  const apart = meant.filter(({ kind }) => kind !== null && (filter.kind === null || kind === filter.kind));
  const all = meant.filter(({ kind }) => kind === null);
  const bills = {
    owed: sumOf(all).bills - sumOf(apart).bills,
    aside: sumOf(apart).bills,
    all: sumOf(all).bills,
  }[filter.standing];
  const holding = filter.standing === 'aside' ? apart : all;
  return { bills: Number(bills), unitIds: [...new Set(holding.map(({ org_unit_id }) => org_unit_id))] };
}
