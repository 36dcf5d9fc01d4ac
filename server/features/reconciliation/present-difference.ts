import { daysBetween, type BusinessDate } from '../../../core/dates.ts';
import { causeOf } from '../../../core/reconciliation/lanes.ts';
import { maskName } from '../../../core/text.ts';
import type { OurSide, TheirSide } from './detail-queries.ts';
import type { DifferenceRow, EventRow } from './difference-queries.ts';

const text = (amount: bigint | null): string | null => (amount === null ? null : String(amount));
const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

export function presentDifference(row: DifferenceRow, businessOn: BusinessDate) {
  return {
    id: String(row.id),
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    day: row.settles_on,
    lane: row.lane,
    cause: row.cause,
    reference: row.reference,
    customerCode: row.customer_code,
    maskedName: row.customer_name === null ? null : maskName(row.customer_name),
    theirAmount: text(row.their_vnd),
    ourAmount: text(row.our_vnd),
    theirTime: instant(row.their_at),
    ourTime: instant(row.our_at),
    otherDay: row.other_day,
    paymentId: text(row.payment_id),
    ageDays: daysBetween(row.settles_on, businessOn),
    dueOn: row.due_on,
    overdue: row.state !== 'resolved' && row.due_on < businessOn,
    owner: row.owner,
    suggestion: row.suggestion,
    fixes: row.state === 'resolved' || row.state === 'approval' ? [] : [...causeOf(row.cause).fixes],
    state: row.state,
    resolution: row.resolution,
    answer: row.answer,
  };
}

export function presentTheirs(side: TheirSide) {
  return {
    fileId: String(side.file_id),
    fileName: side.file_name,
    line: side.line,
    reference: side.reference,
    ourId: text(side.our_id),
    customerCode: side.customer_code,
    bill: side.bill,
    amount: text(side.amount_vnd),
    occurredAt: instant(side.occurred_at),
    status: side.status,
    raw: side.raw,
  };
}

export function presentOurs(side: OurSide) {
  return {
    paymentId: String(side.id),
    reference: side.reference,
    customerCode: side.customer_code,
    customerName: side.customer_name,
    amount: String(side.amount_vnd),
    credited: String(side.credited_vnd),
    state: side.state,
    channel: side.channel,
    occurredAt: side.occurred_at.toISOString(),
    recordedAt: side.recorded_at.toISOString(),
    settlesOn: side.settles_on,
    reversedOn: side.reversed_on,
    bills: side.bills,
  };
}

export function presentProposal({ proposal, proposed_by, state }: DifferenceRow) {
  if (state !== 'approval' || !proposal) return null;
  return {
    fix: proposal.fix,
    note: proposal.note,
    customerCode: proposal.customerCode ?? null,
    by: proposed_by ?? '',
  };
}

export function presentEvent(row: EventRow) {
  const { event, actor, note, detail } = row;
  return { at: row.recorded_at.toISOString(), event, actor, note, detail };
}
