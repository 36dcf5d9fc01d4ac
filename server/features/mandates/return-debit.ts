import { transaction, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { reverseByStaff } from '../payments/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { mandateError } from './errors.ts';
import { changeState, lockMandate } from './queries.ts';
import * as queries from './return-queries.ts';

/**
 * Debits that a bank took back after their money was posted. One person asks for the reversal, another one approves it;
 * or a person says that the money is there after all.
 */

/** Throws `mandates.unknown_return`, `mandates.return_decided`. */
export async function askForReversal(staff: StaffContext, id: bigint): Promise<queries.ReturnRow> {
  return transaction(staff.db, async (tx) => {
    await lockIn(tx, id, ['open']);
    await queries.noteAsked(tx, id, staff.login, staff.now);
    await record(tx, staff, id, 'asked');
    return (await queries.lockReturn(tx, id))!;
  });
}

/** Throws `mandates.unknown_return`, `mandates.return_decided`. */
export async function keepDebit(staff: StaffContext, id: bigint, reason: string): Promise<queries.ReturnRow> {
  return transaction(staff.db, async (tx) => {
    await lockIn(tx, id, ['open', 'asked']);
    await queries.noteDecided(tx, id, { state: 'kept', by: staff.login, now: staff.now });
    await record(tx, staff, id, 'kept', { reason });
    return (await queries.lockReturn(tx, id))!;
  });
}

/**
 * Takes the payment back. The mandate stands still until a person has spoken with the customer, or the next run would ask
 * for the same bill again. Repeated after an interruption it goes on: a payment is reversed once. Throws
 * `mandates.unknown_return`, `mandates.return_decided`, `mandates.second_person`, and what a reversal is refused with.
 */
export async function approveReversal(staff: StaffContext, id: bigint): Promise<queries.ReturnRow> {
  const { db, login, now, businessDate: businessOn } = staff;
  const asked = await transaction(db, (tx) => lockIn(tx, id, ['asked']));
  ensure(asked.asked_by !== login, mandateError('mandates.second_person'));
  const { payment_id: paymentId, reason_code: reason } = asked;
  if (asked.payment_state !== 'reversed')
    await reverseByStaff(
      db,
      { paymentId, reason: `Ngân hàng trả lại: ${reason}`, actor: login, businessOn },
      now,
    );
  return transaction(db, async (tx) => {
    await lockIn(tx, id, ['asked']);
    await queries.noteDecided(tx, id, { state: 'reversed', by: login, now });
    const mandate = await lockMandate(tx, asked.mandate_id);
    if (mandate?.state === 'active')
      await changeState(tx, mandate.id, { state: 'suspended', reason, now, on: businessOn });
    await record(tx, staff, id, 'reversed', { payment: String(paymentId), askedBy: asked.asked_by });
    return (await queries.lockReturn(tx, id))!;
  });
}

async function lockIn(
  tx: Tx,
  id: bigint,
  states: readonly queries.ReturnState[],
): Promise<queries.ReturnRow> {
  const found = await queries.lockReturn(tx, id);
  ensure(found, mandateError('mandates.unknown_return', { id: String(id) }));
  ensure(states.includes(found.state), mandateError('mandates.return_decided', { state: found.state }));
  return found;
}

async function record(
  tx: Tx,
  staff: StaffContext,
  id: bigint,
  what: 'asked' | 'kept' | 'reversed',
  detail: Record<string, unknown> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor: staff.login,
    action: `debits.return_${what}`,
    subject: `debit_item:${id}`,
    detail,
    requestId: staff.requestId,
  });
}
