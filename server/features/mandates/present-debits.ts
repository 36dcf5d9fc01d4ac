import { monthOf, type BusinessDate } from '../../../core/dates.ts';
import { describeReason } from '../../../core/mandates/reasons.ts';
import { errorMessages } from '../../../core/messages/errors.ts';
import type { ItemRow, ItemState, StateSum } from './batch-queries.ts';
import type { BatchRow } from './pick-queries.ts';
import type { ProblemRow, ResultRow } from './result-queries.ts';
import { debitFileName } from './write-file.ts';

export function presentBatch(row: BatchRow, sums: readonly StateSum[], today: BusinessDate) {
  const sumOf = (state: ItemState) => {
    const found = sums.find((sum) => sum.batch_id === row.id && sum.state === state);
    return { items: found?.items ?? 0, amount: String(found?.amount_vnd ?? 0n) };
  };
  const pending = sumOf('pending');
  return {
    id: String(row.id),
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    day: row.business_on,
    messageId: row.message_id,
    fileName: debitFileName(row),
    format: row.format,
    state: row.state,
    items: row.items,
    amount: String(row.items_vnd),
    skipped: row.skipped,
    answerDueOn: row.answer_due_on,
    late: pending.items > 0 && row.answer_due_on < today,
    pending,
    taken: sumOf('taken'),
    paid: sumOf('paid'),
    failed: sumOf('failed'),
    sha256: row.file_sha256,
    bytes: row.file_bytes === null ? null : Number(row.file_bytes),
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
    sentBy: row.sent_by,
    sentAt: row.sent_at?.toISOString() ?? null,
  };
}

export function presentItem(row: ItemRow) {
  const reason = row.reason_code === null ? null : describeReason(row.reason_code);
  return {
    id: String(row.id),
    batchId: String(row.batch_id),
    day: row.business_on,
    answerDueOn: row.answer_due_on,
    partnerCode: row.partner_code,
    reference: row.reference,
    customerCode: row.customer_code,
    customerName: row.customer_name,
    billId: row.bill_external_id,
    period: monthOf(row.period),
    amount: String(row.amount_vnd),
    takenAmount: row.taken_vnd === null ? null : String(row.taken_vnd),
    attempt: row.attempt,
    state: row.state,
    paymentId: row.payment_id === null ? null : String(row.payment_id),
    reasonCode: row.reason_code,
    reason: reason?.vi ?? null,
    reasonEn: reason?.en ?? null,
    bankText: row.reason_text,
    retryOn: row.retry_on,
  };
}

export function presentResult(row: ResultRow) {
  return {
    id: String(row.id),
    partnerCode: row.partner_code,
    fileName: row.file_name,
    bytes: Number(row.bytes),
    state: row.state,
    format: row.format,
    refusal: row.refusal && presentRefusal(row.refusal),
    lines: row.lines,
    taken: row.taken,
    takenAmount: String(row.taken_vnd),
    failed: row.failed,
    waiting: row.waiting,
    repeated: row.repeated,
    problems: row.problems,
    receivedBy: row.received_by,
    receivedAt: row.received_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
  };
}

function presentRefusal({ code, params }: NonNullable<ResultRow['refusal']>) {
  const message = Object.hasOwn(errorMessages, code)
    ? errorMessages[code as keyof typeof errorMessages]
    : errorMessages['mandates.result_unreadable'];
  return { code, detail: message.vi, detailEn: message.en, params };
}

const problemCodes = ['unknown_reference', 'amount_differs', 'returned_after_taken', 'said_twice'] as const;

export function presentProblem(row: ProblemRow) {
  return { ...row, code: row.code as (typeof problemCodes)[number] };
}
