import { paymentReceived } from '../../../core/postings.ts';
import { lockTimeout, OutcomeUnknownError, sqlState, type Db, type Tx } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import { inOneFlight, pipelinedTransaction, type CommitWith } from '../../platform/pipeline.ts';
import { applyPaid, lockBills, lockFreeBills, type LockedBill } from '../bills/index.ts';
import { readSettings } from '../companies/index.ts';
import { resolveAccounts, type TransferInput, writeTransfers } from '../ledger/index.ts';
import { shareSettlementGate } from '../partners/index.ts';
import {
  decideBatch,
  storePayment,
  type BatchView,
  type DecidedPayment,
  type Verdict,
} from './decide-batch.ts';
import type { AcceptedPayment, PaymentInstruction, PaymentOutcome } from './instruction.ts';
import { endHolds } from './hold-queries.ts';
import { listPartnerLimits, lockPartnerDay, readPrefund, type PartnerLimit } from './limit-queries.ts';
import { listPointLimits, readPointRoom } from './point-limits.ts';
import * as queries from './queries.ts';

/**
 * THE POSTING FUNCTION. Every payment of every road passes here: a list of one company's instructions in, one outcome
 * per instruction out, in one transaction that is committed before anyone is answered.
 *
 * The transaction waits twice. First flight: BEGIN, lock the bills in id order, read what is known of the references
 * (a rival that held a lock has committed by then), of partners and settings. Then decide in memory. Second flight:
 * claims, payments, allocations, transfers, bill states, the outbox row, one statement each, and COMMIT. A reference
 * that a rival used meanwhile fails its statement, so that nothing is committed and the batch starts anew.
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
    return await pipelinedTransaction(
      db,
      (tx, commitWith) => postBatch(db, tx, commitWith, { instructions, now, wait: true }),
      { begin, retryLockTimeout: false },
    );
  } catch (error) {
    if (sqlState(error) !== lockTimeout) throw error;
    return pipelinedTransaction(
      db,
      (tx, commitWith) => postBatch(db, tx, commitWith, { instructions, now, wait: false }),
      { begin },
    );
  }
}

interface Batch {
  instructions: readonly PaymentInstruction[];
  now: Date;
  /** Whether to wait for bills that another transaction holds. */
  wait: boolean;
}

async function postBatch(db: Db, tx: Tx, commitWith: CommitWith, batch: Batch): Promise<PaymentOutcome[]> {
  const { instructions, now } = batch;
  const { view, ids } = await readView(tx, batch);
  const paidBefore = new Map(view.bills.map(({ id, paidVnd }) => [id, paidVnd]));
  const verdicts = decideBatch(instructions, view);
  const decided = verdicts.flatMap((verdict) => (verdict.verdict === 'accept' ? [verdict.payment] : []));
  const accepted = new Map(
    decided.map((payment, index) => [payment, presentAccepted(payment, ids[index]!, now)]),
  );
  // Accounts are opened outside the transaction, before anything of the second flight is sent.
  const transfers = await resolveAccounts(db, [...accepted].flatMap(toTransfers));
  await commitWith(() => [
    ...writePayments(tx, [...accepted], now),
    writeTransfers(tx, transfers),
    applyPaid(tx, paidChanges(decided, paidBefore)),
    endHolds(tx, [...accepted], now),
    writeRefusals(tx, instructions, verdicts, now),
    tellOthers(tx, [...accepted.values()]),
  ]);
  return answer(verdicts, accepted);
}

/** Everything is sent at once; each statement sees what the locks before it made sure of. */
async function readView(
  tx: Tx,
  { instructions, now, wait }: Batch,
): Promise<{ view: BatchView; ids: bigint[] }> {
  const partnerIds = [...new Set(instructions.map(({ partnerId }) => partnerId))];
  const customerCodes = [...new Set(instructions.map(({ customerCode }) => customerCode))];
  const wanted = {
    customerCodes,
    billIds: [...new Set(instructions.flatMap(({ billIds }) => billIds ?? []))],
  };
  const readClaims = () =>
    queries.findClaims(
      tx,
      instructions.map(({ partnerId }) => partnerId),
      instructions.map(({ reference }) => reference),
    );
  const lockWanted = wait
    ? lockBills(tx, wanted).then((bills) => ({ bills, busyCustomerIds: new Set<bigint>() }))
    : lockFreeBills(tx, wanted);
  const [, locked, customers, claims, limits, policy, ids] = await inOneFlight([
    shareSettlementGate(tx),
    lockWanted,
    queries.findCustomers(tx, customerCodes),
    // Behind the locks: sent after them, or, where they take two statements, when they are here.
    wait ? readClaims() : lockWanted.then(readClaims),
    listPartnerLimits(tx, partnerIds),
    readSettings(tx),
    queries.reservePaymentIds(tx, instructions.length),
  ]);
  const view: BatchView = {
    customerIds: new Map(customers.map(({ id, code }) => [code, id])),
    ...locked,
    claims,
    limits: new Map(limits.map((limit) => [limit.id, limit])),
    ...(await readBounds(tx, limits, instructions)),
    policy,
    now,
  };
  return { view, ids };
}

/** Sums that bound what a partner may collect, each read while no other batch of that partner can change it. */
async function readBounds(
  tx: Tx,
  limits: readonly PartnerLimit[],
  instructions: readonly PaymentInstruction[],
): Promise<Pick<BatchView, 'paidToday' | 'prefunds' | 'pointRoom'>> {
  const { businessOn } = instructions[0]!;
  const points = await listPointLimits(tx, instructions);
  const pointed = new Set(points.map(({ partner_id }) => partner_id));
  const paidToday = new Map<bigint, bigint>();
  const prefunds = new Map<bigint, bigint>();
  const bounded = limits.filter(
    (limit) => limit.daily_limit_vnd !== null || limit.prefunded || pointed.has(limit.id),
  );
  for (const { id, prefunded } of bounded.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    paidToday.set(id, await lockPartnerDay(tx, id, businessOn));
    if (prefunded) prefunds.set(id, await readPrefund(tx, id));
  }
  return { paidToday, prefunds, pointRoom: await readPointRoom(tx, points) };
}

function writePayments(
  tx: Tx,
  entries: readonly [DecidedPayment, AcceptedPayment][],
  now: Date,
): Promise<void>[] {
  if (entries.length === 0) return [];
  const credits = entries.flatMap(toCredit);
  const payments = entries.map(([payment, { paymentId }]) => ({
    ...payment.instruction,
    ...payment,
    id: paymentId,
  }));
  return [
    queries.insertClaims(tx, entries.map(toClaim), now),
    queries.insertPayments(tx, payments, now),
    queries.insertAllocations(tx, entries.flatMap(toAllocations), now),
    queries.insertCredits(tx, credits, now),
    queries.insertLots(tx, credits),
  ];
}

async function tellOthers(tx: Tx, accepted: readonly AcceptedPayment[]): Promise<void> {
  if (accepted.length === 0) return;
  const paymentIds = accepted.map(({ paymentId }) => String(paymentId));
  await publish(tx, { topic: 'payments.accepted', payload: { paymentIds } });
}

function toClaim([{ instruction, hash }, payment]: [DecidedPayment, AcceptedPayment]): queries.NewClaim {
  return {
    partnerId: instruction.partnerId,
    reference: instruction.reference,
    kind: 'payment',
    requestHash: hash,
    paymentId: payment.paymentId,
    outcome: storePayment(payment),
  };
}

function toAllocations([{ lines, instruction }, { paymentId }]: [
  DecidedPayment,
  AcceptedPayment,
]): queries.NewAllocation[] {
  const { businessOn } = instruction;
  return lines.map(({ bill, amountVnd }) => ({ paymentId, billRootId: bill.rootId, amountVnd, businessOn }));
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
  const { customerCode, businessOn } = instruction;
  const askedCode = customerId === null ? customerCode : null;
  return [{ customerId, paymentId, amountVnd: creditedVnd, reason, askedCode, businessOn }];
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
