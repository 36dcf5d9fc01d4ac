import type { BusinessDate } from '../../../core/dates.ts';
import type { Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { assignmentError } from './errors.ts';
import { resolve, touchedBy } from './resolve-queries.ts';
import * as queries from './rule-queries.ts';
import type { NewRule } from './rule-queries.ts';

export interface ChangeBy {
  actor: string;
  requestId?: string;
  /** Whoever holds it now hands it over on the day the new one begins; without it they are named and nothing is done. */
  takeOver?: boolean;
}

/**
 * Makes employees responsible for books, villages or communes from a day on. Throws `assignments.conflict` with who holds
 * what already, `assignments.empty_time`. Answers how many customers have somebody else now than before.
 */
export async function makeRules(tx: Tx, rules: readonly NewRule[], by: ChangeBy): Promise<number> {
  if (rules.length === 0) return 0;
  const backwards = rules.some(({ from, to }) => to !== null && to <= from);
  ensure(!backwards, assignmentError('assignments.empty_time'));
  await queries.lockAssignments(tx);
  const from = earliest(rules);
  const rivals = await queries.listRivals(tx, rules);
  ensure(rivals.length === 0 || by.takeOver, assignmentError('assignments.conflict', named(rivals)));
  const rivalIds = rivals.map(({ id }) => id);
  if (rivalIds.length > 0) await queries.endRules(tx, rivalIds, from);
  const ids = await queries.insertRules(tx, rules, by.actor);
  const changed = await resolve(tx, touchedBy([...ids, ...rivalIds]), from);
  await recordAudit(tx, {
    actor: by.actor,
    action: 'assignments.made',
    subject: 'assignments',
    detail: { rules: ids.map(String), ended: rivalIds.map(String), from, customers: changed },
    ...(by.requestId !== undefined && { requestId: by.requestId }),
  });
  return changed;
}

function earliest(rules: readonly NewRule[]): BusinessDate {
  return rules.map(({ from }) => from).reduce((one, other) => (one < other ? one : other));
}

const rivalsNamed = 20;

function named(rivals: readonly queries.RivalRule[]): Record<string, unknown> {
  const holders = rivals.slice(0, rivalsNamed).map(({ label, staff_name, from_on }) => ({
    what: label,
    holder: staff_name,
    from: from_on,
  }));
  return { count: rivals.length, holders };
}

/** Books of meter readers, each to one employee, from a day on; the usual way of sharing a unit's customers out. */
export async function assignBooks(
  tx: Tx,
  books: readonly { staffId: bigint; bookId: bigint }[],
  when: { from: BusinessDate; to?: BusinessDate },
  by: ChangeBy,
): Promise<number> {
  const rules = books.map(({ staffId, bookId }) => ({
    staffId,
    scope: { kind: 'book' as const, bookId },
    from: when.from,
    to: when.to ?? null,
  }));
  return makeRules(tx, rules, by);
}
