import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { findModelOf, getPlanWithList, PlanParams } from './get-plan.ts';
import { presentVillage, presentVisit, presentWorker } from './present.ts';
import { VillageOfPlanSchema, VisitSchema, WorkersOfPlanSchema } from './schemas.ts';
import { listVillagesOfPlan, listVisits, listWorkersOfPlan } from './visit-queries.ts';
import { visitWorkbook } from './visit-workbook.ts';

const exact = { additionalProperties: false };
const PageQuery = {
  after: Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' })),
  limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
};

/** Whose visits: those of one village or one person; all without. */
export const WhoseQuery = {
  village: Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' })),
  worker: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,3}$' })),
};

/** The visits of a plan, its villages and its people. A plan that failed has none. */
export function planListRoutes(app: App): void {
  app.get(
    '/outreach/plans/:id/visits',
    {
      schema: {
        params: PlanParams,
        querystring: Type.Object(
          { ...WhoseQuery, format: Type.Optional(Type.Enum(['xlsx'])), ...PageQuery },
          exact,
        ),
        response: { 200: pageOf(VisitSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params, query }, reply) => {
      const plan = await getPlanWithList(staff, params.id);
      const filter = { planId: plan.id, ...whoseVisits(query) };
      if (query.format === 'xlsx') {
        const model = await findModelOf(staff.db, plan);
        return sendXlsx(reply, visitWorkbook(staff.db, { plan, model }, filter));
      }
      const limit = Math.min(Number(query.limit ?? 50), 200);
      const rows = await listVisits(staff.db, { ...filter, after: Number(query.after ?? 0), limit });
      const next = rows.length === limit ? String(rows.at(-1)?.place) : null;
      return { rows: rows.map(presentVisit), next };
    },
  );

  app.get(
    '/outreach/plans/:id/villages',
    {
      schema: {
        params: PlanParams,
        querystring: Type.Object(PageQuery, exact),
        response: { 200: pageOf(VillageOfPlanSchema) },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, params, query }) => {
      const plan = await getPlanWithList(staff, params.id);
      const limit = Math.min(Number(query.limit ?? 50), 200);
      const after = Number(query.after ?? 0);
      const rows = await listVillagesOfPlan(staff.db, { planId: plan.id, after, limit });
      const next = rows.length === limit ? String(rows.at(-1)?.place) : null;
      return { rows: rows.map(presentVillage), next };
    },
  );

  app.get(
    '/outreach/plans/:id/workers',
    {
      schema: { params: PlanParams, response: { 200: WorkersOfPlanSchema } },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, params }) => {
      const plan = await getPlanWithList(staff, params.id);
      return { rows: (await listWorkersOfPlan(staff.db, plan.id)).map(presentWorker) };
    },
  );
}

export function whoseVisits({
  village,
  worker,
}: {
  village?: string | undefined;
  worker?: string | undefined;
}) {
  return {
    village: village === undefined ? null : Number(village),
    worker: worker === undefined ? null : Number(worker),
  };
}
