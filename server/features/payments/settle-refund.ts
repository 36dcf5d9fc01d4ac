import type { BusinessDate } from '../../../core/dates.ts';
import { refundPaid } from '../../../core/postings-credit.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import { postTransfers } from '../ledger/index.ts';
import { creditError } from './credit-errors.ts';
import { findPayment, insertCreditMoves, lockLot } from './lot-queries.ts';
import * as queries from './refund-queries.ts';
import { settleOn } from './settle-on.ts';

export interface RefundStep {
  refundId: bigint;
  actor: string;
}

/**
 * The second person agrees. Approving again what the same person approved changes nothing.
 * Throws `refunds.unknown`, `refunds.second_person`, `refunds.wrong_state`.
 */
export async function approveRefund(
  db: Db,
  { refundId, actor }: RefundStep,
  now: Date,
): Promise<queries.RefundRow> {
  return transaction(db, async (tx) => {
    const refund = await lockRefund(tx, refundId);
    if (refund.state === 'approved' && refund.approved_by === actor) return refund;
    ensureState(refund, ['requested']);
    const approved = await queries.markApproved(tx, refundId, actor, now);
    await record(tx, approved, actor, 'refund.approved');
    return approved;
  });
}

/** The second person declines; what was set aside is free again. */
export async function rejectRefund(
  db: Db,
  { refundId, actor, reason }: RefundStep & { reason: string },
): Promise<queries.RefundRow> {
  return transaction(db, (tx) => drop(tx, { refundId, actor, reason, state: 'rejected' }));
}

/** Whoever asked takes the request back; what was set aside is free again. */
export async function cancelRefund(db: Db, { refundId, actor }: RefundStep): Promise<queries.RefundRow> {
  return transaction(db, (tx) => drop(tx, { refundId, actor, reason: '', state: 'cancelled' }));
}

async function drop(
  tx: Tx,
  end: RefundStep & { reason: string; state: 'rejected' | 'cancelled' },
): Promise<queries.RefundRow> {
  const refund = await lockRefund(tx, end.refundId);
  ensureState(refund, ['requested', 'approved']);
  await queries.release(tx, refund.payment_id, refund.amount_vnd);
  const dropped = await queries.markDropped(tx, refund.id, end);
  await record(tx, dropped, end.actor, `refund.${end.state}`);
  return dropped;
}

/**
 * Records that the money was given back and posts it. A refund is posted once: asking again answers the same. By
 * partner it lessens the partner's open settlement day; by bank it needs the reference of the bank's transfer.
 * Throws `refunds.unknown`, `refunds.wrong_state`, `refunds.bank_reference_missing`.
 */
export async function payRefund(
  db: Db,
  step: RefundStep & { bankReference?: string; businessOn: BusinessDate },
  now: Date,
): Promise<queries.RefundRow> {
  const { refundId, actor, bankReference, businessOn } = step;
  return transaction(db, async (tx) => {
    const refund = await lockRefund(tx, refundId);
    if (refund.state === 'paid') return refund;
    ensureState(refund, ['approved']);
    ensure(refund.way === 'partner' || bankReference, creditError('refunds.bank_reference_missing'));
    await postRefund(db, tx, refund, businessOn, now);
    const payment = await findPayment(tx, refund.payment_id);
    const settlesOn =
      refund.way === 'partner' && payment
        ? await settleOn(tx, payment.partner_id, { businessOn, now })
        : null;
    const paid = await queries.markPaid(tx, refundId, {
      actor,
      now,
      settlesOn,
      bankReference: bankReference ?? null,
    });
    await record(tx, paid, actor, 'refund.paid');
    await publish(tx, { topic: 'payments.refunded', payload: { paymentIds: [String(refund.payment_id)] } });
    return paid;
  });
}

async function postRefund(
  db: Db,
  tx: Tx,
  refund: queries.RefundRow,
  businessOn: BusinessDate,
  now: Date,
): Promise<void> {
  const payment = await findPayment(tx, refund.payment_id);
  const lot = await lockLot(tx, refund.payment_id);
  if (!payment || !lot) throw new Error(`refund ${refund.id} has no payment or no lot`);
  await queries.spendReserved(tx, refund.payment_id, refund.amount_vnd);
  await insertCreditMoves(
    tx,
    [
      {
        customerId: lot.customer_id,
        paymentId: refund.payment_id,
        amountVnd: -refund.amount_vnd,
        reason: 'refund',
        businessOn,
      },
    ],
    now,
  );
  const transfers = refundPaid({
    way: refund.way,
    channel: payment.channel,
    partnerId: payment.partner_id,
    amountVnd: refund.amount_vnd,
    customerKnown: lot.customer_id !== null,
  });
  const where = { paymentId: payment.id, importId: null, businessOn, occurredAt: now };
  await postTransfers(
    db,
    tx,
    transfers.map((transfer) => ({ ...transfer, ...where })),
  );
}

async function lockRefund(tx: Tx, refundId: bigint): Promise<queries.RefundRow> {
  const refund = await queries.lockRefund(tx, refundId);
  ensure(refund, creditError('refunds.unknown', { refundId: String(refundId) }));
  return refund;
}

function ensureState(refund: queries.RefundRow, allowed: readonly queries.RefundState[]): void {
  ensure(allowed.includes(refund.state), creditError('refunds.wrong_state', { state: refund.state }));
}

async function record(tx: Tx, refund: queries.RefundRow, actor: string, action: string): Promise<void> {
  await recordAudit(tx, {
    actor,
    action,
    subject: `refund:${refund.id}`,
    detail: { paymentId: String(refund.payment_id), amount: String(refund.amount_vnd), way: refund.way },
  });
}
