import type { Model } from './logistic.ts';
import { chanceOf } from './logistic.ts';

/** A household that paid at a counter which then closed, and whether it became and stayed cashless. */
export interface AfterClosing {
  row: readonly number[];
  converted: boolean;
}

/** What closing counters did to the odds of who paid there, and of how many that was seen. */
export interface ClosingEffect {
  households: number;
  converted: number;
  odds: number;
}

/** Fewer households than this say nothing. */
const leastHouseholds = 30;

/**
 * The odds with which these households converted beside the odds that the model gives them; the model has not learned from
 * them. Null where too few were seen. Half a household is added on both sides, so that none or all is no infinity.
 */
export function measureClosing(model: Model, seen: readonly AfterClosing[]): ClosingEffect | null {
  if (seen.length < leastHouseholds) return null;
  const converted = seen.filter((one) => one.converted).length;
  const expected = seen.reduce((sum, { row }) => sum + chanceOf(model, row), 0);
  const odds = (met: number): number => (met + 0.5) / (seen.length - met + 0.5);
  return { households: seen.length, converted, odds: odds(converted) / odds(expected) };
}
