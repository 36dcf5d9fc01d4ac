import type { Channel } from '../../../core/channels.ts';
import type { Db } from '../../platform/db.ts';
import { acceptPayments, type PaymentInstruction } from '../payments/index.ts';
import * as queries from './result-queries.ts';
import type { RunTime } from './run-debits.ts';

/** Payments posted in one transaction, and transactions on their way at once. */
const paymentsAtOnce = 1_500;
const lanes = 3;
/** A bill that somebody keeps locked is free a moment later. */
const passes = 3;

/**
 * Posts what a bank took as notices: the money is there, whatever has become of the bill. A debit is posted once however
 * often this runs, because its reference is used up by its payment. Answers how many could not be posted just now.
 */
export async function postTaken(db: Db, result: queries.ResultRow, at: RunTime): Promise<number> {
  let left = 0;
  for (let pass = 1; pass <= passes; pass++) {
    left = await postOnce(db, result, at);
    if (left === 0) break;
  }
  return left;
}

async function postOnce(db: Db, result: queries.ResultRow, at: RunTime): Promise<number> {
  const channel: Channel = result.partner_kind === 'wallet' ? 'auto_debit_wallet' : 'auto_debit_bank';
  const pages = await queries.listPages(db, result.id, paymentsAtOnce);
  const next = pages[Symbol.iterator]();
  let left = 0;
  const lane = async (): Promise<void> => {
    // The lanes share the pages: each takes the next.
    for (const page of { [Symbol.iterator]: () => ({ next: () => next.next() }) }) {
      const items = await queries.listTaken(db, result.id, page);
      const instructions = items.map((item) => toInstruction(item, { result, channel, at }));
      const outcomes = await acceptPayments(db, instructions, at.now);
      const posted = outcomes.flatMap((outcome, index) =>
        'payment' in outcome ? [{ itemId: items[index]!.id, paymentId: outcome.payment.paymentId }] : [],
      );
      left += items.length - posted.length;
      await queries.notePosted(db, posted);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return left;
}

function toInstruction(
  item: queries.TakenItem,
  { result, channel, at }: { result: queries.ResultRow; channel: Channel; at: RunTime },
): PaymentInstruction {
  return {
    partnerId: result.partner_id,
    reference: item.reference,
    intent: 'notice',
    customerCode: item.customerCode,
    amountVnd: item.takenVnd,
    billIds: item.takenBillId === null ? null : [item.takenBillId],
    channel,
    tender: 'account',
    occurredAt: at.businessNow,
    businessOn: at.businessDate,
    businessAt: at.businessNow,
  };
}
