import { addWorkingDays } from '../../../core/working-days.ts';
import { businessInstant, releaseEach } from '../payments/index.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { StaffContext } from '../staff/index.ts';
import * as batches from './batch-queries.ts';
import { mandateError } from './errors.ts';
import { findBatch } from './pick-queries.ts';
import { readWorkCalendar } from './queries.ts';

const holdsAtOnce = 5_000;

/**
 * Gives up the debits of a run that the bank never answered: their bills are free again, and may be debited anew by the
 * retry days. Money that comes for one of them later is posted all the same. Throws `mandates.unknown_batch`,
 * `mandates.batch_not_ready`, `mandates.wallet_run`.
 */
export async function giveUp(staff: StaffContext, batchId: bigint): Promise<{ items: number }> {
  const { db, businessDate, now } = staff;
  const batch = await findBatch(db, batchId);
  ensure(batch, mandateError('mandates.unknown_batch', { id: String(batchId) }));
  ensure(batch.state !== 'picking', mandateError('mandates.batch_not_ready'));
  // A wallet is asked until it answers: a bill given up would be asked for again while the first word is still out.
  ensure(batch.format !== 'wallet', mandateError('mandates.wallet_run'));
  const calendar = await readWorkCalendar(db);
  const days = batch.terms.retryDays.map((after) => addWorkingDays(businessDate, after, calendar));
  const given = await transaction(db, async (tx) => {
    await batches.lockItems(tx, batchId);
    const references = await batches.giveUpPending(tx, batchId, days);
    await recordAudit(tx, {
      actor: staff.login,
      action: 'debits.given_up',
      subject: `debit_batch:${batchId}`,
      detail: { items: references.length },
      requestId: staff.requestId,
    });
    return references;
  });
  for (;;) {
    const references = await batches.listHeldInVain(db, batchId, holdsAtOnce);
    if (references.length === 0) break;
    const hold = { partnerId: batch.partner_id, references };
    if ((await releaseEach(db, hold, businessInstant(businessDate, now))) === 0) break;
  }
  return { items: given.length };
}
