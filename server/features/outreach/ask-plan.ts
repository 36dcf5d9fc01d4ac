import { addMonths, isBusinessDate, monthOf, type BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import { outreachError } from './errors.ts';
import type { PlanWish } from './plan-shapes.ts';
import { insertPlan } from './queries.ts';

const longestMonths = 24;

/** Writes a plan down as asked; a job works it out. Throws `outreach.bad_date`. */
export async function askPlan(
  db: Db,
  request: {
    unitId: bigint;
    businessOn: BusinessDate;
    until: BusinessDate;
    targetBp: number;
    assumed: PlanWish;
    actor: string;
    requestId?: string;
  },
): Promise<bigint> {
  const { businessOn, until, actor, requestId } = request;
  ensure(
    isBusinessDate(until) &&
      until > businessOn &&
      monthOf(until) <= addMonths(monthOf(businessOn), longestMonths),
    outreachError('outreach.bad_date', { until }),
  );
  return transaction(db, async (tx) => {
    const id = await insertPlan(tx, { ...request, askedBy: actor });
    await publish(tx, { topic: 'outreach.plan_asked', payload: { planId: String(id) } });
    await recordAudit(tx, {
      actor,
      action: 'outreach.planned',
      subject: `outreach-plan:${id}`,
      detail: { unitId: String(request.unitId), until, targetBp: request.targetBp },
      requestId,
    });
    return id;
  });
}
