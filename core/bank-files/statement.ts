import {
  addDecimals,
  equalDecimals,
  formatDecimal,
  negate,
  wholeUnits,
  zero,
  type Decimal,
} from './decimals.ts';
import { BankFileRefusal, quote } from './refusal.ts';

/** Direction as ISO 20022 names it, of money on the account: CRDT comes in, DBIT goes out. */
export type CreditDebit = 'CRDT' | 'DBIT';

/** One booked entry of a statement. It counts once with its own sign, whatever it reverses and however many it holds. */
export interface StatementEntry {
  /** Physical line of the file. */
  line: number;
  amount: Decimal;
  currency: string;
  creditDebit: CreditDebit;
  bookedOn: string | undefined;
  valueOn: string | undefined;
  /** Of an entry with one transaction; a batch has those of its transactions (`StatementDetail`). */
  endToEndId: string | undefined;
  reference: string | undefined;
  remittance: string | undefined;
  /** The bank says that this takes back an earlier entry; the direction is already that of the taking back. */
  reversal: boolean;
  /** ISO 20022 external return reason (`AC04`), where the bank gives one for the entry's only transaction. */
  returnReason: string | undefined;
  /** Transactions that the file gives for the entry; 0 where it gives none. */
  details: number;
}

/** One transaction inside an entry; comes before its entry, and counts in no sum. */
export interface StatementDetail {
  line: number;
  amount: Decimal | undefined;
  currency: string | undefined;
  creditDebit: CreditDebit | undefined;
  endToEndId: string | undefined;
  reference: string | undefined;
  mandateId: string | undefined;
  counterparty: string | undefined;
  counterpartyAccount: string | undefined;
  remittance: string | undefined;
  returnReason: string | undefined;
}

export interface Balance {
  amount: Decimal;
  currency: string;
  /** The day it was struck; undefined where a format has none. */
  on?: string;
}

/** What a statement is found to contradict itself in. The figures are as written; someone must look. */
export interface StatementProblem {
  code: 'balance_differs' | 'totals_differ';
  detail: string;
  line: number;
}

/** Everything of a statement but its entries. Balances are signed: below zero is owed to the bank. */
export interface StatementSummary {
  account: string;
  /** The bank's number of the statement: field 28C, else the electronic or the legal sequence number of camt. */
  number: string | undefined;
  currency: string | undefined;
  opening: Balance | undefined;
  closing: Balance | undefined;
  entries: number;
  /** Entries not booked yet (pending, future, informative, expected), left out of everything else. */
  pending: number;
  sumCredit: Map<string, Decimal>;
  sumDebit: Map<string, Decimal>;
  problems: StatementProblem[];
}

/**
 * What a reader tells, in the order of the file. Statements are numbered from 0; the entries of one come between its
 * `statement` and its `end`, and nothing of them is kept.
 */
export type StatementEvent =
  | { kind: 'statement'; at: number }
  | { kind: 'detail'; at: number; detail: StatementDetail }
  | { kind: 'entry'; at: number; entry: StatementEntry }
  | { kind: 'end'; at: number; summary: StatementSummary };

/** Counts and sums declared by the file itself, to be held against what was read. */
export interface DeclaredTotals {
  line: number;
  what: string;
  count: number | undefined;
  sum: Decimal | undefined;
}

/** Adds up the entries of one statement as they pass. */
export class StatementTally {
  entries = 0;
  pending = 0;
  readonly sumCredit = new Map<string, Decimal>();
  readonly sumDebit = new Map<string, Decimal>();
  /** By direction: what was booked, and what is still pending. */
  readonly booked = { CRDT: { count: 0, sum: zero }, DBIT: { count: 0, sum: zero } };
  readonly waiting = { CRDT: { count: 0, sum: zero }, DBIT: { count: 0, sum: zero } };

  add(entry: Pick<StatementEntry, 'amount' | 'currency' | 'creditDebit'>): void {
    this.entries++;
    const sums = entry.creditDebit === 'CRDT' ? this.sumCredit : this.sumDebit;
    sums.set(entry.currency, addDecimals(sums.get(entry.currency) ?? zero, entry.amount));
    count(this.booked[entry.creditDebit], entry.amount);
  }

  addPending(amount: Decimal, creditDebit: CreditDebit): void {
    this.pending++;
    count(this.waiting[creditDebit], amount);
  }

  summary(
    head: Pick<StatementSummary, 'account' | 'number' | 'currency' | 'opening' | 'closing' | 'problems'>,
  ): StatementSummary {
    const { entries, pending, sumCredit, sumDebit } = this;
    return { ...head, entries, pending, sumCredit, sumDebit };
  }

  /** Opening + credits − debits = closing, where all of it is in one currency. */
  checkBalances(
    opening: Balance | undefined,
    closing: Balance | undefined,
    line: number,
  ): StatementProblem[] {
    if (!opening || !closing) return [];
    const { currency } = opening;
    const others = [...this.sumCredit.keys(), ...this.sumDebit.keys()].some((code) => code !== currency);
    if (others || closing.currency !== currency) return [];
    const credit = this.sumCredit.get(currency) ?? zero;
    const debit = this.sumDebit.get(currency) ?? zero;
    const expected = addDecimals(opening.amount, addDecimals(credit, negate(debit)));
    if (equalDecimals(expected, closing.amount)) return [];
    const say = (amount: Decimal): string => formatDecimal(amount, currency);
    const detail =
      `opening ${say(opening.amount)} + credits ${say(credit)} - debits ${say(debit)} = ${say(expected)}, ` +
      `but the closing balance is ${say(closing.amount)} ${currency}`;
    return [{ code: 'balance_differs', detail, line }];
  }

  /**
   * Banks count in their totals either what is booked or also what is pending, and some give as the sum of all entries
   * what credits and debits leave of each other: one of these must agree.
   */
  checkTotals(declared: readonly (DeclaredTotals & { of: CreditDebit | 'both' })[]): StatementProblem[] {
    return declared.flatMap((total) => {
      const booked = this.totalsOf(total.of, false);
      const all = this.totalsOf(total.of, true);
      const countAgrees =
        total.count === undefined || total.count === booked.count || total.count === all.count;
      const sums = [booked.sum, all.sum, ...(total.of === 'both' ? this.netSums() : [])];
      const sumAgrees = total.sum === undefined || sums.some((sum) => equalDecimals(total.sum!, sum));
      if (countAgrees && sumAgrees) return [];
      const say = ({ count: number, sum }: { count: number | undefined; sum: Decimal | undefined }): string =>
        [number !== undefined && `${number} entries`, sum && `sum ${formatDecimal(sum, undefined)}`]
          .filter(Boolean)
          .join(', ');
      const detail = `${total.what} declares ${say(total)}, but the file holds ${say(booked)}`;
      return [{ code: 'totals_differ' as const, detail, line: total.line }];
    });
  }

  /** Credits without debits, with and without what is pending, under either sign. */
  private netSums(): Decimal[] {
    return [false, true].flatMap((withPending) => {
      const credit = this.totalsOf('CRDT', withPending).sum;
      const net = addDecimals(credit, negate(this.totalsOf('DBIT', withPending).sum));
      return [net, negate(net)];
    });
  }

  private totalsOf(of: CreditDebit | 'both', withPending: boolean): { count: number; sum: Decimal } {
    const parts = [this.booked, ...(withPending ? [this.waiting] : [])].flatMap((each) =>
      of === 'both' ? [each.CRDT, each.DBIT] : [each[of]],
    );
    return {
      count: parts.reduce((total, part) => total + part.count, 0),
      sum: parts.reduce((total, part) => addDecimals(total, part.sum), zero),
    };
  }
}

function count(into: { count: number; sum: Decimal }, amount: Decimal): void {
  into.count++;
  into.sum = addDecimals(into.sum, amount);
}

/** Throws `bank_files.fractional_vnd` where an amount of dong has a part of one: the books know whole dong only. */
export function ensureWhole(amount: Decimal, currency: string, where: string, line: number): Decimal {
  if (currency === 'VND' && wholeUnits(amount) === undefined) {
    throw new BankFileRefusal(
      'bank_files.fractional_vnd',
      `${where} ${quote(formatDecimal(amount, undefined))}`,
      line,
    );
  }
  return amount;
}
