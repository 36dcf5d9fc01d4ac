import { normalizeText } from '../text.ts';
import { isCurrency } from './currencies.ts';
import { negate, parseDecimal, type Decimal } from './decimals.ts';
import { BankFileRefusal, quote } from './refusal.ts';
import { RunningBalance } from './running-balance.ts';
import {
  ensureWhole,
  StatementTally,
  type Balance,
  type CreditDebit,
  type StatementEntry,
  type StatementEvent,
} from './statement.ts';
import {
  headingKey,
  readLabels,
  recogniseColumns,
  recogniseLowerHeader,
  type TableField,
  type TablePlaces,
} from './table-columns.ts';
import { readDay } from './table-dates.ts';

/** Titles, account and period may stand above the header, within these first rows. */
const rowsAboveHeader = 40;
/** A table with more accounts than this is no statement. */
const mostAccounts = 200;

export interface Row {
  line: number;
  cells: readonly string[];
}

interface OpenAccount {
  at: number;
  account: string;
  currency: string;
  line: number;
  tally: StatementTally;
  running: RunningBalance;
}

/**
 * A bank statement in a table (CSV or XLSX): the header recognised by its headings, one row an entry, one statement per
 * account and currency. Rows without a day are titles and totals. Without a balance column and labelled balances there
 * are none; without a currency the amounts are whole dong.
 */
export class TableStatementReader {
  private readonly emit: (event: StatementEvent) => void;
  private places: TablePlaces | undefined;
  private readonly labelled: Partial<Record<'account' | 'currency' | 'opening' | 'closing', string>> = {};
  private readonly accounts = new Map<string, OpenAccount>();
  private seen = 0;
  /** The header, or the row before it is known: the headings of merged cells may go on in the next row. */
  private above: readonly string[] | undefined;

  constructor(emit: (event: StatementEvent) => void) {
    this.emit = emit;
  }

  /** Cells up to the last column that is read; a row cut short has fewer. 0 before the header. */
  get width(): number {
    return this.places ? Math.max(...Object.values(this.places)) + 1 : 0;
  }

  push(row: Row): void {
    const above = this.above;
    this.above = undefined;
    const lower = above && recogniseLowerHeader(above, row.cells);
    if (lower) {
      this.places = lower;
      return;
    }
    if (this.places) return this.take(row, this.places);
    this.places = recogniseColumns(row.cells);
    if (!this.places) this.note(row);
    this.above = row.cells;
    if (!this.places && ++this.seen >= rowsAboveHeader) throw this.unknown(row.line);
  }

  finish(line: number): void {
    if (!this.places) throw this.unknown(line);
    if (this.accounts.size === 0) this.accountOf('', this.labelled.currency ?? 'VND', line);
    for (const { at, account, currency, tally, running, line: last } of this.accounts.values()) {
      const labelled = this.accounts.size === 1 ? this.labelled : {};
      const opening = this.labelledBalance(labelled.opening, currency, last) ?? running.opening(currency);
      const closing = this.labelledBalance(labelled.closing, currency, last) ?? running.closing(currency);
      const problems = [
        ...tally.checkBalances(opening, closing, last),
        ...(running.brokenAt === undefined
          ? []
          : [
              {
                code: 'balance_differs' as const,
                detail: 'the balance column does not follow the amounts',
                line: running.brokenAt,
              },
            ]),
      ];
      const summary = tally.summary({
        account,
        number: undefined,
        currency,
        opening,
        closing,
        problems: problems.slice(0, 1),
      });
      this.emit({ kind: 'end', at, summary });
    }
  }

  private take(row: Row, places: TablePlaces): void {
    const cell = (field: TableField): string => normalizeText(bareCell(row.cells[places[field]] ?? ''));
    const date = cell('bookedOn');
    const day = readDay(date);
    if (day === undefined) {
      if (isNumbering(row.cells)) return;
      this.note(row);
      // A title, a total, a heading repeated on each page: none of these has money and begins with the number of a day.
      if (/^[^\p{L}\d]*\d/u.test(date) && /\d/.test(`${cell('credit')}${cell('debit')}${cell('amount')}`))
        throw new BankFileRefusal('bank_files.not_a_date', quote(date), row.line);
      return;
    }
    const currency = currencyOf(cell('currency')) || this.labelled.currency || 'VND';
    if (!isCurrency(currency)) throw new BankFileRefusal('bank_files.not_a_code', quote(currency), row.line);
    const money = readMoney(cell, currency, row.line);
    if (!money) return;
    if (places.direction === -1 && cell('amount') !== '') ensureNoDebitMark(row, places, cell('amount'));
    const open = this.accountOf(this.labelled.account ?? cell('account'), currency, row.line);
    const entry: StatementEntry = {
      line: row.line,
      ...money,
      currency,
      bookedOn: day,
      valueOn: readDay(cell('valueOn')),
      endToEndId: cell('endToEndId') || undefined,
      reference: cell('reference') || undefined,
      remittance: cell('remittance') || undefined,
      reversal: false,
      returnReason: undefined,
      details: 0,
    };
    open.tally.add(entry);
    open.line = row.line;
    const balance = readAmount(cell('balance'), currency);
    const change = money.creditDebit === 'CRDT' ? money.amount : negate(money.amount);
    open.running.add({ signed: change, bookedOn: day }, balance, row.line);
    this.emit({ kind: 'entry', at: open.at, entry });
  }

  private accountOf(account: string, currency: string, line: number): OpenAccount {
    const key = `${account}|${currency}`;
    let open = this.accounts.get(key);
    if (open) return open;
    if (this.accounts.size >= mostAccounts)
      throw new BankFileRefusal('bank_files.too_long', `${mostAccounts} accounts`, line);
    const at = this.accounts.size;
    open = { at, account, currency, line, tally: new StatementTally(), running: new RunningBalance() };
    this.accounts.set(key, open);
    this.emit({ kind: 'statement', at });
    return open;
  }

  private note({ cells }: Row): void {
    for (const { says, value } of readLabels(cells)) {
      if (says === 'account') this.labelled.account ??= labelledAccount(value);
      else if (says === 'currency') this.labelled.currency ??= labelledCurrency(value);
      else this.labelled[says] ??= value;
    }
  }

  private labelledBalance(text: string | undefined, currency: string, line: number): Balance | undefined {
    const amount = text === undefined ? undefined : readAmount(text, currency);
    return amount && { amount: ensureWhole(amount, currency, 'balance', line), currency };
  }

  private unknown(line: number): BankFileRefusal {
    return new BankFileRefusal('bank_files.unknown_format', 'no header of a statement', line);
  }
}

/** `12010000123456 - PC HA TINH`, `1201 0000 123456`; `Tất cả` names none. */
function labelledAccount(value: string): string | undefined {
  if (/^\d{2,}( \d{2,})+$/.test(value)) return value.replaceAll(' ', '');
  return /[\w.-]*\d[\w.-]*/.exec(value)?.[0];
}

function labelledCurrency(value: string): string | undefined {
  return (value.toUpperCase().match(/\b[A-Z]{3}\b/g) ?? []).find(isCurrency);
}

/** As the banks write it: `VNĐ` and `đồng` are dong too. */
function currencyOf(text: string): string {
  return /^(vnđ|đ|₫|đồng|dong)$/i.test(text) ? 'VND' : text.toUpperCase();
}

/** An amount without sign beside a bare `D` or `Nợ` under a heading that is not known would be taken for a credit. */
function ensureNoDebitMark(row: Row, places: TablePlaces, amount: string): void {
  if (/^[-+(]|[-)]$/.test(amount)) return;
  const known = new Set(Object.values(places));
  const mark = row.cells.find(
    (cell, at) => !known.has(at) && /^(d|dr|dbit|debit|no|ghi no)$/.test(headingKey(cell)),
  );
  if (mark !== undefined) throw new BankFileRefusal('bank_files.not_a_code', quote(mark), row.line);
}

/** `="0071"`, as files made for Excel guard their digits. */
function bareCell(text: string): string {
  return /^\s*="(.*)"\s*$/.exec(text)?.[1] ?? text;
}

/** `1 | 2 | 3 | …` or `(1) | (2) | …` under the headings, as forms have it. */
function isNumbering(cells: readonly string[]): boolean {
  const numbers = cells.flatMap((cell) => /^\(?(\d{1,2})\)?$/.exec(cell.trim())?.[1] ?? []).map(Number);
  const filled = cells.filter((cell) => /\d/.test(cell)).length;
  return (
    numbers.length >= 3 && numbers.length === filled && numbers.every((each, at) => each === numbers[0]! + at)
  );
}

/** The entry's amount and direction; undefined for a row without money. */
function readMoney(
  cell: (field: TableField) => string,
  currency: string,
  line: number,
): { amount: Decimal; creditDebit: CreditDebit } | undefined {
  const read = (field: 'credit' | 'debit' | 'amount'): Decimal | undefined => {
    const text = cell(field);
    if (/^-?$/.test(text)) return undefined;
    const amount = readAmount(text, currency);
    if (!amount) throw new BankFileRefusal('bank_files.not_an_amount', `${field} ${quote(text)}`, line);
    return amount.units === 0n ? undefined : ensureWhole(amount, currency, field, line);
  };
  const [credit, debit, amount] = [read('credit'), read('debit'), read('amount')];
  if (credit && debit) throw new BankFileRefusal('bank_files.bad_line', 'credit and debit in one row', line);
  // Below zero a credit has been taken back; in the debit column many banks write every amount so.
  if (credit) return signed(credit, 'CRDT');
  if (debit) return { amount: absolute(debit), creditDebit: 'DBIT' };
  if (!amount) return undefined;
  const text = cell('direction');
  const said = readDirection(text);
  if (said) return { amount: absolute(amount), creditDebit: said };
  // A short code that is not understood would be guessed; a long text names a kind of transaction, and the sign decides.
  if (text !== '' && text.length <= 4 && !/^[+-]/.test(cell('amount')))
    throw new BankFileRefusal('bank_files.not_a_code', quote(text), line);
  return signed(amount, 'CRDT');
}

function signed(amount: Decimal, creditDebit: CreditDebit): { amount: Decimal; creditDebit: CreditDebit } {
  if (amount.units >= 0n) return { amount, creditDebit };
  return { amount: negate(amount), creditDebit: creditDebit === 'CRDT' ? 'DBIT' : 'CRDT' };
}

function absolute(amount: Decimal): Decimal {
  return amount.units < 0n ? negate(amount) : amount;
}

function readDirection(text: string): CreditDebit | undefined {
  const key = text.trim() === '+' ? 'c' : text.trim() === '-' ? 'd' : headingKey(text);
  if (/^(c|cr|crdt|credit|co|ghi co|tien vao|thu|in|nhan tien)$/.test(key)) return 'CRDT';
  return /^(d|dr|dbit|debit|n|no|ghi no|tien ra|chi|out|chuyen tien)$/.test(key) ? 'DBIT' : undefined;
}

/**
 * `1.032.000`, `1,032,000.00`, `12,50`, `(1.000)`, `+5`, `1 000 VND`. Of two kinds of marks the last parts the decimals; one
 * mark alone parts thousands where three digits follow it each time, otherwise decimals.
 */
export function readAmount(text: string, currency: string): Decimal | undefined {
  const bare = text
    .replaceAll(/[\s\u00a0']/g, '')
    .replace(new RegExp(`^(${currency}|đ|₫|\\$|€)|(${currency}|vnđ|đ|₫|\\$|€)$`, 'gi'), '');
  const found = /^([(+-]?)(\d[\d.,]*)([)-]?)$/.exec(bare);
  if (!found) return undefined;
  const [, before, digits, after] = found;
  if ((before === '(') !== (after === ')')) return undefined;
  const marks = [...digits!.matchAll(/[.,]/g)].map(([mark]) => mark);
  const last = marks.at(-1);
  const plain = plainDigits(digits!, marks, last);
  const amount = plain === undefined ? undefined : parseDecimal(plain);
  return amount && (before === '-' || before === '(' || after === '-') ? negate(amount) : amount;
}

function plainDigits(digits: string, marks: readonly string[], last: string | undefined): string | undefined {
  if (last === undefined) return digits;
  const place = digits.lastIndexOf(last);
  const decimals = digits.length - place - 1;
  const grouped = (text: string, mark: string): string | undefined =>
    text.split(mark).every((part, at) => (at === 0 ? /^[1-9]\d{0,2}$/ : /^\d{3}$/).test(part))
      ? text.replaceAll(mark, '')
      : undefined;
  const others = marks.filter((mark) => mark !== last);
  if (others.length > 0) {
    if (marks.indexOf(last) !== marks.length - 1) return undefined;
    const whole = grouped(digits.slice(0, place), others[0]!);
    return whole === undefined ? undefined : `${whole}.${digits.slice(place + 1)}`;
  }
  if (marks.length > 1) return grouped(digits, last);
  if (decimals === 3 && !digits.startsWith('0')) return grouped(digits, last);
  return `${digits.slice(0, place)}.${digits.slice(place + 1)}`;
}
