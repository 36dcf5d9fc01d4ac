import type { App } from '../../platform/http.ts';
import { beginAdjustment, dropAdjustment } from './adjust-plan.ts';
import { handOverPlan } from './hand-over-plan.ts';
import { HandOverBody, ReasonBody, StepSchema } from './plan-schemas.ts';
import { actorOf, IdParams, seenOf } from './step-request.ts';

const response = { 200: StepSchema };
const config = { permission: 'targets.edit' } as const;

/** From a draft to a plan that stands, and the way by which a plan that stands is adjusted. */
export function handOverRoutes(app: App): void {
  app.post(
    '/targets/plans/:id/hand-over',
    { schema: { params: IdParams, body: HandOverBody, response }, config },
    async ({ staff, params, body }) => {
      const { version: _seen, ...letter } = body;
      return { version: await handOverPlan(staff.db, seenOf(params, body), letter, actorOf(staff)) };
    },
  );

  app.post(
    '/targets/plans/:id/adjustment',
    { schema: { params: IdParams, body: ReasonBody, response }, config },
    async ({ staff, params, body }) => ({
      version: await beginAdjustment(staff.db, seenOf(params, body), body.reason, actorOf(staff)),
    }),
  );

  app.post(
    '/targets/plans/:id/adjustment/drop',
    { schema: { params: IdParams, body: ReasonBody, response }, config },
    async ({ staff, params, body }) => ({
      version: await dropAdjustment(staff.db, seenOf(params, body), body.reason, actorOf(staff)),
    }),
  );
}
