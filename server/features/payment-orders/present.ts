import { monthOf, type BusinessDate } from '../../../core/dates.ts';
import { bounceReasons, presentBy } from '../../../core/payment-orders/cheque.ts';
import {
  orderNumber,
  orderReference,
  slipNumber,
  slipReference,
} from '../../../core/payment-orders/order-text.ts';
import type { OrderAccount } from './account-queries.ts';
import type { ListedBill } from './bill-queries.ts';
import type { ChequeRow, DepositRow } from './cheque-queries.ts';
import type { OrderRow } from './order-queries.ts';
import type { ReceiptRow } from './split-queries.ts';

export function presentAccount(row: OrderAccount) {
  return {
    account: row.account,
    holder: row.holder,
    bankName: row.bank_name,
    branch: row.branch,
    bankBin: row.bank_bin,
    usable: row.partner_id !== null,
  };
}

export function presentOrder(row: OrderRow) {
  return {
    id: String(row.id),
    number: orderNumber(row.id),
    state: row.state,
    reference: orderReference(row.id),
    payerCode: row.payer_code,
    payerName: row.payer_name,
    payerAddress: row.payer_address,
    payerAccount: row.payer_account,
    payerBank: row.payer_bank,
    payerBranch: row.payer_branch,
    payerBankBin: row.payer_bank_bin,
    account: row.account,
    bills: row.bills,
    customers: row.customers,
    asked: String(row.asked_vnd),
    open: String(row.open_vnd),
    received: String(row.received_vnd),
    expiresOn: row.expires_on,
    note: row.note,
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
    issuedBy: row.issued_by,
    issuedOn: row.issued_on,
    endedBy: row.ended_by,
    endedAt: row.ended_at?.toISOString() ?? null,
    endReason: row.end_reason,
  };
}

export function presentBill(row: ListedBill) {
  return {
    customerCode: row.customer_code,
    customerName: row.customer_name,
    number: row.external_id,
    period: monthOf(row.period),
    asked: String(row.asked_vnd),
    open: String(row.open_vnd),
    state: row.state,
  };
}

export function presentReceipt(row: ReceiptRow) {
  return {
    creditId: String(row.bank_credit_id),
    bookedOn: row.booked_on,
    remittance: row.remittance,
    rule: row.rule,
    by: row.claimed_by,
    customerCode: row.customer_code,
    amount: String(row.amount_vnd),
    credited: String(row.credited_vnd),
    state: row.state,
    paymentId: row.payment_id === null ? null : String(row.payment_id),
  };
}

export function presentCheque(row: ChequeRow, today: BusinessDate) {
  const last = presentBy(row.issued_on);
  const bounce = row.bounce_reason === null ? null : bounceReasons[row.bounce_reason];
  return {
    id: String(row.id),
    state: row.state,
    number: row.number,
    drawer: row.drawer,
    drawerAccount: row.drawer_account,
    draweeBank: row.drawee_bank,
    draweeBranch: row.drawee_branch,
    amount: String(row.amount_vnd),
    issuedOn: row.issued_on,
    presentBy: last,
    late: row.state === 'received' && last < today,
    certified: row.certified,
    customerCode: row.customer_code,
    account: row.account,
    bills: row.bills,
    receivedOn: row.received_on,
    receivedBy: row.received_by,
    note: row.note,
    slip: row.deposit_id === null ? null : slipNumber(row.deposit_id),
    slipId: row.deposit_id === null ? null : String(row.deposit_id),
    depositedOn: row.deposited_on,
    clearedOn: row.cleared_on,
    bouncedOn: row.bounced_on,
    bounceReason: row.bounce_reason,
    bounceWords: bounce?.vi ?? null,
    bounceWordsEn: bounce?.en ?? null,
    bounceNote: row.bounce_note,
    fee: String(row.fee_vnd),
    feeBearer: row.fee_bearer,
    withdrawnReason: row.withdrawn_reason,
  };
}

export function presentSlip(row: DepositRow) {
  return {
    id: String(row.id),
    number: slipNumber(row.id),
    reference: slipReference(row.id),
    account: row.account,
    depositedOn: row.deposited_on,
    madeBy: row.made_by,
    cheques: row.cheques,
    amount: String(row.amount_vnd),
    cleared: String(row.cleared_vnd),
    bounced: row.bounced,
  };
}
