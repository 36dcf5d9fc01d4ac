import { businessDateOf } from '../../../core/dates.ts';
import { transaction } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { acceptPayments, reverseByStaff } from '../payments/index.ts';
import { callProvider } from './call-provider.ts';
import { gatewayError } from './errors.ts';
import type { Occasion } from './occasion.ts';
import type { Provider, RefundWord } from './provider.ts';
import { addressesOf, providerOf } from './providers.ts';
import * as queries from './queries.ts';

const patienceMs = 30_000;
const nextStepMs = 30_000;

/** Wishes a paid order given back; it takes another person. Throws `gateways.not_paid`, `gateways.no_refund`. */
export async function wishRefund(
  { company: { db } }: Occasion,
  order: queries.OrderRow,
  wish: { reason: string; by: string },
): Promise<queries.OrderRow> {
  const account = await queries.findAccount(db, order.account_code);
  ensure(account && providerOf(account.provider)?.refund, gatewayError('gateways.no_refund'));
  return transaction(db, async (tx) => {
    const wished = await queries.markRefundWish(tx, order.id, wish);
    ensure(wished, gatewayError('gateways.not_paid', { state: order.state }));
    const detail = { reason: wish.reason };
    await recordAudit(tx, {
      actor: wish.by,
      action: 'gateway.refund_wished',
      subject: subject(order),
      detail,
    });
    return wished;
  });
}

/**
 * Gives a paid order back, after another person wished it. The books first, then the provider: what the provider then
 * refuses can always be booked again, whereas money that has left could no longer be taken back out of the books. Throws
 * `gateways.refund_not_wished`, `gateways.same_person`, `gateways.not_paid`.
 */
export async function approveRefund(
  occasion: Occasion,
  order: queries.OrderRow,
  approver: string,
): Promise<queries.OrderRow> {
  const { company, now } = occasion;
  const account = await queries.findAccount(company.db, order.account_code);
  const provider = account && providerOf(account.provider);
  ensure(account && provider?.refund, gatewayError('gateways.no_refund'));
  ensure(order.refund_by !== null, gatewayError('gateways.refund_not_wished'));
  ensure(order.refund_by !== approver, gatewayError('gateways.same_person'));
  const state =
    order.payment_id === null ? undefined : await queries.findPaymentState(company.db, order.payment_id);
  ensure(state === 'accepted', gatewayError('gateways.not_paid', { state: order.state }));
  const pending = await transaction(company.db, async (tx) => {
    const reference = refundReference(provider, account, order, now);
    const nextAt = new Date(now.getTime() + nextStepMs);
    const marked = await queries.markRefundPending(tx, order.id, { reference, nextAt });
    ensure(marked, gatewayError('gateways.not_paid', { state: order.state }));
    await recordAudit(tx, {
      actor: approver,
      action: 'gateway.refund_approved',
      subject: subject(order),
      detail: { reference, amount: String(order.amount_vnd), reason: order.refund_reason },
    });
    return marked;
  });
  await carryRefund(occasion, account, pending);
  return (await queries.findOrder(company.db, order.id)) ?? pending;
}

function subject(order: queries.OrderRow): string {
  return `gateway_order:${order.id}`;
}

/** Told apart from an earlier refund of the same order that was refused. */
function refundReference(
  provider: Provider,
  account: queries.AccountRow,
  order: queries.OrderRow,
  now: Date,
): string {
  const before = /R(\d+)$/.exec(order.refund_reference ?? '')?.[1];
  const text = `${order.reference}R${Number(before ?? 0) + 1}`;
  const day = businessDateOf(now).slice(2).replaceAll('-', '');
  return provider.refundReferenceOf?.(text, account.merchant, day) ?? text;
}

/** One step of a refund under way; every part of it may be repeated. */
export async function carryRefund(
  occasion: Occasion,
  account: queries.AccountRow,
  order: queries.OrderRow,
): Promise<void> {
  const { company, now } = occasion;
  const refused = await reverseInBooks(occasion, order);
  if (refused !== undefined) {
    const kept = { paymentId: order.payment_id!, failure: refused };
    return queries.markRefundRefused(company.db, order.id, kept);
  }
  const word = await askForRefund(occasion, account, order);
  if (word.word === 'refunded') return queries.markRefunded(company.db, order.id, now);
  if (word.word === 'refused') return bookAgain(occasion, order, word.code);
}

/** Why the books do not let the payment go, or undefined once it is reversed. */
async function reverseInBooks(
  { company: { db }, now, businessDate }: Occasion,
  order: queries.OrderRow,
): Promise<string | undefined> {
  const { payment_id: paymentId, refund_by: actor, refund_reason: reason } = order;
  if (paymentId === null || actor === null) throw new Error(`order ${order.id} has nothing to give back`);
  try {
    await reverseByStaff(db, { paymentId, reason: reason ?? '', actor, businessOn: businessDate }, now);
    return undefined;
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'conflict' || error.kind === 'unprocessable'))
      return error.code;
    throw error;
  }
}

/**
 * Sent once; from then on asked about, and sent again only where the provider never heard of it. A refusal of what was
 * sent again may be for the very reason that the first sending was done: it counts once the provider, asked, says so too.
 */
async function askForRefund(
  { company, now }: Occasion,
  account: queries.AccountRow,
  order: queries.OrderRow,
): Promise<RefundWord> {
  const provider = providerOf(account.provider);
  const reference = order.refund_reference;
  if (!provider?.refund || reference === null) throw new Error(`order ${order.id} has no refund`);
  const asked = { account, order, ours: addressesOf(account, company.code), now, reference };
  const kind = 'refund_answer' as const;
  const about = { accountCode: account.code, orderId: order.id, kind, now, patienceMs };
  const { refund, queryRefund } = provider;
  const isRepeated = order.attempts > 0;
  if (isRepeated && queryRefund) {
    const word = await callProvider(company.db, queryRefund(asked), about);
    if (word.word !== 'no_such_refund') return word;
  }
  const word = await callProvider(company.db, refund(asked), about);
  if (word.word !== 'refused' || !isRepeated || !queryRefund) return word;
  const known = await callProvider(company.db, queryRefund(asked), about);
  return known.word === 'no_such_refund' ? word : known;
}

/** The provider kept the money with us: it is the customer's payment again. */
async function bookAgain(
  { company: { db }, now, businessNow, businessDate }: Occasion,
  order: queries.OrderRow,
  failure: string,
): Promise<void> {
  const [posted] = await acceptPayments(
    db,
    [
      {
        partnerId: order.partner_id,
        reference: `${order.refund_reference}B`,
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
  if (posted?.outcome !== 'accepted' && posted?.outcome !== 'replayed') return;
  await queries.markRefundRefused(db, order.id, { paymentId: posted.payment.paymentId, failure });
}
