import { createHash } from 'node:crypto';
import type { BusinessDate } from '../../../core/dates.ts';
import { paymentReversed } from '../../../core/postings.ts';
import { OutcomeUnknownError, RetryTransaction, transaction, type Db, type Tx } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import { applyPaid, lockBills } from '../bills/index.ts';
import { postTransfers } from '../ledger/index.ts';
import { paymentError } from './errors.ts';
import { ensureNothingGivenBack } from './given-back.ts';
import * as lots from './lot-queries.ts';
import * as queries from './queries.ts';
import { settleOn } from './settle-on.ts';

export interface ReversalRequest {
  partnerId: bigint;
  /** The payment to take back, by the partner's reference of it. */
  paymentReference: string;
  /** The reversal's own reference: its idempotency key. */
  reference: string;
  reason: string;
  businessOn: BusinessDate;
}

export interface Reversal {
  reference: string;
  paymentReference: string;
  /** `tombstone`: the payment has not come yet; when it comes it will be refused. */
  outcome: 'reversed' | 'tombstone';
  replayed: boolean;
  /** Amount given back, zero for a tombstone. */
  amountVnd: bigint;
  recordedAt: Date;
}

/**
 * Takes a payment back on the business day it was made; its bills are open again. A reversal that arrives before its
 * payment leaves a tombstone that refuses the payment. Repeating a reversal's reference answers the same again.
 * Credit of it that paid later bills is taken back from them too; what was refunded, or is about to be, cannot be.
 * Throws `payments.conflict`, `payments.reversal_too_late`, `credits.partly_refunded`, `credits.refund_open`,
 * `payment.outcome_unknown`.
 */
export async function reversePayment(db: Db, request: ReversalRequest, now: Date): Promise<Reversal> {
  try {
    return await transaction(db, (tx) => reverseIn(db, tx, request, now));
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    throw paymentError('payment.outcome_unknown', {}, { cause: error, retryAfterSeconds: 2 });
  }
}

/**
 * The same in the caller's transaction. There is one way back for a payment, whoever asks: a partner within the
 * business day, or staff after it (`late`).
 */
export async function reverseIn(
  db: Db,
  tx: Tx,
  request: ReversalRequest & { late?: boolean },
  now: Date,
): Promise<Reversal> {
  const { partnerId, paymentReference, reference } = request;
  const payment = await queries.findPaymentByReference(tx, partnerId, paymentReference);
  const roots = payment ? (await queries.listAllocated(tx, payment.id)).map(({ bill_id }) => bill_id) : [];
  // Bills first, in id order, like every posting; then the references, which a rival has committed by now.
  const bills = await lockBills(tx, { customerIds: [], billIds: roots });
  const [own, original] = await readClaims(tx, partnerId, [reference, paymentReference]);
  // Staff ask again in other words; the payment makes their reference.
  const hash = hashReversal(request.late ? { ...request, reason: '' } : request);
  if (own) return replay(own, hash, request);
  if (!original) return leaveTombstone(tx, request, hash, now);
  if (original.kind === 'tombstone') throw paymentError('payments.conflict', { paymentReference });
  if (original.kind !== 'payment') throw paymentError('payments.unknown_reference', { paymentReference });
  if (!payment || payment.state === 'reversed') {
    if (!payment) throw new RetryTransaction('the payment was committed meanwhile');
    throw paymentError('payments.conflict', { paymentReference, currentState: 'reversed' });
  }
  if (!request.late && payment.business_on !== request.businessOn) {
    throw paymentError('payments.reversal_too_late', { businessOn: payment.business_on });
  }
  return takeBack(db, tx, { request, payment, bills, hash, now });
}

async function readClaims(
  tx: Tx,
  partnerId: bigint,
  references: string[],
): Promise<(queries.ClaimRow | undefined)[]> {
  const rows = await queries.findClaims(
    tx,
    references.map(() => partnerId),
    references,
  );
  return references.map((reference) => rows.find((row) => row.reference === reference));
}

interface Work {
  request: ReversalRequest;
  payment: queries.PaymentRow;
  bills: Awaited<ReturnType<typeof lockBills>>;
  hash: Buffer;
  now: Date;
}

async function takeBack(db: Db, tx: Tx, found: Work): Promise<Reversal> {
  const { request, bills, hash, now } = found;
  const { businessOn, reference, reason } = request;
  if ((await queries.markReversed(tx, found.payment.id)) !== 1)
    throw new RetryTransaction('reversed meanwhile');
  await ensureNothingGivenBack(tx, found.payment.id);
  // Payment and lot are held now: where the money lies is read again, for a rival may have moved it since the first
  // look, to another bill (credit that was applied) or to another customer (a correction).
  const { customer_id } = await lots.getPayment(tx, found.payment.id);
  const payment = { ...found.payment, customer_id };
  const work = { ...found, payment };
  const parts = await queries.listAllocated(tx, payment.id);
  if (parts.some((part) => !bills.some(({ id }) => id === part.bill_id))) {
    throw new RetryTransaction('the payment moved to another bill meanwhile');
  }
  const creditedVnd = await queries.sumCredits(tx, payment.id);
  await takeFromBills(tx, work, parts);
  await takeFromCredit(tx, work, creditedVnd);
  await postReversal(db, tx, { ...work, parts, creditedVnd });
  const settlesOn = await settleOn(tx, payment.partner_id, { businessOn, now });
  await queries.insertReversal(tx, { paymentId: payment.id, reference, reason, businessOn, settlesOn, now });
  const answer: Reversal = {
    ...names(request),
    outcome: 'reversed',
    replayed: false,
    amountVnd: payment.amount_vnd,
    recordedAt: now,
  };
  await claim(tx, [{ reference, kind: 'reversal', paymentId: payment.id }], request, hash, answer);
  await publish(tx, { topic: 'payments.reversed', payload: { paymentIds: [String(payment.id)] } });
  return answer;
}

async function takeFromBills(tx: Tx, work: Work, parts: readonly queries.PaymentPart[]): Promise<void> {
  const { request, payment, bills, now } = work;
  const allocations = parts.map((part) => ({
    paymentId: payment.id,
    billRootId: part.root_id,
    amountVnd: -part.amount_vnd,
    businessOn: request.businessOn,
  }));
  await queries.insertAllocations(tx, allocations, now);
  const changes = parts.map((part) => {
    const wasVnd = bills.find(({ id }) => id === part.bill_id)?.paidVnd ?? 0n;
    return { billId: part.bill_id, wasVnd, paidVnd: wasVnd - part.amount_vnd };
  });
  await applyPaid(tx, changes);
}

async function takeFromCredit(tx: Tx, { request, payment, now }: Work, creditedVnd: bigint): Promise<void> {
  if (creditedVnd === 0n) return;
  const credit = {
    customerId: payment.customer_id,
    paymentId: payment.id,
    amountVnd: -creditedVnd,
    reason: 'reversal' as const,
    businessOn: request.businessOn,
  };
  await lots.insertCreditMoves(tx, [credit], now);
  await lots.takeFromLots(tx, [{ paymentId: payment.id, amountVnd: creditedVnd }]);
}

async function postReversal(
  db: Db,
  tx: Tx,
  work: Work & { parts: readonly queries.PaymentPart[]; creditedVnd: bigint },
): Promise<void> {
  const { payment, parts, creditedVnd, request, now } = work;
  const transfers = paymentReversed({
    channel: payment.channel,
    partnerId: payment.partner_id,
    allocated: parts.map((part) => ({ orgUnitId: part.org_unit_id, amountVnd: part.amount_vnd })),
    creditedVnd,
    customerKnown: payment.customer_id !== null,
  });
  const where = { paymentId: payment.id, importId: null, businessOn: request.businessOn, occurredAt: now };
  await postTransfers(
    db,
    tx,
    transfers.map((transfer) => ({ ...transfer, ...where })),
  );
}

async function leaveTombstone(tx: Tx, request: ReversalRequest, hash: Buffer, now: Date): Promise<Reversal> {
  const answer: Reversal = {
    ...names(request),
    outcome: 'tombstone',
    replayed: false,
    amountVnd: 0n,
    recordedAt: now,
  };
  await claim(
    tx,
    [
      { reference: request.paymentReference, kind: 'tombstone', paymentId: null },
      { reference: request.reference, kind: 'reversal', paymentId: null },
    ],
    request,
    hash,
    answer,
  );
  return answer;
}

async function claim(
  tx: Tx,
  claims: readonly { reference: string; kind: queries.ClaimRow['kind']; paymentId: bigint | null }[],
  request: ReversalRequest,
  requestHash: Buffer,
  answer: Reversal,
): Promise<void> {
  const outcome = JSON.stringify({ ...answer, amountVnd: String(answer.amountVnd) });
  const rows = claims.map((row) => ({ ...row, partnerId: request.partnerId, requestHash, outcome }));
  await queries.insertClaims(tx, rows, answer.recordedAt);
}

function replay(own: queries.ClaimRow, hash: Buffer, request: ReversalRequest): Reversal {
  if (own.kind !== 'reversal' || !own.request_hash.equals(hash)) {
    throw paymentError('payments.conflict', { reference: request.reference });
  }
  const first = own.outcome as { outcome: Reversal['outcome']; amountVnd: string; recordedAt: string };
  return {
    ...names(request),
    outcome: first.outcome,
    replayed: true,
    amountVnd: BigInt(first.amountVnd),
    recordedAt: new Date(first.recordedAt),
  };
}

function names({ reference, paymentReference }: ReversalRequest) {
  return { reference, paymentReference };
}

function hashReversal({ paymentReference, reason }: ReversalRequest): Buffer {
  return createHash('sha256').update(['reversal', paymentReference, reason].join('\n')).digest();
}
