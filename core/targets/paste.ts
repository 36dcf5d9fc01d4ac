import { searchKey } from '../text.ts';

/** A row that a pasted value may belong to, in the order in which rows stand on the screen. */
export interface PasteRow {
  key: string;
  /** Values without a name fill rows of one kind: units are filled with units though teams stand between them. */
  kind: string;
  code: string;
  name: string;
}

/** What was pasted, by row, and the lines that belong to none. */
export interface Pasted {
  values: { key: string; text: string }[];
  unmatched: string[];
}

/**
 * Lays cells copied from a sheet over the rows of a plan. A line that names a row by code or name beside its value goes to
 * that row; a line with a value alone fills the next row of the same kind, beginning at `from`. Undefined where the text
 * is one value, which is pasted as always.
 */
export function layPaste(text: string, rows: readonly PasteRow[], from: string): Pasted | undefined {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''));
  if (lines.length === 0 || (lines.length === 1 && lines[0]!.length === 1)) return undefined;
  const byName = namesOf(rows);
  const start = rows.findIndex(({ key }) => key === from);
  const waiting = rows.slice(Math.max(start, 0)).filter(({ kind }) => kind === rows[start]?.kind);
  const values: Pasted['values'] = [];
  const unmatched: string[] = [];
  for (const cells of lines) {
    const named = cells.slice(0, -1).map((cell) => byName.get(searchKey(cell)));
    const key = cells.length === 1 ? waiting.shift()?.key : named.find((one) => one != null);
    const value = cells.at(-1)!;
    if (key === undefined || value === '') unmatched.push(cells.join(' '));
    else values.push({ key, text: value });
  }
  return { values, unmatched };
}

/** Rows by code and by name; a name that two rows share names none. */
function namesOf(rows: readonly PasteRow[]): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const { key, code, name } of rows)
    for (const text of new Set([code, name].filter(Boolean).map(searchKey)))
      found.set(text, found.has(text) ? null : key);
  return found;
}
