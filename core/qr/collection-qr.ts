import type { Month } from '../dates.ts';
import { encodeVietQr, type EncodedQr } from './encode.ts';
import { writeReference } from './transfer-reference.ts';

/** The account that collects, and its holder as printed under the code. */
export interface CollectionAccount {
  bankBin: string;
  account: string;
  holder?: string;
}

export interface QrOfBill {
  /** Number of the bill in the company's books; what the transfer is known by. */
  number: bigint;
  /** As printed on the bill, at most 25 characters. */
  printedNumber?: string;
  customerCode: string;
  amountVnd: bigint;
  month: Month;
  /** Kind of the bill, as the transfer text names it; TD where none is given. */
  kind?: string;
}

/**
 * The code of one bill: dynamic, with its amount. The reference stands first in the transfer text, where no bank's
 * limit reaches it, and in 62.05 for the networks that pass that on.
 */
export function encodeBillQr(to: CollectionAccount, bill: QrOfBill): EncodedQr {
  const reference = writeReference({ kind: 'bill', number: bill.number });
  const [year, month] = bill.month.split('-');
  return encodeVietQr({
    bankBin: to.bankBin,
    account: to.account,
    ...(to.holder !== undefined && { merchantName: to.holder }),
    amountVnd: bill.amountVnd,
    ...(bill.printedNumber !== undefined && { billNumber: bill.printedNumber }),
    reference,
    customerLabel: bill.customerCode,
    purpose: `${reference} ${bill.kind ?? 'TD'} ${month}/${year}`,
    use: 'dynamic',
  });
}

/** The code of one customer: static, for every month; the payer types the amount. */
export function encodeCustomerQr(
  to: CollectionAccount,
  customer: { number: bigint; code: string },
): EncodedQr {
  const reference = writeReference({ kind: 'customer', number: customer.number });
  return encodeVietQr({
    bankBin: to.bankBin,
    account: to.account,
    ...(to.holder !== undefined && { merchantName: to.holder }),
    reference,
    customerLabel: customer.code,
    purpose: `${reference} TIEN DIEN`,
    use: 'static',
  });
}
