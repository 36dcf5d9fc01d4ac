/** One line of the benchmark's table: the product beside its baseline, the median of alternating runs. */
export interface BenchRow {
  work: string;
  product: number;
  baseline: number | null;
  unit: string;
  /** Product / baseline, or baseline / product where less is better: the bar says which. */
  ratio: number | null;
  bar: string;
  reached: boolean | null;
  details: Record<string, unknown>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1];
  if (middle === undefined) throw new Error('median of nothing');
  return middle;
}

/** Runs product and baseline in turn, `times` times each, so that a slow moment of the machine hits both. */
export async function alternate(
  times: number,
  runs: Record<string, () => Promise<number>>,
): Promise<Record<string, { median: number; values: number[] }>> {
  const values = new Map(Object.keys(runs).map((name) => [name, [] as number[]]));
  for (let i = 0; i < times; i++) {
    for (const [name, run] of Object.entries(runs)) values.get(name)?.push(await run());
  }
  return Object.fromEntries(
    [...values].map(([name, list]) => [
      name,
      { median: median(list), values: list.map((value) => Math.round(value * 10) / 10) },
    ]),
  );
}
