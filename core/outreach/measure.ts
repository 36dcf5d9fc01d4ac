/** How well chances that were said before fit what happened after. */
export interface Measured {
  examples: number;
  conversions: number;
  /** Chance that a household that converted was ranked above one that did not; 0.5 is blind. */
  ranking: number;
  /** Standard error of `ranking` (Hanley and McNeil, Radiology 143, 1982). */
  rankingError: number;
  /** How many times more conversions the first fifth holds than a fifth picked blindly. */
  firstFifth: number;
  /** Fifths from the least to the most likely: what was said, and what came. */
  fifths: readonly { examples: number; said: number; came: number }[];
}

/** Measures chances against outcomes (1 or 0), both in the same order. */
export function measure(chances: readonly number[], outcomes: readonly number[]): Measured {
  const examples = chances.length;
  const conversions = outcomes.reduce((sum, one) => sum + one, 0);
  const order = chances.map((_, index) => index).sort((a, b) => chances[a]! - chances[b]!);
  const fifths = [0, 1, 2, 3, 4].map((fifth) => {
    const part = order.slice(Math.floor((examples * fifth) / 5), Math.floor((examples * (fifth + 1)) / 5));
    return {
      examples: part.length,
      said: part.reduce((sum, index) => sum + chances[index]!, 0),
      came: part.reduce((sum, index) => sum + outcomes[index]!, 0),
    };
  });
  const top = fifths[4]!;
  const ranking = rankingOf(order, chances, outcomes);
  return {
    examples,
    conversions,
    ranking,
    rankingError: errorOf(ranking, conversions, examples - conversions),
    firstFifth: conversions === 0 ? 1 : top.came / conversions / (top.examples / examples),
    fifths,
  };
}

/** Mann and Whitney's count; those of one chance share their ranks. */
function rankingOf(
  order: readonly number[],
  chances: readonly number[],
  outcomes: readonly number[],
): number {
  let ranks = 0;
  let met = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && chances[order[to]!] === chances[order[from]!]) to++;
    for (let at = from; at < to; at++) {
      if (outcomes[order[at]!] !== 1) continue;
      met += 1;
      ranks += (from + to + 1) / 2;
    }
    from = to;
  }
  const others = order.length - met;
  return met === 0 || others === 0 ? 0.5 : (ranks - (met * (met + 1)) / 2) / (met * others);
}

function errorOf(ranking: number, met: number, others: number): number {
  if (met === 0 || others === 0) return 0.5;
  const first = ranking / (2 - ranking) - ranking ** 2;
  const second = (2 * ranking ** 2) / (1 + ranking) - ranking ** 2;
  return Math.sqrt((ranking * (1 - ranking) + (met - 1) * first + (others - 1) * second) / (met * others));
}
