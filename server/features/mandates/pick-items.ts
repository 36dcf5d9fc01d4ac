import { debitDayOf } from '../../../core/mandates/debit-day.ts';
import { addDays, startOfBusinessDate, type BusinessDate } from '../../../core/dates.ts';
import type { Tx } from '../../platform/db.ts';
import { lockBills, type LockedBill } from '../bills/index.ts';
import { holdEach } from '../payments/index.ts';
import { noteDebited } from './notice-queries.ts';
import * as queries from './pick-queries.ts';
import { markAttention, type Attention } from './queries.ts';

/** Why an open bill of an active mandate is left out of a run. */
export type SkipReason =
  | 'too_early'
  | 'over_limit'
  | 'pending'
  | 'retry_later'
  | 'failed_for_good'
  | 'held_elsewhere'
  | 'handed_elsewhere'
  | 'not_noticed'
  | 'closed_meanwhile';

interface Chosen {
  candidate: queries.Candidate & { billId: bigint };
  readingDayMoved: boolean;
}

/** A bank that never answers must not let go of a bill before a person has said so. */
const holdDays = 60;

/**
 * Picks the bills of a range of customers of a run: each becomes an item, and is held by its bank until the bank has
 * answered.
 */
export async function pickRange(
  tx: Tx,
  batch: queries.BatchRow,
  range: queries.Range,
  businessNow: Date,
): Promise<void> {
  const { partner_id: partnerId, business_on: on } = batch;
  const candidates = await queries.listCandidates(tx, { partnerId, range, on });
  const skipped: Record<string, number> = {};
  const skip = (reason: SkipReason): void => void (skipped[reason] = (skipped[reason] ?? 0) + 1);
  const marks = new Map<bigint, Attention>();
  const { noticeRequired } = batch.terms;
  const chosen = candidates.flatMap((candidate) => chooseCandidate(candidate, on, skip) ?? []);
  const bills = await lockBills(tx, {
    customerIds: [],
    billIds: chosen.map(({ candidate }) => candidate.billId),
  });
  const billOf = new Map(bills.map((bill) => [bill.id, bill]));
  const items = chosen.flatMap((each) => {
    const bill = billOf.get(each.candidate.billId);
    const reason = bill
      ? reasonUnderLock(bill, each.candidate, { partnerId, businessNow, on, noticeRequired })
      : 'closed_meanwhile';
    if (reason) skip(reason);
    if (reason === 'over_limit') marks.set(each.candidate.mandateId, 'over_limit');
    if (reason || !bill) return [];
    if (each.readingDayMoved) marks.set(each.candidate.mandateId, 'reading_day_moved');
    return [{ ...toItem(each, bill), bill }];
  });
  const references = await queries.insertItems(tx, batch, items);
  await noteDebited(
    tx,
    items.map(({ billRootId }) => billRootId),
    businessNow,
  );
  const wanted = items.map(({ bill }, index) => ({ bill, reference: references[index]! }));
  const until = startOfBusinessDate(addDays(on, holdDays));
  await holdEach(tx, { partnerId, until, wanted }, businessNow);
  await markAttention(
    tx,
    [...marks].map(([mandateId, attention]) => ({ mandateId, attention })),
    on,
  );
  await queries.notePicked(tx, batch.id, range, skipped);
}

/** What the agreement and earlier debits say; undefined for a bill that is not to be debited on that day. */
export function chooseCandidate(
  candidate: queries.Candidate,
  on: BusinessDate,
  skip: (reason: SkipReason) => void,
): Chosen | undefined {
  const { billId, mode, fixedDay, issuedOn, lastState, retryOn } = candidate;
  const failed = lastState === 'failed' && isSameMandate(candidate);
  // A customer who owes nothing.
  if (billId === null) return undefined;
  const agreed =
    mode === 'fixed_day' && fixedDay !== null
      ? ({ mode: 'fixed_day', fixedDay } as const)
      : ({ mode: 'on_bill' } as const);
  const { on: from, readingDayMoved } = debitDayOf(agreed, issuedOn);
  const reason: SkipReason | undefined =
    on < from
      ? 'too_early'
      : lastState === 'pending' || lastState === 'taken'
        ? 'pending'
        : failed && retryOn === null
          ? 'failed_for_good'
          : failed && retryOn !== null && on < retryOn
            ? 'retry_later'
            : undefined;
  if (reason) {
    skip(reason);
    return undefined;
  }
  return { candidate: { ...candidate, billId }, readingDayMoved };
}

/** A new mandate, from another account, does not inherit what failed with the old one. */
function isSameMandate({ lastMandateId, mandateId }: queries.Candidate): boolean {
  return lastMandateId === mandateId;
}

/** What only the locked bill can say. */
function reasonUnderLock(
  bill: LockedBill,
  { limitVnd, noticedVnd, noticedFor }: queries.Candidate,
  at: { partnerId: bigint; businessNow: Date; on: BusinessDate; noticeRequired?: boolean | undefined },
): SkipReason | undefined {
  const { partnerId, businessNow } = at;
  const openVnd = bill.totalVnd - bill.paidVnd;
  if (bill.state !== 'open' && bill.state !== 'part_paid') return 'closed_meanwhile';
  if (bill.handedTo !== null && bill.handedTo !== partnerId) return 'handed_elsewhere';
  // Also a hold of the same bank's: somebody is paying there just now.
  if (bill.heldUntil !== null && bill.heldUntil > businessNow) return 'held_elsewhere';
  if (limitVnd !== null && openVnd > limitVnd) return 'over_limit';
  // Nobody is debited before the day they were told.
  if (noticedFor !== null && noticedFor > at.on) return 'too_early';
  // Told of less is not told.
  const isNoticed = noticedVnd !== null && noticedVnd >= openVnd;
  return at.noticeRequired && !isNoticed ? 'not_noticed' : undefined;
}

function toItem({ candidate }: Chosen, bill: LockedBill): queries.NewItem {
  const { mandateId, customerId, lastAttempt, lastState } = candidate;
  const isRetry = lastState === 'failed' && isSameMandate(candidate);
  return {
    mandateId,
    customerId,
    billId: bill.id,
    billRootId: bill.rootId,
    amountVnd: bill.totalVnd - bill.paidVnd,
    // A bill that was paid and given back, or corrected, begins anew.
    attempt: isRetry ? (lastAttempt ?? 0) + 1 : 1,
  };
}
