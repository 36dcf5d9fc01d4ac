import { sql } from 'kysely';
import { find, type Queryable, type Tx } from '../../platform/db.ts';
import { move, type OrderRow } from './queries.ts';

/** Somebody wishes the money given back; another person decides. */
export async function markRefundWish(
  on: Queryable,
  id: bigint,
  wish: { reason: string; by: string; amountVnd: bigint },
): Promise<OrderRow | undefined> {
  return move(
    on,
    id,
    ['paid'],
    sql`refund_reason = ${wish.reason}, refund_by = ${wish.by}, refund_vnd = ${wish.amountVnd}`,
  );
}

export async function markRefundPending(
  tx: Tx,
  id: bigint,
  refund: { reference: string; nextAt: Date },
): Promise<OrderRow | undefined> {
  return move(
    tx,
    id,
    ['paid'],
    sql`state = 'refund_pending', refund_reference = ${refund.reference}, attempts = 0, failure = null,
        next_query_at = ${refund.nextAt}`,
  );
}

/** The provider gave it back: all that was left, or a part, and the payment of `restId` stands for the rest. */
export async function markRefunded(
  on: Queryable,
  id: bigint,
  { restId, now }: { restId: bigint | undefined; now: Date },
): Promise<void> {
  const back = sql`refunded_vnd = refunded_vnd + refund_vnd, next_query_at = null,
    attention = nullif(attention, 'refund_refused')`;
  await move(
    on,
    id,
    ['refund_pending'],
    restId === undefined
      ? sql`state = 'refunded', ${back}, finished_at = ${now}`
      : sql`state = 'paid', payment_id = ${restId}, ${back}, refund_vnd = null, refund_by = null, refund_reason = null`,
  );
}

/** The money stayed with us, under the payment that stands for it now. */
export async function markRefundRefused(
  on: Queryable,
  id: bigint,
  refused: { paymentId: bigint; failure: string; attention?: 'booked_in_parts' },
): Promise<void> {
  await move(
    on,
    id,
    ['refund_pending'],
    sql`state = 'paid', payment_id = ${refused.paymentId}, failure = ${refused.failure}, attention = ${refused.attention ?? 'refund_refused'},
        refund_by = null, refund_reason = null, refund_vnd = null, next_query_at = null`,
  );
}

export async function findPaymentState(on: Queryable, paymentId: bigint): Promise<string | undefined> {
  return (await find(on, sql<{ state: string }>`select state from payments where id = ${paymentId}`))?.state;
}
