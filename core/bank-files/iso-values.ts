import { businessDateOf, isBusinessDate } from '../dates.ts';
import { isCurrency } from './currencies.ts';
import { parseDecimal, type Decimal } from './decimals.ts';
import { BankFileRefusal, quote } from './refusal.ts';
import { ensureWhole, type CreditDebit } from './statement.ts';
import type { XmlRecord } from './xml-records.ts';

/** Values of ISO 20022 elements as their types define them; each refuses by the element's name and line. */

/** ActiveOrHistoricCurrencyAndAmount: never below zero, the currency in its attribute. */
export function amountOf(record: XmlRecord, path: string): { amount: Decimal; currency: string } {
  const text = record.need(path);
  const currency = record.need(`${path}@Ccy`);
  const where = `${record.name}/${path}`;
  const amount = parseDecimal(text);
  if (!amount || amount.units < 0n)
    throw new BankFileRefusal('bank_files.not_an_amount', `${where} ${quote(text)}`, record.line);
  if (!isCurrency(currency))
    throw new BankFileRefusal('bank_files.not_a_code', `${where}@Ccy ${quote(currency)}`, record.line);
  return { amount: ensureWhole(amount, currency, where, record.line), currency };
}

export function directionOf(record: XmlRecord, path: string): CreditDebit {
  const text = record.need(path);
  if (text === 'CRDT' || text === 'DBIT') return text;
  throw new BankFileRefusal('bank_files.not_a_code', `${record.name}/${path} ${quote(text)}`, record.line);
}

export function indicatorOf(record: XmlRecord, path: string): boolean {
  const text = record.text(path) ?? 'false';
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw new BankFileRefusal('bank_files.not_a_code', `${record.name}/${path} ${quote(text)}`, record.line);
}

/**
 * DateAndDateTimeChoice: the day as the bank writes it; of an instant with a zone, the day it is in Viet Nam.
 * Undefined where the element is missing.
 */
export function dayOf(record: XmlRecord, path: string): string | undefined {
  const text = record.first(`${path}/Dt`, `${path}/DtTm`);
  if (text === undefined) return undefined;
  const zoned = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const instant = zoned ? new Date(text) : undefined;
  const day =
    instant && !Number.isNaN(instant.getTime()) && isBusinessDate(text.slice(0, 10))
      ? businessDateOf(instant)
      : /^\d{4}-\d{2}-\d{2}(T[\d:.]+|Z|[+-]\d{2}:\d{2})?$/.test(text)
        ? text.slice(0, 10)
        : '';
  if (isBusinessDate(day)) return day;
  throw new BankFileRefusal('bank_files.not_a_date', `${record.name}/${path} ${quote(text)}`, record.line);
}

export function countOf(record: XmlRecord, path: string): number | undefined {
  const text = record.text(path);
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new BankFileRefusal('bank_files.not_an_amount', `${record.name}/${path} ${quote(text)}`, record.line);
}

export function sumOf(record: XmlRecord, path: string): Decimal | undefined {
  const text = record.text(path);
  if (text === undefined) return undefined;
  const sum = parseDecimal(text);
  if (sum) return sum;
  throw new BankFileRefusal('bank_files.not_an_amount', `${record.name}/${path} ${quote(text)}`, record.line);
}

/** A reference, undefined where it is missing or says that there is none. */
export function referenceOf(text: string | undefined): string | undefined {
  return text === undefined || /^(NOTPROVIDED|NONREF|NONE)$/i.test(text) ? undefined : text;
}
