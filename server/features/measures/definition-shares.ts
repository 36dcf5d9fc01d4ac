import { sql } from 'kysely';
import {
  addDays,
  addMonths,
  firstDayOf,
  monthOf,
  type BusinessDate,
  type Month,
} from '../../../core/dates.ts';
import type { Counted, Definition } from '../../../core/kpi/definition.ts';
import type { ShareMeasure } from '../../../core/targets/measures.ts';
import type { Queryable } from '../../platform/db.ts';
import { responsibleOn } from '../assignments/index.ts';
import { countDefinitionByGroup, readDefinition, type Count } from '../kpi/index.ts';
import type { MeasureHolder, MeasureQuestion, Stretch } from './ask.ts';
import type { Sum } from './sums.ts';

const countedOf = { share_customers: 'customers', share_money: 'money', share_bills: 'bills' } as const;

/**
 * Shares by a definition that no roll-up is kept for, month by month: of units from the sums that are kept of it, of
 * employees in one statement for all of them. `asOf` where those sums are of before the last payments.
 */
export async function countShares(
  on: Queryable,
  measure: ShareMeasure,
  { definition, holders }: MeasureQuestion,
  { firstPeriod, lastPeriod, until }: Stretch,
): Promise<{ sums: Map<string, Sum>; asOf: Date | undefined }> {
  const counted = thingOf(measure, definition);
  const sums = new Map<string, Sum>();
  let asOf: Date | undefined;
  if (counted === undefined) return { sums, asOf };
  const last = monthOf(lastPeriod);
  for (let month: Month = monthOf(firstPeriod); month <= last; month = addMonths(month, 1)) {
    const day = month === last ? until : addDays(firstDayOf(addMonths(month, 1)), -1);
    const asked = { definition: { ...definition, span: 'month' as const }, month, counted, holders };
    const units = await countUnits(on, asked);
    if (units.asOf && (asOf === undefined || units.asOf < asOf)) asOf = units.asOf;
    for (const { key, count } of [...units.counts, ...(await countEmployees(on, asked, day))]) {
      if (count.denominator === 0n) continue;
      const { n, d } = sums.get(key) ?? { n: 0n, d: 0n };
      sums.set(key, { n: n + count.numerator, d: (d ?? 0n) + count.denominator });
    }
  }
  return { sums, asOf };
}

/** Customers in the months are also what a definition that counts customers' times counts. */
function thingOf(measure: ShareMeasure, { counts }: Definition): Counted | undefined {
  const wanted: Counted[] = [
    countedOf[measure],
    ...(measure === 'share_customers' ? ['customerBills' as const] : []),
  ];
  return wanted.find((thing) => counts.includes(thing));
}

interface Asked {
  definition: Definition;
  month: Month;
  counted: Counted;
  holders: readonly MeasureHolder[];
}

interface HeldCount {
  key: string;
  count: Count;
}

async function countUnits(
  on: Queryable,
  { definition, month, counted, holders }: Asked,
): Promise<{ counts: HeldCount[]; asOf: Date | undefined }> {
  const units = holders.filter(({ staffId }) => staffId === undefined);
  if (units.length === 0) return { counts: [], asOf: undefined };
  const { sums, asOf } = await readDefinition(on, definition, month, { unitIds: 'all', by: 'unit' });
  const ofUnits = sums.filter((sum) => sum.counted === counted);
  const counts = units.map(({ key, unitIds }) => {
    const own = unitIds === 'all' ? 'all' : new Set(unitIds.map(String));
    const theirs = ofUnits.filter(({ place }) => own === 'all' || own.has(place));
    return {
      key,
      count: {
        numerator: theirs.reduce((sum, { numerator }) => sum + numerator, 0n),
        denominator: theirs.reduce((sum, { denominator }) => sum + denominator, 0n),
      },
    };
  });
  return { counts, asOf };
}

async function countEmployees(
  on: Queryable,
  { definition, month, counted, holders }: Asked,
  day: BusinessDate,
): Promise<HeldCount[]> {
  const employees = holders.flatMap(({ key, staffId }) => (staffId === undefined ? [] : { key, staffId }));
  if (employees.length === 0) return [];
  const ids = employees.map(({ staffId }) => staffId);
  const groups = sql`select r.customer_id, r.staff_id as key from (${responsibleOn(day, ids)}) r`;
  const found = await countDefinitionByGroup(on, definition, { from: month, to: month }, groups);
  const counts = new Map(found.map(({ key, of }) => [key, of[counted]]));
  return employees.flatMap(({ key, staffId }) => {
    const count = counts.get(staffId);
    return count ? { key, count } : [];
  });
}
