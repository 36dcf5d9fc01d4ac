import { Type } from 'typebox';
import { monthOf } from '../../../core/dates.ts';
import type { App } from '../../platform/http.ts';
import { getUnit, listUnits, listUnitsBelow, type UnitRow } from '../companies/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { listTargets } from '../targets/index.ts';
import { askPlan } from './ask-plan.ts';
import { findModelOf, getPlan, PlanParams } from './get-plan.ts';
import { lastWholeMonth } from './learn-model.ts';
import { planListRoutes } from './plan-list-routes.ts';
import { planPaperRoutes } from './plan-paper-routes.ts';
import { usualUntil, usualWish } from './plan-shapes.ts';
import { presentHead, presentModel, presentPlan } from './present.ts';
import { findModel, listCounters, listPlans, readStanding } from './queries.ts';
import { AskedSchema, GroundSchema, PlanBody, PlanSchema } from './schemas.ts';

/** What reaching a target takes: what is known of a unit, plans of visits, and their lists. */
export function outreachRoutes(app: App): void {
  app.get(
    '/outreach/ground',
    {
      schema: {
        querystring: Type.Object({ unit: Type.Optional(Type.String()) }, { additionalProperties: false }),
        response: { 200: GroundSchema },
      },
      config: { permission: 'kpi.view' },
    },
    ({ staff, query }) => readGround(staff, query.unit),
  );

  app.post(
    '/outreach/plans',
    {
      schema: { body: PlanBody, response: { 200: AskedSchema } },
      config: { permission: 'outreach.plan' },
    },
    async ({ staff, body }) => {
      const { unit: code, until, targetBp, ...wish } = body;
      const assumed = { ...usualWish, ...wish };
      const unit = await getUnit(staff.db, code, staff.businessDate);
      ensureInScope(staff, unit.id);
      const { login: actor, requestId, businessDate: businessOn } = staff;
      const asked = { unitId: unit.id, businessOn, until, targetBp, assumed, actor, requestId };
      return { id: String(await askPlan(staff.db, asked)) };
    },
  );
  planRoutes(app);
}

function planRoutes(app: App): void {
  app.get(
    '/outreach/plans/:id',
    { schema: { params: PlanParams, response: { 200: PlanSchema } }, config: { permission: 'kpi.view' } },
    async ({ staff, params }) => {
      const plan = await getPlan(staff, params.id);
      return presentPlan(plan, await findModelOf(staff.db, plan));
    },
  );
  planListRoutes(app);
  planPaperRoutes(app);
}

/** Of the unit that is asked about, or the person's own. */
async function readGround(staff: StaffContext, code: string | undefined) {
  const { db, businessDate } = staff;
  const units = await listUnits(db, businessDate);
  const unit = await unitAsked(staff, units, code);
  const unitIds = await listUnitsBelow(db, unit.id, businessDate);
  const month = await lastWholeMonth(db, businessDate);
  const until = usualUntil(businessDate);
  const targets = await listTargets(db, monthOf(until));
  const model = await findModel(db, 'latest');
  return {
    unit: { code: unit.code, name: unit.name },
    units: units
      .filter(({ id, kind }) => kind !== 'book' && (staff.scope === 'all' || staff.scope.includes(id)))
      .map(({ code, name }) => ({ code, name })),
    standing: month === undefined ? null : { month, ...(await readStanding(db, month, unitIds)) },
    until,
    targetBp: targets.get(unit.id)?.customersBp ?? null,
    counters: month === undefined ? [] : await listCounters(db, { month, unitIds, onDate: businessDate }),
    usual: model?.closing ? { ...usualWish, closingOdds: atLeastOne(model.closing.odds) } : usualWish,
    model: model ? presentModel(model) : null,
    plans: (await listPlans(db, unit.id)).map(presentHead),
  };
}

async function unitAsked(
  staff: StaffContext,
  units: readonly UnitRow[],
  code: string | undefined,
): Promise<UnitRow> {
  const own = units.find(({ id, kind }) =>
    staff.unitId === null ? kind === 'company' : id === staff.unitId,
  );
  const unit = code === undefined && own ? own : await getUnit(staff.db, code ?? '', staff.businessDate);
  ensureInScope(staff, unit.id);
  return unit;
}

/** As people type it. Counters that closed without anybody changing multiply nothing. */
function atLeastOne(odds: number): number {
  return Math.min(100, Math.max(1, Math.round(odds * 10) / 10));
}
