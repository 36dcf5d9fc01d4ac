import type { Vnd } from './money.ts';

/** A bill as the allocation sees it. `period` is its month, `YYYY-MM-01`. */
export interface AllocatableBill {
  id: bigint;
  period: string;
  totalVnd: Vnd;
  paidVnd: Vnd;
  state: 'unreleased' | 'open' | 'part_paid' | 'paid' | 'cancelled' | 'written_off';
}

/** What the company allows. */
export interface AllocationPolicy {
  /** A request may pay less than a bill asks. */
  partialPayments: boolean;
  /** A request that names bills must name every older open one too. */
  oldestFirst: boolean;
  /** The bills a request names must leave no open period between them. */
  noGaps: boolean;
}

export interface AllocationRequest {
  /** `request`: nothing has been taken yet, it may be refused. `notice`: the money is here, it never is. */
  intent: 'request' | 'notice';
  amountVnd: Vnd;
  /** Bills chosen by the payer; null means the oldest first. */
  billIds: readonly bigint[] | null;
}

export type Refusal = 'already_paid' | 'wrong_amount' | 'not_released' | 'unknown_bill' | 'oldest_first';

export type AllocationDecision<Bill extends AllocatableBill> =
  | { decision: 'allocate'; lines: { bill: Bill; amountVnd: Vnd }[]; creditedVnd: Vnd }
  | { decision: 'refuse'; refusal: Refusal; expectedVnd: Vnd | null };

const openOf = (bill: AllocatableBill): Vnd => bill.totalVnd - bill.paidVnd;
const isOpen = (bill: AllocatableBill): boolean => bill.state === 'open' || bill.state === 'part_paid';

/**
 * Spreads an amount over a customer's bills. Nothing is lost: the lines and the credit add up to the amount, and no
 * line exceeds what its bill is open for. `bills` holds the customer's open bills and every bill the request names.
 */
export function allocate<Bill extends AllocatableBill>(
  request: AllocationRequest,
  bills: readonly Bill[],
  policy: AllocationPolicy,
): AllocationDecision<Bill> {
  const open = bills.filter(isOpen).sort(byAge);
  if (request.intent === 'notice') return spread(request.amountVnd, namedFirst(open, request.billIds));
  return request.billIds === null
    ? allocateOldestFirst(request.amountVnd, open, bills, policy)
    : allocateNamed(request.amountVnd, request.billIds, open, bills, policy);
}

function allocateNamed<Bill extends AllocatableBill>(
  amountVnd: Vnd,
  billIds: readonly bigint[],
  open: readonly Bill[],
  bills: readonly Bill[],
  policy: AllocationPolicy,
): AllocationDecision<Bill> {
  const chosen = new Set(billIds);
  for (const id of chosen) {
    const bill = bills.find((candidate) => candidate.id === id);
    const refusal = refusalOf(bill);
    if (refusal) return { decision: 'refuse', refusal, expectedVnd: null };
  }
  const named = open.filter((bill) => chosen.has(bill.id));
  if (skipsPeriod(named, open, policy)) {
    return { decision: 'refuse', refusal: 'oldest_first', expectedVnd: null };
  }
  const asked = named.reduce((sum, bill) => sum + openOf(bill), 0n);
  if (amountVnd > asked || (amountVnd < asked && !policy.partialPayments)) {
    return { decision: 'refuse', refusal: 'wrong_amount', expectedVnd: asked };
  }
  return spread(amountVnd, named);
}

/** Another open bill lies before the newest that is named; where only gaps are forbidden, after the oldest as well. */
function skipsPeriod(
  named: readonly AllocatableBill[],
  open: readonly AllocatableBill[],
  policy: AllocationPolicy,
): boolean {
  const oldest = named[0];
  const newest = named.at(-1);
  if (!oldest || !newest || !(policy.oldestFirst || policy.noGaps)) return false;
  return open.some(
    (bill) =>
      !named.includes(bill) &&
      bill.period < newest.period &&
      (policy.oldestFirst || bill.period > oldest.period),
  );
}

function allocateOldestFirst<Bill extends AllocatableBill>(
  amountVnd: Vnd,
  open: readonly Bill[],
  bills: readonly Bill[],
  policy: AllocationPolicy,
): AllocationDecision<Bill> {
  if (open.length === 0) {
    const refusal = bills.some((bill) => bill.state === 'unreleased') ? 'not_released' : 'already_paid';
    return { decision: 'refuse', refusal, expectedVnd: 0n };
  }
  const spreading = spread(amountVnd, open);
  if (spreading.decision === 'allocate' && !policy.partialPayments) {
    const cut = spreading.lines.some(({ bill, amountVnd: part }) => part !== openOf(bill));
    if (cut)
      return { decision: 'refuse', refusal: 'wrong_amount', expectedVnd: wholeBillsNear(amountVnd, open) };
  }
  return spreading;
}

/** The sum of whole bills, oldest first, that the payer most likely meant: the next one at or above the amount. */
function wholeBillsNear(amountVnd: Vnd, open: readonly AllocatableBill[]): Vnd {
  let sum = 0n;
  for (const bill of open) {
    sum += openOf(bill);
    if (sum >= amountVnd) break;
  }
  return sum;
}

function spread<Bill extends AllocatableBill>(
  amountVnd: Vnd,
  bills: readonly Bill[],
): AllocationDecision<Bill> {
  const lines: { bill: Bill; amountVnd: Vnd }[] = [];
  let left = amountVnd;
  for (const bill of bills) {
    if (left === 0n) break;
    const part = left < openOf(bill) ? left : openOf(bill);
    lines.push({ bill, amountVnd: part });
    left -= part;
  }
  return { decision: 'allocate', lines, creditedVnd: left };
}

/** A notice pays the bills it names, then the others from the oldest. */
function namedFirst<Bill extends AllocatableBill>(
  open: readonly Bill[],
  billIds: readonly bigint[] | null,
): Bill[] {
  const named = open.filter((bill) => billIds?.includes(bill.id));
  return [...named, ...open.filter((bill) => !named.includes(bill))];
}

function refusalOf(bill: AllocatableBill | undefined): Refusal | undefined {
  if (!bill || bill.state === 'cancelled' || bill.state === 'written_off') return 'unknown_bill';
  if (bill.state === 'unreleased') return 'not_released';
  return bill.state === 'paid' ? 'already_paid' : undefined;
}

function byAge(a: AllocatableBill, b: AllocatableBill): number {
  if (a.period !== b.period) return a.period < b.period ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
