import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { readAsOfTime } from '../kpi/index.ts';
import { stretchOf, type MeasureQuestion, type Stretch } from './ask.ts';
import { isHeadMeasure, type HeadMeasure } from './count-queries.ts';
import { countAndKeep, findKept, forgetCounts, listKept, type KeptCount } from './kept-counts.ts';

/** What will be asked: a measure over months. */
export type Wanted = Pick<MeasureQuestion, 'measure' | 'from' | 'to' | 'mode'>;

const minute = 60_000;
/** What ended before today hardly changes: it is counted again no sooner than this. */
const restOfEnded = 10 * minute;
/** Counts nobody asks for any more stay for readers who began the day before. */
const keptUnasked = 24 * 60 * minute;

/**
 * Counts what is wanted of measures by heads, so that whoever asks need not: what was never counted, and what changed since
 * it was. Each is counted in a transaction of its own that keeps nobody waiting; until then readers get what was kept, as
 * of its time, or count themselves where nothing is kept. Takes the real time and answers how many were counted.
 */
export async function keepCounts(
  db: Db,
  wanted: readonly Wanted[],
  { businessDate, now }: { businessDate: BusinessDate; now: Date },
): Promise<number> {
  const stretches = stretchesOf(wanted, businessDate);
  const asked = new Set<bigint>();
  let counted = 0;
  for (const { measure, stretch } of stretches) {
    const kept = await findKept(db, measure, stretch);
    if (kept) asked.add(kept.id);
    if (kept && !isDue(kept, stretch, { businessDate, now })) continue;
    await transaction(
      db,
      async (tx) => {
        await countAndKeep(tx, measure, stretch, await readAsOfTime(tx));
      },
      { begin: 'begin isolation level repeatable read' },
    );
    counted++;
  }
  const unasked = (await listKept(db)).filter(
    ({ id, as_of: asOf }) => !asked.has(id) && now.getTime() - asOf.getTime() > keptUnasked,
  );
  await forgetCounts(
    db,
    unasked.map(({ id }) => id),
  );
  return counted;
}

/** Each stretch once, those that run today first. */
function stretchesOf(
  wanted: readonly Wanted[],
  businessDate: BusinessDate,
): { measure: HeadMeasure; stretch: Stretch }[] {
  const found = new Map<string, { measure: HeadMeasure; stretch: Stretch }>();
  for (const { measure, ...months } of wanted) {
    const stretch = stretchOf({ ...months, businessDate });
    if (stretch && isHeadMeasure(measure))
      found.set(JSON.stringify([measure, stretch]), { measure, stretch });
  }
  return [...found.values()].sort((a, b) => b.stretch.until.localeCompare(a.stretch.until));
}

function isDue(
  { stands, as_of: asOf }: KeptCount,
  { until }: Stretch,
  { businessDate, now }: { businessDate: BusinessDate; now: Date },
): boolean {
  return !stands && (until >= businessDate || now.getTime() - asOf.getTime() > restOfEnded);
}

/** Throws away all that was counted: it is counted live until it is kept again. */
export async function forgetAllCounts(db: Db): Promise<void> {
  await forgetCounts(
    db,
    (await listKept(db)).map(({ id }) => id),
  );
}
