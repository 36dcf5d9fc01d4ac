import type { BounceReason } from '../../../core/payment-orders/cheque.ts';
import { slipNumber } from '../../../core/payment-orders/order-text.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { businessInstant, releaseEach } from '../payments/index.ts';
import type { StaffContext } from '../staff/index.ts';
import * as queries from './cheque-queries.ts';
import { chequeError } from './errors.ts';
import { getUsableAccount } from './set-account.ts';

/** Hands received cheques to the bank on one slip. Throws `cheques.not_to_deposit`, `payment_orders.unknown_account`. */
export async function depositCheques(
  staff: StaffContext,
  asked: { account: string; chequeIds: readonly bigint[] },
): Promise<bigint> {
  const { account } = await getUsableAccount(staff.db, asked.account);
  const chequeIds = [...new Set(asked.chequeIds)];
  return transaction(staff.db, async (tx) => {
    const id = await queries.insertDeposit(tx, {
      account,
      on: staff.businessDate,
      by: staff.login,
      now: staff.now,
    });
    const put = await queries.putOnSlip(tx, { id, account, chequeIds });
    ensure(put === chequeIds.length && put > 0, chequeError('cheques.not_to_deposit'));
    await recordAudit(tx, {
      actor: staff.login,
      action: 'cheques.deposited',
      subject: `cheque_deposit:${id}`,
      detail: { number: slipNumber(id), cheques: put },
      requestId: staff.requestId,
    });
    return id;
  });
}

export interface Bounce {
  reason: BounceReason;
  note: string;
  feeVnd: bigint;
  feeBearer: 'company' | 'drawer' | null;
}

/** The bank did not pay: the bills are free again. Throws `cheques.act_not_possible`. */
export async function bounceCheque(staff: StaffContext, id: bigint, bounce: Bounce): Promise<void> {
  await transaction(staff.db, async (tx) => {
    const cheque = await queries.lockCheque(tx, id);
    ensure(cheque?.state === 'deposited', chequeError('cheques.act_not_possible', { state: cheque?.state }));
    const feeBearer = bounce.feeVnd > 0n ? (bounce.feeBearer ?? 'drawer') : null;
    await queries.markBounced(tx, id, { ...bounce, feeBearer, on: staff.businessDate });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'cheque.bounced',
      subject: `cheque:${id}`,
      detail: { reason: bounce.reason, fee: String(bounce.feeVnd), feeBearer },
      requestId: staff.requestId,
    });
  });
  await freeBills(staff.db, businessInstant(staff.businessDate, staff.now));
}

/** Gives a cheque back to its drawer before it was paid in, or after it bounced. Throws `cheques.act_not_possible`. */
export async function withdrawCheque(staff: StaffContext, id: bigint, reason: string): Promise<void> {
  await transaction(staff.db, async (tx) => {
    const cheque = await queries.lockCheque(tx, id);
    ensure(
      cheque?.state === 'received' || cheque?.state === 'bounced',
      chequeError('cheques.act_not_possible', { state: cheque?.state }),
    );
    await queries.markWithdrawn(tx, id, reason);
    await recordAudit(tx, {
      actor: staff.login,
      action: 'cheque.withdrawn',
      subject: `cheque:${id}`,
      detail: { reason },
      requestId: staff.requestId,
    });
  });
  await freeBills(staff.db, businessInstant(staff.businessDate, staff.now));
}

/** Frees what cheques held that nobody waits for any more; harmless to repeat. `businessNow` is business time. */
export async function freeBills(db: Db, businessNow: Date): Promise<void> {
  for (const { partner_id: partnerId, references } of await queries.listLeftHolds(db)) {
    await releaseEach(db, { partnerId, references }, businessNow);
  }
}
