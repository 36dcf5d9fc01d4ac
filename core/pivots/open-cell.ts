import type { Month } from '../dates.ts';
import type { Measure } from './measures.ts';
import { timeKey } from './periods.ts';
import { isTime, writeAddress, type Dimension, type Pivot, type UnitDimension } from './pivot.ts';

/** Where a cell leads: to its customers, to those of its channel, or one step nearer to them. */
export interface Opening {
  to: 'customers' | 'channel-customers' | 'pivot';
  search: Record<string, string>;
}

/** A cell of a table, and the months that the table has. */
export interface CellPlace {
  row: readonly string[];
  column: readonly string[];
  measure: Measure;
  months: readonly Month[];
}

/**
 * What a cell opens: the customers of its months, once in each. Those of a channel are listed by one month and commune at
 * most, so a cell of a channel in several months opens month by month, in a former district commune by commune, and one of
 * all channels channel by channel. Undefined where its members are not known.
 */
export function openCell(pivot: Pivot, place: CellPlace): Opening | undefined {
  const members = membersOf(pivot, place);
  const isUnknown = [...members].some(
    ([name, member]) => member === '…' || (member === '' && name !== 'commune'),
  );
  const months = place.months.filter((month) =>
    [...members].every(([name, member]) => !isTime(name) || timeKey(name, month) === member),
  );
  const [first, last] = [months[0], months.at(-1)];
  if (isUnknown || first === undefined || last === undefined) return undefined;
  const narrowed = narrow(pivot, members);
  const step = stepNearer(pivot, narrowed, { members, isOneMonth: months.length === 1 });
  if (step) {
    const nearer = { ...narrowed, ...step, months: first === last ? first : `${first}..${last}` };
    const search = writeAddress(nearer);
    const isHere = JSON.stringify([search['rows'], search['columns']]) === hereOf(pivot);
    return isHere && members.size === 0 ? undefined : { to: 'pivot', search };
  }
  const state = members.get('state') ?? stateOf(place.measure);
  const channel = members.get('channel');
  const definition = place.measure.definition ?? pivot.definition;
  const where = {
    period: first,
    unit: narrowed.unit === 'own' ? undefined : narrowed.unit,
    commune: narrowed.commune === '' ? 'none' : narrowed.commune,
  };
  // A commune lies within its district.
  const district = where.commune === undefined ? narrowed.district : undefined;
  if (channel !== undefined)
    return where.commune === 'none'
      ? undefined
      : { to: 'channel-customers', search: filled({ ...where, channel }) };
  return {
    to: 'customers',
    search: filled({
      ...where,
      through: last === first ? undefined : last,
      district,
      kind: narrowed.kind,
      state: state === 'all' ? undefined : state,
      definition: definition === 'strict' ? 'strict' : undefined,
    }),
  };
}

function hereOf(pivot: Pivot): string {
  const { rows, columns } = writeAddress(pivot);
  return JSON.stringify([rows, columns]);
}

function membersOf(pivot: Pivot, { row, column }: CellPlace): Map<Dimension, string> {
  return new Map<Dimension, string>([
    ...row.map((member, index) => [pivot.rows[index]!, member] as const),
    ...column.map((member, index) => [pivot.columns[index]!, member] as const),
  ]);
}

/** The same table, looking only at a cell's unit and area. */
function narrow(pivot: Pivot, members: ReadonlyMap<Dimension, string>): Pivot {
  const unit = (['team', 'child', 'unit'] as const satisfies readonly UnitDimension[])
    .map((level) => members.get(level))
    .find((code) => code !== undefined);
  return {
    ...pivot,
    unit: unit ?? pivot.unit,
    commune: members.get('commune') ?? pivot.commune,
    district: members.get('district') ?? pivot.district,
    kind: members.get('kind') ?? pivot.kind,
    sort: undefined,
    top: undefined,
  };
}

/** By what a cell of a channel must still be divided before its customers can be listed; undefined where it need not be. */
function stepNearer(
  pivot: Pivot,
  { commune, district }: Pivot,
  { members, isOneMonth }: { members: ReadonlyMap<Dimension, string>; isOneMonth: boolean },
): Pick<Pivot, 'rows' | 'columns'> | undefined {
  if (![...pivot.rows, ...pivot.columns].includes('channel')) return undefined;
  if (!isOneMonth) return { rows: ['month'], columns: ['channel'] };
  if (district !== undefined && commune === undefined) return { rows: ['commune'], columns: ['channel'] };
  return members.has('channel') ? undefined : { rows: ['channel'], columns: [] };
}

/** Whose customers a measure counts: a ratio's are those in its numerator. */
function stateOf({ figure }: Measure): 'all' | 'cashless' {
  return figure === 'count' || figure === 'share' || figure === 'plan' ? 'all' : 'cashless';
}

function filled(search: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
