import { holdsCardNumber } from '../../../core/card-slip.ts';
import { transaction } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { reverseByStaff } from '../payments/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { tillError } from './errors.ts';
import { lockSession } from './session-queries.ts';
import * as queries from './taking-queries.ts';

/** A taking this person may see. Throws `tills.unknown_taking`, `staff.outside_scope`. */
export async function getTaking(staff: StaffContext, id: bigint): Promise<queries.TakingRow> {
  const taking = await queries.findTaking(staff.db, id);
  ensure(taking, tillError('tills.unknown_taking', { id: String(id) }));
  ensureInScope(staff, taking.org_unit_id);
  return taking;
}

/**
 * The cashier asks for a receipt to be voided, while the session is open. Throws `tills.not_your_session`,
 * `tills.session_over`, `tills.not_voidable`, `tills.card_number`.
 */
export async function askForVoid(
  staff: StaffContext,
  id: bigint,
  reason: string,
): Promise<queries.TakingRow> {
  ensure(!holdsCardNumber(reason), tillError('tills.card_number'));
  const taking = await getTaking(staff, id);
  ensure(taking.cashier === staff.login, tillError('tills.not_your_session'));
  ensureSameDay(staff, taking);
  await change(staff, taking, 'till.void_asked', async (tx) => queries.askVoid(tx, id, reason, staff.login));
  return getTaking(staff, id);
}

/** The cashier takes the wish back. Throws `tills.not_your_session`, `tills.not_voidable`. */
export async function withdrawVoid(staff: StaffContext, id: bigint): Promise<queries.TakingRow> {
  const taking = await getTaking(staff, id);
  ensure(taking.cashier === staff.login, tillError('tills.not_your_session'));
  await change(staff, taking, 'till.void_withdrawn', async (tx) => queries.withdrawVoid(tx, id));
  return getTaking(staff, id);
}

/**
 * A second person approves: the payment is taken back and the bills are open again. Approving again finishes what was
 * interrupted. Throws `tills.same_person`, `tills.not_voidable`, `tills.session_over`, and what speaks against the
 * reversal (`credits.…`); then it waits for approval as before.
 */
export async function approveVoid(staff: StaffContext, id: bigint): Promise<queries.TakingRow> {
  const { db, login, businessDate, now } = staff;
  const taking = await getTaking(staff, id);
  const isOther = taking.cashier !== login && taking.void_asked_by !== login;
  ensure(isOther, tillError('tills.same_person'));
  ensureSameDay(staff, taking);
  if (taking.state !== 'voiding')
    await change(staff, taking, 'till.void_approved', async (tx) => queries.approveVoidRow(tx, id, login));
  try {
    await reverseByStaff(
      db,
      {
        paymentId: taking.payment_id ?? 0n,
        reason: taking.void_reason ?? '',
        actor: login,
        businessOn: businessDate,
      },
      now,
    );
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable') await queries.unapproveVoid(db, id);
    throw error;
  }
  await queries.markVoided(db, id, now);
  return getTaking(staff, id);
}

/** A terminal voids a card payment until it settles its batch, in the evening. */
function ensureSameDay({ businessDate }: StaffContext, taking: queries.TakingRow): void {
  const isLate = taking.tender === 'card' && taking.taken_on !== businessDate;
  ensure(!isLate, tillError('tills.card_void_too_late', { takenOn: taking.taken_on }));
}

async function change(
  staff: StaffContext,
  taking: queries.TakingRow,
  action: string,
  write: (tx: Parameters<typeof lockSession>[0]) => Promise<number>,
): Promise<void> {
  await transaction(staff.db, async (tx) => {
    const isOpen = await lockSession(tx, taking.session_id, 'share');
    ensure(isOpen, tillError('tills.session_over'));
    ensure((await write(tx)) === 1, tillError('tills.not_voidable', { state: taking.state }));
    await recordAudit(tx, {
      actor: staff.login,
      action,
      subject: `taking:${taking.id}`,
      detail: { till: taking.till_code, receipt: taking.receipt_number, amount: String(taking.amount_vnd) },
      requestId: staff.requestId,
    });
  });
}
