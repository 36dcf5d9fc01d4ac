import type { BusinessDate } from '../../../core/dates.ts';
import { lanes } from '../../../core/reconciliation/lanes.ts';
import { ensure } from '../../platform/errors.ts';
import type { Queryable } from '../../platform/db.ts';
import { findOurSide, findRule, findTheirSide, listRelatedPayments } from './detail-queries.ts';
import * as queries from './difference-queries.ts';
import { reconciliationError } from './errors.ts';
import {
  presentDifference,
  presentEvent,
  presentOurs,
  presentProposal,
  presentTheirs,
} from './present-difference.ts';

/** A difference with both sides in full. Throws `reconciliation.unknown_difference`. */
export async function getDifference(on: Queryable, id: bigint, businessOn: BusinessDate) {
  const row = await queries.findDifference(on, id);
  ensure(row, reconciliationError('reconciliation.unknown_difference', { id: String(id) }));
  const theirs = await findTheirSide(on, row);
  const ours = row.payment_id === null ? undefined : await findOurSide(on, row.payment_id);
  const stored = theirs && ours ? await findRule(on, theirs.file_id, theirs.line) : undefined;
  return {
    ...presentDifference(row, businessOn),
    rule: theirs && ours ? ((stored ?? 'R1') as 'R1' | 'R2' | 'R3' | 'fix') : null,
    theirs: theirs ? presentTheirs(theirs) : null,
    ours: ours ? presentOurs(ours) : null,
    relatedPaymentIds: (await listRelatedPayments(on, row)).map(String),
    proposal: presentProposal(row),
    note: row.note,
    made: row.made,
    resolvedBy: row.resolved_by,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    answerNote: row.answer_note,
    answeredAt: row.answered_at?.toISOString() ?? null,
    timeline: (await queries.listEvents(on, id)).map(presentEvent),
  };
}

/** All nine lanes with what lies in them. */
export async function readLanes(on: Queryable, filter: queries.DifferenceFilter, businessOn: BusinessDate) {
  const found = new Map(
    (await queries.summariseLanes(on, filter, businessOn)).map((row) => [row.lane, row] as const),
  );
  return lanes.map((lane) => {
    const row = found.get(lane);
    return {
      lane,
      open: row?.open ?? 0,
      overdue: row?.overdue ?? 0,
      approval: row?.approval ?? 0,
      theirAmount: String(row?.their_vnd ?? 0n),
      ourAmount: String(row?.our_vnd ?? 0n),
      resolved: row?.resolved ?? 0,
    };
  });
}
