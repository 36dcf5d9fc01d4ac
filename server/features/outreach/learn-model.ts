import { addMonths, firstDayOf, monthOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { measureClosing, type AfterClosing } from '../../../core/outreach/closing.ts';
import { encodeHousehold } from '../../../core/outreach/factors.ts';
import { monthsToStay, type Example } from '../../../core/outreach/learn.ts';
import type { Db } from '../../platform/db.ts';
import { listCashHouseholds, listClosed, readRelapse, toHousehold, type Whose } from './household-queries.ts';
import { learnApart } from './work-apart.ts';
import { findModel, insertModel, listMonths, readStanding, type ModelRow } from './queries.ts';

const { name, version } = kpiDefinitions.official;
export const definition = `${name}@${version}`;

const longestLookBack = 12;
const mostMonths = 12;
/** Households in cash in one month from which is learned; of a larger company whole meter-reading books are drawn. */
const sampleSize = 3_000;

/** Falling back is one number: fewer months, and fewer customers of a large company, tell it. */
const monthsOfRelapse = 3;
const sampleOfRelapse = 20_000;

/** The last month that is over, of those with figures; undefined where there is none. */
export async function lastWholeMonth(db: Db, businessOn: BusinessDate): Promise<Month | undefined> {
  return (await listMonths(db, addMonths(monthOf(businessOn), -1)))[0];
}

/**
 * The model that the company's history teaches up to its last whole month, learned now if that has not been done. May run
 * twice at once. Reads facts of at most 24 months and keeps some forty thousand examples in memory, whatever the company's
 * size.
 */
export async function ensureModel(db: Db, businessOn: BusinessDate): Promise<ModelRow | undefined> {
  const through = await lastWholeMonth(db, businessOn);
  if (through === undefined) return undefined;
  const which = { definition, through: firstDayOf(through) };
  const known = await findModel(db, which);
  // Where there was too little to learn from, older months may have been brought in since.
  if (known && known.verdict !== 'too_little') return known;
  await learnModel(db, through);
  return findModel(db, which);
}

async function learnModel(db: Db, through: Month): Promise<void> {
  const { months, lookBack } = monthsToLearnFrom(await listMonths(db, through));
  const { customers, cashless } = await readStanding(db, through, 'all');
  const whose: Whose = {
    unitIds: 'all',
    everyBook: Math.max(1, Math.ceil((customers - cashless) / sampleSize)),
  };
  const { examples, closed } = await gatherExamples(db, { months, lookBack, whose });
  const lesson = await learnApart(examples);
  const relapse = await readRelapse(db, {
    months: months.slice(-monthsOfRelapse).map(firstDayOf),
    whose: { ...whose, everyBook: Math.max(1, Math.ceil(customers / sampleOfRelapse)) },
  });
  await insertModel(db, {
    definition,
    through: firstDayOf(through),
    verdict: lesson.verdict,
    look_back: lookBack,
    months: lesson.months,
    examples: lesson.examples,
    conversions: lesson.conversions,
    model: lesson.model,
    held_out: lesson.heldOut,
    drift: lesson.drift,
    relapse,
    closing: lesson.model && measureClosing(lesson.model, closed),
  });
}

/** A month at a time, so that what the database sorts stays small. Those whose counter closed are kept apart. */
async function gatherExamples(
  db: Db,
  asked: { months: readonly Month[]; lookBack: number; whose: Whose },
): Promise<{ examples: Example[]; closed: AfterClosing[] }> {
  const { months, lookBack, whose } = asked;
  const examples: Example[] = [];
  const closed: AfterClosing[] = [];
  for (const [at, month] of months.entries()) {
    const communes = new Set(await listClosed(db, month));
    const rows = await listCashHouseholds(db, { month, lookBack, whose, withOutcome: true });
    for (const row of rows) {
      const household = toHousehold(row);
      const converted = row.converted === true;
      if (row.at_counter && communes.has(row.commune_code))
        closed.push({ row: encodeHousehold(household), converted });
      else examples.push({ month: at, household, converted });
    }
  }
  return { examples, closed };
}

/**
 * Each month learned from has the same length of history before it and its outcome behind it. Of a short history half is
 * looked back at and half learned from.
 */
function monthsToLearnFrom(known: readonly Month[]): { months: Month[]; lookBack: number } {
  const lookBack = Math.min(longestLookBack, Math.max(3, Math.floor(known.length / 2)));
  const oldest = known.length - lookBack;
  const months = known.slice(monthsToStay, Math.max(monthsToStay, oldest + 1)).slice(0, mostMonths);
  return { months: months.reverse(), lookBack };
}
