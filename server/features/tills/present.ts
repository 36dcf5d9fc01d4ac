import { daysBetween, type BusinessDate } from '../../../core/dates.ts';
import { maskName } from '../../../core/text.ts';
import type { PointRow } from './point-queries.ts';
import { receiptNumber } from './receipt-paper.ts';
import type { ReceiptRow, RemittanceRow } from './remittance-queries.ts';
import type { DifferenceRow, SessionRow } from './session-queries.ts';
import type { DeskBill, DeskCustomer, TakingRow } from './taking-queries.ts';
import type { CashStanding, TerminalRow, TillRow } from './till-queries.ts';

const money = (vnd: bigint | null): string | null => (vnd === null ? null : String(vnd));
const named = (code: string | null, name: string | null) =>
  code === null ? null : { code, name: name ?? code };

/** A till with its cash. `cashVnd`: what the ledger has in it. */
export function presentTill(till: TillRow, standing: CashStanding | undefined, cashVnd: bigint) {
  const session = standing?.session_id;
  return {
    code: till.code,
    kind: till.kind,
    name: till.name,
    unit: { code: till.unit_code, name: till.unit_name },
    commune: named(till.commune_code, till.commune_name),
    cashLimit: String(till.cash_limit_vnd),
    closesOn: till.closes_on,
    receipts: till.last_receipt,
    cash: String(cashVnd),
    kept: String(standing?.kept_vnd ?? 0n),
    keptSince: standing?.kept_since ?? null,
    inTransit: String(standing?.transit_vnd ?? 0n),
    inTransitSince: standing?.transit_since ?? null,
    overLimit: cashVnd > till.cash_limit_vnd,
    openDifferences: standing?.open_differences ?? 0,
    session:
      session == null
        ? null
        : {
            id: String(session),
            cashierName: standing?.cashier_name ?? '',
            openedOn: standing?.opened_on ?? '',
            float: String(standing?.float_vnd ?? 0n),
          },
  };
}

export function presentTerminal(row: TerminalRow) {
  return {
    terminalId: row.terminal_id,
    partner: row.partner_code,
    till: row.till_code,
    enabled: row.enabled,
  };
}

export function presentSession(row: SessionRow) {
  return {
    id: String(row.id),
    till: { code: row.till_code, name: row.till_name },
    kind: row.till_kind,
    cashier: row.cashier,
    cashierName: row.cashier_name,
    state: row.state,
    float: String(row.float_vnd),
    openedOn: row.opened_on,
    openedAt: row.opened_at.toISOString(),
    closedOn: row.closed_on,
    closedAt: row.closed_at?.toISOString() ?? null,
    cashCount: row.cash_count,
    cashTaken: String(row.cash_taken_vnd),
    cardCount: row.card_count,
    cardTaken: String(row.card_taken_vnd),
    voids: row.voids,
    waiting: row.waiting,
    counted: money(row.counted_vnd),
    expected: money(row.expected_vnd),
    cash: money(row.cash_vnd),
    difference: row.state === 'closed' ? String(row.difference_vnd ?? 0n) : null,
    resolution: row.resolution,
    remittance:
      row.remittance_id === null
        ? null
        : { id: String(row.remittance_id), number: row.remittance_number ?? '' },
  };
}

export function presentTaking(row: TakingRow) {
  return {
    id: String(row.id),
    sessionId: String(row.session_id),
    till: row.till_code,
    cashier: row.cashier,
    requestKey: row.request_key,
    tender: row.tender,
    customerCode: row.customer_code,
    customerName: row.customer_name,
    bills: row.bill_ids.map(String),
    amount: String(row.amount_vnd),
    given: money(row.given_vnd),
    change: row.given_vnd === null ? null : String(row.given_vnd - row.amount_vnd),
    card:
      row.terminal_id === null
        ? null
        : {
            terminalId: row.terminal_id,
            batchNumber: row.batch_number ?? '',
            traceNumber: row.trace_number ?? '',
            approvalCode: row.approval_code ?? '',
            last4: row.card_last4 ?? '',
          },
    takenOn: row.taken_on,
    takenAt: row.taken_at.toISOString(),
    occurredAt: row.occurred_at.toISOString(),
    state: row.state,
    refusal: row.refusal,
    paymentId: money(row.payment_id),
    receipt: row.receipt_number === null ? null : receiptNumber(row.till_code, row.receipt_number),
    prints: row.prints,
    voidReason: row.void_reason,
    voidAskedBy: row.void_asked_by,
    voidApprovedBy: row.void_approved_by,
  };
}

export function presentDifference(row: DifferenceRow) {
  return {
    sessionId: String(row.session_id),
    till: { code: row.till_code, name: row.till_name },
    cashier: row.cashier,
    cashierName: row.cashier_name,
    amount: String(row.amount_vnd),
    postedOn: row.posted_on,
    resolution: row.resolution,
    note: row.note,
    clearedBy: row.cleared_by,
    clearedOn: row.cleared_on,
  };
}

export function presentRemittance(row: RemittanceRow, today: BusinessDate) {
  return {
    id: String(row.id),
    number: row.number,
    till: { code: row.till_code, name: row.till_name },
    way: row.way,
    bankAccount: row.bank_account,
    toTill: row.to_till_code,
    amount: String(row.amount_vnd),
    credited: String(row.credited_vnd),
    state: row.state,
    madeBy: row.made_by,
    madeOn: row.made_on,
    finishedBy: row.finished_by,
    finishedOn: row.finished_on,
    ageDays: daysBetween(row.made_on, row.finished_on ?? today),
    sessions: row.session_ids.map(String),
  };
}

export function presentReceipt(row: ReceiptRow) {
  return {
    id: String(row.id),
    creditId: String(row.bank_credit_id),
    bookedOn: row.booked_on,
    text: row.text,
    amount: String(row.amount_vnd),
    rule: row.rule,
    laidBy: row.laid_by,
    undone: row.undone,
  };
}

/** What a customer owes, as a cashier sees it; of a customer of another unit only the masked name. */
export function presentDesk(
  customer: DeskCustomer,
  bills: readonly DeskBill[],
  view: { mayKnow: boolean; partnerId: bigint | null; businessNow: Date; businessOn: BusinessDate },
) {
  return {
    customer: {
      code: customer.code,
      name: view.mayKnow ? customer.name : maskName(customer.name),
      address: view.mayKnow ? customer.address : '',
    },
    open: String(bills.reduce((sum, { open_vnd }) => sum + open_vnd, 0n)),
    bills: bills.map((bill) => {
      const isHeld =
        bill.held_until !== null && bill.held_until > view.businessNow && bill.held_by !== view.partnerId;
      return {
        id: String(bill.id),
        externalId: bill.external_id,
        period: bill.period,
        kind: bill.kind,
        dueOn: bill.due_on,
        open: String(bill.open_vnd),
        late: bill.due_on < view.businessOn,
        handedElsewhere: bill.handed_to !== null && bill.handed_to !== view.partnerId,
        heldUntil: isHeld ? (bill.held_until?.toISOString() ?? null) : null,
      };
    }),
  };
}

export function presentPoint(row: PointRow) {
  return {
    partner: { code: row.partner_code, name: row.partner_name },
    code: row.code,
    name: row.name,
    registered: row.name !== '',
    commune: named(row.commune_code, row.commune_name),
    address: row.address,
    limit: money(row.limit_vnd),
    open: row.open,
    todayCount: row.today_count,
    todayAmount: String(row.today_vnd),
    used: String(row.used_vnd),
    overLimit: row.limit_vnd !== null && row.used_vnd > row.limit_vnd,
  };
}
