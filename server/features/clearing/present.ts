import { markingCode } from '../../../core/clearing.ts';
import type { GateRow } from './deliver-queries.ts';
import type { EntryRow, FeedRow, FileRow } from './queries.ts';

export function presentEntry(row: EntryRow) {
  return {
    seq: String(row.seq),
    paymentId: String(row.payment_id),
    kind: row.kind,
    billId: row.bill_external_id,
    customerCode: row.customer_code,
    amount: String(row.amount_vnd),
    partnerCode: row.partner_code,
    channel: row.channel,
    businessOn: row.business_on,
    state: row.state,
    marking: markingCode(row.state, row.attempts),
    attempts: row.attempts,
    nextTryAt: row.next_try_at?.toISOString() ?? null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answerCode: row.answer_code,
    answerDetail: row.answer_detail,
    recordedAt: row.recorded_at.toISOString(),
    behindSeq: row.behind_seq === null ? null : String(row.behind_seq),
  };
}

export function presentGate(gate: GateRow) {
  return {
    open: gate.open,
    reason: gate.reason,
    opensOn: gate.opens_on,
    changedBy: gate.changed_by,
    changedAt: gate.changed_at.toISOString(),
  };
}

export function presentFeedEntry(row: FeedRow) {
  return {
    seq: String(row.seq),
    kind: row.kind,
    billId: row.bill_external_id,
    customerCode: row.customer_code,
    amount: String(row.amount_vnd),
    partner: row.partner_code,
    channel: row.channel,
    paidOn: row.business_on,
  };
}

export function fileNameOf(file: Pick<FileRow, 'from_seq' | 'upto_seq'>): string {
  return `cham-no-${file.from_seq}-${file.upto_seq}.csv`;
}

export function presentFile(file: FileRow) {
  return {
    id: String(file.id),
    fileName: fileNameOf(file),
    fromSeq: String(file.from_seq),
    uptoSeq: String(file.upto_seq),
    entries: file.entries,
    total: String(file.total_vnd),
    sha256: file.sha256,
    madeBy: file.made_by,
    madeAt: file.made_at.toISOString(),
  };
}
