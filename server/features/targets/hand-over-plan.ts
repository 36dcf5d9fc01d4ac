import { monthOf, monthsThrough, type Month } from '../../../core/dates.ts';
import { differencesOf, shareOf } from '../../../core/targets/tree.ts';
import { monthsOfPlan } from '../../../core/targets/span.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { targetError } from './errors.ts';
import { insertLetter } from './letter-queries.ts';
import {
  findAdjustmentReason,
  type KeptRow,
  type Letter,
  type PlanRow,
  type TargetRow,
} from './plan-queries.ts';
import { storeShares } from './set-targets.ts';
import { takeStep, type Actor, type Seen } from './take-step.ts';

const boardMetrics: Partial<Record<string, 'customers' | 'money'>> = {
  share_customers: 'customers',
  share_money: 'money',
};

/**
 * Hands a plan over by letter: from then on it stands, until a letter adjusts it. A plan of shares under the official
 * definition becomes what boards are held against, in every month of its span. Throws `targets.sums_differ`, `targets.number_taken`.
 */
export async function handOverPlan(db: Db, seen: Seen, letter: Letter, actor: Actor): Promise<number> {
  ensureWholeCompany(actor);
  return takeStep(db, seen, actor, {
    action: 'handed_over',
    done: async (tx, plan, rows, version) => {
      await insertLetter(tx, plan.id, {
        version,
        letter,
        reason: plan.state === 'adjusting' ? await findAdjustmentReason(tx, plan.id) : '',
        owners: ownersOf(rows),
        handed_over_on: actor.businessDate,
        handed_over_by: actor.login,
      });
    },
    reason: letter.number,
    decide: async (tx, plan, rows) => {
      const differing = [...differencesOf(rows.map((row) => ({ ...row, parent: row.parent_key })))].filter(
        ([, difference]) => difference !== 0n,
      );
      ensure(
        differing.length === 0,
        targetError('targets.sums_differ', {
          rows: differing.slice(0, 10).map(([key]) => rows.find((row) => row.key === key)?.name ?? key),
        }),
      );
      // An adjustment counts from the month of its letter on; what months before it were held against stays.
      const from = plan.state === 'adjusting' ? monthOf(actor.businessDate) : undefined;
      await publishShares(tx, plan, rows, { login: actor.login, from });
      return [];
    },
  });
}

async function publishShares(
  tx: Tx,
  plan: PlanRow,
  rows: readonly TargetRow[],
  { login, from }: { login: string; from: Month | undefined },
): Promise<void> {
  const metric = boardMetrics[plan.measure];
  if (!metric || plan.definition_name !== 'official') return;
  const changes = rows.flatMap((row) => {
    const isUnit = row.kind === 'company' || row.kind === 'unit' || row.kind === 'team';
    const shareBp = shareGiven(row);
    return isUnit && shareBp !== null ? [{ unitId: row.org_unit_id, metric, shareBp }] : [];
  });
  for (const period of monthsWithin(plan))
    if (from === undefined || period >= from) await storeShares(tx, period, changes, login);
}

/** Who is responsible, by the key of the row: the letter keeps the names of the day it goes out. */
function ownersOf(rows: readonly KeptRow[]): Record<string, string> {
  return Object.fromEntries(
    rows.flatMap(({ key, owner_name }) => (owner_name === null ? [] : [[key, owner_name]])),
  );
}

/** The share a row was given, or that its target comes to; null for counts. */
export function shareGiven(row: Pick<TargetRow, 'share_bp' | 'target' | 'base'>): number | null {
  if (row.share_bp !== null) return row.share_bp;
  return row.base === null ? null : shareOf(row.target, row.base);
}

/** Every month of the plan's span. */
function monthsWithin(plan: PlanRow): Month[] {
  const { first, last } = monthsOfPlan(plan.span, monthOf(plan.first_month));
  return monthsThrough(first, last);
}
