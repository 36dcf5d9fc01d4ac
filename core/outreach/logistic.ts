import { encodeHousehold, factorNames, type FactorName, type Household } from './factors.ts';

/** One factor as it was met while learning (mean, spread) and what it weighs per spread, in log-odds. */
export interface Weighed {
  name: FactorName;
  mean: number;
  spread: number;
  weight: number;
}

/** Chance of an event as the logistic of `level` plus the weighed factors. Without factors all have the same chance. */
export interface Model {
  level: number;
  factors: readonly Weighed[];
}

/** Rows of factors in the order of `factorNames`, and what became of each (1 or 0). */
export interface Lessons {
  rows: readonly (readonly number[])[];
  outcomes: readonly number[];
}

/** How strongly weights are drawn to zero, in log-odds: small samples teach little. */
const ridge = 4;
const mostSteps = 30;
/**
 * What few households have hardly spreads: taken per such a small step, its weight would cost the ridge nothing however far
 * it went.
 */
const leastSpread = 0.25;

/**
 * Logistic regression with a ridge, by Newton's steps on factors scaled to mean 0 and spread 1. The same rows give the same
 * weights. A factor that never varies weighs nothing.
 */
export function fitLogistic({ rows, outcomes }: Lessons): Model {
  const scales = factorNames.map((_, at) => scaleOf(rows, at));
  const scaled = rows.map((row) => [
    1,
    ...row.map((value, at) => (value - scales[at]!.mean) / scales[at]!.spread),
  ]);
  const size = factorNames.length + 1;
  const weights = Array.from({ length: size }, () => 0);
  weights[0] = logOdds((outcomes.reduce((sum, one) => sum + one, 0) + 0.5) / (rows.length + 1));
  for (let step = 0; step < mostSteps; step++) {
    const { gradient, curvature } = slopeAt(scaled, outcomes, weights);
    const move = solve(curvature, gradient);
    // A step that is too long is cut: with few rows the likelihood is flat far out.
    const longest = Math.max(...move.map(Math.abs));
    const cut = longest > 2 ? 2 / longest : 1;
    for (let at = 0; at < size; at++) weights[at]! += move[at]! * cut;
    if (longest < 1e-9) break;
  }
  return {
    level: weights[0],
    factors: factorNames.map((name, at) => ({ name, ...scales[at]!, weight: weights[at + 1]! })),
  };
}

/** A model in which all have the chance that was met on the whole. */
export function levelModel({ outcomes }: Pick<Lessons, 'outcomes'>): Model {
  const met = outcomes.reduce((sum, one) => sum + one, 0);
  return { level: logOdds((met + 0.5) / (outcomes.length + 1)), factors: [] };
}

/**
 * The model with its level moved so that, over these lessons, as many are expected as there were; what tells one household
 * from another stays. Newton's steps on one number.
 */
export function levelTo(model: Model, { rows, outcomes }: Lessons): Model {
  const met = outcomes.reduce((sum, one) => sum + one, 0) + 0.5;
  let level = model.level;
  for (let step = 0; step < mostSteps; step++) {
    let said = 0;
    let slope = 0;
    for (const row of rows) {
      const chance = chanceOf({ ...model, level }, row);
      said += chance;
      slope += chance * (1 - chance);
    }
    const move = Math.max(-1, Math.min(1, (met - said) / Math.max(slope, 1e-9)));
    level += move;
    if (Math.abs(move) < 1e-9) break;
  }
  return { ...model, level };
}

/** The chance of a row of factors, 0 to 1. */
export function chanceOf(model: Model, row: readonly number[]): number {
  let sum = model.level;
  for (const [at, { mean, spread, weight }] of model.factors.entries())
    sum += (weight * (row[at]! - mean)) / spread;
  return logistic(sum);
}

/** What one factor adds to, or takes from, the log-odds of a household beside the one that is average in everything. */
export interface Reason {
  factor: FactorName;
  value: number;
  push: number;
}

/** Below this a factor changes a chance by less than a twentieth of itself: not worth a word. */
const leastPush = 0.05;

/** The factors that move a household's chance, strongest first. */
export function reasonsOf(model: Model, household: Household): Reason[] {
  const row = encodeHousehold(household);
  return model.factors
    .map(({ name, mean, spread, weight }, at) => ({
      factor: name,
      value: Number(household[name]),
      push: (weight * (row[at]! - mean)) / spread,
    }))
    .filter(({ push }) => Math.abs(push) >= leastPush)
    .sort((a, b) => Math.abs(b.push) - Math.abs(a.push));
}

/** What stands beside a household where nothing tells its chance from another's: facts that weigh nothing. */
export function factsOf(household: Household): Reason[] {
  return toldWithoutWeight.map((factor) => ({ factor, value: Number(household[factor]), push: 0 }));
}

const toldWithoutWeight = ['phoneKnown', 'cashMonths', 'billVnd', 'villageShare'] as const;

/**
 * The order among households of one chance, the highest first: who can be called, then whose habit of cash is youngest, then
 * the bigger bill.
 */
export function priorityOf(household: Household): number {
  const phone = Number(household.phoneVerified) + Number(household.phoneKnown);
  return phone * 1_000 - household.cashMonths * 20 + Math.log10(Math.max(1, household.billVnd));
}

export function logOdds(chance: number): number {
  return Math.log(chance / (1 - chance));
}

export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** A chance after its odds are multiplied: 0 and 1 stay what they are. */
export function timesOdds(chance: number, ratio: number): number {
  return (chance * ratio) / (1 - chance + chance * ratio);
}

function scaleOf(rows: readonly (readonly number[])[], at: number): { mean: number; spread: number } {
  let sum = 0;
  let squares = 0;
  for (const row of rows) {
    sum += row[at]!;
    squares += row[at]! ** 2;
  }
  const mean = sum / rows.length;
  const spread = Math.sqrt(Math.max(0, squares / rows.length - mean ** 2));
  return { mean, spread: spread < 1e-9 ? 1 : Math.max(spread, leastSpread) };
}

function slopeAt(rows: readonly (readonly number[])[], outcomes: readonly number[], weights: number[]) {
  const size = weights.length;
  // The level itself is not drawn anywhere.
  const gradient = weights.map((weight, at) => (at === 0 ? 0 : -ridge * weight));
  const curvature = weights.map((_, at) => {
    const line = Array.from({ length: size }, () => 0);
    line[at] = at === 0 ? 1e-9 : ridge;
    return line;
  });
  for (const [index, row] of rows.entries()) {
    let sum = 0;
    for (let at = 0; at < size; at++) sum += weights[at]! * row[at]!;
    const chance = logistic(sum);
    const missed = outcomes[index]! - chance;
    const slope = chance * (1 - chance);
    for (let at = 0; at < size; at++) {
      const value = row[at]!;
      gradient[at]! += missed * value;
      const line = curvature[at]!;
      for (let other = 0; other <= at; other++) line[other]! += slope * value * row[other]!;
    }
  }
  for (let at = 0; at < size; at++)
    for (let other = at + 1; other < size; other++) curvature[at]![other] = curvature[other]![at]!;
  return { gradient, curvature };
}

/** Solves a symmetric positive system by Cholesky's factors. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const lower = matrix.map((line) => [...line]);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row]![column]!;
      for (let at = 0; at < column; at++) sum -= lower[row]![at]! * lower[column]![at]!;
      lower[row]![column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[column]![column]!;
    }
  }
  const answer = [...right];
  for (let row = 0; row < size; row++) {
    for (let at = 0; at < row; at++) answer[row]! -= lower[row]![at]! * answer[at]!;
    answer[row]! /= lower[row]![row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let at = row + 1; at < size; at++) answer[row]! -= lower[at]![row]! * answer[at]!;
    answer[row]! /= lower[row]![row]!;
  }
  return answer;
}
