import { isMonth, type BusinessDate, type Month } from '../../../core/dates.ts';
import { countedThings, spanOf, type Counted, type Definition } from '../../../core/kpi/definition.ts';
import { kpiDefinitions, type DefinitionName } from '../../../core/kpi-definitions.ts';
import type { Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { getUnit, listUnitsBelow } from '../companies/index.ts';
import { readAsOf } from './as-of.ts';
import { countDefinition, type Count, type Counts } from './count-definition.ts';
import { readDefinition } from './definition-sums.ts';
import { getDefinition, listDefinitions } from './definitions.ts';
import { kpiError } from './errors.ts';
import { ratioOf } from './figures.ts';
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
    asOf: await readAsOf(db),
    ...Object.fromEntries(
      Object.entries(counts.of).map(([counted, count]) => [counted, shown(counted as Counted, count)]),
    ),
  };
}

/** A definition, what it makes of some units and a month, and up to when the data of that go. */
export interface DefinitionRow {
  definition: Definition;
  counts: Counts;
  asOf: string;
}

/** Every definition that counts a month with what it makes of the same units and month; `asOf` of the roll-ups. */
export async function listCounts(
  db: Db,
  period: Month,
  unitIds: readonly bigint[] | 'all',
): Promise<{ asOf: string; rows: DefinitionRow[] }> {
  const present = await readAsOf(db);
  const rows: DefinitionRow[] = [];
  // One after the other: a screen is no reason to ask for all of it at once, least of all where it was never counted.
  for (const definition of await listDefinitions(db, period)) {
    const { sums, asOf } = await readDefinition(db, definition, period, { unitIds, by: 'nothing' });
    const of = Object.fromEntries(
      definition.counts.map((counted) => [counted, sums.find((sum) => sum.counted === counted) ?? nothing]),
    );
    const counts = { ...spanOf(definition.span, period), of };
    rows.push({ definition, counts, asOf: asOf?.toISOString() ?? present });
  }
  return { asOf: present, rows };
}

const nothing: Count = { numerator: 0n, denominator: 0n };

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

function shown(counted: Counted, { numerator, denominator }: Count) {
  const ratio = ratioOf(numerator, denominator);
  return counted === 'money'
    ? { numerator: String(numerator), denominator: String(denominator), ratio }
    : { numerator: Number(numerator), denominator: Number(denominator), ratio };
}
