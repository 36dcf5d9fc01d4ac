import { isBusinessDate } from '../dates.ts';
import { isCurrency } from './currencies.ts';
import { parseDecimal, type Decimal } from './decimals.ts';
import { BankFileRefusal, quote } from './refusal.ts';
import { ensureWhole, type Balance, type CreditDebit } from './statement.ts';
import type { MtField } from './mt-lines.ts';

/** A statement line, field 61 (SWIFT MT940 message reference guide, field 61). */
export interface MtEntry {
  line: number;
  amount: Decimal;
  creditDebit: CreditDebit;
  /** RC and RD: the entry takes back a credit (so it is a debit) or a debit (so it is a credit). */
  reversal: boolean;
  /** EC and ED of MT942: expected, not booked. */
  expected: boolean;
  bookedOn: string;
  valueOn: string;
  /** Subfield 6: `NTRF`, `S103`. */
  type: string;
  /** Subfield 7, of the account owner. */
  ownerReference: string;
  /** Subfield 8, of the bank. */
  bankReference: string;
  /** Subfield 9. */
  supplement: string;
}

/** Value date, entry date, mark, funds code (third letter of the currency), amount, type (`NTRF`, `NET `), references. */
const statementLine =
  /^(\d{6})(\d{4})?(R?[CD]|E[CD])([A-Z])?(\d{1,18}(?:,\d*)?|,\d+)([A-Z][A-Z0-9 ]{3})(.*?)(?:\/\/(.*))?$/;

const directions: Readonly<
  Record<string, { creditDebit: CreditDebit; reversal: boolean; expected: boolean }>
> = {
  C: { creditDebit: 'CRDT', reversal: false, expected: false },
  D: { creditDebit: 'DBIT', reversal: false, expected: false },
  RC: { creditDebit: 'DBIT', reversal: true, expected: false },
  RD: { creditDebit: 'CRDT', reversal: true, expected: false },
  EC: { creditDebit: 'CRDT', reversal: false, expected: true },
  ED: { creditDebit: 'DBIT', reversal: false, expected: true },
};

export function readStatementLine(field: MtField, currency: string): MtEntry {
  const first = field.lines[0]!;
  const found = statementLine.exec(first.trim());
  if (!found) throw new BankFileRefusal('bank_files.bad_line', `:61: ${quote(first)}`, field.line);
  const [, value, booked, mark, , amount, type, owner, bank] = found;
  const valueOn = dateOf(value!, field.line);
  return {
    line: field.line,
    amount: ensureWhole(mtAmount(amount!, ':61:', field.line), currency, ':61:', field.line),
    ...directions[mark!]!,
    valueOn,
    bookedOn: booked ? nearestDay(valueOn, booked, field.line) : valueOn,
    type: type!.trimEnd(),
    ownerReference: owner!.trim(),
    bankReference: (bank ?? '').trim(),
    supplement: field.lines.slice(1).join(' ').trim(),
  };
}

/** Fields 60a, 62a: `C261120VND1000000,`. Below zero where the mark is D. */
export function readMtBalance(field: MtField): Balance {
  const text = field.lines.join('').trim();
  const found = /^([CD])(\d{6})([A-Z]{3})(\d[\d,]*|,\d+)$/.exec(text);
  if (!found || !isCurrency(found[3]!))
    throw new BankFileRefusal('bank_files.bad_line', `:${field.tag}: ${quote(text)}`, field.line);
  const [, mark, on, currency, digits] = found;
  const struckOn = dateOf(on!, field.line);
  const where = `:${field.tag}:`;
  const amount = ensureWhole(mtAmount(digits!, where, field.line), currency!, where, field.line);
  return {
    currency: currency!,
    amount: mark === 'C' ? amount : { ...amount, units: -amount.units },
    on: struckOn,
  };
}

/** Fields 90C, 90D of MT942: `3VND1000,`; number and sum of entries. */
export function readMtTotals(field: MtField): { count: number; sum: Decimal } {
  const text = field.lines.join('').trim();
  const found = /^(\d{1,9})([A-Z]{3})(\d[\d,]*|,\d+)$/.exec(text);
  if (!found || !isCurrency(found[2]!))
    throw new BankFileRefusal('bank_files.bad_line', `:${field.tag}: ${quote(text)}`, field.line);
  return { count: Number(found[1]), sum: mtAmount(found[3]!, `:${field.tag}:`, field.line) };
}

/** `15d`: digits with a decimal comma; some banks leave the comma out where nothing follows it, or the zero before it. */
function mtAmount(text: string, where: string, line: number): Decimal {
  const amount = /^(\d+(,\d*)?|,\d+)$/.test(text) ? parseDecimal(text.replace(',', '.')) : undefined;
  if (amount) return amount;
  throw new BankFileRefusal('bank_files.not_an_amount', `${where} ${quote(text)}`, line);
}

/** `YYMMDD`; SWIFT reads 80 to 99 as the last century. */
function dateOf(text: string, line: number): string {
  const century = Number(text.slice(0, 2)) >= 80 ? '19' : '20';
  return day(`${century}${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4, 6)}`, text, line);
}

/** The entry date is given without its year: it is the one nearest to the value date. */
function nearestDay(valueOn: string, monthDay: string, line: number): string {
  const year = Number(valueOn.slice(0, 4));
  const months = Number(monthDay.slice(0, 2)) - Number(valueOn.slice(5, 7));
  const nearest = months > 6 ? year - 1 : months < -6 ? year + 1 : year;
  return day(`${nearest}-${monthDay.slice(0, 2)}-${monthDay.slice(2)}`, monthDay, line);
}

function day(date: string, text: string, line: number): string {
  if (isBusinessDate(date)) return date;
  throw new BankFileRefusal('bank_files.not_a_date', quote(text), line);
}
