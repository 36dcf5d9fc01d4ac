import { sumVnd, type Vnd } from './money.ts';

/**
 * THE RULE: whichever way a customer pays, what is taken is what the bills say. Paying without cash costs the customer
 * nothing; what a partner asks for its work is between the company and the partner (the terms of settlement) and never
 * on top of a bill. Where nothing has been taken yet, more than this is refused; what came in unasked is the customer's
 * credit, never income.
 */
export function mostToTake(bills: readonly { openVnd: Vnd }[]): Vnd {
  return sumVnd(bills.map(({ openVnd }) => openVnd));
}

/** Whether an amount is more than the bills ask for. */
export function hasSurcharge(amountVnd: Vnd, bills: readonly { openVnd: Vnd }[]): boolean {
  return amountVnd > mostToTake(bills);
}

/** Names that a field for money on top of a bill would have, in an interface of ours. */
export const surchargeWords = /fee|surcharge|commission|phuthu|phi(?!en)/i;
