import type { BusinessDate, Month } from '../dates.ts';
import { withoutMarks } from '../text.ts';
import { encodeBillQr, encodeCustomerQr, type CollectionAccount } from './collection-qr.ts';
import { writeReference } from './transfer-reference.ts';

/** Why a bill has no code; `payable` where it has one. */
export type CodeState =
  'payable' | 'paid' | 'held' | 'handed_over' | 'not_released' | 'cancelled' | 'written_off' | 'no_account';

export interface BillToCode {
  /** Number in the company's books. */
  number: bigint;
  printedNumber: string;
  customerCode: string;
  kind: string;
  period: BusinessDate;
  openVnd: bigint;
  state: string;
  /** Business time until which somebody is taking the money of the bill. */
  heldUntil: Date | null;
  /** Whether one partner alone may collect it that is not the one of the account. */
  handedElsewhere: boolean;
}

export type PaymentCode =
  | {
      state: 'payable';
      payload: string;
      /** What the transfer says, and what of it is read again. */
      purpose: string;
      reference: string;
      /** What is open and nothing else: nobody pays more for paying without cash. */
      amountVnd: bigint;
    }
  | { state: Exclude<CodeState, 'payable'>; payload?: undefined };

/** Longest number that tag 62.01 holds, and what number and customer code may have together beside the rest of tag 62. */
const longestPrinted = 25;
const longestTogether = 44;
/** Longest holder that tag 59 holds. */
const longestHolder = 25;

/**
 * The code over what is open of a bill at a business instant, or why there is none. A bill whose money somebody is
 * taking gets none, because it would be paid twice.
 */
export function codeOfBill(to: CollectionAccount | undefined, bill: BillToCode, at: Date): PaymentCode {
  const state = stateOf(bill, at);
  if (state !== 'payable') return { state };
  if (!to) return { state: 'no_account' };
  const { number, printedNumber, customerCode, kind, period, openVnd: amountVnd } = bill;
  const fits =
    printedNumber.length <= longestPrinted && printedNumber.length + customerCode.length <= longestTogether;
  const month: Month = period.slice(0, 7);
  const coded = encodeBillQr(printable(to), {
    number,
    ...(fits && { printedNumber }),
    customerCode,
    amountVnd,
    month,
    kind,
  });
  if (coded.payload === undefined)
    throw new Error(`the code of bill ${number} cannot be written: ${JSON.stringify(coded.problems)}`);
  const reference = writeReference({ kind: 'bill', number });
  const [year, monthOfYear] = month.split('-');
  return {
    state,
    payload: coded.payload,
    purpose: `${reference} ${kind} ${monthOfYear}/${year}`,
    reference,
    amountVnd,
  };
}

function stateOf(bill: BillToCode, at: Date): CodeState {
  if (bill.state === 'unreleased') return 'not_released';
  if (bill.state === 'cancelled' || bill.state === 'written_off') return bill.state;
  if (bill.state === 'paid' || bill.openVnd <= 0n) return 'paid';
  if (bill.heldUntil !== null && bill.heldUntil > at) return 'held';
  return bill.handedElsewhere ? 'handed_over' : 'payable';
}

/** The code of a customer for every month; the payer types the amount, what is too much becomes credit. */
export function codeOfCustomer(
  to: CollectionAccount,
  customer: { number: bigint; code: string },
): { payload: string; purpose: string; reference: string } {
  const coded = encodeCustomerQr(printable(to), customer);
  if (coded.payload === undefined)
    throw new Error(
      `the code of customer ${customer.code} cannot be written: ${JSON.stringify(coded.problems)}`,
    );
  const reference = writeReference({ kind: 'customer', number: customer.number });
  return { payload: coded.payload, purpose: `${reference} TIEN DIEN`, reference };
}

/** A holder too long for the code stands beside it only; nothing is cut. */
function printable({ bankBin, account, holder }: CollectionAccount): CollectionAccount {
  const fits = holder !== undefined && withoutMarks(holder).length <= longestHolder;
  return { bankBin, account, ...(fits && { holder }) };
}
