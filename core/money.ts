/** Money of the house: whole Vietnamese dong as `bigint`, never a float (ISO 4217: VND has no minor unit). */

declare const vndBrand: unique symbol;
export type Vnd = bigint & { readonly [vndBrand]?: true };

/** Largest amount accepted at any edge; far below 2^53, so that JSON numbers elsewhere stay exact. */
export const maxVnd: Vnd = 1_000_000_000_000_000n;

export type MoneyProblem = 'not_a_number' | 'fractional' | 'negative' | 'too_large';

/**
 * Reads a whole amount of dong as Vietnamese files write it: `346150`, `346.150`, `1,032,000`, `346.150,00`.
 * A single group mark must separate groups of three digits; a decimal part other than zeros is `fractional`.
 */
export function parseVnd(text: string, options: { allowNegative: boolean }): Vnd | MoneyProblem {
  const trimmed = text.trim();
  const plain = /^(-?)(\d+)$/.exec(trimmed);
  if (plain) return bounded(plain[1] === '-', plain[2]!, options.allowNegative);
  const grouped = /^(-?)(\d{1,3}(?:([.,\u00a0 ])\d{3})(?:\3\d{3})*)(?:([.,])(\d{1,2}))?$/.exec(trimmed);
  if (grouped && grouped[4] !== grouped[3]) {
    if (grouped[5] && !/^0+$/.test(grouped[5])) return 'fractional';
    return bounded(grouped[1] === '-', grouped[2]!.replaceAll(/\D/g, ''), options.allowNegative);
  }
  const decimal = /^(-?)(\d+)[.,](\d+)$/.exec(trimmed);
  if (decimal) {
    if (!/^0+$/.test(decimal[3]!)) return 'fractional';
    return bounded(decimal[1] === '-', decimal[2]!, options.allowNegative);
  }
  return 'not_a_number';
}

function bounded(negative: boolean, digits: string, allowNegative: boolean): Vnd | MoneyProblem {
  if (digits.length > 18) return 'too_large';
  const amount = BigInt(digits);
  if (amount > maxVnd) return 'too_large';
  if (negative && amount !== 0n) return allowNegative ? -amount : 'negative';
  return amount;
}

/** `1.234.567` as Vietnamese screens and papers write it; no currency sign. */
export function formatVnd(amount: Vnd | bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().replaceAll(/\B(?=(\d{3})+$)/g, '.');
  return amount < 0n ? `-${digits}` : digits;
}

/** Sum of amounts; zero for none. */
export function sumVnd(amounts: Iterable<bigint>): Vnd {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/**
 * A quotient rounded to a whole number; the divisor is above zero. A half goes away from zero, so that taking back is
 * exactly the opposite.
 */
export function roundHalfUp(dividend: bigint, divisor: bigint): bigint {
  if (dividend < 0n) return -roundHalfUp(-dividend, divisor);
  return (dividend * 2n + divisor) / (divisor * 2n);
}

/**
 * Splits an amount by whole weights so that nothing is lost: largest remainder first, then earlier position.
 * The parts always add up to the amount; a negative amount splits as its positive does. Throws for a negative weight
 * and when no weight is above zero.
 */
export function splitVnd(amount: Vnd, weights: readonly bigint[]): Vnd[] {
  if (amount < 0n) return splitVnd(-(amount as bigint), weights).map((part) => -(part as bigint));
  const whole = sumVnd(weights);
  if (whole <= 0n) throw new RangeError('splitVnd needs a weight above zero');
  if (weights.some((weight) => weight < 0n)) throw new RangeError('splitVnd takes no negative weight');
  const parts = weights.map((weight) => (amount * weight) / whole);
  const order = weights
    .map((weight, index) => ({ index, remainder: (amount * weight) % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  let left = amount - sumVnd(parts);
  for (const { index } of order) {
    if (left === 0n) break;
    parts[index] = parts[index]! + 1n;
    left -= 1n;
  }
  return parts;
}
