import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import type { Withheld } from '../../../core/kpi/withholding.ts';
import type { Sums } from './queries.ts';
import type { Figure } from './schemas.ts';

export type Metric = 'customers' | 'bills' | 'money';

export interface TargetShares {
  customersBp: number | null;
  moneyBp: number | null;
}

const definition = {
  official: { name: 'official', version: kpiDefinitions.official.version },
  strict: { name: 'strict', version: kpiDefinitions.strict.version },
};

/** The three figures of a set of customers against its plan. */
export function toFigures(sums: Sums, target: TargetShares | undefined): Record<Metric, Figure> {
  return {
    customers: toFigure(
      sums.customers,
      sums.customers_official,
      sums.customers_strict,
      target?.customersBp ?? null,
    ),
    bills: toFigure(sums.bills, sums.bills_official, sums.bills_strict, null),
    money: toFigure(sums.billed_vnd, sums.official_vnd, sums.strict_vnd, target?.moneyBp ?? null),
  };
}

export function ratioOf(numerator: bigint, denominator: bigint): number | null {
  return denominator === 0n ? null : Number(numerator) / Number(denominator);
}

function toFigure(denominator: bigint, official: bigint, strict: bigint, targetBp: number | null): Figure {
  const ratio = ratioOf(official, denominator);
  const target = targetBp === null ? null : targetBp / 10_000;
  return {
    denominator: String(denominator),
    official: { numerator: String(official), ratio },
    strict: { numerator: String(strict), ratio: ratioOf(strict, denominator) },
    target,
    attainment: ratio === null || !target ? null : ratio / target,
    gap: targetBp === null ? null : String(gapTo(targetBp, denominator, official)),
    definition,
  };
}

/** The least whole number that must be added to reach the share; exact, without floats. */
function gapTo(targetBp: number, denominator: bigint, reached: bigint): bigint {
  const needed = (denominator * BigInt(targetBp) + 9_999n) / 10_000n;
  return needed > reached ? needed - reached : 0n;
}

export type ShownFigures = { small: boolean; covers: boolean } & Record<Metric, Figure | null>;

/** The figures of a place, or why they are withheld. */
export function shownFigures(sums: Sums, withheld: Withheld): ShownFigures {
  if (withheld === null) return { small: false, covers: false, ...toFigures(sums, undefined) };
  const why = { small: withheld === 'few', covers: withheld === 'cover' };
  return { ...why, customers: null, bills: null, money: null };
}

const sumKeys = [
  'customers',
  'customers_official',
  'customers_strict',
  'bills',
  'bills_official',
  'bills_strict',
  'bills_paid',
  'billed_vnd',
  'paid_vnd',
  'official_vnd',
  'strict_vnd',
] as const satisfies readonly (keyof Sums)[];

/** The sums of several disjoint sets of customers together; zeros for none. */
export function addSums(rows: readonly Sums[]): Sums {
  const total = Object.fromEntries(sumKeys.map((key) => [key, 0n])) as unknown as Sums;
  for (const row of rows) for (const key of sumKeys) total[key] += row[key];
  return total;
}
