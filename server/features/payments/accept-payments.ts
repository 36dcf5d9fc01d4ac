import { paymentReceived } from '../../../core/postings.ts';
import {
  lockTimeout,
  OutcomeUnknownError,
  RetryTransaction,
  sqlState,
  transaction,
  type Db,
  type Tx,
} from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import { applyPaid, lockBills, lockFreeBills, type LockedBill } from '../bills/index.ts';
import { readSettings } from '../companies/index.ts';
import { postTransfers, type TransferInput } from '../ledger/index.ts';
import {
  decideBatch,
  storePayment,
  type BatchView,
  type DecidedPayment,
  type Verdict,
} from './decide-batch.ts';
import type { AcceptedPayment, PaymentInstruction, PaymentOutcome } from './instruction.ts';
import * as queries from './queries.ts';

/**
 * THE POSTING FUNCTION. Every payment of every road passes here: a list of one company's instructions in, one outcome
 * per instruction out, in one transaction that is committed before anyone is answered.
 *
 * In the transaction: lock the bills in id order; read what is known of the references (a rival that held a lock has
 * committed by then); decide in memory; write claims, payments, allocations, transfers, bill states and the outbox
 * row, one statement each. A reference that a rival used meanwhile fails its unique key and the batch starts anew.
 *
 * One bad instruction never fails its neighbours: when the database refuses a batch, it is split until the culprit
 * stands alone. When the answer to COMMIT is lost, every outcome is `unknown`. Throws `database.unavailable` when
 * nothing was written.
 */
export async function acceptPayments(
  db: Db,
  instructions: readonly PaymentInstruction[],
  now: Date,
): Promise<PaymentOutcome[]> {
  if (instructions.length === 0) return [];
  try {
    return await postWithoutStandstill(db, instructions, now);
  } catch (error) {
    if (error instanceof OutcomeUnknownError) return instructions.map(() => ({ outcome: 'unknown' }));
    if (!isOwnFault(error)) throw error;
    if (instructions.length === 1) return [{ outcome: 'failed', error }];
    const middle = instructions.length >> 1;
    const first = await acceptPayments(db, instructions.slice(0, middle), now);
    return [...first, ...(await acceptPayments(db, instructions.slice(middle), now))];
  }
}

/** Classes 22 (data), 23 (constraint) and 21 (cardinality): this batch's own content is refused. */
function isOwnFault(error: unknown): boolean {
  return /^2[123]/.test(sqlState(error) ?? '');
}

const begin = "begin; set local lock_timeout = '2s'";

/**
 * A bill that somebody keeps locked (a correction being published) must not hold up everybody else's payments: after
 * two seconds the batch runs again without waiting, and only the instructions for such bills are answered `busy`.
 */
async function postWithoutStandstill(
  db: Db,
  instructions: readonly PaymentInstruction[],
  now: Date,
): Promise<PaymentOutcome[]> {
  try {
    return await transaction(db, (tx) => postBatch(db, tx, { instructions, now, wait: true }), {
      begin,
      retryLockTimeout: false,
    });
  } catch (error) {
    if (sqlState(error) !== lockTimeout) throw error;
    return transaction(db, (tx) => postBatch(db, tx, { instructions, now, wait: false }), { begin });
  }
}

interface Batch {
  instructions: readonly PaymentInstruction[];
  now: Date;
  /** Whether to wait for bills that another transaction holds. */
  wait: boolean;
}

async function postBatch(db: Db, tx: Tx, { instructions, now, wait }: Batch): Promise<PaymentOutcome[]> {
  const { view, paidBefore } = await readView(tx, instructions, wait);
  const verdicts = decideBatch(instructions, view);
  const decided = verdicts.flatMap((verdict) => (verdict.verdict === 'accept' ? [verdict.payment] : []));
  const accepted = await writePayments(db, tx, decided, paidBefore, now);
  await writeRefusals(tx, instructions, verdicts, now);
  return answer(verdicts, accepted);
}

async function readView(
  tx: Tx,
  instructions: readonly PaymentInstruction[],
  wait: boolean,
): Promise<{ view: BatchView; paidBefore: Map<bigint, bigint> }> {
  const partnerIds = [...new Set(instructions.map(({ partnerId }) => partnerId))];
  const codes = [...new Set(instructions.map(({ customerCode }) => customerCode))];
  const customers = await queries.findCustomers(tx, codes);
  const wanted = {
    customerIds: customers.map(({ id }) => id),
    billIds: [...new Set(instructions.flatMap(({ billIds }) => billIds ?? []))],
  };
  const { bills, busyCustomerIds } = wait
    ? { bills: await lockBills(tx, wanted), busyCustomerIds: new Set<bigint>() }
    : await lockFreeBills(tx, wanted);
  const claims = await queries.findClaims(
    tx,
    instructions.map(({ partnerId }) => partnerId),
    instructions.map(({ reference }) => reference),
  );
  const limits = new Map((await queries.listPartnerLimits(tx, partnerIds)).map((limit) => [limit.id, limit]));
  const paidToday = new Map<bigint, bigint>();
  const businessOn = instructions[0]!.businessOn;
  for (const id of partnerIds.sort((a, b) => (a < b ? -1 : 1))) {
    if (limits.get(id)?.daily_limit_vnd == null) continue;
    paidToday.set(id, await queries.lockPartnerDay(tx, id, businessOn));
  }
  const view: BatchView = {
    customerIds: new Map(customers.map(({ id, code }) => [code, id])),
    bills,
    busyCustomerIds,
    claims,
    limits,
    paidToday,
    policy: await readSettings(tx),
  };
  return { view, paidBefore: new Map(bills.map(({ id, paidVnd }) => [id, paidVnd])) };
}

async function writePayments(
  db: Db,
  tx: Tx,
  decided: readonly DecidedPayment[],
  paidBefore: ReadonlyMap<bigint, bigint>,
  now: Date,
): Promise<Map<DecidedPayment, AcceptedPayment>> {
  const accepted = new Map<DecidedPayment, AcceptedPayment>();
  if (decided.length === 0) return accepted;
  const ids = await queries.reservePaymentIds(tx, decided.length);
  decided.forEach((payment, index) => accepted.set(payment, presentAccepted(payment, ids[index]!, now)));
  const entries = [...accepted];
  const claimed = await queries.insertClaims(
    tx,
    entries.map(([{ instruction, hash }, payment]) => ({
      partnerId: instruction.partnerId,
      reference: instruction.reference,
      kind: 'payment',
      requestHash: hash,
      paymentId: payment.paymentId,
      outcome: storePayment(payment),
    })),
    now,
  );
  if (claimed !== decided.length) throw new RetryTransaction('a rival used one of the references');
  await queries.insertPayments(
    tx,
    entries.map(([payment, { paymentId }]) => ({
      ...payment.instruction,
      ...payment,
      settlesOn: payment.instruction.businessOn,
      id: paymentId,
    })),
    now,
  );
  await queries.insertAllocations(
    tx,
    entries.flatMap(([{ lines, instruction }, { paymentId }]) =>
      lines.map(({ bill, amountVnd }) => ({
        paymentId,
        billRootId: bill.rootId,
        amountVnd,
        businessOn: instruction.businessOn,
      })),
    ),
    now,
  );
  await queries.insertCredits(tx, entries.flatMap(toCredit), now);
  await postTransfers(db, tx, entries.flatMap(toTransfers));
  await applyPaid(tx, paidChanges(decided, paidBefore));
  await publish(tx, {
    topic: 'payments.accepted',
    payload: { paymentIds: entries.map(([, { paymentId }]) => String(paymentId)) },
  });
  return accepted;
}

function presentAccepted(payment: DecidedPayment, paymentId: bigint, now: Date): AcceptedPayment {
  const { instruction, lines, creditedVnd } = payment;
  return {
    paymentId,
    reference: instruction.reference,
    amountVnd: instruction.amountVnd,
    creditedVnd,
    allocations: lines.map(({ bill, amountVnd }) => ({ billId: bill.id, amountVnd })),
    acceptedAt: now,
    businessOn: instruction.businessOn,
  };
}

function toCredit([payment, { paymentId }]: [DecidedPayment, AcceptedPayment]): queries.NewCredit[] {
  if (payment.creditedVnd === 0n) return [];
  const reason =
    payment.customerId === null
      ? 'unknown_customer'
      : payment.lines.length === 0
        ? 'late_success'
        : 'overpayment';
  const { customerId, creditedVnd, instruction } = payment;
  return [{ customerId, paymentId, amountVnd: creditedVnd, reason, businessOn: instruction.businessOn }];
}

function toTransfers([payment, { paymentId }]: [DecidedPayment, AcceptedPayment]): TransferInput[] {
  const { instruction, lines, creditedVnd, customerId } = payment;
  return paymentReceived({
    channel: instruction.channel,
    partnerId: instruction.partnerId,
    allocated: lines.map(({ bill, amountVnd }) => ({ orgUnitId: bill.orgUnitId, amountVnd })),
    creditedVnd,
    customerKnown: customerId !== null,
  }).map((transfer) => ({
    ...transfer,
    paymentId,
    importId: null,
    businessOn: instruction.businessOn,
    occurredAt: instruction.occurredAt,
  }));
}

function paidChanges(decided: readonly DecidedPayment[], paidBefore: ReadonlyMap<bigint, bigint>) {
  const touched = new Map<bigint, LockedBill>();
  for (const { lines } of decided) for (const { bill } of lines) touched.set(bill.id, bill);
  return [...touched.values()].map(({ id, paidVnd }) => ({
    billId: id,
    wasVnd: paidBefore.get(id) ?? 0n,
    paidVnd,
  }));
}

async function writeRefusals(
  tx: Tx,
  instructions: readonly PaymentInstruction[],
  verdicts: readonly Verdict[],
  now: Date,
): Promise<void> {
  const rows = verdicts.flatMap((verdict, index) => {
    if (verdict.verdict !== 'answer' || verdict.outcome.outcome === 'replayed') return [];
    const { partnerId, reference, amountVnd } = instructions[index]!;
    return [{ partnerId, reference, outcome: verdict.outcome.outcome, amountVnd }];
  });
  await queries.insertRefusals(tx, rows, now);
}

function answer(
  verdicts: readonly Verdict[],
  accepted: ReadonlyMap<DecidedPayment, AcceptedPayment>,
): PaymentOutcome[] {
  const paymentOf = (index: number): AcceptedPayment => {
    const verdict = verdicts[index];
    const payment = verdict?.verdict === 'accept' ? accepted.get(verdict.payment) : undefined;
    if (!payment) throw new Error('a verdict points at a payment that was not accepted');
    return payment;
  };
  return verdicts.map((verdict, index) => {
    if (verdict.verdict === 'answer') return verdict.outcome;
    if (verdict.verdict === 'accept') return { outcome: 'accepted', payment: paymentOf(index) };
    return { outcome: 'replayed', payment: paymentOf(verdict.asIndex), currentState: 'accepted' };
  });
}
