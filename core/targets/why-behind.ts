import { pointsBetween } from '../kpi/differences.ts';
import { formatMonth, type Month } from '../dates.ts';
import { formatVnd } from '../money.ts';
import type { Reached } from './attainment.ts';
import { nounOfMeasure, sentenceOfFactor } from './explain.ts';
import type { Measure } from './measures.ts';
import type { ToldFactor } from './proposal.ts';
import { neededFor } from './tree.ts';

/** A row of a plan: what was asked, what came of it, and how it stood when the plan was laid out. */
export interface Lagging extends Reached {
  before: { value: bigint | null; base: bigint | null; month: Month };
  factors: readonly ToldFactor[];
}

/** More of them than this nobody reads in a table. */
const mostConditions = 2;

/**
 * Why a row is behind, in sentences: how much is missing, what moved since the plan's base month, how fast the ratio has
 * risen, and the conditions that are harder here than above. Nothing for a row that is not behind, or of which nothing is known.
 */
export function whyBehind(measure: Measure, row: Lagging, language: 'vi' | 'en' = 'vi'): string[] {
  const { target, shareBp, value, base, before, factors } = row;
  if (value === null) return [];
  const missing = (shareBp === null || base === null ? target : neededFor(shareBp, base)) - value;
  if (missing <= 0n) return [];
  const vi = language === 'vi';
  const noun = nounOfMeasure(measure, language);
  const short = vi ? `Còn thiếu ${formatVnd(missing)} ${noun}` : `${formatVnd(missing)} ${noun} short`;
  const moved = movementOf(row, noun, language);
  const since = vi ? `từ kỳ ${formatMonth(before.month)}` : `since ${formatMonth(before.month)}`;
  // How fast the ratio rises is told in any case; that it is high already is no reason to be behind.
  const harder = factors
    .filter(
      ({ name, effect, draws }) =>
        name === 'trend' || (name !== 'ratio' && (draws === 'less' || (effect !== null && effect < 0))),
    )
    .toSorted(
      (one, other) =>
        Number(other.name === 'trend') - Number(one.name === 'trend') ||
        (one.effect ?? 0) - (other.effect ?? 0),
    )
    .slice(0, mostConditions)
    .map((factor) => sentenceOfFactor(factor, language));
  return [short, ...(moved === undefined ? [] : [`${moved} ${since}`]), ...harder];
}

/** `+0,32 điểm %` of a share, `+12 KH` of a count; undefined where the base month is not known. */
function movementOf(
  { shareBp, value, base, before }: Lagging,
  noun: string,
  language: 'vi' | 'en',
): string | undefined {
  if (value === null || before.value === null) return undefined;
  if (shareBp !== null) {
    if (!base || !before.base) return undefined;
    return pointsBetween(Number(value) / Number(base), Number(before.value) / Number(before.base), language);
  }
  const moved = value - before.value;
  const sign = moved > 0n ? '+' : moved < 0n ? '−' : '±';
  return `${sign}${formatVnd(moved < 0n ? -moved : moved)} ${noun}`;
}
