/** How one value is written into one cell of SpreadsheetML (ECMA-376 part 1, 18.3.1.4). Cells are never formulas. */

export type ColumnKind = 'text' | 'integer' | 'money' | 'percent' | 'points' | 'date' | 'datetime';

/**
 * `text`: string. `integer` and `money`: number, bigint or decimal string. `percent`: a ratio (0.9164 is 91.64 %).
 * `points`: a difference of ratios in percentage points (4.36 is `+4,36`).
 * `date`: `YYYY-MM-DD`. `datetime`: Date or ISO string. Nothing (null, undefined, empty) leaves the cell empty.
 */
export type Cell = Value | TypedCell;
type Value = string | number | bigint | boolean | Date | null | undefined;

/** A value of another kind than its column, where one column holds counts, money and ratios. */
export interface TypedCell {
  value: Value;
  kind: ColumnKind;
}

/** Indexes into `cellXfs` of the style sheet below. */
export const styleOf: Record<ColumnKind | 'title' | 'note' | 'header' | 'headerNumber' | 'band', number> = {
  text: 1,
  integer: 2,
  money: 2,
  percent: 3,
  points: 10,
  date: 4,
  datetime: 5,
  header: 6,
  headerNumber: 7,
  title: 8,
  note: 9,
  band: 15,
};

/** The same in bold, for rows that are sums; a kind that never stands in one is as ever. */
const strongStyleOf: Partial<Record<ColumnKind, number>> = {
  text: 11,
  integer: 12,
  money: 12,
  percent: 13,
  points: 14,
};

const dayMs = 86_400_000;
const hanoiOffsetMs = 7 * 3_600_000;
/** Days from the spreadsheet's day 0 (30 December 1899) to 1 January 1970. */
const epochSerial = 25_569;

export function writeCell(reference: string, cell: Cell, columnKind: ColumnKind, strong = false): string {
  const { value, kind } = isTyped(cell) ? cell : { value: cell, kind: columnKind };
  if (value === null || value === undefined || value === '') return '';
  const styleOfKind = (one: ColumnKind): number => (strong && strongStyleOf[one]) || styleOf[one];
  const style = styleOfKind(kind);
  if (kind !== 'text') {
    const number = toNumber(value, kind);
    if (number !== undefined) return `<c r="${reference}" s="${style}"><v>${number}</v></c>`;
  }
  const text = value instanceof Date ? value.toISOString() : String(value);
  return writeText(reference, text, styleOfKind('text'));
}

function isTyped(cell: Cell): cell is TypedCell {
  return typeof cell === 'object' && cell !== null && !(cell instanceof Date);
}

export function writeText(reference: string, text: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

/** The number as the file holds it, or undefined where the value is none; it is then written as text. */
function toNumber(value: Exclude<Value, null | undefined>, kind: ColumnKind): string | undefined {
  if (kind === 'date' || kind === 'datetime') return toSerial(value, kind);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? value : undefined;
}

function toSerial(value: Exclude<Value, null | undefined>, kind: 'date' | 'datetime'): string | undefined {
  if (typeof value !== 'string' && !(value instanceof Date)) return undefined;
  if (kind === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const time = Date.parse(`${value}T00:00:00Z`);
    return Number.isNaN(time) ? undefined : String(time / dayMs + epochSerial);
  }
  const time = (value instanceof Date ? value.getTime() : Date.parse(value)) + hanoiOffsetMs;
  if (Number.isNaN(time)) return undefined;
  const days = time / dayMs + epochSerial;
  return kind === 'date' ? String(Math.floor(days)) : days.toFixed(6);
}

// What XML 1.0 forbids, and lone surrogates, would make the file unreadable.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const special = /[&<>"\r]|_(?=x[0-9A-Fa-f]{4}_)/g;
const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  // `_x0041_` in a text would be read back as `A` (ECMA-376 part 1, 22.9.2.19).
  _: '_x005F_',
};

/** Longest text a cell may hold. */
const longestText = 32_767;

export function escapeText(text: string): string {
  return text
    .slice(0, longestText)
    .replaceAll(forbidden, '')
    .replaceAll(special, (mark) => escapes[mark] ?? mark);
}

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}
