import { encodeHousehold, type Household } from './factors.ts';
import { chanceOf, fitLogistic, levelModel, type Lessons, type Model } from './logistic.ts';
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
  const earlier = fitLogistic(lessonsOf(known));
  const later = lessonsOf(after);
  const said = later.rows.map((row) => chanceOf(earlier, row));
  const heldOut = measure(said, later.outcomes);
  const holds = heldOut.ranking - sure * heldOut.rankingError > 0.5;
  const all = lessonsOf(examples);
  return {
    verdict: holds ? 'learned' : 'level',
    model: holds ? fitLogistic(all) : levelModel(all),
    heldOut,
    drift: driftOf(after, said),
    ...counted,
  };
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
