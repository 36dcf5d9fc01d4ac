import { firstDayOf, isMonth, type BusinessDate, type Month } from '../../../core/dates.ts';
import { countedThings, type Counted, type Definition } from '../../../core/kpi/definition.ts';
import { kpiDefinitions, type DefinitionName } from '../../../core/kpi-definitions.ts';
import type { Db, Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { getUnit, listUnitsBelow } from '../companies/index.ts';
import { countDefinition, type Count, type Counts } from './count-definition.ts';
import { getDefinition, listDefinitions } from './definitions.ts';
import { kpiError } from './errors.ts';
import { ratioOf } from './figures.ts';
import { readFreshness, readSums, type Sums } from './queries.ts';
import { refreshKpi } from './refresh-kpi.ts';
import { showKpi } from './show-kpi.ts';

/**
 * The ratios of one month, or of the span it lies in, under any definition: `NAME` or `NAME@VERSION`. The official and
 * the strict one answer as `showKpi` does. Others name the months they cover and only what they count: heads, bills and
 * times as numbers, money as decimal strings of whole dong. Throws `kpi.unknown_definition`, `kpi.definition_not_begun`,
 * `kpi.unknown_period`.
 */
export async function showDefinition(
  db: Db,
  request: { period: Month; unitCode: string | undefined; definition: string; businessDate: BusinessDate },
) {
  const { period, unitCode, businessDate } = request;
  ensure(isMonth(period), kpiError('kpi.unknown_period', { period }));
  const definition = await getDefinition(db, request.definition, period);
  if (isBuiltIn(definition.name)) {
    return showKpi(db, { period, unitCode, definition: definition.name, businessDate });
  }
  await refreshKpi(db);
  const unit = unitCode === undefined ? undefined : await getUnit(db, unitCode, businessDate);
  const unitIds = unit ? await listUnitsBelow(db, unit.id, businessDate) : 'all';
  const counts = await countDefinition(db, definition, period, unitIds);
  return {
    period,
    unit: unit?.code ?? null,
    definition: { name: definition.name, version: definition.version },
    from: counts.from,
    to: counts.to,
    asOf: await asOf(db),
    ...Object.fromEntries(
      Object.entries(counts.of).map(([counted, count]) => [counted, shown(counted as Counted, count)]),
    ),
  };
}

/** Every definition that counts a month with what it makes of the same units and month, and as of when. */
export async function listCounts(
  on: Queryable,
  period: Month,
  unitIds: readonly bigint[] | 'all',
): Promise<{ asOf: string; rows: { definition: Definition; counts: Counts }[] }> {
  const definitions = await listDefinitions(on, period);
  const sums = await readSums(on, firstDayOf(period), unitIds);
  const rows = [];
  // One after the other: counting is work for the database, and a screen is no reason to ask for all of it at once.
  for (const definition of definitions) {
    const counts = isBuiltIn(definition.name)
      ? { from: period, to: period, of: countsOfSums(sums, definition.name) }
      : await countDefinition(on, definition, period, unitIds);
    rows.push({ definition, counts });
  }
  return { asOf: await asOf(on), rows };
}

/** The parts of `counts` in the order in which things are always named, with their ratios. */
export function figuresOf(counts: Counts) {
  return countedThings.flatMap((counted) => {
    const count = counts.of[counted];
    if (!count) return [];
    const { numerator, denominator } = count;
    return {
      counted,
      numerator: String(numerator),
      denominator: String(denominator),
      ratio: ratioOf(numerator, denominator),
    };
  });
}

function isBuiltIn(name: string): name is DefinitionName {
  return name in kpiDefinitions;
}

function countsOfSums(sums: Sums, name: DefinitionName): Counts['of'] {
  const strict = name === 'strict';
  return {
    customers: {
      numerator: strict ? sums.customers_strict : sums.customers_official,
      denominator: sums.customers,
    },
    bills: { numerator: strict ? sums.bills_strict : sums.bills_official, denominator: sums.bills },
    money: { numerator: strict ? sums.strict_vnd : sums.official_vnd, denominator: sums.billed_vnd },
  };
}

async function asOf(on: Queryable): Promise<string> {
  const { moved_at, behind, now } = await readFreshness(on);
  return (behind && moved_at ? moved_at : now).toISOString();
}

function shown(counted: Counted, { numerator, denominator }: Count) {
  const ratio = ratioOf(numerator, denominator);
  return counted === 'money'
    ? { numerator: String(numerator), denominator: String(denominator), ratio }
    : { numerator: Number(numerator), denominator: Number(denominator), ratio };
}
