/** What besides the headroom says how hard a unit's next customers are to win. Shares and ratios run from 0 to 1. */
export interface Conditions {
  /** Of customers, bills or dong, as the plan counts. */
  ratio: number | null;
  /** Part of the customers in communes that are no wards. */
  rural: number | null;
  /** Part of the customers in communes that are marked disadvantaged. */
  disadvantaged: number | null;
  /** Places to pay per thousand customers. */
  coverage: number | null;
  /** By how much the ratio has risen a month over the last quarter: 0.01 is a point a month. */
  trend: number | null;
}

export const factorNames = ['ratio', 'rural', 'disadvantaged', 'coverage', 'trend'] as const;
export type FactorName = (typeof factorNames)[number];

/** How much each condition may change a row's part of the missing, in per cent of it. */
export type Weights = Record<FactorName, number>;

/**
 * Where a company has not decided otherwise. Low ratios and quick rises draw more, since the first customers are easier
 * won than the last; rural and disadvantaged communes and few places to pay draw less.
 */
export const defaultWeights: Weights = { ratio: 20, rural: 15, disadvantaged: 15, coverage: 10, trend: 20 };

/** The distance from the row above at which a condition has its whole weight, and whether more of it draws more. */
const scales: Record<FactorName, { whole: number; sign: 1 | -1 }> = {
  ratio: { whole: 0.2, sign: -1 },
  rural: { whole: 0.5, sign: -1 },
  disadvantaged: { whole: 0.5, sign: -1 },
  coverage: { whole: 1, sign: 1 },
  trend: { whole: 0.01, sign: 1 },
};

/** No row's part of the missing falls below a quarter or rises above twice what its headroom alone would give. */
const bounds = { least: 25, most: 200 } as const;

/** One condition of a row beside that of the row above, and what it does to its part. */
export interface Factor {
  name: FactorName;
  value: number;
  /** The same of the row above. */
  beside: number;
  /** Per cent of the row's part, added or taken off; whole. */
  effect: number;
}

/** A condition as it is told to who may see the row above, and without its figures to who may not. */
export interface ToldFactor {
  name: FactorName;
  value: number;
  beside: number | null;
  effect: number | null;
  /** Where the effect is not told: which way it goes. */
  draws?: 'more' | 'less' | 'as_much';
}

/**
 * One's own condition and which way it draws. Its effect would give away how the row above stands: it is the distance from
 * it times a weight that everybody knows.
 */
export function withoutAbove({ name, value, effect }: Factor): ToldFactor {
  const draws = effect > 0 ? 'more' : effect < 0 ? 'less' : 'as_much';
  return { name, value, beside: null, effect: null, draws };
}

export interface Weighing {
  factors: Factor[];
  /** 118: a row's part is 118 % of what its headroom alone would give, before all parts are made to fit the goal. */
  percent: number;
  weight: bigint;
}

/** The weight of a row among its sisters: its headroom, more or less by its conditions. A condition nobody knows is left out. */
export function weigh(
  headroom: bigint,
  own: Conditions,
  above: Conditions,
  weights: Weights = defaultWeights,
): Weighing {
  const factors = factorNames.flatMap((name): Factor[] => {
    const value = own[name];
    const beside = above[name];
    if (value === null || beside === null) return [];
    const { whole, sign } = scales[name];
    // Of places to pay half as many count as much everywhere; the others are compared by their distance.
    const distance = name === 'coverage' ? (beside === 0 ? 0 : value / beside - 1) : value - beside;
    const part = Math.max(-1, Math.min(1, (sign * distance) / whole));
    // A half goes away from zero, so that what speaks for a row weighs as what speaks against it; no minus nought.
    const effect = Math.sign(part) * Math.round(weights[name] * Math.abs(part)) + 0;
    return [{ name, value, beside, effect }];
  });
  const sum = factors.reduce((total, { effect }) => total + effect, 100);
  const percent = Math.max(bounds.least, Math.min(bounds.most, sum));
  return { factors, percent, weight: headroom * BigInt(percent) };
}
