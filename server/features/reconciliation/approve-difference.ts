import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import * as queries from './difference-queries.ts';
import { reconciliationError } from './errors.ts';
import { fixMoney } from './fix-money.ts';
import { finish } from './resolve-differences.ts';

export interface Decision {
  id: bigint;
  note: string;
  by: string;
  requestId?: string;
  businessOn: BusinessDate;
}

/**
 * The second person approves what the first asked for, and it is posted. Throws `reconciliation.not_in_approval`,
 * `reconciliation.same_person`, and what the posting refuses; the difference then goes on waiting.
 */
export async function approveDifference(db: Db, decision: Decision, now: Date): Promise<void> {
  const { id, by, note, businessOn, requestId } = decision;
  const { row, proposal } = await transaction(db, (tx) => getWaiting(tx, decision));
  const asked = { ...proposal, by: row.proposed_by ?? by, businessOn, approvedBy: by };
  const made = await fixMoney(db, row, asked, now);
  await transaction(db, (tx) => finish(tx, id, { fix: proposal.fix, note, by, requestId, made }, now));
}

/** The second person says no; the difference is open again. */
export async function rejectDifference(db: Db, decision: Decision, now: Date): Promise<void> {
  await transaction(db, async (tx) => {
    const { row, proposal } = await getWaiting(tx, decision);
    const { by, note, requestId } = decision;
    await queries.changeDifference(tx, row.id, { state: 'open', by, note, now, proposal: null });
    const detail = { fix: proposal.fix };
    await queries.insertEvents(tx, [{ differenceId: row.id, event: 'rejected', actor: by, note, detail }]);
    await recordAudit(tx, {
      actor: by,
      action: 'difference.rejected',
      subject: `difference:${row.id}`,
      detail,
      requestId,
    });
  });
}

async function getWaiting(
  tx: Tx,
  { id, by }: Decision,
): Promise<{ row: queries.DifferenceRow; proposal: queries.Proposal }> {
  const [row] = await queries.lockDifferences(tx, [id]);
  ensure(row, reconciliationError('reconciliation.unknown_difference', { id: String(id) }));
  ensure(
    row.state === 'approval' && row.proposal,
    reconciliationError('reconciliation.not_in_approval', { id: String(id) }),
  );
  ensure(row.proposed_by !== by, reconciliationError('reconciliation.same_person'));
  return { row, proposal: row.proposal };
}
