/** Shares whole things out so that nothing is lost or invented. */

/** `whole` by weights: largest remainder first, then earlier position. */
export function apportion(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const exact = weights.map((weight) => (whole * weight) / sum);
  return roundTogether(
    exact,
    whole,
    weights.map(() => whole),
  );
}

/**
 * How many of each cell take part, so that all together are `whole`: a cell's chance is a logistic curve of its
 * leaning, shifted by one common amount that makes the sum come out.
 */
export function apportionByLeaning(
  whole: number,
  cells: readonly { size: number; leaning: number }[],
): number[] {
  const size = cells.reduce((total, cell) => total + cell.size, 0);
  if (whole <= 0) return cells.map(() => 0);
  if (whole >= size) return cells.map((cell) => cell.size);
  const expected = (shift: number): number[] =>
    cells.map((cell) => cell.size / (1 + Math.exp(-(cell.leaning + shift))));
  let low = -30;
  let high = 30;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    const sum = expected(middle).reduce((total, value) => total + value, 0);
    if (sum < whole) low = middle;
    else high = middle;
  }
  return roundTogether(
    expected((low + high) / 2),
    whole,
    cells.map((cell) => cell.size),
  );
}

function roundTogether(exact: readonly number[], whole: number, limits: readonly number[]): number[] {
  const parts = exact.map((value, index) => Math.min(Math.floor(value + 1e-9), limits[index] ?? 0));
  const order = exact
    .map((value, index) => ({ index, remainder: value - (parts[index] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  let left = whole - parts.reduce((total, part) => total + part, 0);
  for (let turn = 0; left > 0 && turn < 2; turn++) {
    for (const { index } of order) {
      if (left === 0) break;
      if ((parts[index] ?? 0) >= (limits[index] ?? 0)) continue;
      parts[index] = (parts[index] ?? 0) + 1;
      left -= 1;
    }
  }
  return parts;
}
