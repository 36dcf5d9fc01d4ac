import type { BusinessDate, Month } from '../../../core/dates.ts';
import type { Expected, Need, Verdict } from '../../../core/outreach/scenarios.ts';
import type { ScenarioName } from '../../../core/outreach/words.ts';

/** What a plan is asked with beside unit, date and target. */
export interface PlanWish {
  workers: number;
  visitsPerDay: number;
  /** Part of a working day that the way to a village and back takes. */
  travelDays: number;
  /** By how much the odds are multiplied: by a visit, by a promotion, by the counter being closed. */
  visitOdds: number;
  promotionOdds: number;
  closingOdds: number;
  /** Codes of the communes whose counters a scenario closes, known to the register or not. */
  closes: string[];
  /** Codes of counters of the register that it closes; those of a commune change habits once the last of them closes. */
  closesPoints: string[];
  /** By how many people a scenario has more; 0 for none. */
  moreWorkers: number;
  /** Where history teaches nothing: the chance, per month, that any household changes by itself. */
  monthlyChance: number;
}

/** None of these was learned: they stand on the screen as what they are, assumptions. */
export const usualWish: PlanWish = {
  workers: 5,
  visitsPerDay: 25,
  travelDays: 0.2,
  visitOdds: 10,
  promotionOdds: 1.5,
  closingOdds: 4,
  closes: [],
  closesPoints: [],
  moreWorkers: 2,
  monthlyChance: 0.01,
};

/** The end of the year; in its last month, too late to move anything, that of the next. */
export function usualUntil(businessOn: BusinessDate): BusinessDate {
  const year = Number(businessOn.slice(0, 4));
  return `${businessOn.slice(5) > '11-30' ? year + 1 : year}-12-31`;
}

/** A commune whose counters a scenario closes; `whole` where no other counter is left there, so that habits change. */
export interface ClosedCommune {
  code: string;
  name: string;
  points: { code: string; name: string }[];
  households: number;
  whole: boolean;
}

/** What there was to learn from where it was too little, as of a month. */
export interface ThinHistory {
  months: number;
  examples: number;
  conversions: number;
  through: Month;
}

/** The unit as it stood when the plan was made. */
export interface PlanGround {
  month: Month;
  asOf: string;
  definition: string;
  customers: number;
  cashless: number;
  /** Those who paid the month's bill whole, in whatever way. */
  paid: number;
  /** Those with a bill that was not paid without cash. */
  households: number;
  villages: number;
  months: number;
  workingDays: number;
  closing?: ClosedCommune[];
  /** Where history was too short: the order is the stated one, and the chance of each household is assumed. */
  thin?: ThinHistory | null;
}

export interface PlanScenario {
  name: ScenarioName;
  verdict: Verdict;
  gap: number;
  alone: number;
  fallBack: number;
  need: Need;
  visits: number;
  villages: number;
  workDays: number;
  workers: number;
  /** The last day of visits that lies within the time; null without visits. */
  lastOn: BusinessDate | null;
  /** Conversions that the visits add. */
  gain: number;
  conversions: Expected;
  cashless: Expected;
}
