import { negate } from './decimals.ts';
import { amountOf, dayOf, directionOf } from './iso-values.ts';
import type { Balance } from './statement.ts';
import type { XmlRecord } from './xml-records.ts';

/** A balance as a statement lists it, with its kind (ISO 20022 external balance type code). */
export interface ListedBalance extends Balance {
  kind: string;
  on: string;
}

export const balanceFields = ['Tp/CdOrPrtry/Cd', 'Amt', 'Amt@Ccy', 'CdtDbtInd', 'Dt/Dt', 'Dt/DtTm'] as const;

const booked = ['OPBD', 'PRCD', 'ITBD', 'CLBD'];

/** Undefined for available, forward and the bank's own kinds of balances, however they are written. */
export function readBalance(record: XmlRecord): ListedBalance | undefined {
  const kind = record.text('Tp/CdOrPrtry/Cd') ?? '';
  if (!booked.includes(kind)) return undefined;
  const { amount, currency } = amountOf(record, 'Amt');
  return {
    kind,
    on: dayOf(record, 'Dt') ?? '',
    currency,
    amount: directionOf(record, 'CdtDbtInd') === 'CRDT' ? amount : negate(amount),
  };
}

/**
 * The booked balances between which the entries lie. Opening: OPBD, else PRCD (closing of the day before), else the first
 * of the interim ones (ITBD), which begins a further page. Closing: CLBD, else an interim one that is not the opening.
 * Over several days the earliest opening and the latest closing count. Available and forward balances say nothing here.
 */
export function pickBalances(
  listed: readonly ListedBalance[],
  currency: string | undefined,
): { opening: Balance | undefined; closing: Balance | undefined } {
  const own = listed.filter((balance) => currency === undefined || balance.currency === currency);
  const all = own.length > 0 ? own : listed;
  const of = (kind: string): ListedBalance[] =>
    all
      .filter((balance) => balance.kind === kind)
      .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const interim = of('ITBD');
  const closed = of('CLBD').at(-1);
  let opening = of('OPBD')[0] ?? of('PRCD')[0];
  if (!opening && (closed || interim.length > 1)) opening = interim.shift();
  return { opening, closing: closed ?? interim.at(-1) };
}
