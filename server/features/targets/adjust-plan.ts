import type { Db } from '../../platform/db.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { listLetters, storeState } from './letter-queries.ts';
import { listRowsAt, type RowChange, type TargetRow } from './plan-queries.ts';
import { takeStep, type Actor, type Seen } from './take-step.ts';

/**
 * Opens a plan that was handed over, so that its rows can be changed; what was handed over stays in force until the next
 * letter. Throws `targets.not_handed_over`.
 */
export function beginAdjustment(db: Db, seen: Seen, reason: string, actor: Actor): Promise<number> {
  ensureWholeCompany(actor);
  return takeStep(db, seen, actor, {
    action: 'adjustment_begun',
    reason,
    from: ['handed_over'],
    decide: async (tx, plan) => {
      await storeState(tx, plan.id, 'adjusting');
      return [];
    },
  });
}

/** Gives an adjustment up: every row is again what the last letter said. Throws `targets.not_handed_over`. */
export function dropAdjustment(db: Db, seen: Seen, reason: string, actor: Actor): Promise<number> {
  ensureWholeCompany(actor);
  return takeStep(db, seen, actor, {
    action: 'adjustment_dropped',
    reason,
    from: ['adjusting'],
    decide: async (tx, plan, rows) => {
      const last = (await listLetters(tx, plan.id)).at(-1)!;
      await storeState(tx, plan.id, 'handed_over');
      return changesBackTo(rows, await listRowsAt(tx, plan.id, last.version));
    },
  });
}

/** The rows that differ from what they once were, as they were then. */
export function changesBackTo(rows: readonly TargetRow[], then: readonly RowChange[]): RowChange[] {
  const byKey = new Map(then.map((change) => [change.key, change]));
  return rows.flatMap((row) => {
    const was = byKey.get(row.key);
    if (!was) return [];
    const same = was.target === row.target && was.locked === row.locked && was.shareBp === row.share_bp;
    return same ? [] : [was];
  });
}
