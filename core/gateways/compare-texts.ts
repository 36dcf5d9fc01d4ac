/** Where two signed texts part, and what it looks like: the first question when a signature does not fit. */
export interface TextDifference {
  /** Offset of the first differing byte in UTF-8, which is what is signed. */
  byte: number;
  /** The field in which it lies, where the texts are `name=value` pairs. */
  field: string | undefined;
  ours: Side;
  theirs: Side;
  /** What usually is behind it. */
  looksLike: Likeness | undefined;
}

interface Side {
  /** The differing byte, 0–255; undefined where this text has ended. */
  byte: number | undefined;
  /** The character it belongs to. */
  character: string;
  /** At most 20 characters before and after that character. */
  before: string;
  after: string;
}

export type Likeness =
  | 'letter_case'
  | 'unicode_form'
  | 'space'
  | 'percent_encoding'
  | 'number_spelling'
  | 'line_end'
  | 'ends_early'
  | 'goes_on';

const contextLength = 20;

/** undefined for equal texts. `ours` is the text that we sign, `theirs` the one that the other side says it has signed. */
export function firstDifference(ours: string, theirs: string): TextDifference | undefined {
  const [our, their] = [ours.toWellFormed(), theirs.toWellFormed()];
  if (our === their) return undefined;
  let at = 0;
  while (our[at] === their[at]) at++;
  // Half of a pair may agree while the character does not.
  if (at > 0 && /[\uD800-\uDBFF]/.test(our[at - 1]!)) at--;
  const [ourBytes, theirBytes] = [bytesAt(our, at), bytesAt(their, at)];
  let inside = 0;
  while (ourBytes[inside] !== undefined && ourBytes[inside] === theirBytes[inside]) inside++;
  return {
    byte: new TextEncoder().encode(our.slice(0, at)).length + inside,
    field: fieldAt(our, at) ?? fieldAt(their, at),
    ours: sideOf(our, at, ourBytes[inside]),
    theirs: sideOf(their, at, theirBytes[inside]),
    looksLike: likenessOf(our, their, at),
  };
}

function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}

function bytesAt(text: string, at: number): Uint8Array {
  return new TextEncoder().encode(characterAt(text, at));
}

function sideOf(text: string, at: number, byte: number | undefined): Side {
  const character = characterAt(text, at);
  const before = Array.from(text.slice(Math.max(0, at - 2 * contextLength), at))
    .slice(-contextLength)
    .join('');
  const rest = at + character.length;
  const after = Array.from(text.slice(rest, rest + 2 * contextLength))
    .slice(0, contextLength)
    .join('');
  return { byte, character, before, after };
}

function fieldAt(text: string, at: number): string | undefined {
  const start = text.lastIndexOf('&', at - 1) + 1;
  const name = /^([A-Za-z_][\w.-]*)=/.exec(text.slice(start));
  return name?.[1];
}

const likenesses: readonly [Likeness, (text: string) => string][] = [
  ['line_end', (text) => text.replaceAll('\r\n', '\n').trimEnd()],
  ['space', (text) => text.replaceAll(/\+|%20|\s/g, '')],
  ['unicode_form', (text) => text.normalize('NFC')],
  ['number_spelling', (text) => text.replaceAll(/(\d)\.0+(?!\d)/g, '$1').replaceAll('"', '')],
  ['letter_case', (text) => text.toLowerCase()],
  ['percent_encoding', decodePercent],
];

/** The first smoothing under which the two agree up to the end; else whether one is only longer. */
function likenessOf(ours: string, theirs: string, at: number): Likeness | undefined {
  const found = likenesses.find(([, smooth]) => smooth(ours) === smooth(theirs));
  if (found) return found[0];
  if (at === theirs.length) return 'ends_early';
  return at === ours.length ? 'goes_on' : undefined;
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
