import { allocate, type AllocationPolicy } from '../../../core/allocation.ts';
import { addDays, type BusinessDate } from '../../../core/dates.ts';
import { settlementDayOf } from '../../../core/settlement-day.ts';
import type { LockedBill } from '../bills/index.ts';
import {
  hashInstruction,
  type AcceptedPayment,
  type PaymentInstruction,
  type PaymentOutcome,
  type RefusalOutcome,
} from './instruction.ts';
import type { PartnerLimit } from './limit-queries.ts';
import { pointKey } from './point-limits.ts';
import type { ClaimRow } from './queries.ts';
import { businessInstant } from './settle-on.ts';

/** A payment decided but not yet written. */
export interface DecidedPayment {
  instruction: PaymentInstruction;
  hash: Buffer;
  customerId: bigint | null;
  lines: { bill: LockedBill; amountVnd: bigint }[];
  creditedVnd: bigint;
  /** The one settlement window it belongs to is (partner, this day). */
  settlesOn: BusinessDate;
  /** Holds that end here: those of its own partner, those that money taken elsewhere overtook, those that were over. */
  holds: { own: bigint[]; overtaken: bigint[]; over: bigint[] };
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
  /** What each prefunded partner may still collect, before this batch. */
  prefunds: Map<bigint, bigint>;
  /** What each point that has a limit may still collect, by `pointKey`, before this batch. */
  pointRoom: Map<string, bigint>;
  policy: AllocationPolicy;
  now: Date;
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
  const customerId = view.customerIds.get(instruction.customerCode) ?? null;
  const at = instruction.businessAt ?? businessInstant(instruction.businessOn, view.now);
  const refusal = refuseOutright(instruction, customerId, view);
  if (refusal) return refusal;
  const bills = customerId === null ? [] : (billsOf.get(customerId) ?? []);
  const isRequest = instruction.intent === 'request';
  const offered = isRequest ? bills.map((bill) => asSeenBy(bill, instruction)) : bills;
  const decision = allocate(instruction, offered, view.policy);
  if (decision.decision === 'refuse') return refuse(decision.refusal, decision.expectedVnd);
  const { lines, creditedVnd } = decision;
  const held = lines.map(({ bill }) => bill).find((bill) => isHeldElsewhere(bill, instruction, at));
  if (held && isRequest) {
    return {
      verdict: 'answer',
      outcome: { outcome: 'held_elsewhere', expectedVnd: null, heldUntil: held.heldUntil! },
    };
  }
  const holds = takeHolds(instruction, lines, at);
  for (const { bill, amountVnd: part } of lines) takeFrom(bill, part);
  countAgainstLimits(instruction, view);
  const settlesOn = settlementDay(instruction, at, view.limits.get(instruction.partnerId));
  return {
    verdict: 'accept',
    payment: { instruction, hash, customerId, lines, creditedVnd, settlesOn, holds },
  };
}

/** What speaks against an instruction before its bills are looked at. */
function refuseOutright(
  instruction: PaymentInstruction,
  customerId: bigint | null,
  view: BatchView,
): Verdict | undefined {
  const { partnerId, amountVnd } = instruction;
  if (customerId !== null && view.busyCustomerIds.has(customerId)) return refuse('busy');
  if (instruction.intent === 'notice') return undefined;
  if (customerId === null) return refuse('unknown_customer');
  const limit = view.limits.get(partnerId);
  if (!limit) return undefined;
  if (amountVnd > limit.payment_limit_vnd) return refuse('partner_limit', limit.payment_limit_vnd);
  const today = view.paidToday.get(partnerId) ?? 0n;
  if (limit.daily_limit_vnd !== null && today + amountVnd > limit.daily_limit_vnd) {
    return refuse('partner_limit', limit.daily_limit_vnd);
  }
  const prefund = view.prefunds.get(partnerId);
  if (prefund !== undefined && amountVnd > prefund) return refuse('partner_limit', prefund);
  const room = view.pointRoom.get(pointKey(instruction));
  return room !== undefined && amountVnd > room ? refuse('partner_limit', room > 0n ? room : 0n) : undefined;
}

function countAgainstLimits(instruction: PaymentInstruction, view: BatchView): void {
  const { partnerId, amountVnd } = instruction;
  view.paidToday.set(partnerId, (view.paidToday.get(partnerId) ?? 0n) + amountVnd);
  const prefund = view.prefunds.get(partnerId);
  if (prefund !== undefined) view.prefunds.set(partnerId, prefund - amountVnd);
  const room = view.pointRoom.get(pointKey(instruction));
  if (room !== undefined) view.pointRoom.set(pointKey(instruction), room - amountVnd);
}

/** Handed to one collector (giao thu): for everybody else it is as if it were not released. */
function asSeenBy(bill: LockedBill, { partnerId }: PaymentInstruction): LockedBill {
  const isElsewhere = bill.handedTo !== null && bill.handedTo !== partnerId;
  const isOpen = bill.state === 'open' || bill.state === 'part_paid';
  return isElsewhere && isOpen ? { ...bill, state: 'unreleased' } : bill;
}

function isHeldElsewhere(bill: LockedBill, { partnerId }: PaymentInstruction, at: Date): boolean {
  return bill.heldBy !== null && bill.heldBy !== partnerId && bill.heldUntil !== null && bill.heldUntil > at;
}

/** Notes which holds on the bills come to an end, and takes them off in memory. */
function takeHolds(
  instruction: PaymentInstruction,
  lines: DecidedPayment['lines'],
  at: Date,
): DecidedPayment['holds'] {
  const [own, overtaken, over] = [new Set<bigint>(), new Set<bigint>(), new Set<bigint>()];
  for (const { bill } of lines) {
    if (bill.holdId === null) continue;
    const isOver = bill.heldUntil !== null && bill.heldUntil <= at;
    const ending = isOver ? over : bill.heldBy === instruction.partnerId ? own : overtaken;
    ending.add(bill.holdId);
    Object.assign(bill, { holdId: null, heldBy: null, heldUntil: null });
  }
  return { own: [...own], overtaken: [...overtaken], over: [...over] };
}

/** The partner's own day where it named one, otherwise by its cut-off; the day after the last closed one at the earliest. */
function settlementDay(
  { businessOn, settlesOn }: PaymentInstruction,
  at: Date,
  limit: PartnerLimit | undefined,
): BusinessDate {
  if (!limit) return settlesOn ?? businessOn;
  const day = settlesOn ?? settlementDayOf(at, limit.cut_off);
  return limit.closed_through !== null && day <= limit.closed_through
    ? addDays(limit.closed_through, 1)
    : day;
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
