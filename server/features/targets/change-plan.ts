import { isShareMeasure } from '../../../core/targets/measures.ts';
import type { Weights } from '../../../core/targets/proposal.ts';
import { neededFor, respreadTargets, type TreeRow } from '../../../core/targets/tree.ts';
import { maxVnd } from '../../../core/money.ts';
import type { Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { changesBackTo } from './adjust-plan.ts';
import { proposalOf, reweigh, treeRowOf } from './build-rows.ts';
import { targetError } from './errors.ts';
import { listRowsAt, storeProposal, type PlanRow, type RowChange, type TargetRow } from './plan-queries.ts';
import { changesTo, ensureMayChange, takeStep, type Actor, type Seen } from './take-step.ts';

/** What somebody wants of a row: a share, a whole number, a lock, or a lock taken off. */
export interface RowWish {
  key: string;
  shareBp?: number | undefined;
  target?: bigint | undefined;
  locked?: boolean | undefined;
}

/**
 * Sets rows by hand. A target that was set is locked, unless the wish says otherwise: spreading leaves it alone. Rows
 * above and below are not touched; where sums then differ, the plan says so. Throws `targets.unknown_row`,
 * `targets.out_of_range`, `targets.above_all`, and `staff.outside_scope`.
 */
export function overrideRows(
  db: Db,
  seen: Seen,
  { wishes, reason }: { wishes: readonly RowWish[]; reason: string },
  actor: Actor,
): Promise<number> {
  return takeStep(db, seen, actor, {
    action: 'overridden',
    reason,
    decide: (_tx, plan, rows) => {
      const byKey = new Map(rows.map((row) => [row.key, row]));
      // The last wish for a row counts.
      const last = new Map(wishes.map((wish) => [wish.key, wish]));
      return [...last.values()].map((wish) => {
        const row = byKey.get(wish.key);
        ensure(row, targetError('targets.unknown_row', { key: wish.key }));
        ensureMayChange(actor, row);
        return changeOf(plan, row, wish);
      });
    },
  });
}

function changeOf(plan: PlanRow, row: TargetRow, wish: RowWish): RowChange {
  const { key, shareBp } = wish;
  const isSet = shareBp !== undefined || wish.target !== undefined;
  const locked = wish.locked ?? (isSet && row.kind !== 'company' ? true : row.locked);
  if (!isSet) return { key, target: row.target, shareBp: row.share_bp, locked };
  const inRange =
    shareBp === undefined
      ? wish.target! >= 0n && wish.target! <= maxVnd
      : isShareMeasure(plan.measure) && Number.isInteger(shareBp) && shareBp >= 0 && shareBp <= 10_000;
  ensure(inRange, targetError('targets.out_of_range', { row: row.name }));
  const target = shareBp === undefined ? wish.target! : neededFor(shareBp, row.base ?? 0n);
  ensure(
    row.cap === null || target <= row.cap,
    targetError('targets.above_all', { row: row.name, most: String(row.cap) }),
  );
  return { key, target, shareBp: shareBp ?? null, locked };
}

/**
 * Spreads what differs over the rows below that are not locked, level by level down to the employees: by their weights,
 * or the same for each (`evenly`). From the company where no row is named. Throws `targets.unknown_row`.
 */
export function respreadPlan(
  db: Db,
  seen: Seen,
  { from, evenly, reason }: { from: string | undefined; evenly: boolean; reason: string },
  actor: Actor,
): Promise<number> {
  return takeStep(db, seen, actor, {
    action: 'spread',
    reason,
    decide: (_tx, _plan, rows) => {
      const root = rows.find(({ key, kind }) => (from === undefined ? kind === 'company' : key === from));
      ensure(root, targetError('targets.unknown_row', { key: from }));
      ensureMayChange(actor, root);
      const weigh = (row: TreeRow): TreeRow => (evenly ? { ...row, weight: 1n } : row);
      return changesTo(
        rows,
        respreadTargets(
          rows.map((row) => weigh(treeRowOf(row))),
          root.key,
        ),
      );
    },
  });
}

/** Proposes all rows anew that are not locked, by other weights where some are given. */
export function reproposePlan(
  db: Db,
  seen: Seen,
  { weights, reason }: { weights: Weights | undefined; reason: string },
  actor: Actor,
): Promise<number> {
  ensureWholeCompany(actor);
  return takeStep(db, seen, actor, {
    action: 'proposed',
    reason,
    decide: async (tx, plan, rows) => {
      const weighed = reweigh(rows, weights ?? plan.weights);
      const targets = proposalOf(weighed);
      const proposed = weighed.map((row) => ({ ...row, proposal: targets.get(row.key) ?? row.proposal }));
      await storeProposal(tx, plan.id, weights ?? plan.weights, proposed);
      return changesTo(rows, targets);
    },
  });
}

/** Puts every row back to what it was after an earlier version; that is a step like any other. Throws `targets.out_of_range`. */
export function undoTo(
  db: Db,
  seen: Seen,
  { to, reason }: { to: number; reason: string },
  actor: Actor,
): Promise<number> {
  ensureWholeCompany(actor);
  return takeStep(db, seen, actor, {
    action: 'undone',
    reason,
    decide: async (tx, plan, rows) => {
      ensure(
        to >= 1 && to < plan.version,
        targetError('targets.out_of_range', { version: to, newest: plan.version }),
      );
      return changesBackTo(rows, await listRowsAt(tx, plan.id, to));
    },
  });
}
