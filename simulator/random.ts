/** Deterministic chance: the same words give the same numbers on every machine, so that a demo can be told in advance. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

/** Seeds from words and numbers, `random('PCHATINH', 17, 'name')`. */
export function random(...seed: readonly (string | number)[]): Random {
  let state = hash(seed.join('\u0001'));
  // mulberry32: 32 bits of state, good enough for names and kilowatt-hours.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  return { next, below, pick };
}

/** Picks by weight; `point` lies from 0 up to 1. */
export function pickWeighted<Item>(entries: readonly (readonly [Item, number])[], point: number): Item {
  const whole = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let left = point * whole;
  for (const [item, weight] of entries) {
    left -= weight;
    if (left < 0) return item;
  }
  const last = entries.at(-1);
  if (!last) throw new RangeError('nothing to pick from');
  return last[0];
}

/** Where item `index` of `size` stands in a fixed shuffle: every place is taken once. */
export function shuffledRank(index: number, size: number, seed: string): number {
  if (size <= 1) return 0;
  let step = (hash(seed) % size) | 1;
  while (greatestDivisor(step, size) !== 1) step += 2;
  return Number((BigInt(index) * BigInt(step) + BigInt(hash(`${seed}+`) % size)) % BigInt(size));
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** FNV-1a with a last mix, so that neighbouring seeds lie far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
