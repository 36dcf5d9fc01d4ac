import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { ensureInScope, ensureWholeCompany, type Scope } from '../staff/index.ts';
import { targetError } from './errors.ts';
import {
  type Action,
  type KeptRow,
  listTargetRows,
  lockPlan,
  writeStep,
  type PlanRow,
  type PlanState,
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

/** Rows of a draft can be changed, and of a plan that is being adjusted. */
const openStates = ['draft', 'adjusting'] as const;

/**
 * One step of a plan: `decide` says what becomes of which rows; version, history and audit are written with it. Throws
 * `targets.unknown_plan`, `targets.handed_over`, `targets.not_handed_over`, `targets.plan_moved_on`.
 */
export async function takeStep(
  db: Db,
  seen: Seen,
  actor: Actor,
  step: {
    action: Action;
    reason: string;
    /** In which states of the plan it can be taken; where nothing is said, while rows may be changed. */
    from?: readonly PlanState[];
    decide: (tx: Tx, plan: PlanRow, rows: KeptRow[]) => Promise<RowChange[]> | RowChange[];
    /** What must know the version that the step has made. */
    done?: (tx: Tx, plan: PlanRow, rows: KeptRow[], version: number) => Promise<void>;
  },
): Promise<number> {
  return transaction(db, async (tx) => {
    const plan = await lockPlan(tx, seen.planId);
    ensure(plan, targetError('targets.unknown_plan'));
    const { action, reason, from = openStates } = step;
    ensure(
      from.includes(plan.state),
      plan.state === 'handed_over'
        ? targetError('targets.handed_over', { number: plan.letter?.number ?? '' })
        : targetError('targets.not_handed_over'),
    );
    ensure(plan.version === seen.version, targetError('targets.plan_moved_on', { version: plan.version }));
    const rows = await listTargetRows(tx, plan.id);
    const changes = await step.decide(tx, plan, rows);
    const version = await writeStep(tx, plan, { action, reason, madeBy: actor.login, changes });
    await step.done?.(tx, plan, rows, version);
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
