import type { Channel } from './channels.ts';
import { sumVnd, type Vnd } from './money.ts';
import { chargeKind } from './services.ts';

/**
 * The only place that knows which accounts move. Codes follow the Vietnamese chart of accounts for enterprises
 * (Circular 99/2025/TT-BTC, level 1 and 2 as in its forerunner 200/2014/TT-BTC).
 */
export const accountNames = {
  '111': { vi: 'Tiền mặt', en: 'Cash' },
  '112': { vi: 'Tiền gửi ngân hàng', en: 'Bank deposits' },
  '113': { vi: 'Tiền đang chuyển (đối tác thu hộ)', en: 'Money in transit at partners' },
  '1331': { vi: 'Thuế GTGT được khấu trừ', en: 'Deductible VAT' },
  '131': { vi: 'Phải thu của khách hàng', en: 'Receivable from customers' },
  '331': { vi: 'Phải trả đối tác (phí thu hộ)', en: 'Payable to partners (fees)' },
  '33311': { vi: 'Thuế GTGT đầu ra', en: 'VAT payable' },
  '3387': { vi: 'Tiền khách hàng trả trước', en: 'Customer credit' },
  '3388': { vi: 'Tiền chưa rõ người nộp', en: 'Unidentified receipts' },
  '511': { vi: 'Doanh thu bán điện', en: 'Electricity revenue' },
  '5113': { vi: 'Doanh thu dịch vụ điện', en: 'Revenue from electricity services' },
  '641': { vi: 'Chi phí bán hàng (phí thu hộ)', en: 'Selling expenses (collection fees)' },
  '1381': { vi: 'Tài sản thiếu chờ xử lý (thiếu quỹ)', en: 'Shortage awaiting resolution (cash short)' },
  '3381': { vi: 'Tài sản thừa chờ giải quyết (thừa quỹ)', en: 'Surplus awaiting resolution (cash over)' },
  '711': { vi: 'Thu nhập khác', en: 'Other income' },
  '811': { vi: 'Chi phí khác', en: 'Other expenses' },
  '1388': { vi: 'Phải thu khác (chênh lệch đối soát)', en: 'Other receivables (reconciliation differences)' },
} as const;
export type AccountCode = keyof typeof accountNames;

/** An account of the ledger: its code, and the unit or partner it is kept for. */
export interface AccountKey {
  code: AccountCode;
  orgUnitId: bigint | null;
  partnerId: bigint | null;
}

/** An amount moved from the credit account to the debit account. */
export interface Transfer {
  kind: string;
  debit: AccountKey;
  credit: AccountKey;
  amountVnd: Vnd;
}

export const unitAccount = (code: AccountCode, orgUnitId: bigint): AccountKey => ({
  code,
  orgUnitId,
  partnerId: null,
});
export const companyAccount = (code: AccountCode): AccountKey => ({ code, orgUnitId: null, partnerId: null });

/** Where a partner's payment waits until the bank credits it: cash for the company's own hands, otherwise 113. */
export function receiptAccount(channel: Channel, partnerId: bigint): AccountKey {
  const ownHands = channel === 'staff_cash' || channel === 'counter_cash';
  return { code: ownHands ? '111' : '113', orgUnitId: null, partnerId };
}

/** What bills of one kind of one unit amount to. */
export interface UnitBills {
  orgUnitId: bigint;
  kind: string;
  netVnd: Vnd;
  vatVnd: Vnd;
}

/**
 * Bills issued by one unit: receivable against revenue and VAT; services have a revenue account of their own. Transfers
 * are kept apart by kind of bill (TD active energy, VC reactive energy, DV services…). Amounts of zero move nothing.
 */
export function billsIssued(unit: UnitBills): Transfer[] {
  return ofBillKind(unit.kind, issued(unit));
}

/** Bills of one unit cancelled or replaced: the issue taken back. */
export function billsCancelled(unit: UnitBills): Transfer[] {
  const taken = issued(unit).map(({ kind, debit, credit, amountVnd }) => ({
    kind: `${kind}_cancelled`,
    debit: credit,
    credit: debit,
    amountVnd,
  }));
  return ofBillKind(unit.kind, taken);
}

function issued(unit: UnitBills): Transfer[] {
  return withoutZero(unit.kind === chargeKind ? servicesIssued(unit) : electricityIssued(unit));
}

function electricityIssued({ orgUnitId, netVnd, vatVnd }: UnitBills): Transfer[] {
  const debit = unitAccount('131', orgUnitId);
  return [
    { kind: 'bill_net', debit, credit: unitAccount('511', orgUnitId), amountVnd: netVnd },
    { kind: 'bill_vat', debit, credit: companyAccount('33311'), amountVnd: vatVnd },
  ];
}

function servicesIssued({ orgUnitId, netVnd, vatVnd }: UnitBills): Transfer[] {
  const debit = unitAccount('131', orgUnitId);
  return [
    { kind: 'service_net', debit, credit: unitAccount('5113', orgUnitId), amountVnd: netVnd },
    { kind: 'service_vat', debit, credit: companyAccount('33311'), amountVnd: vatVnd },
  ];
}

function ofBillKind(billKind: string, transfers: readonly Transfer[]): Transfer[] {
  return transfers.map((transfer) => ({ ...transfer, kind: `${transfer.kind}.${billKind}` }));
}

/** Payments of bills that a correction hands to another unit go over to that unit's receivable. */
export function billsMoved(moved: { fromUnitId: bigint; toUnitId: bigint; amountVnd: Vnd }): Transfer[] {
  return withoutZero([
    {
      kind: 'bill_moved',
      debit: unitAccount('131', moved.fromUnitId),
      credit: unitAccount('131', moved.toUnitId),
      amountVnd: moved.amountVnd,
    },
  ]);
}

/** What one payment settles: amounts per unit whose bills it pays, and what no bill took. */
export interface Receipt {
  channel: Channel;
  partnerId: bigint;
  allocated: readonly { orgUnitId: bigint; amountVnd: Vnd }[];
  creditedVnd: Vnd;
  /** False when nobody knows whose money it is. */
  customerKnown: boolean;
}

/** A payment received. One transfer per unit, and one for what became customer credit or suspense. */
export function paymentReceived(receipt: Receipt): Transfer[] {
  const from = receiptAccount(receipt.channel, receipt.partnerId);
  const perUnit = new Map<bigint, Vnd[]>();
  for (const { orgUnitId, amountVnd } of receipt.allocated) {
    perUnit.set(orgUnitId, [...(perUnit.get(orgUnitId) ?? []), amountVnd]);
  }
  return withoutZero([
    ...[...perUnit].map(([orgUnitId, amounts]) => ({
      kind: 'payment',
      debit: from,
      credit: unitAccount('131', orgUnitId),
      amountVnd: sumVnd(amounts),
    })),
    {
      kind: 'payment_credit',
      debit: from,
      credit: creditAccount(receipt.customerKnown),
      amountVnd: receipt.creditedVnd,
    },
  ]);
}

/** The same payment taken back. */
export function paymentReversed(receipt: Receipt): Transfer[] {
  return paymentReceived(receipt).map(({ kind, debit, credit, amountVnd }) => ({
    kind: `${kind}_reversed`,
    debit: credit,
    credit: debit,
    amountVnd,
  }));
}

/** Money paid for a bill that a correction made smaller becomes the customer's credit. */
export function excessCredited(orgUnitId: bigint, amountVnd: Vnd): Transfer[] {
  return withoutZero([
    {
      kind: 'correction_credit',
      debit: unitAccount('131', orgUnitId),
      credit: companyAccount('3387'),
      amountVnd,
    },
  ]);
}

export function creditAccount(customerKnown: boolean): AccountKey {
  return companyAccount(customerKnown ? '3387' : '3388');
}

export function withoutZero(transfers: Transfer[]): Transfer[] {
  return transfers.filter(({ amountVnd }) => amountVnd !== 0n);
}
