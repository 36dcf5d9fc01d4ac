import { channels } from '../../../core/channels.ts';
import { customerKindNames } from '../../../core/customer-kinds.ts';
import type { Month } from '../../../core/dates.ts';
import { arrange, splitByState, type Fact, type PivotTable } from '../../../core/pivots/arrange.ts';
import type { PlanOf } from '../../../core/pivots/figures.ts';
import { fieldsOf, type Field } from '../../../core/pivots/measures.ts';
import { cutMonths, monthsOf, timeKey, type Role, type Slot } from '../../../core/pivots/periods.ts';
import {
  isTime,
  isUnit,
  mostCells,
  parseAddress,
  sourceOf,
  type Address,
  type Dimension,
  type Pivot,
} from '../../../core/pivots/pivot.ts';
import type { Db } from '../../platform/db.ts';
import { formerDistrictsOf, type FormerDistrict } from '../areas/index.ts';
import { listUnits, listUnitsBelow, type UnitRow } from '../companies/index.ts';
import { anyProvisional, listPeriods, readAsOfTime } from '../kpi/index.ts';
import { unitAsked } from '../reports/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { listTargets } from '../targets/index.ts';
import { pivotError } from './errors.ts';
import { membersOfLevel, placeUnits } from './place-units.ts';
import {
  listCommuneNames,
  listPivotSums,
  listStoredCommunes,
  type SumsRow,
  type UnitPlace,
} from './queries.ts';

/** A table with everything that explains it. */
export interface PivotAnswer {
  pivot: Pivot;
  company: { name: string; demo: boolean };
  unit: UnitRow;
  months: Month[];
  /** Whether the figures of any of them are not frozen. */
  provisional: boolean;
  asOf: Date;
  table: PivotTable;
  /** Names of units and areas. */
  names: { dimension: Dimension; code: string; name: string }[];
}

/** Reads the address of a table. Throws `pivots.unreadable`. */
export function parsePivot(address: Address): Pivot {
  const pivot = parseAddress(address);
  if ('fault' in pivot) throw pivotError('pivots.unreadable', { fault: pivot.fault, text: pivot.text });
  return pivot;
}

/**
 * A pivot table from stored sums, as this person may see it. «Own unit» and relative months are resolved now. Throws
 * `staff.outside_scope` for a unit outside the person's scope and `pivots.too_many_cells`.
 */
export async function readPivot(staff: StaffContext, pivot: Pivot): Promise<PivotAnswer> {
  const { db, businessDate } = staff;
  const root = await unitAsked(staff, pivot.unit === 'own' ? undefined : pivot.unit);
  const months = monthsOf(pivot.months, businessDate);
  const [units, unitIds, districts, asOf] = await Promise.all([
    listUnits(db, businessDate),
    root.kind === 'company' ? staff.scope : listUnitsBelow(db, root.id, businessDate),
    readDistricts(db, pivot, months),
    readAsOfTime(db),
  ]);
  const visible = unitIds === 'all' ? units : units.filter(({ id }) => unitIds.includes(id));
  const places = placeUnits(visible, root);
  const { slots, facts } = await readFacts(db, pivot, { months, unitIds, places, districts });
  const table = arrange({
    pivot,
    fields: factFields(pivot),
    facts,
    slots,
    members: listMembers(pivot, { places, root, months }),
    planOf: await readPlans(db, pivot, { months, units, root }),
  });
  if ('tooManyCells' in table) throw tooMany(table.tooManyCells);
  return {
    pivot,
    company: staff.company,
    unit: root,
    months,
    provisional: await anyProvisional(db, months),
    asOf,
    table,
    names: await readNames(db, pivot, { units: visible, facts, districts }),
  };
}

type Districts = ReadonlyMap<string, FormerDistrict>;

async function readDistricts(db: Db, pivot: Pivot, months: readonly Month[]): Promise<Districts | undefined> {
  const isAsked = pivot.district !== undefined || dimensionsOf(pivot).includes('district');
  return isAsked ? formerDistrictsOf(db, await listStoredCommunes(db, months)) : undefined;
}

function dimensionsOf(pivot: Pivot): Dimension[] {
  return [...pivot.rows, ...pivot.columns];
}

/** The sums that stand in the table's places; a table by state divides customers, bills and money. */
function factFields(pivot: Pivot): Field[] {
  const source = sourceOf(pivot);
  return source === 'states'
    ? ['customers', 'bills', 'money']
    : fieldsOf(source, pivot.measures, pivot.definition);
}

interface Scene {
  months: readonly Month[];
  unitIds: readonly bigint[] | 'all';
  places: readonly UnitPlace[];
  districts: Districts | undefined;
}

async function readFacts(db: Db, pivot: Pivot, scene: Scene): Promise<{ slots: Slot[]; facts: Fact[] }> {
  const figures = pivot.measures.map(({ figure }) => figure);
  const roles = new Set<Role>([
    'now',
    ...(['prev', 'year'] as const).filter((role) => figures.includes(role)),
  ]);
  const { slots, entries } = cutMonths(scene.months, {
    dimensions: dimensionsOf(pivot),
    roles,
    stored: new Set(roles.size > 1 ? await listPeriods(db) : []),
    byMonth: figures.includes('plan') || figures.includes('attainment'),
  });
  const source = sourceOf(pivot);
  const rows = await listPivotSums(db, {
    source,
    fields: fieldsOf(source, pivot.measures, pivot.definition),
    dimensions: dimensionsOf(pivot),
    months: entries,
    unitIds: scene.unitIds,
    places: scene.places,
    communes: communesAsked(pivot, scene.districts),
    kind: pivot.kind,
    districts: scene.districts,
    limit: mostCells + 1,
  });
  if (rows.length > mostCells) throw tooMany(rows.length);
  return { slots, facts: rows.flatMap((row) => toFacts(row, pivot, slots)) };
}

function tooMany(cells: number) {
  return pivotError('pivots.too_many_cells', { cells, most: mostCells });
}

function communesAsked(pivot: Pivot, districts: Districts | undefined): string[] | undefined {
  if (pivot.commune !== undefined) return [pivot.commune];
  if (pivot.district === undefined) return undefined;
  return [...(districts ?? [])].flatMap(([commune, { code }]) => (code === pivot.district ? [commune] : []));
}

/** One stored row as a fact; as three where the table is divided by state. */
function toFacts(row: SumsRow, pivot: Pivot, slots: readonly Slot[]): Fact[] {
  const { slot, role } = row;
  const fields = factFields(pivot);
  const month = slots[slot]!.month;
  const place = (state: string, sums: Partial<Record<Field, bigint>>): Fact => {
    const memberOf = (name: Dimension): string =>
      isTime(name) ? timeKey(name, month) : name === 'state' ? state : String(row[`key_${name}`]);
    return {
      row: pivot.rows.map(memberOf),
      column: pivot.columns.map(memberOf),
      slot,
      role,
      sums: fields.map((field) => sums[field] ?? 0n),
    };
  };
  const sums = row as unknown as Record<Field, bigint>;
  if (sourceOf(pivot) !== 'states') return [place('', sums)];
  return Object.entries(splitByState(sums, pivot)).map(([state, part]) => place(state, part));
}

function listMembers(
  pivot: Pivot,
  { places, root, months }: { places: readonly UnitPlace[]; root: UnitRow; months: readonly Month[] },
): Partial<Record<Dimension, readonly string[]>> {
  const membersOf = (name: Dimension): readonly string[] | undefined => {
    if (isUnit(name)) return membersOfLevel(places, name, root);
    if (isTime(name)) return [...new Set(months.map((month) => timeKey(name, month)))];
    if (name === 'channel') return channels;
    if (name === 'kind') return Object.keys(customerKindNames.vi);
    return name === 'state' ? ['cashless', 'cash', 'unpaid'] : undefined;
  };
  return Object.fromEntries(
    dimensionsOf(pivot).flatMap((name) => {
      const members = membersOf(name);
      return members ? [[name, members]] : [];
    }),
  );
}

/** The plans of the table's months. A cell of no unit in particular is held against the plan of the unit looked at. */
async function readPlans(
  db: Db,
  pivot: Pivot,
  { months, units, root }: { months: readonly Month[]; units: readonly UnitRow[]; root: UnitRow },
): Promise<PlanOf> {
  if (!pivot.measures.some(({ figure }) => figure === 'plan' || figure === 'attainment'))
    return () => undefined;
  const plans = new Map(
    await Promise.all(months.map(async (month) => [month, await listTargets(db, month)] as const)),
  );
  const ids = new Map(units.map(({ code, id }) => [code, id]));
  return (unit, month) => {
    const id = unit === undefined ? root.id : ids.get(unit);
    return id === undefined ? undefined : plans.get(month)?.get(id);
  };
}

async function readNames(
  db: Db,
  pivot: Pivot,
  {
    units,
    facts,
    districts,
  }: { units: readonly UnitRow[]; facts: readonly Fact[]; districts: Districts | undefined },
): Promise<PivotAnswer['names']> {
  const met = (name: Dimension): string[] => {
    const [inRows, inColumns] = [pivot.rows.indexOf(name), pivot.columns.indexOf(name)];
    return [...new Set(facts.map(({ row, column }) => row[inRows] ?? column[inColumns] ?? ''))];
  };
  const asked = dimensionsOf(pivot);
  const communes =
    asked.includes('commune') || pivot.commune !== undefined
      ? await listCommuneNames(db, pivot.commune === undefined ? met('commune') : [pivot.commune])
      : [];
  const ofDistricts = new Map([...(districts?.values() ?? [])].map((district) => [district.code, district]));
  return [
    ...asked
      .filter(isUnit)
      .flatMap((dimension) =>
        units.flatMap(({ kind, code, name }) => (kind === 'book' ? [] : [{ dimension, code, name }])),
      ),
    ...communes.map((one) => ({ dimension: 'commune' as const, ...one })),
    ...[...ofDistricts.values()].map(({ code, name }) => ({ dimension: 'district' as const, code, name })),
  ];
}
