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
import * as refunds from './refund-queries.ts';

const patienceMs = 30_000;
const nextStepMs = 30_000;
/** Longer than the three questions of one step may take. */
const heldMs = 120_000;

/**
 * Wishes a paid order given back, all that is left or a part; it takes another person. Throws `gateways.not_paid`,
 * `gateways.no_refund`, `gateways.refund_too_much`.
 */
export async function wishRefund(
  { company: { db } }: Occasion,
  order: queries.OrderRow,
  wish: { reason: string; by: string; amountVnd: bigint | null },
): Promise<queries.OrderRow> {
  const account = await queries.findAccount(db, order.account_code);
  ensure(account && providerOf(account.provider)?.refund, gatewayError('gateways.no_refund'));
  // Two payments stand for it: which of them goes back is for the refunds of payments.
  ensure(order.attention !== 'booked_in_parts', gatewayError('gateways.no_refund'));
  const leftVnd = order.amount_vnd - order.refunded_vnd;
  const amountVnd = wish.amountVnd ?? leftVnd;
  ensure(amountVnd <= leftVnd, gatewayError('gateways.refund_too_much', { left: String(leftVnd) }));
  return transaction(db, async (tx) => {
    const wished = await refunds.markRefundWish(tx, order, { ...wish, amountVnd });
    ensure(wished, gatewayError('gateways.not_paid', { state: order.state }));
    const detail = { reason: wish.reason, amount: String(amountVnd) };
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
    order.payment_id === null ? undefined : await refunds.findPaymentState(company.db, order.payment_id);
  ensure(state === 'accepted', gatewayError('gateways.not_paid', { state: order.state }));
  const pending = await transaction(company.db, async (tx) => {
    const reference = refundReference(provider, account, order, now);
    const nextAt = new Date(now.getTime() + nextStepMs);
    const marked = await refunds.markRefundPending(tx, order, { reference, nextAt });
    ensure(marked, gatewayError('gateways.not_paid', { state: order.state }));
    await recordAudit(tx, {
      actor: approver,
      action: 'gateway.refund_approved',
      subject: subject(order),
      detail: { reference, amount: String(refundOf(order)), reason: order.refund_reason },
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

/** What is asked for; of an order written before parts could be, all of it. */
function refundOf(order: queries.OrderRow): bigint {
  return order.refund_vnd ?? order.amount_vnd - order.refunded_vnd;
}

/**
 * One step of a refund under way, by one alone; every part of it may be repeated. The whole payment leaves the books and
 * the rest comes back as a payment of its own, so that at any time at most one payment stands for an order. `seen` may be
 * old: where another is at it, or the refund is over, nothing is done.
 */
export async function carryRefund(
  occasion: Occasion,
  account: queries.AccountRow,
  seen: queries.OrderRow,
): Promise<void> {
  const { company, now } = occasion;
  const until = new Date(now.getTime() + heldMs);
  const order = await refunds.holdRefund(company.db, seen, { now, until });
  if (!order) return;
  try {
    await takeStep(occasion, account, order);
  } finally {
    await refunds.releaseRefund(company.db, order, until);
  }
}

async function takeStep(
  occasion: Occasion,
  account: queries.AccountRow,
  order: queries.OrderRow,
): Promise<void> {
  const { company, now } = occasion;
  const refused = await reverseInBooks(occasion, order, order.payment_id);
  if (refused !== undefined) {
    const kept = { paymentId: order.payment_id!, failure: refused };
    return refunds.markRefundRefused(company.db, order, kept);
  }
  const restVnd = order.amount_vnd - order.refunded_vnd - refundOf(order);
  const restId =
    restVnd > 0n ? await book(occasion, order, `${order.refund_reference}K`, restVnd) : undefined;
  if (restVnd > 0n && restId === undefined) return;
  if (order.failure !== null) return bookAgain(occasion, order, { failure: order.failure, restId });
  const word = await askForRefund(occasion, account, order);
  if (word.word === 'refunded') return refunds.markRefunded(company.db, order, { restId, now });
  if (word.word !== 'refused') return;
  if (await refunds.keepRefusal(company.db, order, word.code))
    return bookAgain(occasion, order, { failure: word.code, restId });
}

/** Why the books do not let the payment go, or undefined once it is reversed. */
async function reverseInBooks(
  { company: { db }, now, businessDate }: Occasion,
  order: queries.OrderRow,
  paymentId: bigint | null,
): Promise<string | undefined> {
  const { refund_by: actor, refund_reason: reason } = order;
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
 * Sent once; from then on asked about, and sent again only where the provider never heard of it. A refusal may be for the
 * very reason that an earlier sending, whose answer was lost, was done: it counts once the provider, asked, says so too.
 */
async function askForRefund(
  { company, now }: Occasion,
  account: queries.AccountRow,
  order: queries.OrderRow,
): Promise<RefundWord> {
  const provider = providerOf(account.provider);
  const reference = order.refund_reference;
  if (!provider?.refund || reference === null) throw new Error(`order ${order.id} has no refund`);
  const ours = addressesOf(account, company.code);
  const asked = { account, order, ours, now, reference, amountVnd: refundOf(order) };
  const kind = 'refund_answer' as const;
  const about = { accountCode: account.code, orderId: order.id, kind, now, patienceMs };
  const { refund, queryRefund } = provider;
  if (order.attempts > 0 && queryRefund) {
    const word = await callProvider(company.db, queryRefund(asked), about);
    if (word.word !== 'no_such_refund') return word;
  }
  const word = await callProvider(company.db, refund(asked), about);
  if (word.word !== 'refused' || !queryRefund) return word;
  const known = await callProvider(company.db, queryRefund(asked), about);
  return known.word === 'no_such_refund' ? word : known;
}

/** The provider kept the money with us: all that was left is the customer's payment again. */
async function bookAgain(
  occasion: Occasion,
  order: queries.OrderRow,
  { failure, restId }: { failure: string; restId: bigint | undefined },
): Promise<void> {
  // Where the rest cannot be taken out any more (its credit went on), the part alone comes back beside it.
  const stays = restId !== undefined && (await reverseInBooks(occasion, order, restId)) !== undefined;
  const amountVnd = stays ? refundOf(order) : order.amount_vnd - order.refunded_vnd;
  const paymentId = await book(occasion, order, `${order.refund_reference}B`, amountVnd);
  if (paymentId === undefined) return;
  await refunds.markRefundRefused(occasion.company.db, order, {
    paymentId,
    failure,
    ...(stays && { attention: 'booked_in_parts' as const }),
  });
}

/** Posts money of an order under a reference of its own, once; undefined where it has to be tried again. */
async function book(
  { company: { db }, now, businessNow, businessDate }: Occasion,
  order: queries.OrderRow,
  reference: string,
  amountVnd: bigint,
): Promise<bigint | undefined> {
  const instruction = {
    partnerId: order.partner_id,
    reference,
    intent: 'notice',
    customerCode: order.customer_code,
    amountVnd,
    billIds: order.bill_ids,
    channel: order.channel,
    tender: null,
    occurredAt: now,
    businessOn: businessDate,
    businessAt: businessNow,
  } as const;
  const [posted] = await acceptPayments(db, [instruction], now);
  return posted?.outcome === 'accepted' || posted?.outcome === 'replayed'
    ? posted.payment.paymentId
    : undefined;
}
