import { sql, type RawBuilder } from 'kysely';
import { find, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { OrderRow } from './queries.ts';

/** Somebody wishes the money given back; another person decides. Undefined where the order has moved on. */
export async function markRefundWish(
  on: Queryable,
  order: OrderRow,
  wish: { reason: string; by: string; amountVnd: bigint },
): Promise<OrderRow | undefined> {
  return find(
    on,
    sql<OrderRow>`
      update gateway_orders set refund_reason = ${wish.reason}, refund_by = ${wish.by}, refund_vnd = ${wish.amountVnd}
      where id = ${order.id} and state = 'paid' and refunded_vnd = ${order.refunded_vnd} returning *`,
  );
}

/** The very wish that was approved: undefined where it is another by now, or the order has moved on. */
export async function markRefundPending(
  tx: Tx,
  order: OrderRow,
  refund: { reference: string; nextAt: Date },
): Promise<OrderRow | undefined> {
  return find(
    tx,
    sql<OrderRow>`
      update gateway_orders set state = 'refund_pending', refund_reference = ${refund.reference}, attempts = 0,
        failure = null, next_query_at = ${refund.nextAt}, refund_held_until = null
      where id = ${order.id} and state = 'paid' and payment_id = ${order.payment_id} and refund_by = ${order.refund_by}
        and refund_vnd is not distinct from ${order.refund_vnd} and refund_reason is not distinct from ${order.refund_reason}
      returning *`,
  );
}

/**
 * Takes the next step of a refund for one alone; the order as it is now. Undefined where another is at it, or where the
 * refund is over: an order may have gone on to a refund of another reference.
 */
export async function holdRefund(
  on: Queryable,
  order: OrderRow,
  { now, until }: { now: Date; until: Date },
): Promise<OrderRow | undefined> {
  return find(
    on,
    sql<OrderRow>`
      update gateway_orders set refund_held_until = ${until}
      where ${underWay(order)} and (refund_held_until is null or refund_held_until <= ${now}) returning *`,
  );
}

/** Lets go of the step that was held until `until`. */
export async function releaseRefund(on: Queryable, order: OrderRow, until: Date): Promise<void> {
  await run(
    on,
    sql`update gateway_orders set refund_held_until = null where ${underWay(order)} and refund_held_until = ${until}`,
  );
}

/** The provider's no, kept before the books follow it: from then on it is never asked again. False where it is too late. */
export async function keepRefusal(on: Queryable, order: OrderRow, failure: string): Promise<boolean> {
  const kept = await find(
    on,
    sql<{ id: bigint }>`
      update gateway_orders set failure = ${failure} where ${underWay(order)} and failure is null returning id`,
  );
  return kept !== undefined;
}

/** The provider gave it back: all that was left, or a part, and the payment of `restId` stands for the rest. */
export async function markRefunded(
  on: Queryable,
  order: OrderRow,
  { restId, now }: { restId: bigint | undefined; now: Date },
): Promise<void> {
  const back = sql`refunded_vnd = refunded_vnd + refund_vnd, next_query_at = null, refund_held_until = null,
    attention = nullif(attention, 'refund_refused')`;
  const end =
    restId === undefined
      ? sql`state = 'refunded', ${back}, finished_at = ${now}`
      : sql`state = 'paid', payment_id = ${restId}, ${back}, refund_vnd = null, refund_by = null, refund_reason = null`;
  await run(on, sql`update gateway_orders set ${end} where ${underWay(order)} and failure is null`);
}

/** The money stayed with us, under the payment that stands for it now. */
export async function markRefundRefused(
  on: Queryable,
  order: OrderRow,
  refused: { paymentId: bigint; failure: string; attention?: 'booked_in_parts' },
): Promise<void> {
  await run(
    on,
    sql`update gateway_orders
        set state = 'paid', payment_id = ${refused.paymentId}, failure = ${refused.failure},
          attention = ${refused.attention ?? 'refund_refused'}, refund_by = null, refund_reason = null, refund_vnd = null,
          next_query_at = null, refund_held_until = null
        where ${underWay(order)}`,
  );
}

/** This refund of the order, and no later one. */
function underWay({ id, refund_reference: reference }: OrderRow): RawBuilder<boolean> {
  return sql<boolean>`id = ${id} and state = 'refund_pending' and refund_reference = ${reference}`;
}

export async function findPaymentState(on: Queryable, paymentId: bigint): Promise<string | undefined> {
  return (await find(on, sql<{ state: string }>`select state from payments where id = ${paymentId}`))?.state;
}
