import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { ensureInScope, ensureWholeCompany, type Scope } from '../staff/index.ts';
import { targetError } from './errors.ts';
import {
  type Action,
  listTargetRows,
  lockPlan,
  writeStep,
  type PlanRow,
  type RowChange,
  type TargetRow,
} from './plan-queries.ts';

/** Who does it, from where, and on which business day. */
export interface Actor {
  login: string;
  scope: Scope;
  businessDate: BusinessDate;
  requestId?: string;
}

/** A plan as somebody saw it: a step is taken only from there. */
export interface Seen {
  planId: bigint;
  version: number;
}

/**
 * One step of a draft: `decide` says what becomes of which rows; version, history and audit are written with it. Throws
 * `targets.unknown_plan`, `targets.handed_over`, `targets.plan_moved_on`.
 */
export async function takeStep(
  db: Db,
  seen: Seen,
  actor: Actor,
  step: {
    action: Action;
    reason: string;
    decide: (tx: Tx, plan: PlanRow, rows: TargetRow[]) => Promise<RowChange[]> | RowChange[];
  },
): Promise<number> {
  return transaction(db, async (tx) => {
    const plan = await lockPlan(tx, seen.planId);
    ensure(plan, targetError('targets.unknown_plan'));
    ensure(plan.state === 'draft', targetError('targets.handed_over', { number: plan.letter?.number ?? '' }));
    ensure(plan.version === seen.version, targetError('targets.plan_moved_on', { version: plan.version }));
    const changes = await step.decide(tx, plan, await listTargetRows(tx, plan.id));
    const { action, reason } = step;
    const version = await writeStep(tx, plan, { action, reason, madeBy: actor.login, changes });
    await recordAudit(tx, {
      actor: actor.login,
      action: `targets.plan_${action}`,
      subject: `target_plan:${plan.id}`,
      detail: { version, reason, rows: changes.length },
      ...(actor.requestId !== undefined && { requestId: actor.requestId }),
    });
    return version;
  });
}

/** The company's own target belongs to the whole company, every other row to whoever sees its unit. */
export function ensureMayChange(actor: Pick<Actor, 'scope'>, row: TargetRow): void {
  if (row.kind === 'company') ensureWholeCompany(actor);
  else ensureInScope(actor, row.org_unit_id);
}

/** The rows whose target differs from what they have; a share that was typed stands only as long as its target does. */
export function changesTo(rows: readonly TargetRow[], targets: ReadonlyMap<string, bigint>): RowChange[] {
  return rows.flatMap((row) => {
    const target = targets.get(row.key) ?? row.target;
    return target === row.target ? [] : [{ key: row.key, target, shareBp: null, locked: row.locked }];
  });
}
