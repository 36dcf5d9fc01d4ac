import type { Month } from '../dates.ts';
import { leastBills } from '../kpi/withholding.ts';
import type { Field, Measure } from './measures.ts';
import type { Role, Slot } from './periods.ts';

/** Assigned shares of a unit and month in hundredths of a per cent; null where nothing was assigned. */
export interface PlanShares {
  customersBp: number | null;
  moneyBp: number | null;
}

/** The plan of a unit by code (undefined: the unit that the table looks at) and month. */
export type PlanOf = (unit: string | undefined, month: Month) => PlanShares | undefined;

/** What one place of a table adds up to. */
export interface PivotNode {
  sums: Partial<Record<Role, bigint[]>>;
  /** The `now` sums by place in time, where a figure of the table asks for them. */
  slots: Map<number, bigint[]>;
}

/** A number with what it is made of. `few`: too few bills to be shown; every number is null then. */
export interface CellFigure {
  /** Customers, bills or dong. */
  amount: bigint | null;
  /** A share of 0 to 1, a difference of two shares, or a share of the plan (which may be above 1). */
  ratio: number | null;
  numerator: bigint | null;
  denominator: bigint | null;
  /** The ratio that a difference was taken to, or the planned share. */
  before: number | null;
  few: boolean;
}

interface Surroundings {
  fields: readonly Field[];
  slots: readonly Slot[];
  planOf: (month: Month) => PlanShares | undefined;
  /** The same place over all channels or states. */
  whole: () => PivotNode | undefined;
  isOnePeriod: () => boolean;
}

const nothing: CellFigure = {
  amount: null,
  ratio: null,
  numerator: null,
  denominator: null,
  before: null,
  few: false,
};

/** The figure of one measure at one place. */
export function figureOf(measure: Measure, node: PivotNode, around: Surroundings): CellFigure {
  const bills = sumOf(node.sums.now, 'bills', around);
  if (bills > 0n && bills < leastBills) return { ...nothing, few: true };
  switch (measure.figure) {
    case 'count':
      return { ...nothing, amount: sumOf(node.sums.now, measure.thing, around) };
    case 'cashless':
      return { ...nothing, amount: sumOf(node.sums.now, cashlessField(measure), around) };
    case 'ratio':
      return shareOf(measure, node.sums.now, around);
    case 'share':
      return partOf(measure, node, around);
    case 'prev':
    case 'year':
      return changeOf(measure, measure.figure, node, around);
    case 'plan':
      return { ...nothing, ratio: plannedShare(measure, node, around) };
    case 'attainment':
      return attainmentOf(measure, node, around);
  }
}

function sumOf(sums: readonly bigint[] | undefined, field: Field, { fields }: Surroundings): bigint {
  return sums?.[fields.indexOf(field)] ?? 0n;
}

function cashlessField({ thing, definition }: Measure): Field {
  return `${thing as 'customers' | 'bills' | 'money'}_${definition!}`;
}

function divided(numerator: bigint, denominator: bigint): CellFigure {
  const ratio = denominator === 0n ? null : Number(numerator) / Number(denominator);
  return { ...nothing, ratio, numerator, denominator };
}

function shareOf(measure: Measure, sums: readonly bigint[] | undefined, around: Surroundings): CellFigure {
  return divided(sumOf(sums, cashlessField(measure), around), sumOf(sums, measure.thing, around));
}

function partOf(measure: Measure, node: PivotNode, around: Surroundings): CellFigure {
  return divided(
    sumOf(node.sums.now, measure.thing, around),
    sumOf(around.whole()?.sums.now, measure.thing, around),
  );
}

function changeOf(
  measure: Measure,
  role: 'prev' | 'year',
  node: PivotNode,
  around: Surroundings,
): CellFigure {
  const now = shareOf(measure, node.sums.now, around);
  const complete = [...node.slots.keys()].every((slot) => around.slots[slot]?.complete[role]);
  const known = complete && (role === 'year' || around.isOnePeriod());
  const before = known ? shareOf(measure, node.sums[role], around).ratio : null;
  const ratio = now.ratio === null || before === null ? null : now.ratio - before;
  return { ...now, ratio, before };
}

/** Over several months: the months' plans weighted by what was billed. Null as soon as one month has no plan. */
function plannedShare(measure: Measure, node: PivotNode, around: Surroundings): number | null {
  let [planned, total] = [0n, 0n];
  for (const [slot, sums] of node.slots) {
    const weight = sumOf(sums, measure.thing, around);
    if (weight === 0n) continue;
    const shares = around.planOf(around.slots[slot]!.month);
    const share = measure.thing === 'customers' ? shares?.customersBp : shares?.moneyBp;
    if (share === null || share === undefined) return null;
    planned += weight * BigInt(share);
    total += weight;
  }
  return total === 0n ? null : Number(planned) / Number(total) / 10_000;
}

function attainmentOf(measure: Measure, node: PivotNode, around: Surroundings): CellFigure {
  const reached = shareOf(measure, node.sums.now, around);
  const before = plannedShare(measure, node, around);
  const ratio = reached.ratio === null || !before ? null : reached.ratio / before;
  return { ...reached, ratio, before };
}
