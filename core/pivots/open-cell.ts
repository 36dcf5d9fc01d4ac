import type { Month } from '../dates.ts';
import type { Measure } from './measures.ts';
import { timeKey } from './periods.ts';
import { isTime, writeAddress, type Dimension, type Pivot, type UnitDimension } from './pivot.ts';

/** Where a cell leads: to its customers, or one step nearer to them. */
export type Opening =
  { to: 'customers'; search: Record<string, string> } | { to: 'pivot'; search: Record<string, string> };

/**
 * What a cell opens. Customers are listed by one month and one commune at most, so a cell of several months opens
 * month by month, and one of a former district commune by commune. Undefined where its members are not known.
 */
export function openCell(
  pivot: Pivot,
  place: { row: readonly string[]; column: readonly string[]; measure: Measure; months: readonly Month[] },
): Opening | undefined {
  const members = new Map<Dimension, string>([
    ...place.row.map((member, index) => [pivot.rows[index]!, member] as const),
    ...place.column.map((member, index) => [pivot.columns[index]!, member] as const),
  ]);
  if ([...members.values()].some((member) => member === '' || member === '…')) return undefined;
  const unit = (['team', 'child', 'unit'] as const satisfies readonly UnitDimension[])
    .map((level) => members.get(level))
    .find((code) => code !== undefined);
  const commune = members.get('commune') ?? pivot.commune;
  const district = members.get('district') ?? pivot.district;
  const months = place.months.filter((month) =>
    [...members].every(([name, member]) => !isTime(name) || timeKey(name, month) === member),
  );
  const narrowed: Pivot = { ...pivot, unit: unit ?? pivot.unit, commune, district, top: undefined };
  const parts = ([...pivot.rows, ...pivot.columns] as Dimension[]).filter(
    (name) => name === 'channel' || name === 'state',
  );
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (months.length > 1 || (district !== undefined && commune === undefined)) {
    const rows: Dimension[] = months.length > 1 ? ['month'] : ['commune'];
    const span = months.length > 1 ? `${first}..${last}` : first;
    return { to: 'pivot', search: writeAddress({ ...narrowed, rows, columns: parts, months: span }) };
  }
  const state = members.get('state') ?? stateOf(place.measure);
  return {
    to: 'customers',
    search: filled({
      period: first,
      unit: narrowed.unit === 'own' ? undefined : narrowed.unit,
      commune,
      channel: members.get('channel'),
      state: state === 'all' ? undefined : state,
      definition: definitionOf(pivot, place.measure) === 'strict' ? 'strict' : undefined,
    }),
  };
}

/** Whose customers a measure counts: a ratio's are those in its numerator. */
function stateOf({ figure }: Measure): 'all' | 'cashless' {
  return figure === 'count' || figure === 'share' || figure === 'plan' ? 'all' : 'cashless';
}

function definitionOf(pivot: Pivot, measure: Measure): string {
  return measure.definition ?? pivot.definition;
}

function filled(search: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
