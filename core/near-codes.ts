import { normalizeCode } from './text.ts';

/** Why one code may have been meant when another was sent, the likeliest first. */
export const codeSlips = [
  'written_otherwise',
  'looks_alike',
  'one_wrong',
  'two_swapped',
  'one_missing',
  'one_extra',
] as const;
export type CodeSlip = (typeof codeSlips)[number];

export interface NearCode {
  code: string;
  slip: CodeSlip;
}

const digits = [...'0123456789'];
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Signs that people read one for the other on a printed bill. */
const lookAlikes: Record<string, string> = {
  O: '0',
  '0': 'O',
  I: '1',
  '1': 'I',
  L: '1',
  S: '5',
  '5': 'S',
  B: '8',
  '8': 'B',
};
/** Longer than any code, and short enough that a long text costs nothing. */
const longest = 20;

/**
 * Codes that one slip of the hand turns into the code that was sent: written with spaces or in lower case, one sign
 * wrong, two neighbours swapped, one left out or typed twice. Each code stands once, with its likeliest slip.
 */
export function nearCodes(sent: string): NearCode[] {
  const code = normalizeCode(sent);
  if (code.length < 4 || code.length > longest) return [];
  const found = new Map<string, CodeSlip>();
  const note = (near: string, slip: CodeSlip): void => {
    if (!found.has(near)) found.set(near, slip);
  };
  note(code, 'written_otherwise');
  const signs = [...code];
  const put = (at: number, sign: string): string => code.slice(0, at) + sign + code.slice(at + 1);
  signs.forEach((sign, at) => {
    const twin = lookAlikes[sign];
    if (twin) note(put(at, twin), 'looks_alike');
  });
  signs.forEach((sign, at) => {
    for (const other of digits.includes(sign) ? digits : letters) note(put(at, other), 'one_wrong');
  });
  signs.forEach((sign, at) => {
    const next = signs[at + 1];
    if (next !== undefined) note(code.slice(0, at) + next + sign + code.slice(at + 2), 'two_swapped');
  });
  for (let at = 0; at <= code.length; at++) {
    for (const digit of digits) note(code.slice(0, at) + digit + code.slice(at), 'one_missing');
  }
  signs.forEach((_, at) => note(code.slice(0, at) + code.slice(at + 1), 'one_extra'));
  return [...found].map(([near, slip]) => ({ code: near, slip }));
}

/** What in a remittance text may be a customer code: two letters, two digits, two signs, five to nine digits. */
export function codesIn(text: string): string[] {
  const folded = text.normalize('NFC').toUpperCase();
  return [...new Set(folded.match(/[A-Z]{2}[0-9O]{2}[A-Z0-9]{2}[0-9O]{5,9}/g) ?? [])].slice(0, 5);
}

/** Vietnamese mobile numbers in a text, as they are stored: a leading 0 and nine digits. */
export function phonesIn(text: string): string[] {
  const found = text.match(/(?<!\d)(?:\+?84|0)[35789](?:[ .]?\d){8}(?!\d)/g) ?? [];
  return [...new Set(found.map((phone) => phone.replaceAll(/\D/g, '').replace(/^84/, '0')))].slice(0, 5);
}
