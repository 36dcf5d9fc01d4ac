import { businessDateOf } from '../core/dates.ts';
import type { Books } from './books.ts';
import { isLastWord, receiptOf, type Told } from './tale.ts';
import type { Violation } from './verify.ts';

/** What is answered about a hold. */
interface HoldReceipt {
  holdId: string;
  reference: string;
  bills: string[];
  amount: string;
  state: string;
  heldAt: string;
}

/** Holds that were acknowledged are there, hold what they say, and keep other partners' payments away. */
export function checkHolds(told: readonly Told[], books: Books): Violation[] {
  const problems = (rule: string, details: string[]): Violation[] =>
    details.map((detail) => ({ rule, detail }));
  return [
    ...problems(
      'an acknowledged hold is in the books',
      told.flatMap((one) => missing(one, books)),
    ),
    ...problems(
      'a hold keeps everybody else away',
      told.flatMap((one) => intruders(one, told, books)),
    ),
    ...problems(
      'a bill is held exactly by an open hold of it',
      books.holds.flatMap(({ id, state, billIds, holding }) => {
        const expected = state === 'open' ? billIds.toSorted().join() : '';
        return holding.toSorted().join() === expected ? [] : [`hold ${id}, ${state}: on ${holding.join()}`];
      }),
    ),
  ];
}

function holdOf({ call, status, body }: Told): HoldReceipt | undefined {
  const isHold = call.op === 'hold' || call.op === 'extend' || call.op === 'release';
  return isHold && (status === 200 || status === 201) ? (body as HoldReceipt) : undefined;
}

function missing(one: Told, books: Books): string[] {
  const receipt = holdOf(one);
  if (!receipt) return [];
  const booked = books.holds.find(({ id }) => id === receipt.holdId);
  const same =
    booked?.partner === one.partner &&
    booked.reference === receipt.reference &&
    booked.billIds.toSorted().join() === receipt.bills.toSorted().join() &&
    String(booked.amountVnd) === receipt.amount;
  if (!same) return [`${one.partner} ${receipt.reference}: acknowledged as hold ${receipt.holdId}`];
  // One whose time is over is called expired before the job that clears it away has come by.
  const mayBe = { open: ['open', 'paid', 'released', 'expired'], expired: ['open', 'expired', 'released'] };
  const allowed = mayBe[receipt.state as keyof typeof mayBe] ?? [receipt.state];
  if (!allowed.includes(booked.state))
    return [`${one.partner} ${receipt.reference}: acknowledged as ${receipt.state}, is ${booked.state}`];
  return [];
}

/**
 * Requests of others that took a held bill: sent after the hold was acknowledged, answered before its partner began to
 * pay or to release, and before anybody told of money of this customer that was taken already, which ends the hold of
 * all its bills; on the hold's own business day (a run is shorter than a hold, but it may jump over midnight).
 * Nothing is said of customers of whose money a gateway told: the journal does not know when.
 */
function intruders(hold: Told, told: readonly Told[], books: Books): string[] {
  const receipt = holdOf(hold);
  if (hold.call.op !== 'hold' || receipt?.state !== 'open') return [];
  const { customerCode } = hold.call;
  if (books.toldElsewhere.has(customerCode)) return [];
  const ends = told.filter(
    ({ partner, call }) =>
      partner === hold.partner &&
      ((call.op === 'release' && call.reference === receipt.reference) ||
        (call.op === 'pay' && call.order.customerCode === customerCode)),
  );
  const notices = told.filter(
    ({ call, answeredAt }) =>
      call.op === 'pay' &&
      call.order.intent === 'notice' &&
      call.order.customerCode === customerCode &&
      answeredAt > hold.sentAt,
  );
  const heldUntil = Math.min(
    ...ends.filter(({ sentAt }) => sentAt > hold.sentAt).map(({ sentAt }) => sentAt),
    ...notices.map(({ sentAt }) => sentAt),
  );
  return told.flatMap((one) => {
    const payment = one.call.op === 'pay' && isLastWord(one) ? receiptOf(one) : undefined;
    const within = one.sentAt > hold.answeredAt && one.answeredAt < heldUntil;
    if (!payment || !within || one.partner === hold.partner || one.status !== 201) return [];
    if (one.call.op !== 'pay' || one.call.order.intent === 'notice') return [];
    const took = payment.allocations.some(({ billId }) => receipt.bills.includes(billId));
    const sameDay = payment.businessOn === businessDateOf(new Date(receipt.heldAt));
    return took && sameDay
      ? [`${one.partner} ${payment.reference} took a bill of hold ${receipt.holdId}`]
      : [];
  });
}
