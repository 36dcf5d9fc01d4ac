import { orderNumber } from '../../../core/payment-orders/order-text.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { orderError } from './errors.ts';
import * as queries from './order-queries.ts';

/** Hands an order to its payer: from now on its money is waited for. Throws `payment_orders.act_not_possible`. */
export async function issueOrder(staff: StaffContext, id: bigint): Promise<void> {
  await transaction(staff.db, async (tx) => {
    const state = await queries.lockOrder(tx, id);
    ensure(state === 'draft', orderError('payment_orders.act_not_possible', { state }));
    await queries.markIssued(tx, id, { by: staff.login, now: staff.now, on: staff.businessDate });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'payment_order.issued',
      subject: `payment_order:${id}`,
      detail: { number: orderNumber(id) },
      requestId: staff.requestId,
    });
  });
}

/**
 * No longer waits for an order, or for the rest of one. Money that comes all the same still pays its bills. Throws
 * `payment_orders.act_not_possible`.
 */
export async function cancelOrder(staff: StaffContext, id: bigint, reason: string): Promise<void> {
  await transaction(staff.db, async (tx) => {
    const state = await queries.lockOrder(tx, id);
    const isOpen = state === 'draft' || state === 'issued' || state === 'part_paid';
    ensure(isOpen, orderError('payment_orders.act_not_possible', { state }));
    await queries.endOrders(tx, [id], { state: 'cancelled', by: staff.login, now: staff.now, reason });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'payment_order.cancelled',
      subject: `payment_order:${id}`,
      detail: { reason, was: state },
      requestId: staff.requestId,
    });
  });
}

/** Ends the waiting for orders whose last day is over. Returns how many. */
export async function expireOrders(db: Db, today: BusinessDate, now: Date): Promise<number> {
  for (let expired = 0; ;) {
    const ids = await transaction(db, async (tx) => {
      const over = await queries.lockOverdue(tx, today, 500);
      if (over.length === 0) return over;
      await queries.endOrders(tx, over, { state: 'expired', by: 'system', now, reason: 'expired' });
      await recordAudit(tx, {
        actor: 'system',
        action: 'payment_order.expired',
        subject: 'payment_orders',
        detail: { orders: over.map(String) },
      });
      return over;
    });
    expired += ids.length;
    if (ids.length === 0) return expired;
  }
}
