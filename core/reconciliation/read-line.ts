import { parseVnd } from '../money.ts';
import type { RowReason } from '../messages/row-reasons.ts';
import { normalizeCode } from '../text.ts';
import { createInstantReader } from './read-instant.ts';
import { readStatus, type AmountFormat, type FieldPlaces, type LineStatus, type Mapping } from './mapping.ts';

/** A line of a partner's file. */
export interface PartnerLine {
  reference: string;
  ourId: bigint | null;
  customerCode: string;
  bill: string | null;
  amountVnd: bigint;
  occurredAt: Date | null;
  status: LineStatus;
}

export interface LineProblem {
  field: string;
  code: RowReason;
  detail: string;
}

/** A line as read: what it says, or what is wrong with it and as much as can be told nevertheless. */
export type ReadLine =
  | { line: PartnerLine }
  | { problems: LineProblem[]; reference: string; amountVnd: bigint | null }
  /** A payment that failed at the partner: nobody has taken anything. */
  | { ignoredVnd: bigint };

/** Makes the reader of one file. It remembers the texts of states it has read, of which a file has few. */
export function createLineReader(
  places: FieldPlaces,
  width: number,
  mapping: Mapping | undefined,
): (cells: readonly string[]) => ReadLine {
  const statuses = new Map<string, LineStatus | 'ignore' | undefined>();
  const statusOf = (text: string): LineStatus | 'ignore' | undefined => {
    if (!statuses.has(text)) statuses.set(text, readStatus(text, mapping));
    return statuses.get(text);
  };
  const amountFormat = mapping?.formats?.amount ?? 'auto';
  const instantOf = createInstantReader(mapping?.formats?.dateTime ?? 'auto');
  return (cells) => {
    const cell = (place: number): string => (place === -1 ? '' : (cells[place] ?? '').trim());
    const problems: LineProblem[] = [];
    const reject = (field: string, code: RowReason, detail: string): undefined => {
      problems.push({ field, code, detail: detail.slice(0, 200) });
      return undefined;
    };
    if (cells.length > width && cells.slice(width).some((text) => text.trim() !== '')) {
      reject('', 'too_many_cells', `${cells.length} > ${width}`);
    }
    const reference = readReference(cell(places.reference), reject);
    const customerCode = readCustomerCode(cell(places.customerCode), reject);
    const amount = readAmount(cell(places.amount), amountFormat, reject);
    const stated = readLineStatus(cell(places.status), statusOf, reject);
    if (stated === 'ignore') return { ignoredVnd: amount ?? 0n };
    const at = cell(places.occurredAt);
    const occurredAt = at === '' ? null : (instantOf(at) ?? reject('occurredAt', 'impossible_date', at));
    const ourId = readOurId(cell(places.ourId), reject);
    if (problems.length > 0) return { problems, reference: reference ?? '', amountVnd: amount ?? null };
    const negative = amount! < 0n;
    return {
      line: {
        reference: reference!,
        ourId: ourId ?? null,
        customerCode: customerCode!,
        bill: cell(places.bill).slice(0, 60) || null,
        // A negative amount takes back, whatever the state says.
        amountVnd: negative ? -amount! : amount!,
        occurredAt: occurredAt ?? null,
        status: negative ? 'reversed' : stated!,
      },
    };
  };
}

type Reject = (field: string, code: RowReason, detail: string) => undefined;

/** Codes that nothing has to be done to; a file holds a million of them. */
const settled = /^[A-Z0-9]+$/;

/** White space inside and around is the work of exports; references themselves have none. */
function readReference(text: string, reject: Reject): string | undefined {
  const reference = settled.test(text)
    ? text
    : text.replace(/^'/, '').replaceAll(/[\s\u00a0\ufeff\u200b]+/g, '');
  if (reference === '') return reject('reference', 'missing', text);
  return reference.length > 64 ? reject('reference', 'too_long', text) : reference;
}

/** Bills' own codes, as they stand in a text for the payer: `Tien dien PA99AA0000001`. */
const codeInText = /^P[A-Z]\d[A-Z0-9]{8,12}$/i;

/** Payment gateways send back what the payer read instead of the code; one word of it that can be a code is meant. */
function readCustomerCode(text: string, reject: Reject): string | undefined {
  const named = settled.test(text) ? [] : text.split(/\s+/).filter((word) => codeInText.test(word));
  const sent = named.length === 1 ? named[0]! : text.replace(/^'/, '');
  const code = settled.test(sent) ? sent : normalizeCode(sent);
  if (code === '') return reject('customerCode', 'empty_customer_code', text);
  return code.length > 40 ? reject('customerCode', 'too_long', text) : code;
}

function readLineStatus(
  text: string,
  statusOf: (text: string) => LineStatus | 'ignore' | undefined,
  reject: Reject,
): LineStatus | 'ignore' | undefined {
  return statusOf(text) ?? reject('status', 'unknown_word', text);
}

function readOurId(text: string, reject: Reject): bigint | undefined {
  if (text === '') return undefined;
  return /^\d{1,18}$/.test(text) ? BigInt(text) : reject('ourId', 'not_a_number', text);
}

function readAmount(text: string, format: AmountFormat, reject: Reject): bigint | undefined {
  if (text === '') return reject('amount', 'missing', text);
  const read = parseAmount(text, format);
  if (typeof read !== 'bigint') return reject('amount', read, text);
  return read === 0n ? reject('amount', 'zero_amount', text) : read;
}

const formats: Record<Exclude<AmountFormat, 'auto'>, { pattern: RegExp; group: string; point: string }> = {
  plain: { pattern: /^-?\d+$/, group: '', point: '' },
  dots: { pattern: /^-?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/, group: '.', point: ',' },
  commas: { pattern: /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/, group: ',', point: '.' },
  decimals: { pattern: /^-?\d+(\.\d+)?$/, group: '', point: '.' },
};

/**
 * A whole amount of dong. Undeclared, `1.234.567`, `1,234,567`, `1234567.00` and `1234567` are read, because each can
 * mean one thing only. A fraction of a dong is refused whatever the format.
 */
export function parseAmount(text: string, format: AmountFormat): bigint | RowReason {
  if (/^\d{1,15}$/.test(text)) return BigInt(text);
  const bare = text
    .replace(/^'/, '')
    .replace(/\s*(vnđ|vnd|đ|₫|d)\.?$/i, '')
    .replace(/^\((.*)\)$/, '-$1')
    .replace(/^\+/, '')
    .trim();
  if (format === 'auto') return reasonOf(parseVnd(bare, { allowNegative: true }));
  const { pattern, group, point } = formats[format];
  if (!pattern.test(bare)) return 'not_a_number';
  const whole = group === '' ? bare : bare.replaceAll(group, '');
  const [digits = '', fraction = ''] = point === '' ? [whole] : whole.split(point);
  if (!/^0*$/.test(fraction)) return 'fractional_dong';
  return reasonOf(parseVnd(digits, { allowNegative: true }));
}

function reasonOf(read: ReturnType<typeof parseVnd>): bigint | RowReason {
  if (typeof read === 'bigint') return read;
  if (read === 'fractional') return 'fractional_dong';
  return read === 'negative' ? 'negative_amount' : read;
}
