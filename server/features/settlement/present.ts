import { daysBetween, type BusinessDate } from '../../../core/dates.ts';
import type { FeeLine } from '../../../core/fees.ts';
import { remainingOf } from '../../../core/settlement-windows.ts';
import type { CarryRow, EventRow, FeeLineJson, MinutesRow, ReceiptRow, WindowRow } from './queries.ts';

/** Expected less received and carried; null while the window is open. */
export function differenceOf(row: WindowRow): bigint | null {
  if (row.expected_vnd === null) return null;
  return remainingOf({
    expectedVnd: row.expected_vnd,
    receivedVnd: row.received_vnd,
    carriedVnd: row.carried_vnd,
  });
}

/** Calendar days past due while the money is not in. */
export function overdueDaysOf(row: WindowRow, today: BusinessDate): number {
  const late = row.state === 'closed' || row.state === 'agreed' ? daysBetween(row.due_on, today) : 0;
  const waits = (differenceOf(row) ?? 0n) > 0n;
  return waits ? Math.max(0, late) : 0;
}

const money = (amountVnd: bigint | null): string | null => (amountVnd === null ? null : String(amountVnd));

export function presentWindow(row: WindowRow, today: BusinessDate) {
  return {
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    day: row.settles_on,
    state: row.state,
    dueOn: row.due_on,
    overdueDays: overdueDaysOf(row, today),
    payments: row.payments,
    amount: String(row.payments_vnd),
    reversals: row.reversals,
    reversalsAmount: String(row.reversals_vnd),
    refundsAmount: String(row.refunds_vnd),
    fee: money(row.fee_vnd),
    feeVat: money(row.fee_vat_vnd),
    feeMode: row.fee_mode,
    carriedIn: String(row.carried_in_vnd),
    expected: money(row.expected_vnd),
    received: String(row.received_vnd),
    carried: String(row.carried_vnd),
    difference: money(differenceOf(row)),
  };
}

export function presentReceipt(row: ReceiptRow) {
  return {
    id: String(row.id),
    creditId: money(row.bank_credit_id),
    amount: String(row.amount_vnd),
    rule: row.rule,
    assignedBy: row.assigned_by,
    assignedAt: row.assigned_at.toISOString(),
    undone: row.undone,
    undoes: money(row.undoes_id),
    bookedOn: row.booked_on,
    reference: row.bank_reference,
    payer: row.payer,
    remittance: row.remittance,
  };
}

export function presentCarries(rows: readonly CarryRow[], windowId: bigint) {
  return {
    carriedInFrom: rows
      .filter((row) => row.to_window_id === windowId && !row.offsets)
      .map((row) => ({
        day: row.from_day,
        amount: String(row.amount_vnd),
        reason: row.reason,
        by: row.carried_by,
      })),
    carriedOut: rows
      .filter((row) => row.window_id === windowId || row.offsets)
      .map((row) => ({
        to: row.window_id === windowId ? row.to_day : row.from_day,
        amount: String(row.window_id === windowId ? row.amount_vnd : -row.amount_vnd),
        reason: row.reason,
        by: row.carried_by,
        at: row.carried_at.toISOString(),
      })),
  };
}

export function presentEvent(row: EventRow) {
  return { event: row.event, actor: row.actor, detail: row.detail, at: row.recorded_at.toISOString() };
}

export function presentMinutes(row: MinutesRow | undefined) {
  return row ? { ...row, id: String(row.id) } : null;
}

export function toFeeLineJson(line: FeeLine): FeeLineJson {
  return {
    tier: line.tier,
    upTo: line.upTo === null ? null : String(line.upTo),
    payments: line.payments,
    amount: String(line.amountVnd),
    fee: String(line.feeVnd),
  };
}
