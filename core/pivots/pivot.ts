import { isMonth } from '../dates.ts';
import type { DefinitionName } from '../kpi-definitions.ts';
import { findMeasure, type Measure, type Source } from './measures.ts';

/**
 * By what a table is divided. `child`: the units directly below the unit looked at, whoever looks. `unit` and `team`:
 * levels of the organisation. `commune`: present communes; `district`: the districts of before July 2025. `kind`: households
 * and others. `state`: how customers, bills or money were settled: without cash, with cash, not yet.
 */
export const dimensions = [
  'child',
  'unit',
  'team',
  'commune',
  'district',
  'kind',
  'month',
  'quarter',
  'half',
  'year',
  'channel',
  'state',
] as const;
export type Dimension = (typeof dimensions)[number];

export const timeDimensions = ['month', 'quarter', 'half', 'year'] as const;
export type TimeDimension = (typeof timeDimensions)[number];
export const unitDimensions = ['child', 'unit', 'team'] as const;
export type UnitDimension = (typeof unitDimensions)[number];

/** Months that are counted from the day on which the table is opened. */
export const relativeMonths = [
  'last-month',
  'this-month',
  'same-month-last-year',
  'last-3',
  'last-6',
  'last-12',
  'last-24',
  'this-quarter',
  'this-year',
  'last-year',
] as const;
export type RelativeMonths = (typeof relativeMonths)[number];

/** What a table shows. Everything in it is kept in an address, see `writeAddress`. */
export interface Pivot {
  rows: readonly Dimension[];
  columns: readonly Dimension[];
  measures: readonly Measure[];
  /** A relative choice, a month, or `2026-01..2026-06`. */
  months: string;
  /** A unit's code; `own` is that of whoever opens the table, the whole company for who belongs to none. */
  unit: string;
  /** Only this present commune, or former district. */
  commune: string | undefined;
  district: string | undefined;
  /** Only this kind of customer: `SH` for households. */
  kind: string | undefined;
  /** Under which customers and bills are without cash, where the table is divided by state. */
  definition: DefinitionName;
  /** A measure of the table; its total column decides the order of rows. */
  sort: string | undefined;
  descending: boolean;
  /** Only so many of the first dimension; what is left stands in one row. */
  top: number | undefined;
  /** Whether units, months and channels without any bill are shown too. */
  empty: boolean;
}

export const mostMonths = 36;
export const mostCells = 100_000;
const mostDimensions = 3;
const mostMeasures = 8;

export type PivotFault =
  | 'unknown_dimension'
  | 'dimension_twice'
  | 'too_many_dimensions'
  | 'channel_and_state'
  | 'channel_and_kind'
  | 'unknown_measure'
  | 'too_many_measures'
  | 'unknown_months'
  | 'unknown_definition'
  | 'unknown_sort'
  | 'unreadable_top';

/** What is wrong with an address, and the text that has it. */
export interface Fault {
  fault: PivotFault;
  text: string;
}

/** An address as it stands behind the question mark. */
export type Address = Readonly<Record<string, string | undefined>>;

/** Parameters of a table's address. */
export const addressNames = [
  'rows',
  'columns',
  'measures',
  'months',
  'unit',
  'commune',
  'district',
  'kind',
  'definition',
  'sort',
  'order',
  'top',
  'empty',
] as const;

/** What is shown before anything is chosen. */
export const firstAddress = {
  rows: 'child',
  columns: 'month',
  measures: 'customers-ratio-official',
  months: 'last-6',
} as const;

export function isTime(dimension: Dimension): dimension is TimeDimension {
  return (timeDimensions as readonly Dimension[]).includes(dimension);
}

export function isUnit(dimension: Dimension): dimension is UnitDimension {
  return (unitDimensions as readonly Dimension[]).includes(dimension);
}

/** Which sums a table is made of; its dimensions decide. */
export function sourceOf({ rows, columns }: Pick<Pivot, 'rows' | 'columns'>): Source {
  const all = [...rows, ...columns];
  return all.includes('channel') ? 'channels' : all.includes('state') ? 'states' : 'cells';
}

/** Reads an address; what is left out is as in the first table. Answers the first fault and the text that has it. */
export function parseAddress(address: Address): Pivot | Fault {
  const rows = listOf(address['rows'] ?? firstAddress.rows);
  const columns = listOf(address['columns'] ?? firstAddress.columns);
  const fault = dimensionFault(rows, columns, address['kind'] !== undefined);
  if (fault) return fault;
  const divided = { rows: rows as Dimension[], columns: columns as Dimension[] };
  const source = sourceOf(divided);
  const ids = listOf(address['measures'] ?? (source === 'cells' ? firstAddress.measures : 'money'));
  if (ids.length > mostMeasures) return { fault: 'too_many_measures', text: String(ids.length) };
  const unknown = ids.find((id, index) => !findMeasure(source, id) || ids.indexOf(id) !== index);
  if (unknown !== undefined || ids.length === 0) return { fault: 'unknown_measure', text: unknown ?? '' };
  const more = parseChoices(address, ids);
  if ('fault' in more) return more;
  return { ...divided, measures: ids.map((id) => findMeasure(source, id)!), ...more };
}

function dimensionFault(
  rows: readonly string[],
  columns: readonly string[],
  ofKind: boolean,
): Fault | undefined {
  const all = [...rows, ...columns];
  const unknown = all.find((name) => !(dimensions as readonly string[]).includes(name));
  if (unknown !== undefined) return { fault: 'unknown_dimension', text: unknown };
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined) return { fault: 'dimension_twice', text: twice };
  if (rows.length > mostDimensions || columns.length > mostDimensions)
    return { fault: 'too_many_dimensions', text: String(all.length) };
  if (all.includes('channel') && all.includes('state')) return { fault: 'channel_and_state', text: '' };
  if (all.includes('channel') && (ofKind || all.includes('kind')))
    return { fault: 'channel_and_kind', text: '' };
  return undefined;
}

function parseChoices(
  address: Address,
  measures: readonly string[],
): Omit<Pivot, 'rows' | 'columns' | 'measures'> | Fault {
  const { months = firstAddress.months, definition = 'official', sort, top } = address;
  if (!isMonthChoice(months)) return { fault: 'unknown_months', text: months };
  if (definition !== 'official' && definition !== 'strict')
    return { fault: 'unknown_definition', text: definition };
  if (sort !== undefined && !measures.includes(sort)) return { fault: 'unknown_sort', text: sort };
  if (top !== undefined && !/^[1-9]\d{0,2}$/.test(top)) return { fault: 'unreadable_top', text: top };
  return {
    months,
    unit: address['unit'] ?? 'own',
    commune: address['commune'],
    district: address['district'],
    kind: address['kind'],
    definition,
    sort,
    descending: address['order'] !== 'asc',
    top: top === undefined ? undefined : Number(top),
    empty: address['empty'] === 'show',
  };
}

function isMonthChoice(text: string): boolean {
  const [from = '', to = from] = text.split('..');
  return (relativeMonths as readonly string[]).includes(text) || (isMonth(from) && isMonth(to) && from <= to);
}

function listOf(text: string): string[] {
  return text.split(',').filter((part) => part !== '');
}

/** By what a table may be divided too. What a channel brought in is not kept by state or kind of customer. */
export function dimensionsBeside({ rows, columns, kind }: Pivot): Dimension[] {
  const used: readonly Dimension[] = [...rows, ...columns];
  const apart: readonly Dimension[] = used.includes('channel')
    ? ['state', 'kind']
    : used.includes('state') || used.includes('kind') || kind !== undefined
      ? ['channel']
      : [];
  return dimensions.filter((name) => !used.includes(name) && !apart.includes(name));
}

/** The address of a table: the same table has the same address. A lone comma stands for no dimension at all. */
export function writeAddress(pivot: Pivot): Record<string, string> {
  const address: Record<string, string | undefined> = {
    rows: pivot.rows.join(',') || ',',
    columns: pivot.columns.join(',') || ',',
    measures: pivot.measures.map(({ id }) => id).join(','),
    months: pivot.months,
    unit: pivot.unit === 'own' ? undefined : pivot.unit,
    commune: pivot.commune,
    district: pivot.district,
    kind: pivot.kind,
    definition: sourceOf(pivot) === 'states' && pivot.definition === 'strict' ? 'strict' : undefined,
    sort: pivot.sort,
    order: pivot.sort !== undefined && !pivot.descending ? 'asc' : undefined,
    top: pivot.top === undefined ? undefined : String(pivot.top),
    empty: pivot.empty ? 'show' : undefined,
  };
  return Object.fromEntries(
    Object.entries(address).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/**
 * The same table divided otherwise. What it shows stays as far as the new division has it: a table by channel knows no
 * ratios.
 */
export function divideBy(pivot: Pivot, { rows, columns }: Pick<Pivot, 'rows' | 'columns'>): Pivot {
  const source = sourceOf({ rows, columns });
  const kept = pivot.measures.flatMap(({ id }) => findMeasure(source, id) ?? []);
  const first = findMeasure(source, source === 'cells' ? firstAddress.measures : 'money')!;
  const measures = kept.length > 0 ? kept : [first];
  const sort = measures.some(({ id }) => id === pivot.sort) ? pivot.sort : undefined;
  return { ...pivot, rows, columns, measures, sort };
}

/** The same table at a coarser level, one dimension at a time, largest saving first; what a table too large is offered. */
export function coarserPivots(pivot: Pivot): { from: Dimension; to: Dimension; pivot: Pivot }[] {
  const used: readonly Dimension[] = [...pivot.rows, ...pivot.columns];
  return (Object.entries(coarserLevel) as [Dimension, Dimension][]).flatMap(([from, to]) => {
    if (!used.includes(from) || used.includes(to)) return [];
    const replace = (names: readonly Dimension[]): Dimension[] =>
      names.map((name) => (name === from ? to : name));
    return [{ from, to, pivot: { ...pivot, rows: replace(pivot.rows), columns: replace(pivot.columns) } }];
  });
}

/** The same table summed over one of its dimensions; each of them where there are several. */
export function summaryPivots(pivot: Pivot): { over: Dimension; pivot: Pivot }[] {
  const used: readonly Dimension[] = [...pivot.rows, ...pivot.columns];
  if (used.length < 2) return [];
  return used.map((over) => {
    const rows = pivot.rows.filter((name) => name !== over);
    const columns = pivot.columns.filter((name) => name !== over);
    return { over, pivot: divideBy(pivot, { rows, columns }) };
  });
}

const coarserLevel: Partial<Record<Dimension, Dimension>> = {
  commune: 'district',
  team: 'unit',
  month: 'quarter',
  quarter: 'year',
  half: 'year',
};
