import { maskName } from '../../../core/text.ts';
import type { EventType } from '../../../core/webhooks.ts';
import type {
  ClosedWindow,
  MatchedFile,
  PublishedSum,
  ReversedPayment,
  VisibleBill,
} from './collect-queries.ts';

/** The body of a message as Standard Webhooks lays it out; written once, so that every attempt sends the same bytes. */
export function writeBody(type: EventType, occurredAt: Date, content: object): string {
  return JSON.stringify({ type, timestamp: occurredAt.toISOString(), data: content });
}

/** A bill as an inquiry of this partner would show it at this moment, with its number in the order of this bill. */
export function billContent(bill: VisibleBill, sequence: bigint, paidByYou: boolean): object {
  return {
    billId: String(bill.bill_id),
    externalId: bill.external_id,
    sequence: Number(sequence),
    customerCode: bill.customer_code,
    maskedName: maskName(bill.customer_name),
    village: bill.village,
    period: bill.period.slice(0, 7),
    kind: bill.kind,
    amount: String(bill.open_vnd),
    dueOn: bill.due_on,
    state: bill.state,
    paidByYou,
  };
}

/** Many bills at once are told as one sum; each is shown by inquiry when its customer asks. */
export function publishedContent(importId: bigint, sums: readonly PublishedSum[]): object {
  const total = <Key extends 'bills' | 'changed'>(key: Key): number =>
    sums.reduce((sum, row) => sum + row[key], 0);
  const periods = sums.flatMap((row) => [row.first_period.slice(0, 7), row.last_period.slice(0, 7)]).sort();
  return {
    publicationId: String(importId),
    bills: total('bills'),
    changed: total('changed'),
    amount: String(sums.reduce((sum, row) => sum + row.open_vnd, 0n)),
    firstPeriod: periods.at(0),
    lastPeriod: periods.at(-1),
  };
}

export function reversalContent(reversal: ReversedPayment): object {
  return {
    paymentId: String(reversal.payment_id),
    reference: reversal.reference,
    reversalReference: reversal.reversal_reference,
    amount: String(reversal.amount_vnd),
    reason: reversal.reason,
    businessOn: reversal.business_on,
  };
}

export function windowContent(window: ClosedWindow): object {
  return {
    settlesOn: window.settles_on,
    payments: window.payments,
    paymentsAmount: String(window.payments_vnd),
    reversals: window.reversals,
    reversalsAmount: String(window.reversals_vnd),
    expected: String(window.expected_vnd),
  };
}

export function fileContent(file: MatchedFile): object {
  return {
    settlesOn: file.settles_on,
    scope: file.scope,
    fileName: file.file_name,
    lines: file.lines,
    badLines: file.bad_lines,
    matched: file.matched,
    difference: String(file.difference_vnd ?? 0n),
  };
}
