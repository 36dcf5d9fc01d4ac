import { withoutMarks } from '../text.ts';
import {
  bodyLength,
  markerOf,
  readBody,
  referenceKinds,
  referenceLength,
  type ReferenceKind,
} from './transfer-reference.ts';

/**
 * How a text was understood, the surest first. `reference`: ours, as written. `reference_spaced`: ours, with separators
 * inside. `reference_repaired`: ours, with signs that are mistaken for one another. `customer_code`: a customer code of
 * its full form, as written; `customer_code_spaced`: with separators inside; `customer_code_repaired`: with the letter O
 * for a zero. A customer code has no check digit: who uses one looks whether there is such a customer.
 */
export type TextRule =
  | 'reference'
  | 'reference_spaced'
  | 'reference_repaired'
  | 'customer_code'
  | 'customer_code_spaced'
  | 'customer_code_repaired';

export type FoundInText =
  | { rule: TextRule; kind: ReferenceKind; number: bigint; at: number }
  | { rule: TextRule; kind: 'customer_code'; code: string; at: number };

/** More than any bank passes on; longer texts are read up to here. */
const longestText = 2000;

/**
 * Finds our references and customer codes in the text of a transfer as a bank delivers it: prefixed, in capitals, without
 * marks, with spaces lost or put in, wrapped, glued to its neighbours, several in one text. Each is found once, in the
 * order of the text; `at` counts characters in it. What is cut short or fails its check is not found.
 */
export function findInText(text: string): FoundInText[] {
  const letters = lettersOf(text.slice(0, longestText));
  const found = new Map<string, FoundInText>();
  const taken = new Set<number>();
  const note = (match: FoundInText | undefined, from: number, length: number): void => {
    if (!match) return;
    for (let at = from; at < from + length; at++) taken.add(at);
    const key = match.kind === 'customer_code' ? match.code : `${match.kind} ${match.number}`;
    const earlier = found.get(key);
    if (!earlier || earlier.rule.length > match.rule.length) found.set(key, match);
  };
  for (const { index } of letters.signs.matchAll(/Q/g)) {
    note(readReferenceAt(letters, index), index, referenceLength);
  }
  // The end of a reference and what is glued to it may look like a code.
  for (const { index } of letters.signs.matchAll(/P/g)) {
    if (!taken.has(index)) note(readCodeAt(letters, index), index, codeLength);
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}

/** The letters and digits of a text in capitals, and which of them have something else in front. */
interface Letters {
  signs: string;
  breaks: boolean[];
  places: number[];
}

function lettersOf(text: string): Letters {
  let signs = '';
  const breaks: boolean[] = [];
  const places: number[] = [];
  let broken = true;
  const take = (sign: number, place: number): void => {
    signs += String.fromCharCode(sign >= 97 ? sign - 32 : sign);
    breaks.push(broken);
    places.push(place);
    broken = false;
  };
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (isSign(code)) take(code, place);
    else if (code < 0x80) broken = true;
    else {
      // A letter with marks is the letter; a mark of its own belongs to the letter before it.
      const character = text[place]!;
      const plain = withoutMarks(character);
      if (plain.length === 1 && isSign(plain.charCodeAt(0))) take(plain.charCodeAt(0), place);
      else if (plain !== '') broken = true;
    }
  }
  return { signs, breaks, places };
}

/** A letter or digit of ASCII. */
function isSign(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** More separators than this inside a reference are no accident of a bank or a screen. */
const mostBreaks = 5;

function readReferenceAt({ signs, breaks, places }: Letters, at: number): FoundInText | undefined {
  const kind = referenceKinds.find((one) => signs.startsWith(markerOf[one], at));
  if (!kind) return undefined;
  const from = at + 2;
  const body = signs.slice(from, from + bodyLength);
  if (body.length < bodyLength) return undefined;
  const read = readBody(kind, body);
  if (!read) return undefined;
  const inside = breaks.slice(at + 1, from + bodyLength).filter(Boolean).length;
  // `QK 0912 345 678 …`: digits alone behind a marker that stands apart are a number of something else.
  if (inside > mostBreaks || (breaks[from] && /^\d+$/.test(body))) return undefined;
  const rule = read.repaired ? 'reference_repaired' : inside > 0 ? 'reference_spaced' : 'reference';
  return { rule, kind, number: read.number, at: places[at]! };
}

const codeLength = 13;
/** Corporation, unit, number; `O` stands where only a digit can be meant. */
const codeForm = /^P[ABCDEHKMNPQ](?:[\dO]{2}[A-Z0-9]{2}|[A-Z]{2}[\dO]{2})[\dO]{7}$/;

function readCodeAt({ signs, breaks, places }: Letters, at: number): FoundInText | undefined {
  if (signs[at] !== 'P') return undefined;
  const written = signs.slice(at, at + codeLength);
  if (!codeForm.test(written)) return undefined;
  const end = at + codeLength;
  const pieces = piecesOf(breaks, at, end);
  const bounded = end === signs.length || breaks[end]!;
  if (!bounded && !mayFollow(signs.slice(end, end + 30).replace(/[^\d].*$/, ''), signs[end]!))
    return undefined;
  const code = repair(written);
  // `PA16HT 1250000 dong` whose space a bank lost is a unit and an amount; `dong tien dien` is to pay the bill.
  if (code[6] !== '0' && /^(DONG(?!T)|VND)/.test(signs.slice(end, end + 5))) return undefined;
  const place = places[at]!;
  if (code !== written) {
    const alone = bounded && breaks[at]! && pieces.length === 1;
    return alone ? { rule: 'customer_code_repaired', kind: 'customer_code', code, at: place } : undefined;
  }
  if (pieces.length === 1) return { rule: 'customer_code', kind: 'customer_code', code, at: place };
  if (!bounded || !breaks[at] || !mayBeSplit(code, pieces)) return undefined;
  return { rule: 'customer_code_spaced', kind: 'customer_code', code, at: place };
}

/** Lengths of the pieces into which separators cut a code. */
function piecesOf(breaks: readonly boolean[], from: number, end: number): number[] {
  const pieces = [1];
  for (let at = from + 1; at < end; at++) {
    if (breaks[at]) pieces.push(1);
    else pieces[pieces.length - 1]! += 1;
  }
  return pieces;
}

/**
 * What may be glued to a code without making it doubtful. One digit more may be a slip of the hand inside the code, so
 * only letters, a month or a phone number are taken for a neighbour that lost its space.
 */
function mayFollow(digits: string, next: string): boolean {
  if (!/\d/.test(next)) return true;
  return /^(0[1-9]|1[0-2])(20)?\d\d$|^20\d\d(0[1-9]|1[0-2])$|^0[35789]\d{8}$/.test(digits);
}

/**
 * Whether a code with spaces in it is one code, and not a word and an amount or a code that lacks a digit and a month:
 * `PA16HK 1250000`, `PA16HK000007 9`, `PC 2026 0912345`.
 */
function mayBeSplit(code: string, pieces: readonly number[]): boolean {
  if (pieces.length > 4 || /^P[A-Z]\d{11}$/.test(code)) return false;
  let at = 0;
  for (const length of pieces) {
    const from = Math.max(at, 6);
    const digits = at + length - from;
    at += length;
    if (digits <= 0) continue;
    // A piece of the number alone, or the beginning of it.
    if (digits < 3 || (from === 6 && at - length === 6 && code[6] !== '0')) return false;
  }
  return true;
}

function repair(written: string): string {
  const unit = written.slice(2, 6);
  // Letters may be meant in the unit, so an O stays where the form allows one.
  const digitsFirst = /^[\dO]{2}/.test(unit) && !/^[A-Z]{2}\d{2}$/.test(unit);
  const repairedUnit = digitsFirst
    ? unit.slice(0, 2).replaceAll('O', '0') + unit.slice(2)
    : unit.slice(0, 2) + unit.slice(2).replaceAll('O', '0');
  return written.slice(0, 2) + repairedUnit + written.slice(6).replaceAll('O', '0');
}
