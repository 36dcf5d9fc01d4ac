import { addDays, addMonths, monthOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import { logOdds } from '../../../core/outreach/logistic.ts';
import type { Ground, Outcome } from '../../../core/outreach/scenarios.ts';
import { chanceAlone, gainOfVisit } from '../../../core/outreach/visits.ts';
import type { ScenarioName } from '../../../core/outreach/words.ts';
import { isWorkingDay } from '../../../core/working-days.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { getUnit, listUnitsBelow } from '../companies/index.ts';
import { readAsOf } from '../kpi/index.ts';
import { readWorkCalendar } from '../settlement/index.ts';
import { definition, ensureModel } from './learn-model.ts';
import { readHouseholds, usualLookBack, type Households, type Telling } from './plan-households.ts';
import { assumptionsOf, listClosing, scenariosOf, toScenario } from './plan-scenarios.ts';
import type { PlanGround, PlanWish, ThinHistory } from './plan-shapes.ts';
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

const visitsAtOnce = 5_000;

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
    // Without a single month of figures there is nobody to visit.
    if (!model) return await markFailed(db, planId, 'too_little');
    await markProgress(db, planId, 30);
    await finish(db, plan, model);
  } catch (error) {
    await markFailed(db, planId, 'fault');
    throw error;
  }
}

async function finish(db: Db, plan: PlanRow, model: ModelRow): Promise<void> {
  const month = model.through.slice(0, 7);
  const root = await getUnit(db, plan.unit_code, plan.business_on);
  const unitIds = await listUnitsBelow(db, root.id, plan.business_on);
  const standing = await readStanding(db, month, unitIds);
  const households = await readHouseholds(db, tellingOf(plan, model, month), {
    unitIds,
    onUnit: (part) => markProgress(db, plan.id, 30 + 40 * part),
  });
  const closing = await listClosing(db, plan.assumed, { month, unitIds, onDate: plan.business_on });
  const days = await listWorkDays(db, plan);
  const places = [...new Set(households.communes)];
  const ground = groundOf(plan, { model, standing, households, places, workingDays: days.length });
  const closes = closing.filter(({ whole }) => whole).map(({ code }) => code);
  const scenarios = scenariosOf({ ...plan.assumed, closes });
  const worked = await workOutApart(
    ground,
    scenarios.map(({ wish }) => assumptionsOf(wish, places)),
  );
  const outcomes = scenarios.map((scenario, at) => ({ ...scenario, outcome: worked[at]! }));
  const seen: PlanGround = {
    month,
    asOf: await readAsOf(db),
    definition,
    ...standing,
    households: households.ids.length,
    villages: new Set(households.village).size,
    months: ground.months,
    workingDays: days.length,
    closing,
    thin: thinOf(model),
  };
  await markProgress(db, plan.id, 80);
  await keepPlan(db, plan, { model, seen, outcomes, households, days });
}

/** What was learned; where that is nothing, one assumed chance for all, so that villages and the stated order decide. */
function tellingOf(plan: PlanRow, { model, look_back: lookBack }: ModelRow, month: Month): Telling {
  if (model) return { model, month, lookBack };
  return {
    model: { level: logOdds(plan.assumed.monthlyChance), factors: [] },
    month,
    lookBack: usualLookBack,
  };
}

function thinOf({ model, months, examples, conversions, through }: ModelRow): ThinHistory | null {
  return model ? null : { months, examples, conversions, through: through.slice(0, 7) };
}

async function keepPlan(
  db: Db,
  plan: PlanRow,
  found: {
    model: ModelRow;
    seen: PlanGround;
    outcomes: readonly { name: ScenarioName; wish: PlanWish; outcome: Outcome }[];
    households: Households;
    days: readonly BusinessDate[];
  },
): Promise<void> {
  const { model, seen, outcomes, households, days } = found;
  const base = outcomes[0]!;
  await transaction(db, async (tx) => {
    if (!(await lockUndone(tx, plan.id))) return;
    await deleteVisits(tx, plan.id);
    let from = 0;
    for (const part of visitsOf(base.outcome, { households, plan, days, months: seen.months })) {
      await insertVisits(tx, plan.id, from, part);
      from += part.length;
    }
    const scenarios = outcomes.map((one) => toScenario(one, days));
    // A month that taught too little may be learned again; this plan stays as it was made.
    await finishPlan(tx, plan.id, { modelId: model.model ? model.id : null, ground: seen, scenarios });
  });
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
    model: ModelRow;
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
      priority: Float64Array.from(households.priority),
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
