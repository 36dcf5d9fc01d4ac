import { allocate } from '../../../core/allocation.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { paymentCorrected, type PlacedMoney } from '../../../core/postings-credit.ts';
import { normalizeCode } from '../../../core/text.ts';
import { RetryTransaction, transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import { applyPaid, lockBills, type LockedBill } from '../bills/index.ts';
import { readSettings } from '../companies/index.ts';
import { postTransfers } from '../ledger/index.ts';
import { insertCorrection, updatePaymentCustomer } from './correction-queries.ts';
import { creditError } from './credit-errors.ts';
import { ensureNothingGivenBack } from './given-back.ts';
import * as lots from './lot-queries.ts';
import { mayCollect } from './may-collect.ts';
import * as queries from './queries.ts';
import { businessInstant } from './settle-on.ts';

export interface CorrectionRequest {
  paymentId: bigint;
  /** The customer whose money it is. */
  customerCode: string;
  /** Only money of nobody: two persons who identify the same payment must not pass it on from one to the other. */
  onlyUnknown?: boolean;
  reason: string;
  actor: string;
  businessOn: BusinessDate;
}

export interface Correction {
  paymentId: bigint;
  customerId: bigint;
  amountVnd: bigint;
  /** What pays bills of the right customer now; the rest is their credit. */
  allocatedVnd: bigint;
  creditedVnd: bigint;
}

/**
 * Hands a whole payment from the wrong customer, or from nobody, to the right one: it leaves the bills it lay on, pays
 * the right customer's open bills from the oldest, and what is left becomes their credit. Bills that only somebody else
 * may collect are left alone. The payment keeps its partner, channel and settlement day.
 * Throws `credits.unknown_payment`, `credits.unknown_customer`, `credits.same_customer`, `credits.identified_before`, `credits.payment_reversed`,
 * `credits.refund_open`, `credits.partly_refunded`.
 */
export async function correctPayment(db: Db, request: CorrectionRequest, now: Date): Promise<Correction> {
  return transaction(db, async (tx) => {
    const move = await lockMove(tx, request);
    const taken = takeOffBills(move);
    const placed = await placeOnBills(tx, move, request, now);
    await writeMove(db, tx, { ...move, taken, placed, request, now });
    return {
      paymentId: move.payment.id,
      customerId: move.customerId,
      amountVnd: move.payment.amount_vnd,
      allocatedVnd: move.payment.amount_vnd - placed.creditedVnd,
      creditedVnd: placed.creditedVnd,
    };
  });
}

interface Move {
  payment: lots.StandingPayment;
  /** The right customer. */
  customerId: bigint;
  bills: LockedBill[];
  paidBefore: ReadonlyMap<bigint, bigint>;
  parts: queries.PaymentPart[];
  /** What of the payment is credit or in suspense. */
  creditedVnd: bigint;
}

interface Line {
  bill: LockedBill;
  amountVnd: bigint;
}

async function lockMove(tx: Tx, request: CorrectionRequest): Promise<Move> {
  const { paymentId, customerCode } = request;
  ensure(
    await lots.findPayment(tx, paymentId),
    creditError('credits.unknown_payment', { paymentId: String(paymentId) }),
  );
  const code = normalizeCode(customerCode);
  const [customer] = await queries.findCustomers(tx, [code]);
  ensure(customer, creditError('credits.unknown_customer', { customerCode: code }));
  const lying = (await queries.listAllocated(tx, paymentId)).map(({ bill_id }) => bill_id);
  const bills = await lockBills(tx, { customerIds: [customer.id], billIds: lying });
  const payment = await lots.lockPayment(tx, paymentId);
  ensure(payment, creditError('credits.unknown_payment', { paymentId: String(paymentId) }));
  ensure(payment.state === 'accepted', creditError('credits.payment_reversed'));
  ensure(payment.customer_id !== customer.id, creditError('credits.same_customer'));
  ensure(payment.customer_id === null || !request.onlyUnknown, creditError('credits.identified_before'));
  await ensureNothingGivenBack(tx, paymentId);
  const parts = await queries.listAllocated(tx, paymentId);
  if (parts.some((part) => !bills.some(({ id }) => id === part.bill_id))) {
    throw new RetryTransaction('the payment moved to another bill meanwhile');
  }
  return {
    payment,
    customerId: customer.id,
    bills,
    paidBefore: new Map(bills.map(({ id, paidVnd }) => [id, paidVnd])),
    parts,
    creditedVnd: await queries.sumCredits(tx, paymentId),
  };
}

function takeOffBills({ bills, parts }: Move): Line[] {
  return parts.flatMap(({ bill_id, amount_vnd }) => {
    const bill = bills.find(({ id }) => id === bill_id);
    if (!bill) return [];
    bill.paidVnd -= amount_vnd;
    bill.state = bill.paidVnd === 0n ? 'open' : 'part_paid';
    return [{ bill, amountVnd: amount_vnd }];
  });
}

async function placeOnBills(
  tx: Tx,
  { payment, customerId, bills }: Move,
  { businessOn }: CorrectionRequest,
  now: Date,
): Promise<{ lines: Line[]; creditedVnd: bigint }> {
  const at = businessInstant(businessOn, now);
  const decision = allocate(
    { intent: 'notice', amountVnd: payment.amount_vnd, billIds: null },
    bills.filter((bill) => bill.customerId === customerId && mayCollect(bill, payment.partner_id, at)),
    await readSettings(tx),
  );
  if (decision.decision === 'refuse') throw new Error('a notice is never refused');
  for (const { bill, amountVnd } of decision.lines) bill.paidVnd += amountVnd;
  return decision;
}

type Written = Move & {
  taken: readonly Line[];
  placed: { lines: readonly Line[]; creditedVnd: bigint };
  request: CorrectionRequest;
  now: Date;
};

async function writeMove(db: Db, tx: Tx, move: Written): Promise<void> {
  const { payment, bills, paidBefore, customerId, request, now } = move;
  await writeAllocations(tx, move);
  await writeCredits(tx, move);
  const where = {
    paymentId: payment.id,
    importId: null,
    businessOn: request.businessOn,
    occurredAt: now,
  };
  await postTransfers(
    db,
    tx,
    transfersOf(move).map((transfer) => ({ ...transfer, ...where })),
  );
  await applyPaid(
    tx,
    bills.flatMap(({ id, paidVnd }) => {
      const wasVnd = paidBefore.get(id) ?? 0n;
      return wasVnd === paidVnd ? [] : [{ billId: id, wasVnd, paidVnd }];
    }),
  );
  await updatePaymentCustomer(tx, payment.id, customerId);
  await insertCorrection(tx, {
    ...request,
    paymentId: payment.id,
    fromCustomerId: payment.customer_id,
    toCustomerId: customerId,
    amountVnd: payment.amount_vnd,
    now,
  });
  await recordAudit(tx, {
    actor: request.actor,
    action: 'payment.corrected',
    subject: `payment:${payment.id}`,
    detail: {
      fromCustomerId: payment.customer_id === null ? null : String(payment.customer_id),
      toCustomerId: String(customerId),
      amount: String(payment.amount_vnd),
      reason: request.reason,
    },
  });
  await publish(tx, { topic: 'payments.corrected', payload: { paymentIds: [String(payment.id)] } });
}

async function writeAllocations(tx: Tx, { payment, taken, placed, request, now }: Written): Promise<void> {
  const row = ({ bill, amountVnd }: Line, sign: bigint) => ({
    paymentId: payment.id,
    billRootId: bill.rootId,
    amountVnd: sign * amountVnd,
    businessOn: request.businessOn,
  });
  const rows = [...taken.map((line) => row(line, -1n)), ...placed.lines.map((line) => row(line, 1n))];
  await queries.insertAllocations(tx, rows, now);
}

async function writeCredits(tx: Tx, move: Written): Promise<void> {
  const { payment, customerId, creditedVnd, placed, request, now } = move;
  const reason = payment.customer_id === null ? ('identified' as const) : ('correction' as const);
  const row = { paymentId: payment.id, reason, businessOn: request.businessOn };
  const moves = [
    { ...row, customerId: payment.customer_id, amountVnd: -creditedVnd },
    { ...row, customerId, amountVnd: placed.creditedVnd },
  ].filter(({ amountVnd }) => amountVnd !== 0n);
  await lots.insertCreditMoves(tx, moves, now);
  if (moves.length > 0) {
    await lots.setLot(tx, { paymentId: payment.id, customerId, leftVnd: placed.creditedVnd });
  }
}

function transfersOf({ payment, parts, creditedVnd, placed }: Written) {
  const from: PlacedMoney = {
    allocated: parts.map((part) => ({ orgUnitId: part.org_unit_id, amountVnd: part.amount_vnd })),
    creditedVnd,
    customerKnown: payment.customer_id !== null,
  };
  const to: PlacedMoney = {
    allocated: placed.lines.map(({ bill, amountVnd }) => ({ orgUnitId: bill.orgUnitId, amountVnd })),
    creditedVnd: placed.creditedVnd,
    customerKnown: true,
  };
  return paymentCorrected(from, to);
}
