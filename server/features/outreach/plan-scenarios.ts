import type { BusinessDate, Month } from '../../../core/dates.ts';
import type { Assumptions, Outcome } from '../../../core/outreach/scenarios.ts';
import type { ScenarioName } from '../../../core/outreach/words.ts';
import type { Queryable } from '../../platform/db.ts';
import type { ClosedCommune, PlanScenario, PlanWish } from './plan-shapes.ts';
import { listCounters } from './queries.ts';

/**
 * The plan as asked, and beside it what would be otherwise: more people, a promotion and closed counters each by itself, then
 * all that was asked for together.
 */
export function scenariosOf(asked: PlanWish): { name: ScenarioName; wish: PlanWish }[] {
  const plain = { ...asked, promotionOdds: 1, closes: [] };
  const workers = asked.workers + asked.moreWorkers;
  const { promotionOdds, closes } = asked;
  const changes: { name: ScenarioName; change: Partial<PlanWish> }[] = [
    ...(asked.moreWorkers > 0 ? [{ name: 'moreWorkers' as const, change: { workers } }] : []),
    ...(promotionOdds > 1 ? [{ name: 'promotion' as const, change: { promotionOdds } }] : []),
    ...(closes.length > 0 ? [{ name: 'closing' as const, change: { closes } }] : []),
  ];
  const all = Object.assign({}, ...changes.map(({ change }) => change)) as Partial<PlanWish>;
  return [
    { name: 'base', wish: plain },
    ...changes.map(({ name, change }) => ({ name, wish: { ...plain, ...change } })),
    ...(changes.length > 1 ? [{ name: 'together' as const, wish: { ...plain, ...all } }] : []),
    { name: 'weaker', wish: { ...plain, visitOdds: Math.max(1, plain.visitOdds / 2) } },
  ];
}

/** The communes whose counters a plan closes, and which of them are left without any: only there habits change. */
export async function listClosing(
  on: Queryable,
  { closes, closesPoints }: PlanWish,
  where: { month: Month; unitIds: readonly bigint[]; onDate: BusinessDate },
): Promise<ClosedCommune[]> {
  const chosen = new Set(closesPoints);
  return (await listCounters(on, where)).flatMap((commune) => {
    const whole = closes.includes(commune.code);
    const points = whole ? commune.points : commune.points.filter(({ code }) => chosen.has(code));
    if (!whole && points.length === 0) return [];
    return { ...commune, points, whole: points.length === commune.points.length };
  });
}

export function assumptionsOf(wish: PlanWish, places: readonly string[]): Assumptions {
  return { ...wish, closes: wish.closes.map((code) => places.indexOf(code)).filter((at) => at >= 0) };
}

export function toScenario(
  { name, wish, outcome }: { name: ScenarioName; wish: PlanWish; outcome: Outcome },
  days: readonly BusinessDate[],
): PlanScenario {
  const { plan, verdict, gap, alone, fallBack, need, conversions, cashless } = outcome;
  return {
    name,
    verdict,
    gap,
    alone,
    fallBack,
    need,
    visits: plan.visits,
    villages: new Set(plan.outings.map(({ village }) => village)).size,
    workDays: plan.workDays,
    workers: wish.workers,
    lastOn: days[plan.lastDay - 1] ?? null,
    gain: plan.gain,
    conversions,
    cashless,
  };
}
