import { transaction } from '../../platform/db.ts';
import { acceptPayments, releaseHoldIn } from '../payments/index.ts';
import type { Occasion } from './occasion.ts';
import type { OrderWord, Taken } from './provider.ts';
import * as queries from './queries.ts';

/** How long after its end an order is asked for while its provider gives no final word. */
const patienceMs = 24 * 3_600_000;

/**
 * Does what an authentic word of the provider asks, once: posts money that was taken, gives bills free where none was.
 * The same word again, late or out of order, changes nothing. Money is posted whatever state the order and its bills are
 * in; only an amount that is not the order's is kept for a person.
 */
export async function settleOrder(
  occasion: Occasion,
  order: queries.OrderRow,
  outcome: OrderWord,
): Promise<Taken> {
  const { company, now } = occasion;
  if (outcome.word === 'paid') return takeMoney(occasion, order, outcome);
  if (order.state !== 'created' && order.state !== 'pending') return 'repeated';
  if (outcome.word === 'failed') return end(occasion, order, 'failed', outcome.code);
  if (outcome.word === 'pending') await queries.markPending(company.db, order.id);
  if (now < order.expires_at) return 'taken';
  // Taken back by a person, and its time is over: what is not paid by now will not be.
  const isOver = order.cancelled_by !== null && outcome.word === 'pending';
  if (outcome.word === 'no_such_order' || isOver) return end(occasion, order, 'expired', 'never_paid');
  if (now.getTime() < order.expires_at.getTime() + patienceMs) return 'taken';
  await queries.markAttention(company.db, order.id, 'never_answered');
  return end(occasion, order, 'expired', 'never_answered');
}

async function takeMoney(
  { company: { db }, now, businessNow, businessDate }: Occasion,
  order: queries.OrderRow,
  paid: Extract<OrderWord, { word: 'paid' }>,
): Promise<Taken> {
  if (paid.amountVnd !== order.amount_vnd) {
    await queries.markAttention(db, order.id, 'wrong_amount');
    return 'wrong_amount';
  }
  const [posted] = await acceptPayments(
    db,
    [
      {
        partnerId: order.partner_id,
        reference: order.reference,
        intent: 'notice',
        customerCode: order.customer_code,
        amountVnd: order.amount_vnd,
        billIds: order.bill_ids,
        channel: order.channel,
        tender: null,
        occurredAt: now,
        businessOn: businessDate,
        businessAt: businessNow,
      },
    ],
    now,
  );
  if (posted?.outcome !== 'accepted' && posted?.outcome !== 'replayed') {
    // Busy or unknown: the provider repeats, and the schedule asks. The rest is for a person.
    if (posted?.outcome !== 'busy' && posted?.outcome !== 'unknown')
      await queries.markAttention(db, order.id, `not_posted_${posted?.outcome}`);
    return 'fault';
  }
  const { paymentId } = posted.payment;
  await queries.markPaid(db, order.id, { paymentId, transactionId: paid.transactionId, now });
  return posted.outcome === 'accepted' ? 'taken' : 'repeated';
}

/** The order is over and its bills are free, both or neither: an order that is over is not asked about any more. */
async function end(
  { company: { db }, now, businessNow }: Occasion,
  order: queries.OrderRow,
  state: 'failed' | 'expired',
  failure: string,
): Promise<Taken> {
  return transaction(db, async (tx) => {
    const ended = await queries.markOver(tx, order.id, { state, failure, now });
    if (!ended) return 'repeated';
    await releaseHoldIn(tx, { partnerId: order.partner_id, reference: order.reference }, businessNow);
    return 'taken';
  });
}
