import { Type } from 'typebox';
import { monthOf } from '../../../core/dates.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { getUnit, listUnits, listUnitsBelow, type UnitRow } from '../companies/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { listTargets } from '../targets/index.ts';
import { askPlan } from './ask-plan.ts';
import { outreachError } from './errors.ts';
import { lastWholeMonth } from './learn-model.ts';
import { usualUntil, usualWish } from './plan-shapes.ts';
import { presentHead, presentModel, presentPlan, presentVillage, presentVisit } from './present.ts';
import {
  findModel,
  findPlan,
  getModel,
  listCounters,
  listPlans,
  readStanding,
  type PlanRow,
} from './queries.ts';
import {
  AskedSchema,
  GroundSchema,
  PlanBody,
  PlanSchema,
  VillageOfPlanSchema,
  VisitSchema,
} from './schemas.ts';
import { listVillagesOfPlan, listVisits } from './visit-queries.ts';
import { visitWorkbook } from './visit-workbook.ts';

const PlanParams = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) });
const PageQuery = {
  after: Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' })),
  limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
};

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
      const { unit: code, until, targetBp, ...assumed } = body;
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
      const model = plan.model_id === null ? undefined : await getModel(staff.db, plan.model_id);
      return presentPlan(plan, model);
    },
  );
  planListRoutes(app);
}

/** The visits of a plan and its villages. A plan that failed has none. */
function planListRoutes(app: App): void {
  app.get(
    '/outreach/plans/:id/visits',
    {
      schema: {
        params: PlanParams,
        querystring: Type.Object(
          {
            village: Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' })),
            format: Type.Optional(Type.Enum(['xlsx'])),
            ...PageQuery,
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(VisitSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params, query }, reply) => {
      const plan = await getPlanWithList(staff, params.id);
      const village = query.village === undefined ? null : Number(query.village);
      if (query.format === 'xlsx') return sendXlsx(reply, visitWorkbook(staff.db, plan, village));
      const limit = Math.min(Number(query.limit ?? 50), 200);
      const rows = await listVisits(staff.db, {
        planId: plan.id,
        village,
        after: Number(query.after ?? 0),
        limit,
      });
      const next = rows.length === limit ? String(rows.at(-1)?.place) : null;
      return { rows: rows.map(presentVisit), next };
    },
  );

  app.get(
    '/outreach/plans/:id/villages',
    {
      schema: {
        params: PlanParams,
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: pageOf(VillageOfPlanSchema) },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, params, query }) => {
      const plan = await getPlanWithList(staff, params.id);
      const limit = Math.min(Number(query.limit ?? 50), 200);
      const rows = await listVillagesOfPlan(staff.db, {
        planId: plan.id,
        after: Number(query.after ?? 0),
        limit,
      });
      const next = rows.length === limit ? String(rows.at(-1)?.place) : null;
      return { rows: rows.map(presentVillage), next };
    },
  );
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
    counters: month === undefined ? [] : await listCounters(db, month, unitIds),
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

async function getPlan(staff: StaffContext, id: string): Promise<PlanRow> {
  const plan = await findPlan(staff.db, BigInt(id));
  ensure(plan, outreachError('outreach.unknown_plan', { id }));
  ensureInScope(staff, plan.org_unit_id);
  return plan;
}

async function getPlanWithList(staff: StaffContext, id: string): Promise<PlanRow> {
  const plan = await getPlan(staff, id);
  const over = plan.state === 'done' || plan.state === 'failed';
  ensure(over, outreachError('outreach.not_ready', { id }));
  return plan;
}
