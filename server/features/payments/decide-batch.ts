import { allocate, type AllocationPolicy } from '../../../core/allocation.ts';
import type { LockedBill } from '../bills/index.ts';
import {
  hashInstruction,
  type AcceptedPayment,
  type PaymentInstruction,
  type PaymentOutcome,
  type RefusalOutcome,
} from './instruction.ts';
import type { ClaimRow, PartnerLimit } from './queries.ts';

/** A payment decided but not yet written. */
export interface DecidedPayment {
  instruction: PaymentInstruction;
  hash: Buffer;
  customerId: bigint | null;
  lines: { bill: LockedBill; amountVnd: bigint }[];
  creditedVnd: bigint;
}

/** Per instruction: something to write, or an answer that is known already. `same` repeats an earlier one of the batch. */
export type Verdict =
  | { verdict: 'accept'; payment: DecidedPayment }
  | { verdict: 'same'; asIndex: number }
  | { verdict: 'answer'; outcome: PaymentOutcome };

/** Everything the decision needs, read under lock in this transaction. Bills are updated in memory as it goes. */
export interface BatchView {
  customerIds: ReadonlyMap<string, bigint>;
  bills: readonly LockedBill[];
  /** Customers some of whose bills another transaction keeps locked. */
  busyCustomerIds: ReadonlySet<bigint>;
  claims: readonly ClaimRow[];
  limits: ReadonlyMap<bigint, PartnerLimit>;
  /** What each partner with a daily limit has paid today, before this batch. */
  paidToday: Map<bigint, bigint>;
  policy: AllocationPolicy;
}

const refKey = (partnerId: bigint, reference: string): string => `${partnerId}/${reference}`;

/**
 * Decides a batch in arrival order: the same reference or the same bill twice is settled in memory, exactly as if
 * the instructions had come one after the other.
 */
export function decideBatch(instructions: readonly PaymentInstruction[], view: BatchView): Verdict[] {
  const claims = new Map(view.claims.map((claim) => [refKey(claim.partner_id, claim.reference), claim]));
  const taken = new Map<string, { index: number; hash: Buffer }>();
  const billsOf = Map.groupBy(view.bills, (bill) => bill.customerId);
  return instructions.map((instruction, index) => {
    const hash = hashInstruction(instruction);
    const key = refKey(instruction.partnerId, instruction.reference);
    const earlier = taken.get(key);
    if (earlier)
      return earlier.hash.equals(hash) ? { verdict: 'same', asIndex: earlier.index } : refuse('conflict');
    const claim = claims.get(key);
    if (claim) return { verdict: 'answer', outcome: answerClaim(claim, hash) };
    const verdict = decideOne(instruction, hash, billsOf, view);
    if (verdict.verdict === 'accept') taken.set(key, { index, hash });
    return verdict;
  });
}

function decideOne(
  instruction: PaymentInstruction,
  hash: Buffer,
  billsOf: ReadonlyMap<bigint, LockedBill[]>,
  view: BatchView,
): Verdict {
  const { partnerId, amountVnd } = instruction;
  const customerId = view.customerIds.get(instruction.customerCode) ?? null;
  const isRequest = instruction.intent === 'request';
  if (customerId === null && isRequest) return refuse('unknown_customer');
  if (customerId !== null && view.busyCustomerIds.has(customerId)) return refuse('busy');
  const limit = view.limits.get(partnerId);
  const today = view.paidToday.get(partnerId) ?? 0n;
  if (isRequest && limit && amountVnd > limit.payment_limit_vnd)
    return refuse('partner_limit', limit.payment_limit_vnd);
  if (isRequest && limit?.daily_limit_vnd != null && today + amountVnd > limit.daily_limit_vnd) {
    return refuse('partner_limit', limit.daily_limit_vnd);
  }
  const bills = customerId === null ? [] : (billsOf.get(customerId) ?? []);
  const decision = allocate(instruction, bills, view.policy);
  if (decision.decision === 'refuse') return refuse(decision.refusal, decision.expectedVnd);
  const { lines, creditedVnd } = decision;
  for (const { bill, amountVnd: part } of lines) takeFrom(bill, part);
  view.paidToday.set(partnerId, today + amountVnd);
  return { verdict: 'accept', payment: { instruction, hash, customerId, lines, creditedVnd } };
}

function takeFrom(bill: LockedBill, amountVnd: bigint): void {
  bill.paidVnd += amountVnd;
  bill.state = bill.paidVnd === bill.totalVnd ? 'paid' : 'part_paid';
}

function refuse(outcome: RefusalOutcome, expectedVnd: bigint | null = null): Verdict {
  return { verdict: 'answer', outcome: { outcome, expectedVnd } };
}

/** The reference is used up: a replay of the same request, a tombstone, or another request's reference. */
function answerClaim(claim: ClaimRow, hash: Buffer): PaymentOutcome {
  if (claim.kind === 'tombstone') return { outcome: 'reversed_before', expectedVnd: null };
  if (claim.kind !== 'payment' || !claim.request_hash.equals(hash))
    return { outcome: 'conflict', expectedVnd: null };
  return {
    outcome: 'replayed',
    payment: parseStoredPayment(claim.outcome),
    currentState: claim.payment_state ?? 'accepted',
  };
}

/** The first answer to a payment, as it is kept beside its reference. */
export function storePayment(payment: AcceptedPayment): string {
  return JSON.stringify({
    paymentId: String(payment.paymentId),
    reference: payment.reference,
    amountVnd: String(payment.amountVnd),
    creditedVnd: String(payment.creditedVnd),
    allocations: payment.allocations.map(({ billId, amountVnd }) => [String(billId), String(amountVnd)]),
    acceptedAt: payment.acceptedAt.toISOString(),
    businessOn: payment.businessOn,
  });
}

export function parseStoredPayment(stored: unknown): AcceptedPayment {
  const value = stored as Record<
    'paymentId' | 'reference' | 'amountVnd' | 'creditedVnd' | 'acceptedAt' | 'businessOn',
    string
  > & {
    allocations: [string, string][];
  };
  return {
    paymentId: BigInt(value.paymentId),
    reference: value.reference,
    amountVnd: BigInt(value.amountVnd),
    creditedVnd: BigInt(value.creditedVnd),
    allocations: value.allocations.map(([billId, amountVnd]) => ({
      billId: BigInt(billId),
      amountVnd: BigInt(amountVnd),
    })),
    acceptedAt: new Date(value.acceptedAt),
    businessOn: value.businessOn,
  };
}
