import { createHash } from 'node:crypto';

/** Everything a run draws comes from here, so that its seed repeats it. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Picks by weight. */
  weighted<Item extends string>(weights: Readonly<Record<Item, number>>): Item;
  shuffle<Item>(items: readonly Item[]): Item[];
}

/** A stream of its own for each purpose: what one purpose draws never shifts what another one gets (sfc32). */
export function openRandom(seed: number, purpose: string): Random {
  const hash = createHash('sha256').update(`${seed}/${purpose}`).digest();
  let [a, b, c, count] = [hash.readUInt32LE(0), hash.readUInt32LE(4), hash.readUInt32LE(8), 1];
  const next = (): number => {
    const sum = (a + b + count) >>> 0;
    count = (count + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <Item>(items: readonly Item[]): Item => items[between(0, items.length - 1)]!;
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick,
    weighted: (weights) => pickWeighted(weights, next()),
    shuffle: (items) => {
      const shuffled = [...items];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = between(0, i);
        [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
      }
      return shuffled;
    },
  };
}

function pickWeighted<Item extends string>(weights: Readonly<Record<Item, number>>, share: number): Item {
  const entries = Object.entries(weights) as [Item, number][];
  let left = share * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of entries) {
    left -= weight;
    if (left < 0) return item;
  }
  return entries.at(-1)![0];
}

/** Another seed that follows from this one: for the next run, and for the plan that replaces one that did not count. */
export function deriveSeed(seed: number, step: number): number {
  return createHash('sha256').update(`${seed}>${step}`).digest().readUInt32LE(0);
}
