import { transaction } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { isIn, isOneOf, requeue } from './queries.ts';

/** By number, or all of a state. */
export type RetryWish = { seqs: readonly bigint[] } | { state: 'failed' | 'refused' };

/** Puts failed or refused entries back in the queue, with as many tries as new ones. Returns their number. */
export async function retryEntries(staff: StaffContext, wish: RetryWish): Promise<number> {
  return transaction(staff.db, async (tx) => {
    const seqs = await requeue(tx, 'seqs' in wish ? isOneOf(wish.seqs) : isIn(wish.state));
    if (seqs.length === 0) return 0;
    await recordAudit(tx, {
      actor: staff.login,
      action: 'clearing.retried',
      subject: 'clearing:entries',
      detail: {
        entries: seqs.length,
        ...('state' in wish ? { state: wish.state } : { seqs: wish.seqs.map(String) }),
      },
      requestId: staff.requestId,
    });
    await publish(tx, { topic: 'clearing.collected', payload: {} });
    return seqs.length;
  });
}
