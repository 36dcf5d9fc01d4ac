import { encodeHousehold, type Household } from './factors.ts';
import { chanceOf, fitLogistic, levelModel, levelTo, type Lessons, type Model } from './logistic.ts';
import { measure, type Measured } from './measure.ts';

/**
 * One household at the end of one month, and whether it then paid without cash in both months that followed: that is
 * what "becomes and stays" means here.
 */
export interface Example {
  /** Months in a row have numbers in a row. */
  month: number;
  household: Household;
  converted: boolean;
}

/** Outcomes are known this many months after. */
export const monthsToStay = 2;
const leastMonths = 3;
const leastConversions = 30;
const leastHeldOut = 10;
/** 95 % that ranking is better than blind, one-sided. */
const sure = 1.645;

/**
 * What history teaches. `learned`: a ranking that held on months it had not seen. `level`: enough history, but nothing in
 * it told who would convert, so that all have the same chance. `too_little`: not even that can be measured.
 */
export interface Lesson {
  verdict: 'learned' | 'level' | 'too_little';
  model: Model | null;
  examples: number;
  conversions: number;
  months: number;
  /** On the last months, which the measured model had not seen. */
  heldOut: Measured | null;
  /** How far whole months came out beside what was said, as a share: what chance alone would do is taken off. */
  drift: number;
}

/** At least this is allowed for months that differ. */
const leastDrift = 0.1;

/**
 * Learns on the earlier months, measures on the last quarter of months, and gives the model that all of them teach. Between
 * both lie the months in which outcomes of the former were not yet known when the latter began.
 */
export function learn(examples: readonly Example[]): Lesson {
  const months = [...new Set(examples.map(({ month }) => month))].sort((a, b) => a - b);
  const conversions = examples.filter(({ converted }) => converted).length;
  const counted = { examples: examples.length, conversions, months: months.length };
  const none = { model: null, heldOut: null, drift: leastDrift, ...counted };
  if (months.length < leastMonths || conversions < leastConversions)
    return { verdict: 'too_little', ...none };
  const from = months[months.length - Math.max(1, Math.floor(months.length / 4))]!;
  const known = examples.filter(({ month }) => month <= from - monthsToStay);
  const after = examples.filter(({ month }) => month >= from);
  const enough = (part: readonly Example[], least: number): boolean =>
    part.filter(({ converted }) => converted).length >= least;
  if (!enough(known, leastHeldOut) || !enough(after, leastHeldOut)) return { verdict: 'too_little', ...none };
  const earlier = teach(known);
  const later = lessonsOf(after);
  const said = later.rows.map((row) => chanceOf(earlier, row));
  const heldOut = measure(said, later.outcomes);
  const holds = heldOut.ranking - sure * heldOut.rankingError > 0.5;
  return {
    verdict: holds ? 'learned' : 'level',
    model: holds ? teach(examples) : levelModel(lessonsOf(newestOf(examples))),
    heldOut,
    drift: driftOf(after, said),
    ...counted,
  };
}

/**
 * What tells one household from another is learned within months: between them more changes than is seen here, and a factor
 * that rises with the years (how many of the commune have changed) would be read as if it made people change. How many change
 * at all, the newest months say.
 */
function teach(examples: readonly Example[]): Model {
  const newest = lessonsOf(newestOf(examples));
  const within = fitLogistic(withinMonths(examples));
  const means = meansOf(newest.rows);
  const factors = within.factors.map((factor, at) => ({ ...factor, mean: means[at]! }));
  return levelTo({ ...within, factors }, newest);
}

/** Each factor as how far it lies from what was usual in its month. */
function withinMonths(examples: readonly Example[]): Lessons {
  const months = [...Map.groupBy(examples, ({ month }) => month).values()].map((part) => {
    const { rows, outcomes } = lessonsOf(part);
    const means = meansOf(rows);
    return { rows: rows.map((row) => row.map((value, at) => value - means[at]!)), outcomes };
  });
  return {
    rows: months.flatMap(({ rows }) => rows),
    outcomes: months.flatMap(({ outcomes }) => outcomes),
  };
}

function meansOf(rows: readonly (readonly number[])[]): number[] {
  const sums: number[] = (rows[0] ?? []).map(() => 0);
  for (const row of rows) for (const [at, value] of row.entries()) sums[at]! += value;
  return sums.map((sum) => sum / rows.length);
}

/** The newest months that hold enough conversions to tell a level. */
function newestOf(examples: readonly Example[]): Example[] {
  const months = [...new Set(examples.map(({ month }) => month))].sort((a, b) => b - a);
  let newest: Example[] = [];
  for (const month of months) {
    newest = [...newest, ...examples.filter((one) => one.month === month)];
    if (newest.filter(({ converted }) => converted).length >= leastConversions) break;
  }
  return newest;
}

function lessonsOf(examples: readonly Example[]): Lessons {
  return {
    rows: examples.map(({ household }) => encodeHousehold(household)),
    outcomes: examples.map(({ converted }) => Number(converted)),
  };
}

function driftOf(examples: readonly Example[], said: readonly number[]): number {
  const months = new Map<number, { said: number; came: number; chance: number }>();
  for (const [index, { month, converted }] of examples.entries()) {
    const sums = months.get(month) ?? { said: 0, came: 0, chance: 0 };
    sums.said += said[index]!;
    sums.came += Number(converted);
    sums.chance += said[index]! * (1 - said[index]!);
    months.set(month, sums);
  }
  let squares = 0;
  for (const sums of months.values())
    squares += Math.max(0, (sums.came - sums.said) ** 2 - sums.chance) / Math.max(sums.said, 1) ** 2;
  return Math.max(leastDrift, Math.sqrt(squares / months.size));
}
