import type { QrReason } from '../messages/qr-reasons.ts';

/** One data object: tag of two digits, length of two digits, value (EMVCo Merchant-Presented QR, chapter 3). */
export interface TlvField {
  /** Tags from the root inwards: `38.01.00`. */
  path: string;
  value: string;
  /** Where the tag and where the value begins, counted in units. */
  at: number;
  valueAt: number;
  end: number;
}

/** The place at which reading ended because what stands there is no data object. */
export interface TlvBreak {
  code: QrReason;
  path: string;
  at: number;
}

export interface TlvTemplate {
  fields: Map<string, TlvField>;
  /** Tags met again; the first one counts. */
  repeated: TlvField[];
  /** Tags without a value, which the standard does not know. */
  hollow: TlvField[];
  broken: TlvBreak | undefined;
}

/**
 * A text as a row of units, each as long as the lengths count it. The standard counts characters; some makers count
 * bytes of UTF-8, for them a letter of several bytes is followed by empty units.
 */
export function unitsOf(text: string, count: 'characters' | 'bytes'): string[] {
  const characters = [...text];
  if (count === 'characters') return characters;
  return characters.flatMap((character) => {
    const code = character.codePointAt(0)!;
    const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    return [character, ...Array<string>(bytes - 1).fill('')];
  });
}

/** Reads the data objects between two places. Never throws; what cannot be read ends the reading and is named. */
export function readTlv(units: readonly string[], from: number, to: number, parent = ''): TlvTemplate {
  const template: TlvTemplate = { fields: new Map(), repeated: [], hollow: [], broken: undefined };
  let at = from;
  while (at < to) {
    const tag = units.slice(at, Math.min(at + 2, to)).join('');
    const path = parent === '' ? tag : `${parent}.${tag}`;
    const place = { path: /^\d\d$/.test(tag) ? path : parent || '00', at };
    const stop = (code: QrReason): TlvTemplate => ({ ...template, broken: { code, ...place } });
    if (!/^\d\d$/.test(tag)) return stop(/^\d?$/.test(tag) ? 'truncated' : 'bad_tag');
    const lengthText = units.slice(at + 2, Math.min(at + 4, to)).join('');
    if (!/^\d\d$/.test(lengthText)) return stop(/^\d?$/.test(lengthText) ? 'truncated' : 'bad_length');
    const length = Number(lengthText);
    const end = at + 4 + length;
    if (end > to) return stop('truncated');
    // A length that ends inside a letter was not meant in bytes.
    if (units[end] === '') return stop('bad_length');
    const field = { path, value: units.slice(at + 4, end).join(''), at, valueAt: at + 4, end };
    if (length === 0) template.hollow.push(field);
    else if (template.fields.has(tag)) template.repeated.push(field);
    else template.fields.set(tag, field);
    at = end;
  }
  return template;
}

/**
 * One data object as text. Throws a RangeError for what cannot be written: a length of 0 or above 99, because that is
 * the caller's mistake.
 */
export function writeTlv(tag: string, value: string): string {
  const length = [...value].length;
  if (length < 1 || length > 99) throw new RangeError(`tag ${tag} cannot hold ${length} characters`);
  return `${tag}${String(length).padStart(2, '0')}${value}`;
}
