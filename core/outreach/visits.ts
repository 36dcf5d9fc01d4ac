import { timesOdds } from './logistic.ts';

/** Households that may be visited, column by column: half a million of them stay a few megabytes. */
export interface Field {
  /** Chance, per month, of becoming and staying cashless without a visit. */
  monthly: Float64Array;
  /** Number of the village; those of one village are visited together. */
  village: Int32Array;
  /** Of households that are worth the same, the highest is visited first; without it, the first. */
  priority?: Float64Array;
}

/** What one working day gives. */
export interface Effort {
  workers: number;
  /** Households that one person visits on a day without a way to go. */
  visitsPerDay: number;
  /** Part of a day that the way to a village and back takes, 0 up to 1. */
  travelDays: number;
  /** By how much a visit multiplies a household's odds. */
  visitOdds: number;
}

/** One person in one village on one day. */
export interface Outing {
  village: number;
  /** Numbers of households, the most worth first. */
  visits: number[];
  /** From 0, and from 1: the first working day. */
  worker: number;
  day: number;
}

export interface VisitPlan {
  outings: readonly Outing[];
  visits: number;
  /** Expected conversions that would not have come without the visits. */
  gain: number;
  /** Days of one person's work. */
  workDays: number;
  /** Working days until the last outing. */
  lastDay: number;
  /** Fewer than was wanted: the days, or the households, ran out. */
  cutShort: 'days' | 'households' | null;
}

/** The chance of converting within so many months without a visit. */
export function chanceAlone(monthly: number, months: number): number {
  return 1 - (1 - monthly) ** months;
}

/**
 * What a visit adds to that: it converts there and then with the odds multiplied, and only counts where the household would
 * not have come by itself. So neither those who never will nor those who surely will are worth the way.
 */
export function gainOfVisit(monthly: number, months: number, visitOdds: number): number {
  return timesOdds(monthly, visitOdds) * (1 - monthly) ** months;
}

interface Step {
  outing: number;
  visits: number[];
  gain: number;
  days: number;
  /** Expected conversions per day of work. */
  rate: number;
}

/**
 * The visits that bring the wanted conversions in the fewest days of work, or the most in the days there are.
 *
 * A way to a village is paid once per outing, so an outing is worth what its best part brings per day, way included; each
 * further household of it then costs a visit alone. Steps of both kinds are taken by what they bring per day: for each number
 * of days that is the best there is, up to one outing (the concave hull of each outing's curve, merged).
 */
export function planVisits(
  field: Field,
  effort: Effort,
  wish: { months: number; wanted: number; workingDays: number },
): VisitPlan {
  const steps = listSteps(field, effort, wish.months);
  const most = effort.workers * wish.workingDays;
  const chosen = new Map<number, number[]>();
  let gain = 0;
  let days = 0;
  let taken = 0;
  for (const step of steps) {
    if (gain >= wish.wanted || days + step.days > most) break;
    const visits = chosen.get(step.outing);
    if (visits) visits.push(...step.visits);
    else chosen.set(step.outing, [...step.visits]);
    gain += step.gain;
    days += step.days;
    taken += 1;
  }
  // An outing that is begun pays its way, so what comes first of a village is never without what made it worth going.
  const planned = inOrder(field, steps, chosen);
  const outings = spread(field, planned, effort).filter(({ day }) => day <= wish.workingDays);
  const visited = outings.flatMap(({ visits }) => visits);
  gain = visited.reduce((sum, at) => sum + gainOfVisit(field.monthly[at]!, wish.months, effort.visitOdds), 0);
  const short = gain < wish.wanted;
  return {
    outings,
    visits: visited.length,
    gain,
    workDays: outings.reduce((sum, outing) => sum + costOf(outing.visits.length, effort), 0),
    lastDay: outings.reduce((last, { day }) => Math.max(last, day), 0),
    cutShort: !short ? null : taken < steps.length || outings.length < planned.length ? 'days' : 'households',
  };
}

function listSteps(field: Field, effort: Effort, months: number): Step[] {
  const gains = field.monthly.map((monthly) => gainOfVisit(monthly, months, effort.visitOdds));
  const villages = new Map<number, number[]>();
  for (const [at, village] of field.village.entries()) {
    const households = villages.get(village);
    if (households) households.push(at);
    else villages.set(village, [at]);
  }
  const steps: Step[] = [];
  const atOnce = visitsPerOuting(effort);
  let outing = 0;
  for (const households of villages.values()) {
    households.sort(
      (a, b) => gains[b]! - gains[a]! || (field.priority?.[b] ?? 0) - (field.priority?.[a] ?? 0) || a - b,
    );
    for (let from = 0; from < households.length; from += atOnce) {
      steps.push(...stepsOf(outing, households.slice(from, from + atOnce), gains, effort));
      outing += 1;
    }
  }
  return steps.sort((a, b) => b.rate - a.rate || a.outing - b.outing);
}

/** The part of an outing that brings most per day with its way, then the others one by one. */
function stepsOf(outing: number, households: number[], gains: Float64Array, effort: Effort): Step[] {
  let best = { count: 0, gain: 0, rate: -1 };
  let sum = 0;
  for (const [at, household] of households.entries()) {
    sum += gains[household]!;
    const rate = sum / costOf(at + 1, effort);
    if (rate > best.rate) best = { count: at + 1, gain: sum, rate };
  }
  const visit = 1 / effort.visitsPerDay;
  return [
    {
      outing,
      visits: households.slice(0, best.count),
      gain: best.gain,
      days: costOf(best.count, effort),
      rate: best.rate,
    },
    ...households.slice(best.count).map((household) => ({
      outing,
      visits: [household],
      gain: gains[household]!,
      days: visit,
      rate: gains[household]! / visit,
    })),
  ];
}

/** Outings by what the first of their village brings per day; those of one village stay together. */
function inOrder(field: Field, steps: readonly Step[], chosen: ReadonlyMap<number, number[]>): number[][] {
  const villages = new Map<number, number[][]>();
  const seen = new Set<number>();
  for (const { outing } of steps) {
    const visits = chosen.get(outing);
    if (!visits || seen.has(outing)) continue;
    seen.add(outing);
    const village = field.village[visits[0]!]!;
    villages.set(village, [...(villages.get(village) ?? []), visits]);
  }
  return [...villages.values()].flat();
}

/** Days that are looked at again for room; a gap left longer ago is left. */
const daysKeptOpen = 200;

/**
 * Hands outings out in order, each to the earliest day that still has room for it, and to whoever is free first where none
 * has. In the order of days, then people.
 */
function spread(field: Field, planned: readonly number[][], effort: Effort): Outing[] {
  const nextDay = Array.from({ length: effort.workers }, () => 1);
  const open: { worker: number; day: number; used: number }[] = [];
  const outings = planned.map((visits) => {
    const cost = costOf(visits.length, effort);
    let slot = open.find(({ used }) => used + cost <= 1 + 1e-9);
    if (!slot) {
      const worker = nextDay.indexOf(Math.min(...nextDay));
      slot = { worker, day: nextDay[worker]!++, used: 0 };
      open.push(slot);
      if (open.length > daysKeptOpen) open.shift();
    }
    slot.used += cost;
    return { village: field.village[visits[0]!]!, visits, worker: slot.worker, day: slot.day };
  });
  return outings.sort((a, b) => a.day - b.day || a.worker - b.worker);
}

/** With how many people the outings of a plan are done within so many days. */
export function workersFor(plan: VisitPlan, field: Field, effort: Effort, workingDays: number): number {
  const planned = plan.outings.map(({ visits }) => visits);
  for (let workers = Math.max(1, Math.ceil(plan.workDays / workingDays)); ; workers++) {
    const days = spread(field, planned, { ...effort, workers }).map(({ day }) => day);
    if (Math.max(0, ...days) <= workingDays || workers >= planned.length) return workers;
  }
}

function visitsPerOuting({ visitsPerDay, travelDays }: Effort): number {
  return Math.max(1, Math.floor((1 - travelDays) * visitsPerDay + 1e-9));
}

function costOf(visits: number, { visitsPerDay, travelDays }: Effort): number {
  return travelDays + visits / visitsPerDay;
}
