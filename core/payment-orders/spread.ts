import { sumVnd, type Vnd } from '../money.ts';

/** A bill of an order or a cheque with what it is open for now. */
export interface WantedBill {
  billId: bigint;
  customerCode: string;
  /** `YYYY-MM-01`. */
  period: string;
  openVnd: Vnd;
}

/** What one customer gets of a sum; `billIds` null: nothing of it was asked for, their oldest bills take it. */
export interface CustomerShare {
  customerCode: string;
  billIds: bigint[] | null;
  amountVnd: Vnd;
}

/**
 * Splits one sum that pays bills of several customers: the oldest month first, within a month in the order of the list.
 * What is more than all bills ask for is the payer's. The shares add up to the sum, one for each customer.
 */
export function spreadOverBills(
  amountVnd: Vnd,
  bills: readonly WantedBill[],
  payerCode: string,
): CustomerShare[] {
  const shares = new Map<string, { billIds: bigint[]; amountVnd: Vnd }>();
  const shareOf = (code: string) => {
    const share: { billIds: bigint[]; amountVnd: Vnd } = shares.get(code) ?? { billIds: [], amountVnd: 0n };
    shares.set(code, share);
    return share;
  };
  let left: Vnd = amountVnd;
  const byMonth = bills.toSorted((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0));
  for (const { billId, customerCode, openVnd } of byMonth) {
    const part = left < openVnd ? left : openVnd;
    if (part <= 0n) continue;
    const share = shareOf(customerCode);
    share.billIds.push(billId);
    share.amountVnd += part;
    left -= part;
  }
  if (left > 0n) shareOf(payerCode).amountVnd += left;
  return [...shares].map(([customerCode, { billIds, ...share }]) => ({
    customerCode,
    billIds: billIds.length > 0 ? billIds : null,
    ...share,
  }));
}

/** What bills are open for together. */
export function openOf(bills: readonly Pick<WantedBill, 'openVnd'>[]): Vnd {
  return sumVnd(bills.map(({ openVnd }) => openVnd));
}
