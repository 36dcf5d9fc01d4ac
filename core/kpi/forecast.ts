/**
 * Where a monthly ratio is heading: damped-trend exponential smoothing (Gardner and McKenzie, 1985), ETS(A, Ad, N) of
 * Hyndman et al., «Forecasting with Exponential Smoothing» (2008), 6.3, on log-odds, which keeps line and band between
 * 0 and 1. Two years of months are too few for seasons, and shares of customers have none to speak of. What the
 * method is worth is measured by the back-tests beside this file.
 */
export interface ForecastPoint {
  /** Months after the last known one: 1, 2, … */
  step: number;
  /** All three from 0 to 1. */
  ratio: number;
  low: number;
  high: number;
}

/** A line through fewer months says nothing about where it goes. */
export const leastMonths = 6;
/** Four of five true values should lie in the band: its upper end stands where nine of ten lie below. */
const normalQuantile = 1.2815515655446004;

const levelWeights = [0.2, 0.35, 0.5, 0.65, 0.8, 0.95];
const trendWeights = [0.02, 0.08, 0.16, 0.3];
const dampings = [0.8, 0.88, 0.94, 0.98];

interface Smoothing {
  level: number;
  trend: number;
  /** Mean square of what one step ahead was missed by. */
  missed: number;
  alpha: number;
  beta: number;
  damping: number;
}

/**
 * The months that follow `history` (ratios from 0 to 1, oldest first, one a month without gaps), with a band of 80 %.
 * Undefined for fewer than six months. Of more than 24 the last 24 count.
 */
export function forecastRatio(
  history: readonly number[],
  steps: number,
): readonly ForecastPoint[] | undefined {
  if (history.length < leastMonths) return undefined;
  const known = history.slice(-24).map(logOdds);
  // Level, trend and three weights were fitted, which few months pay dearly for: wider tails, and a floor of noise.
  const freedom = Math.max(2, known.length - 5);
  const quantile = studentQuantile(freedom);
  const models = weighted(known).map((model) => ({ ...model, damped: 0, spread: 1 }));
  const points: ForecastPoint[] = [];
  for (let step = 1; step <= steps; step++) {
    for (const model of models) model.damped += model.damping ** step;
    const middles = models.map(({ level, damped, trend }) => level + damped * trend);
    const middle = sum(models.map(({ weight }, at) => weight * (middles[at] ?? 0)));
    const variance = sum(
      models.map(({ weight, missed, spread }, at) => {
        const own = Math.max((missed * (known.length - 2)) / freedom, leastDeviation ** 2) * spread;
        return weight * (own + ((middles[at] ?? 0) - middle) ** 2);
      }),
    );
    const reach = quantile * Math.sqrt(variance);
    points.push({ step, ratio: share(middle), low: share(middle - reach), high: share(middle + reach) });
    for (const model of models) model.spread += (model.alpha + model.beta * model.damped) ** 2;
  }
  return points;
}

/** Tenths of a point around 90 %: no ratio is known better than that, however even its history is. */
const leastDeviation = 0.01;

function* combinations(): Generator<[alpha: number, beta: number, damping: number]> {
  for (const alpha of levelWeights)
    for (const beta of trendWeights)
      if (beta <= alpha) for (const damping of dampings) yield [alpha, beta, damping];
}

/**
 * Every combination with the weight that its misses leave it (Burnham and Anderson's evidence weights). So few months
 * seldom say which one is right: what they disagree about is part of the band.
 */
function weighted(values: readonly number[]): (Smoothing & { weight: number })[] {
  const models = [...combinations()].map((weights) => smooth(values, ...weights));
  const floor = leastDeviation ** 2;
  const least = Math.min(...models.map(({ missed }) => missed + floor));
  const evidence = models.map(({ missed }) => ((missed + floor) / least) ** (-values.length / 2));
  const all = sum(evidence);
  return models.map((model, at) => ({ ...model, weight: (evidence[at] ?? 0) / all }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function smooth(values: readonly number[], alpha: number, beta: number, damping: number): Smoothing {
  const early = Math.min(4, values.length - 1);
  let level = values[0] ?? 0;
  let trend = ((values[early] ?? level) - level) / early;
  let squares = 0;
  for (const value of values.slice(1)) {
    const expected = level + damping * trend;
    const error = value - expected;
    squares += error * error;
    level = expected + alpha * error;
    trend = damping * trend + beta * error;
  }
  return { level, trend, missed: squares / (values.length - 2), alpha, beta, damping };
}

/** Student's t at 90 % by its expansion around the normal (Abramowitz and Stegun 26.7.5). */
function studentQuantile(freedom: number): number {
  const z = normalQuantile;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}

/** Nobody and everybody have no odds: both stand a tenth of a point inside. */
function logOdds(ratio: number): number {
  const inside = Math.min(Math.max(ratio, 0.001), 0.999);
  return Math.log(inside / (1 - inside));
}

function share(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
