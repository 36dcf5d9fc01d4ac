import { useState } from 'react';
import { layPaste } from '../../../core/targets/paste.ts';
import { differencesOf, neededFor } from '../../../core/targets/tree.ts';
import { fieldText, readTarget } from './plan-words.ts';
import type { PlanRow, RowWish } from './queries.ts';

/** What was typed into rows and is not saved yet; kept when a row is folded away. */
export function usePlanEdits(rows: readonly PlanRow[], isShare: boolean) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const wishes: RowWish[] = [];
  const invalid = new Set<string>();
  for (const row of rows) {
    const text = typed[row.key]?.trim();
    if (text === undefined || text === '' || text === fieldText(row)) continue;
    const wish = readTarget(text, isShare);
    if (!wish) invalid.add(row.key);
    else wishes.push({ key: row.key, ...wish });
  }
  const [unmatched, setUnmatched] = useState<readonly string[]>([]);
  return {
    wishes,
    invalid,
    /** Lines of the last paste that belong to no row. */
    unmatched,
    textOf: (row: PlanRow): string => typed[row.key] ?? fieldText(row),
    type: (key: string, text: string) => setTyped((now) => ({ ...now, [key]: text })),
    /** Takes back what was typed into a row. */
    revert: (key: string) => setTyped(({ [key]: _taken, ...rest }) => rest),
    /** Cells from a sheet, laid over the rows from one on; false for a single value, which the field takes itself. */
    paste: (text: string, from: string, visible: readonly PlanRow[]): boolean => {
      const laid = layPaste(text, visible, from);
      if (!laid) return false;
      setTyped((now) => ({ ...now, ...Object.fromEntries(laid.values.map((one) => [one.key, one.text])) }));
      setUnmatched(laid.unmatched);
      return true;
    },
    clear: () => {
      setTyped({});
      setUnmatched([]);
    },
  };
}

/** The rows with the sums that they will have once what was typed is saved. */
export function withWishes(rows: readonly PlanRow[], wishes: readonly RowWish[]): PlanRow[] {
  const byKey = new Map(wishes.map((wish) => [wish.key, wish]));
  const targetOf = (row: PlanRow): bigint => {
    const { shareBp, target } = byKey.get(row.key) ?? {};
    if (shareBp !== undefined) return neededFor(shareBp, BigInt(row.base ?? 0));
    return BigInt(target ?? row.target);
  };
  const differences = differencesOf(
    rows.map((row) => ({ key: row.key, parent: row.parent, target: targetOf(row) })),
  );
  return rows.map((row) => {
    const difference = differences.get(row.key);
    // Without its rows below in sight a row keeps the difference that the server counted.
    return difference === undefined ? row : { ...row, difference: String(difference) };
  });
}

export type PlanEdits = ReturnType<typeof usePlanEdits>;

/** Which rows are in sight: a row is when everything above it is open. Levels are opened to `depth` to begin with. */
export function useOpenRows(rows: readonly PlanRow[], depth: number) {
  const [changed, setChanged] = useState<Readonly<Record<string, boolean>>>({});
  const parents = new Set(rows.flatMap(({ parent }) => parent ?? []));
  const isOpen = (row: PlanRow): boolean => changed[row.key] ?? row.level < depth;
  const seen = new Set<string>();
  const visible = rows.filter((row) => {
    const inSight = row.parent === null || seen.has(row.parent);
    if (inSight && isOpen(row)) seen.add(row.key);
    return inSight;
  });
  return {
    visible,
    isOpen,
    hasBelow: ({ key }: PlanRow): boolean => parents.has(key),
    setOpen: (key: string, open: boolean) => setChanged((now) => ({ ...now, [key]: open })),
  };
}

export type OpenRows = ReturnType<typeof useOpenRows>;

const fieldSelector = 'input[data-row]';

/** ↑ and ↓ go to the field of the row above or below. True where there was one. */
export function moveField(from: HTMLInputElement, by: -1 | 1): boolean {
  const fields = [...(from.form?.querySelectorAll<HTMLInputElement>(fieldSelector) ?? [])];
  const next = fields[fields.indexOf(from) + by];
  next?.focus();
  next?.select();
  return next !== undefined;
}
