import { describeBill } from '../../../core/services.ts';
import {
  codeOfBill,
  codeOfCustomer,
  type BillToCode,
  type PaymentCode,
} from '../../../core/qr/payment-code.ts';
import type { CollectionAccount } from '../../../core/qr/collection-qr.ts';
import type { Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { getCustomer } from '../customers/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { findQrAccount } from '../statements/index.ts';
import { codeError } from './errors.ts';
import { findCodedBill, listOpenBillsOf, type CodedBillRow } from './queries.ts';

/** The account that codes name, and the partner under whose code transfers to it become payments. */
export interface QrAccount extends CollectionAccount {
  bankName: string;
  holder: string;
  partnerId: bigint;
}

export async function readQrAccount(on: Queryable): Promise<QrAccount | undefined> {
  const row = await findQrAccount(on);
  if (!row || row.bank_bin === null || row.transfer_partner_id === null) return undefined;
  return {
    bankBin: row.bank_bin,
    account: row.number,
    holder: row.holder ?? '',
    bankName: row.bank_name,
    partnerId: row.transfer_partner_id,
  };
}

export interface CodedBill {
  bill: CodedBillRow;
  words: string;
  code: PaymentCode;
}

export function codeRow(account: QrAccount | undefined, bill: CodedBillRow, at: Date): CodedBill {
  const toCode: BillToCode = {
    number: bill.id,
    printedNumber: bill.external_id,
    customerCode: bill.customer_code,
    kind: bill.kind,
    period: bill.period,
    openVnd: bill.open_vnd,
    state: bill.state,
    heldUntil: bill.held_until,
    handedElsewhere: bill.handed_to !== null && bill.handed_to !== account?.partnerId,
  };
  return { bill, words: describeBill(bill), code: codeOfBill(account, toCode, at) };
}

/**
 * The code of one bill, by its number or that of a version it replaced. Throws `payment_codes.unknown_bill`,
 * `staff.outside_scope`.
 */
export async function readBillCode(
  staff: StaffContext,
  billId: bigint,
  at: Date,
): Promise<{ account: QrAccount | undefined; coded: CodedBill }> {
  const bill = await findCodedBill(staff.db, billId);
  ensure(bill, codeError('payment_codes.unknown_bill', { id: String(billId) }));
  ensureInScope(staff, bill.org_unit_id);
  const account = await readQrAccount(staff.db);
  return { account, coded: codeRow(account, bill, at) };
}

/** The code of a customer for every month, and those of what is open now. */
export async function readCustomerCodes(
  staff: StaffContext,
  code: string,
  at: Date,
): Promise<{
  account: QrAccount | undefined;
  customer: { code: string; name: string };
  own: ReturnType<typeof codeOfCustomer> | null;
  bills: CodedBill[];
}> {
  const customer = await getCustomer(staff, code);
  const account = await readQrAccount(staff.db);
  const bills = await listOpenBillsOf(staff.db, customer.id);
  return {
    account,
    customer: { code: customer.code, name: customer.name },
    own: account ? codeOfCustomer(account, { number: customer.id, code: customer.code }) : null,
    bills: bills.map((bill) => codeRow(account, bill, at)),
  };
}

/** The text of a code to draw. Throws `payment_codes.already_paid`, `no_account`, `not_payable` with the state. */
export function ensurePayable({ code }: CodedBill): string {
  ensure(code.state !== 'paid', codeError('payment_codes.already_paid'));
  ensure(code.state !== 'no_account', codeError('payment_codes.no_account'));
  ensure(code.state === 'payable', codeError('payment_codes.not_payable', { state: code.state }));
  return code.payload;
}
