import { setImmediate } from 'node:timers/promises';
import { addDays, addMonths, monthOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import { encodeHousehold } from '../../../core/outreach/factors.ts';
import { chanceOf, reasonsOf, type Model } from '../../../core/outreach/logistic.ts';
import type { Assumptions, Ground, Outcome } from '../../../core/outreach/scenarios.ts';
import { chanceAlone, gainOfVisit } from '../../../core/outreach/visits.ts';
import { isWorkingDay } from '../../../core/working-days.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { getUnit, listUnitsBelow } from '../companies/index.ts';
import { readFreshness } from '../kpi/index.ts';
import { readWorkCalendar } from '../settlement/index.ts';
import { listCashHouseholds, toHousehold, type HouseholdRow } from './household-queries.ts';
import { definition, ensureModel } from './learn-model.ts';
import type { PlanGround, PlanScenario, PlanWish, ScenarioName } from './plan-shapes.ts';
import {
  deleteVisits,
  findPlan,
  finishPlan,
  insertVisits,
  lockUndone,
  markFailed,
  markProgress,
  readStanding,
  type ModelRow,
  type NewVisit,
  type PlanRow,
  type Standing,
} from './queries.ts';
import { workOutApart } from './work-apart.ts';

/** Households of one plan, column by column; the reasons as they are stored, so that nothing else need be kept. */
interface Households {
  ids: bigint[];
  units: bigint[];
  communes: string[];
  villageIds: (bigint | null)[];
  bookIds: (bigint | null)[];
  atCounter: boolean[];
  billed: bigint[];
  monthly: number[];
  village: number[];
  reasons: string[];
}

const visitsAtOnce = 5_000;
const rowsAtOnce = 1_000;

/**
 * Works an asked plan out and keeps it whole: the unit as it stands, every scenario, and the visits of the first. Harmless to
 * repeat; a plan that is done stays as it is. Reads a unit at a time.
 */
export async function workOutPlan(db: Db, planId: bigint): Promise<void> {
  const plan = await findPlan(db, planId);
  if (!plan || plan.state === 'done') return;
  try {
    await markProgress(db, planId, 5);
    const model = await ensureModel(db, plan.business_on);
    if (!model?.model) return await markFailed(db, planId, 'too_little');
    await markProgress(db, planId, 30);
    await finish(db, plan, { ...model, model: model.model });
  } catch (error) {
    await markFailed(db, planId, 'fault');
    throw error;
  }
}

type LearnedModel = ModelRow & { model: Model };

async function finish(db: Db, plan: PlanRow, model: LearnedModel): Promise<void> {
  const month = model.through.slice(0, 7);
  const root = await getUnit(db, plan.unit_code, plan.business_on);
  const unitIds = await listUnitsBelow(db, root.id, plan.business_on);
  const { moved_at: movedAt, now } = await readFreshness(db);
  const standing = await readStanding(db, month, unitIds);
  const households = await readHouseholds(db, { plan, model, unitIds });
  const days = await listWorkDays(db, plan);
  const places = [...new Set(households.communes)];
  const ground = groundOf(plan, { model, standing, households, places, workingDays: days.length });
  const scenarios = scenariosOf(plan.assumed);
  const worked = await workOutApart(
    ground,
    scenarios.map(({ wish }) => assumptionsOf(wish, places)),
  );
  const outcomes = scenarios.map((scenario, at) => ({ ...scenario, outcome: worked[at]! }));
  const seen: PlanGround = {
    month,
    asOf: (movedAt ?? now).toISOString(),
    definition,
    ...standing,
    households: households.ids.length,
    villages: new Set(households.village).size,
    months: ground.months,
    workingDays: days.length,
  };
  await markProgress(db, plan.id, 80);
  const base = outcomes[0]!;
  await transaction(db, async (tx) => {
    if (!(await lockUndone(tx, plan.id))) return;
    await deleteVisits(tx, plan.id);
    let from = 0;
    for (const part of visitsOf(base.outcome, { households, plan, days, months: ground.months })) {
      await insertVisits(tx, plan.id, from, part);
      from += part.length;
    }
    const found = outcomes.map((one) => toScenario(one, days));
    await finishPlan(tx, plan.id, { modelId: model.id, ground: seen, scenarios: found });
  });
}

async function readHouseholds(
  db: Db,
  asked: { plan: PlanRow; model: LearnedModel; unitIds: readonly bigint[] },
): Promise<Households> {
  const { plan, model, unitIds } = asked;
  const found: Households = {
    ids: [],
    units: [],
    communes: [],
    villageIds: [],
    bookIds: [],
    atCounter: [],
    billed: [],
    monthly: [],
    village: [],
    reasons: [],
  };
  const villages = new Map<string, number>();
  for (const [at, unitId] of unitIds.entries()) {
    const rows = await listCashHouseholds(db, {
      month: model.through.slice(0, 7),
      lookBack: model.look_back,
      whose: { unitIds: [unitId], everyBook: 1 },
      withOutcome: false,
    });
    for (const [row, one] of rows.entries()) {
      keep(found, one, { villages, model: model.model });
      // Requests are answered in between.
      if (row % rowsAtOnce === rowsAtOnce - 1) await setImmediate();
    }
    await markProgress(db, plan.id, 30 + (40 * (at + 1)) / unitIds.length);
  }
  return found;
}

function keep(
  found: Households,
  row: HouseholdRow,
  { villages, model }: { villages: Map<string, number>; model: Model },
): void {
  const place = `${row.commune_code}|${row.village_id === null ? `s${row.book_id}` : row.village_id}`;
  const village = villages.get(place) ?? villages.size + 1;
  villages.set(place, village);
  const household = toHousehold(row);
  found.ids.push(row.customer_id);
  found.units.push(row.org_unit_id);
  found.communes.push(row.commune_code);
  found.villageIds.push(row.village_id);
  found.bookIds.push(row.book_id);
  found.atCounter.push(row.at_counter);
  found.billed.push(row.billed_vnd);
  found.monthly.push(chanceOf(model, encodeHousehold(household)));
  found.village.push(village);
  const reasons = reasonsOf(model, household);
  found.reasons.push(
    JSON.stringify(reasons.map((reason) => ({ ...reason, push: Math.round(reason.push * 1_000) / 1_000 }))),
  );
}

/** Working days from the day after the business date up to and with the day of the target. */
async function listWorkDays(db: Db, plan: PlanRow): Promise<BusinessDate[]> {
  const calendar = await readWorkCalendar(db);
  const days: BusinessDate[] = [];
  for (let day = addDays(plan.business_on, 1); day <= plan.until; day = addDays(day, 1))
    if (isWorkingDay(day, calendar)) days.push(day);
  return days;
}

function groundOf(
  plan: PlanRow,
  found: {
    model: LearnedModel;
    standing: Standing;
    households: Households;
    places: readonly string[];
    workingDays: number;
  },
): Ground {
  const { model, households, places } = found;
  return {
    field: {
      monthly: Float64Array.from(households.monthly),
      village: Int32Array.from(households.village),
    },
    counter: Int32Array.from(households.communes, (code, at) =>
      households.atCounter[at] ? places.indexOf(code) : -1,
    ),
    customers: found.standing.customers,
    cashless: found.standing.cashless,
    relapse: model.relapse,
    targetBp: plan.target_bp,
    months: monthsBetween(model.through.slice(0, 7), monthOf(plan.until)),
    workingDays: found.workingDays,
    drift: model.drift,
  };
}

/** Months of bills between the last whole one and the one of the target; that one counts. */
function monthsBetween(from: Month, to: Month): number {
  let months = 0;
  for (let month = from; month < to; month = addMonths(month, 1)) months += 1;
  return Math.max(1, months);
}

/** The plan as asked, and beside it what would be otherwise. A promotion and closed counters are scenarios of their own. */
function scenariosOf(asked: PlanWish): { name: ScenarioName; wish: PlanWish }[] {
  const plain = { ...asked, promotionOdds: 1, closes: [] };
  return [
    { name: 'base', wish: plain },
    { name: 'moreWorkers', wish: { ...plain, workers: plain.workers + 2 } },
    ...(asked.promotionOdds > 1
      ? [{ name: 'promotion' as const, wish: { ...plain, promotionOdds: asked.promotionOdds } }]
      : []),
    ...(asked.closes.length > 0
      ? [{ name: 'closing' as const, wish: { ...plain, closes: asked.closes } }]
      : []),
    { name: 'weaker', wish: { ...plain, visitOdds: Math.max(1, plain.visitOdds / 2) } },
  ];
}

function assumptionsOf(wish: PlanWish, places: readonly string[]): Assumptions {
  return { ...wish, closes: wish.closes.map((code) => places.indexOf(code)).filter((at) => at >= 0) };
}

function toScenario(
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

function* visitsOf(
  { plan: { outings } }: Outcome,
  found: { households: Households; plan: PlanRow; days: readonly BusinessDate[]; months: number },
): Generator<NewVisit[]> {
  const { households: from, plan, days, months } = found;
  let part: NewVisit[] = [];
  for (const { visits, worker, day } of outings) {
    for (const at of visits) {
      const monthly = from.monthly[at]!;
      const alone = chanceAlone(monthly, months);
      part.push({
        customerId: from.ids[at]!,
        unitId: from.units[at]!,
        communeCode: from.communes[at]!,
        villageId: from.villageIds[at]!,
        bookId: from.bookIds[at]!,
        village: from.village[at]!,
        worker: worker + 1,
        visitOn: days[day - 1]!,
        billedVnd: from.billed[at]!,
        chanceAlone: alone,
        chanceVisited: alone + gainOfVisit(monthly, months, plan.assumed.visitOdds),
        reasons: from.reasons[at]!,
      });
    }
    if (part.length < visitsAtOnce) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
