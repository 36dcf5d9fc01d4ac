import { transaction } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { businessInstant } from '../payments/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { lockCheque, markCleared, type ChequeRow } from './cheque-queries.ts';
import { freeBills } from './change-cheque.ts';
import { chequeError, orderError } from './errors.ts';
import { lockOrder, type OrderRow } from './order-queries.ts';
import { claimSplit, postClaimed, type SplitActor } from './split-credit.ts';
import { findCredit, listReceipts, type Credit } from './split-queries.ts';

function actorOf({ login, now, businessDate }: StaffContext): SplitActor {
  return {
    actor: login,
    now,
    businessOn: businessDate,
    businessNow: businessInstant(businessDate, now),
  };
}

/**
 * A person says that a bank credit, or what is left of it, is the money of an order. Throws
 * `payment_orders.act_not_possible` for a draft, `payment_orders.credit_taken`, `payment_orders.not_posted_yet`.
 */
export async function takeForOrder(
  staff: StaffContext,
  order: Pick<OrderRow, 'id' | 'payer_code' | 'issued_at'>,
  creditId: bigint,
): Promise<void> {
  const by = actorOf(staff);
  const credit = await getLeft(staff, creditId);
  await unlessTaken(() =>
    transaction(staff.db, async (tx) => {
      const state = await lockOrder(tx, order.id);
      ensure(order.issued_at !== null, orderError('payment_orders.act_not_possible', { state }));
      const target = { orderId: order.id, payerCode: order.payer_code };
      await claimSplit(staff.db, tx, { credit, amountVnd: credit.left_vnd, target, rule: 'by_hand' }, by);
    }),
  );
  await postClaimed(staff.db, by);
  await ensurePosted(staff, { orderId: order.id });
}

/**
 * A person says that the bank has paid a cheque with this credit. Throws `cheques.act_not_possible`, `cheques.too_little`,
 * `payment_orders.credit_taken`, `payment_orders.not_posted_yet`.
 */
export async function clearByHand(
  staff: StaffContext,
  cheque: Pick<ChequeRow, 'id' | 'customer_code'>,
  creditId: bigint,
): Promise<void> {
  const by = actorOf(staff);
  const credit = await getLeft(staff, creditId);
  await unlessTaken(() =>
    transaction(staff.db, async (tx) => {
      const locked = await lockCheque(tx, cheque.id);
      const isAwaited = await markCleared(tx, cheque.id, credit.booked_on);
      ensure(locked && isAwaited, chequeError('cheques.act_not_possible', { state: locked?.state }));
      ensure(credit.left_vnd >= locked.amount_vnd, chequeError('cheques.too_little'));
      const target = { chequeId: cheque.id, payerCode: cheque.customer_code };
      await claimSplit(staff.db, tx, { credit, amountVnd: locked.amount_vnd, target, rule: 'by_hand' }, by);
    }),
  );
  await postClaimed(staff.db, by);
  await freeBills(staff.db, by.businessNow);
  await ensurePosted(staff, { chequeId: cheque.id });
}

async function getLeft(staff: StaffContext, creditId: bigint): Promise<Credit> {
  const credit = await findCredit(staff.db, creditId);
  ensure(credit && credit.left_vnd > 0n, orderError('payment_orders.credit_taken', { id: String(creditId) }));
  return credit;
}

async function unlessTaken(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'statements.overassigned') throw error;
    throw orderError('payment_orders.credit_taken', {}, { cause: error });
  }
}

async function ensurePosted(
  staff: StaffContext,
  whose: { orderId: bigint } | { chequeId: bigint },
): Promise<void> {
  const receipts = await listReceipts(staff.db, whose);
  const isWaiting = receipts.some(({ state }) => state === 'claimed');
  ensure(!isWaiting, orderError('payment_orders.not_posted_yet'));
}
