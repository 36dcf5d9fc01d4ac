import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { sendPdf } from '../../platform/pdf/document.ts';
import { outreachError } from './errors.ts';
import { findModelOf, getPlanWithList, PlanParams } from './get-plan.ts';
import { planDocument } from './plan-document.ts';
import { WhoseQuery, whoseVisits } from './plan-list-routes.ts';
import { sheetDocument } from './sheet-document.ts';
import { countVisits, listVillagesOfPlan, listVisits } from './visit-queries.ts';

/** What one file of sheets holds at most: it is laid out in memory. */
const visitsPerFile = 1_000;
const villagesOnPaper = 200;
const Format = Type.Optional(Type.Literal('pdf'));

/** A plan on paper, and the sheets that people carry. */
export function planPaperRoutes(app: App): void {
  app.get(
    '/outreach/plans/:id/file',
    {
      schema: {
        params: PlanParams,
        querystring: Type.Object({ format: Format }, { additionalProperties: false }),
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, params }, reply) => {
      const plan = await getPlanWithList(staff, params.id);
      const villages = await listVillagesOfPlan(staff.db, {
        planId: plan.id,
        after: 0,
        limit: villagesOnPaper,
      });
      const model = await findModelOf(staff.db, plan);
      const { name: company, demo } = staff.company;
      return sendPdf(reply, planDocument({ company, demo, plan, model, villages }));
    },
  );

  app.get(
    '/outreach/plans/:id/sheets/file',
    {
      schema: {
        params: PlanParams,
        querystring: Type.Object({ ...WhoseQuery, format: Format }, { additionalProperties: false }),
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params, query }, reply) => {
      const plan = await getPlanWithList(staff, params.id);
      const filter = { planId: plan.id, ...whoseVisits(query) };
      const found = await countVisits(staff.db, filter);
      ensure(
        found <= visitsPerFile,
        outreachError('outreach.too_many_sheets', { found, most: visitsPerFile }),
      );
      const visits = await listVisits(staff.db, { ...filter, after: 0, limit: visitsPerFile });
      const { name: company, demo } = staff.company;
      return sendPdf(reply, sheetDocument({ company, demo, plan, visits }));
    },
  );
}
