import { sumVnd } from '../money.ts';
import { spreadGoal } from './spread.ts';

/** A row of a plan in its tree, in whole customers, dong or things. */
export interface TreeRow {
  key: string;
  /** Null for the company. */
  parent: string | null;
  target: bigint;
  /** What is reached already and counts towards the target. */
  reached: bigint;
  /** The most it can reach; null for no limit. */
  cap: bigint | null;
  weight: bigint;
  /** Keeps its target whatever is spread. */
  locked: boolean;
}

/** What a goal in basis points asks of a whole: rounded up, so that whoever reaches it has reached the share. */
export function neededFor(shareBp: number, whole: bigint): bigint {
  return (whole * BigInt(shareBp) + 9_999n) / 10_000n;
}

/** The share that a target is of its whole, in basis points rounded down; null where there is no whole. */
export function shareOf(target: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number((target * 10_000n) / whole);
}

/** A first spread: every row below `from` begins with what it has reached. Gives the new targets, the root's included. */
export function proposeTargets(rows: readonly TreeRow[], from: string): Map<string, bigint> {
  return spreadBelow(rows, from, ({ reached, locked, target }) => (locked ? target : reached));
}

/** Spreads only what differs: every row below `from` begins with its target so far. */
export function respreadTargets(rows: readonly TreeRow[], from: string): Map<string, bigint> {
  return spreadBelow(rows, from, ({ target }) => target);
}

function spreadBelow(
  rows: readonly TreeRow[],
  from: string,
  startOf: (row: TreeRow) => bigint,
): Map<string, bigint> {
  const childrenOf = childrenByParent(rows);
  const root = rows.find(({ key }) => key === from);
  const targets = new Map<string, bigint>();
  if (root) targets.set(from, root.target);
  const waiting = [from];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    const children = childrenOf.get(parent) ?? [];
    const parts = children.map((row) => ({
      start: startOf(row),
      cap: row.cap,
      weight: row.weight,
      fixed: row.locked,
    }));
    const spread = spreadGoal(targets.get(parent) ?? 0n, parts);
    children.forEach(({ key }, index) => targets.set(key, spread.targets[index]!));
    waiting.push(...children.map(({ key }) => key));
  }
  return targets;
}

/**
 * By how much each row with rows below it differs from their sum (above zero: not all is handed down). Rows without any
 * below are not in it; zero means that the sums agree.
 */
export function differencesOf(
  rows: readonly Pick<TreeRow, 'key' | 'parent' | 'target'>[],
): Map<string, bigint> {
  const childrenOf = childrenByParent(rows);
  const found = new Map<string, bigint>();
  for (const { key, target } of rows) {
    const children = childrenOf.get(key);
    if (children) found.set(key, target - sumVnd(children.map((child) => child.target)));
  }
  return found;
}

export function childrenByParent<Row extends { parent: string | null }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.parent === null) continue;
    const sisters = found.get(row.parent);
    if (sisters) sisters.push(row);
    else found.set(row.parent, [row]);
  }
  return found;
}
