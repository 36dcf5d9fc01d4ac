import { timesOdds } from './logistic.ts';
import {
  chanceAlone,
  gainOfVisit,
  planVisits,
  workersFor,
  type Effort,
  type Field,
  type VisitPlan,
} from './visits.ts';

/** A unit as it stands, and what is wanted of it. */
export interface Ground {
  field: Field;
  /** Of each household the number of the commune at whose counter it pays; -1 where it does not pay at a counter. */
  counter: Int32Array;
  /** Customers with a bill, and those of them who pay without cash. */
  customers: number;
  cashless: number;
  /** Share of these that falls back to cash in a month and stays there. */
  relapse: number;
  /** The share of customers that is wanted, in hundredths of a per cent. */
  targetBp: number;
  months: number;
  workingDays: number;
  /** How far whole months come out beside what is said, as a share. */
  drift: number;
}

/** What a scenario takes for granted beside what was learned. */
export interface Assumptions extends Effort {
  /** By how much a promotion multiplies everybody's odds; 1 is none. */
  promotionOdds: number;
  /** Numbers of communes whose counters close, and by how much that multiplies the odds of who pays there. */
  closes: readonly number[];
  closingOdds: number;
}

/** An expected number with the bounds within which it lies four times out of five. */
export interface Expected {
  mean: number;
  low: number;
  high: number;
}

/**
 * `at_target` already; `on_its_own` without a visit; `reached` with the visits planned; `days_run_out` with these workers;
 * `households_run_out` even if every household that pays in cash were visited.
 */
export type Verdict = 'at_target' | 'on_its_own' | 'reached' | 'days_run_out' | 'households_run_out';

/** What reaching the target takes, were there days enough. */
export interface Need {
  visits: number;
  villages: number;
  /** Days of one person's work. */
  workDays: number;
  /** Conversions that the visits add. */
  gain: number;
  /** People with whom it is done in time. */
  workers: number;
}

export interface Outcome {
  verdict: Verdict;
  /** Customers missing to the target today. */
  gap: number;
  /** Of those who pay without cash, how many are expected to fall back until then. */
  fallBack: number;
  /** Expected to convert without a visit. */
  alone: number;
  need: Need;
  /** What can be done in the days there are. */
  plan: VisitPlan;
  /** Conversions until then, with and without visits. */
  conversions: Expected;
  /** Customers who pay without cash then. */
  cashless: Expected;
}

/** Four times out of five within so many standard deviations. */
const fourOfFive = 1.2816;

/** Works one scenario out: what comes by itself, which visits close the rest of the gap, and how sure that is. */
export function workOut(ground: Ground, assumed: Assumptions): Outcome {
  const { months, workingDays } = ground;
  const monthly = shiftChances(ground, assumed);
  const field = { ...ground.field, monthly };
  const gap = Math.max(0, Math.ceil((ground.targetBp * ground.customers) / 10_000) - ground.cashless);
  const fallBack = ground.cashless * chanceAlone(ground.relapse, months);
  const alone = monthly.reduce((sum, chance) => sum + chanceAlone(chance, months), 0);
  const wanted = gap === 0 ? 0 : Math.max(0, gap + fallBack - alone);
  const whole = planVisits(field, assumed, { months, wanted, workingDays: Infinity });
  const late = whole.lastDay > workingDays;
  const plan = late ? planVisits(field, assumed, { months, wanted, workingDays }) : whole;
  const conversions = expectConversions(ground, { monthly, plan, visitOdds: assumed.visitOdds });
  const lost = ground.cashless - fallBack;
  return {
    verdict: verdictOf({ gap, wanted, late, whole }),
    gap,
    fallBack,
    alone,
    need: {
      visits: whole.visits,
      villages: new Set(whole.outings.map(({ village }) => village)).size,
      workDays: whole.workDays,
      gain: whole.gain,
      workers: late ? workersFor(whole, field, assumed, workingDays) : assumed.workers,
    },
    plan,
    conversions,
    cashless: {
      mean: Math.min(ground.customers, lost + conversions.mean),
      low: Math.min(ground.customers, lost + conversions.low),
      high: Math.min(ground.customers, lost + conversions.high),
    },
  };
}

function verdictOf(found: { gap: number; wanted: number; late: boolean; whole: VisitPlan }): Verdict {
  if (found.gap === 0) return 'at_target';
  if (found.wanted === 0) return 'on_its_own';
  if (found.whole.cutShort) return 'households_run_out';
  return found.late ? 'days_run_out' : 'reached';
}

function shiftChances({ field, counter }: Ground, assumed: Assumptions): Float64Array {
  const closed = new Set(assumed.closes);
  return field.monthly.map((chance, at) => {
    const odds = assumed.promotionOdds * (closed.has(counter[at]!) ? assumed.closingOdds : 1);
    return odds === 1 ? chance : timesOdds(chance, odds);
  });
}

/** Each household by itself, and months that differ as a whole. */
function expectConversions(
  { months, drift }: Ground,
  { monthly, plan, visitOdds }: { monthly: Float64Array; plan: VisitPlan; visitOdds: number },
): Expected {
  const visited = new Set(plan.outings.flatMap(({ visits }) => visits));
  let mean = 0;
  let variance = 0;
  for (const [at, chance] of monthly.entries()) {
    const gain = visited.has(at) ? gainOfVisit(chance, months, visitOdds) : 0;
    const sum = chanceAlone(chance, months) + gain;
    mean += sum;
    variance += sum * (1 - sum);
  }
  const reach = fourOfFive * Math.sqrt(variance + (drift * mean) ** 2);
  return { mean, low: Math.max(0, mean - reach), high: Math.min(monthly.length, mean + reach) };
}
