import { addMonths, firstDayOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import type { Definition } from '../../../core/kpi/definition.ts';
import { splitVnd, sumVnd } from '../../../core/money.ts';
import { isShareMeasure, unitOfMeasure, type Measure } from '../../../core/targets/measures.ts';
import type { Conditions } from '../../../core/targets/proposal.ts';
import type { PlanMode } from '../../../core/targets/span.ts';
import { spreadWithin } from '../../../core/targets/spread.ts';
import { childrenByParent } from '../../../core/targets/tree.ts';
import type { Queryable } from '../../platform/db.ts';
import { readMeasure } from '../measures/index.ts';
import { listCellSums, type CellSums } from './conditions-queries.ts';
import type { Holder } from './holders.ts';

/** How a holder stands in the month a plan is laid out by. */
export interface Standing {
  /** Of a share: the whole it is a part of. Null for counts. */
  base: bigint | null;
  /** What counts towards the target already; null where there are no figures. */
  reached: bigint | null;
  /** The most that can be asked for; null for no limit. */
  cap: bigint | null;
  /** What is not cashless yet: customers, bills or dong. */
  headroom: bigint;
  conditions: Conditions;
  /** Taken as an even part of what is above, because nobody said which customers are whose. */
  assumed: boolean;
}

/** What a plan asks figures for. */
export interface Asked {
  measure: Measure;
  definition: Definition;
  mode: PlanMode;
  baseMonth: Month;
  businessDate: BusinessDate;
}

/** The month's value and whole of the measure and of the customers, by holder. */
interface Figures {
  own: bigint | null;
  base: bigint | null;
  customers: bigint | null;
  cashless: bigint | null;
}

const unknown: Conditions = { ratio: null, rural: null, disadvantaged: null, coverage: null, trend: null };
const trendMonths = 3;

/** The standing of every holder by key. Holders come parents before children. */
export async function readStandings(
  on: Queryable,
  holders: readonly Holder[],
  asked: Asked,
): Promise<Map<string, Standing>> {
  const base = firstDayOf(asked.baseMonth);
  const before = firstDayOf(addMonths(asked.baseMonth, -trendMonths));
  const [figures, cells] = await Promise.all([
    readFigures(on, holders, asked),
    listCellSums(on, [base, before], asked.businessDate),
  ]);
  const inMoney = unitOfMeasure(asked.measure) === 'vnd' || asked.measure === 'share_money';
  const reading = {
    base,
    before,
    inMoney,
    anyMarked: cells.some(({ disadvantaged }) => disadvantaged > 0n),
    anyPlace: cells.some(({ places }) => places > 0),
  };
  const childrenOf = childrenByParent(holders);
  const found = new Map<string, Standing>();
  for (const holder of holders) {
    if (holder.kind === 'company' || holder.kind === 'unit') {
      const own = cells.filter(
        ({ org_unit_id }) => holder.unitIds === 'all' || holder.unitIds.includes(org_unit_id),
      );
      const conditions = conditionsOf(own, reading);
      found.set(holder.key, standingOf(figures.get(holder.key), asked, conditions));
    }
    const inside = (childrenOf.get(holder.key) ?? []).filter(
      ({ kind }) => kind === 'team' || kind === 'employee',
    );
    standInside(inside, { above: found.get(holder.key)!, figures, asked, childrenOf, found });
  }
  return found;
}

async function readFigures(
  on: Queryable,
  holders: readonly Holder[],
  asked: Asked,
): Promise<Map<string, Figures>> {
  const question = {
    from: asked.baseMonth,
    to: asked.baseMonth,
    mode: 'at_end' as const,
    definition: asked.definition,
    businessDate: asked.businessDate,
    holders: holders.map(({ key, unitIds, staffId }) => ({
      key,
      unitIds,
      ...(staffId !== null && { staffId }),
    })),
  };
  const own = await readMeasure(on, { ...question, measure: asked.measure });
  // Headroom of what is no share is that of the customers who do not pay cashless yet.
  const customers = isShareMeasure(asked.measure)
    ? own
    : await readMeasure(on, { ...question, measure: 'share_customers' });
  const found = new Map<string, Figures>(
    holders.map(({ key }) => [
      key,
      {
        own: own.get(key)?.value ?? null,
        base: own.get(key)?.base ?? null,
        customers: customers.get(key)?.base ?? null,
        cashless: customers.get(key)?.value ?? null,
      },
    ]),
  );
  for (const [key, sum] of sumsOfTeams(holders, found)) found.set(key, sum);
  return found;
}

/**
 * Bills name units, not teams: the customers of a team are those its employees are responsible for, unless there are
 * customers of the team's own.
 */
function sumsOfTeams(holders: readonly Holder[], figures: ReadonlyMap<string, Figures>): [string, Figures][] {
  const childrenOf = childrenByParent(holders);
  return holders
    .filter(({ key, kind }) => kind === 'team' && isBlank(figures.get(key)))
    .map(({ key }) => {
      const inside = (childrenOf.get(key) ?? []).flatMap((child) => figures.get(child.key) ?? []);
      const sum = (pick: (one: Figures) => bigint | null): bigint | null => {
        const known = inside.map(pick).filter((value) => value !== null);
        return known.length === 0 ? null : sumVnd(known);
      };
      return [
        key,
        {
          own: sum((one) => one.own),
          base: sum((one) => one.base),
          customers: sum((one) => one.customers),
          cashless: sum((one) => one.cashless),
        },
      ];
    });
}

function isBlank(figures: Figures | undefined): boolean {
  return !figures?.customers;
}

function standingOf(figures: Figures | undefined, asked: Asked, conditions: Conditions): Standing {
  const { own = null, base = null, customers = null, cashless = null } = figures ?? {};
  if (isShareMeasure(asked.measure)) {
    const whole = base ?? 0n;
    const reached = own ?? 0n;
    return {
      base: whole,
      reached: base === null ? null : reached,
      cap: whole,
      headroom: whole - reached,
      conditions,
      assumed: false,
    };
  }
  // What comes together over the span begins at nothing; how things stand at its end begins where they are.
  const reached = asked.mode === 'cumulative' ? 0n : own;
  const start = reached ?? 0n;
  const isOfCustomers = ['customers', 'phones'].includes(unitOfMeasure(asked.measure));
  const most = customers !== null && customers > start ? customers : start;
  return {
    base: null,
    reached,
    cap: isOfCustomers && customers !== null ? most : null,
    headroom: (customers ?? 0n) - (cashless ?? 0n),
    conditions,
    assumed: false,
  };
}

interface Reading {
  base: string;
  before: string;
  inMoney: boolean;
  /** Whether any commune of the company is marked disadvantaged: where none is, the mark says nothing. */
  anyMarked: boolean;
  /** Whether any place to pay is registered. */
  anyPlace: boolean;
}

function conditionsOf(
  cells: readonly CellSums[],
  { base, before, inMoney, anyMarked, anyPlace }: Reading,
): Conditions {
  const sumOf = (period: string, column: keyof CellSums): number =>
    cells.reduce((sum, cell) => (cell.period === period ? sum + Number(cell[column]) : sum), 0);
  const customers = sumOf(base, 'customers');
  if (customers === 0) return unknown;
  const [good, whole] = inMoney
    ? (['official_vnd', 'billed_vnd'] as const)
    : (['customers_official', 'customers'] as const);
  const ratio = sumOf(base, good) / sumOf(base, whole);
  const wholeBefore = sumOf(before, whole);
  return {
    ratio,
    rural: sumOf(base, 'placed') === 0 ? null : sumOf(base, 'rural') / sumOf(base, 'placed'),
    disadvantaged: anyMarked ? sumOf(base, 'disadvantaged') / customers : null,
    coverage: anyPlace ? (1000 * sumOf(base, 'places')) / customers : null,
    trend: wholeBefore === 0 ? null : (ratio - sumOf(before, good) / wholeBefore) / trendMonths,
  };
}

/**
 * Teams and employees stand by the customers they are responsible for. Where nobody beside them has any, all have a part
 * of what is above by heads; where somebody has, those without have nothing.
 */
function standInside(
  inside: readonly Holder[],
  {
    above,
    figures,
    asked,
    childrenOf,
    found,
  }: {
    above: Standing;
    figures: ReadonlyMap<string, Figures>;
    asked: Asked;
    childrenOf: ReadonlyMap<string, readonly Holder[]>;
    found: Map<string, Standing>;
  },
): void {
  if (inside.every(({ key }) => isBlank(figures.get(key)))) {
    const heads = inside.map(({ key }) => BigInt(Math.max(1, childrenOf.get(key)?.length ?? 1)));
    partsOf(above, heads).forEach((part, index) => found.set(inside[index]!.key, part));
    return;
  }
  for (const { key } of inside) {
    const own = figures.get(key);
    const { customers = null, cashless = null } = own ?? {};
    const ratio = customers && cashless !== null ? Number(cashless) / Number(customers) : null;
    const conditions = customers ? { ...above.conditions, ratio } : unknown;
    found.set(key, standingOf(own, asked, conditions));
  }
}

/** Parts of a standing by heads, for those whose customers nobody has named. */
function partsOf(above: Standing, heads: readonly bigint[]): Standing[] {
  const whole = heads.length === 0 ? [] : splitVnd(above.base ?? above.headroom, heads);
  const within = (amount: bigint): bigint[] =>
    spreadWithin(
      amount,
      heads.map((weight, index) => ({ weight, room: above.base === null ? null : whole[index]! })),
    ).added;
  const reached = within(above.reached ?? 0n);
  const caps = within(above.cap ?? 0n);
  return heads.map((_, index) => ({
    base: above.base === null ? null : whole[index]!,
    reached: above.reached === null ? null : reached[index]!,
    cap: above.cap === null ? null : caps[index]!,
    headroom: above.base === null ? whole[index]! : whole[index]! - reached[index]!,
    conditions: above.conditions,
    assumed: true,
  }));
}
