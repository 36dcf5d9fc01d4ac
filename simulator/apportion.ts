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
