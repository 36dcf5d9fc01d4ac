import { useState } from 'react';
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
  return {
    wishes,
    invalid,
    textOf: (row: PlanRow): string => typed[row.key] ?? fieldText(row),
    type: (key: string, text: string) => setTyped((now) => ({ ...now, [key]: text })),
    clear: () => setTyped({}),
  };
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
