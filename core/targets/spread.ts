import { splitVnd, sumVnd } from '../money.ts';

/** One who takes part in a spread. */
export interface SpreadPart {
  /** How much of what is spread is its own, against the weights of the others. Not negative. */
  weight: bigint;
  /** The most it can take; null for no limit. */
  room: bigint | null;
}

/**
 * Spreads a whole amount by weight, largest remainder first, without giving anyone more than fits: what does not fit
 * goes to the others by their weights, and to those without weight last. `left` is what fits nowhere. Of two parts with
 * the same room the heavier never gets less. Throws a RangeError for an amount below zero.
 */
export function spreadWithin(
  amount: bigint,
  parts: readonly SpreadPart[],
): { added: bigint[]; left: bigint } {
  if (amount < 0n) throw new RangeError('spreadWithin takes no negative amount');
  const added = parts.map(() => 0n);
  let left = amount;
  let open = parts.map((_, index) => index).filter((index) => parts[index]!.room !== 0n);
  while (left > 0n && open.length > 0) {
    const weights = weightsOf(open.map((index) => parts[index]!));
    const whole = sumVnd(weights);
    const full = new Set(
      open.filter((index, place) => {
        const { room } = parts[index]!;
        return room !== null && left * weights[place]! >= room * whole;
      }),
    );
    if (full.size === 0) {
      splitVnd(left, weights).forEach((part, place) => (added[open[place]!]! += part));
      return { added, left: 0n };
    }
    for (const index of full) {
      added[index] = parts[index]!.room!;
      left -= added[index];
    }
    open = open.filter((index) => !full.has(index));
  }
  return { added, left };
}

/** Where nobody has a weight, room decides; where somebody has no limit either, all are alike. */
function weightsOf(parts: readonly SpreadPart[]): bigint[] {
  if (parts.some(({ weight }) => weight > 0n)) return parts.map(({ weight }) => weight);
  return parts.some(({ room }) => room === null) ? parts.map(() => 1n) : parts.map(({ room }) => room!);
}

/** A row of a plan beside its sisters, in whole customers, dong or things. */
export interface GoalPart {
  /** What it has to begin with: what is reached already, or the target so far. */
  start: bigint;
  /** The most it can reach; null for no limit. */
  cap: bigint | null;
  weight: bigint;
  /** Keeps its start. */
  fixed: boolean;
}

/**
 * The targets of rows that shall make up a goal together. What goes beyond their starts is spread by weight up to each
 * one's cap; what falls short of them is taken off in proportion to the starts. `left` is what the goal still differs by:
 * above zero when the caps are reached, below when fixed rows alone are more than the goal.
 */
export function spreadGoal(goal: bigint, parts: readonly GoalPart[]): { targets: bigint[]; left: bigint } {
  const targets = parts.map(({ start }) => start);
  const free = parts.map((_, index) => index).filter((index) => !parts[index]!.fixed);
  const missing = goal - sumVnd(targets);
  const spread = spreadWithin(
    missing < 0n ? -missing : missing,
    free.map((index) => {
      const { start, cap, weight } = parts[index]!;
      if (missing < 0n) return { weight: start, room: start };
      return { weight, room: cap === null ? null : cap > start ? cap - start : 0n };
    }),
  );
  const sign = missing < 0n ? -1n : 1n;
  free.forEach((index, place) => (targets[index]! += sign * spread.added[place]!));
  return { targets, left: sign * spread.left };
}
