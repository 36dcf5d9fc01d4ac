import { Type } from 'typebox';
import type { Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { outreachError } from './errors.ts';
import { findPlan, getModel, type ModelRow, type PlanRow } from './queries.ts';

export const PlanParams = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) });

/** Throws `outreach.unknown_plan` and what is wrong with the person's scope. */
export async function getPlan(staff: StaffContext, id: string): Promise<PlanRow> {
  const plan = await findPlan(staff.db, BigInt(id));
  ensure(plan, outreachError('outreach.unknown_plan', { id }));
  ensureInScope(staff, plan.org_unit_id);
  return plan;
}

/** One whose lists are there: done, or failed without any. Throws also `outreach.not_ready`. */
export async function getPlanWithList(staff: StaffContext, id: string): Promise<PlanRow> {
  const plan = await getPlan(staff, id);
  const over = plan.state === 'done' || plan.state === 'failed';
  ensure(over, outreachError('outreach.not_ready', { id }));
  return plan;
}

/** What a plan's chances rest on; undefined where nothing was learned. */
export async function findModelOf(on: Queryable, plan: PlanRow): Promise<ModelRow | undefined> {
  return plan.model_id === null ? undefined : getModel(on, plan.model_id);
}
