import type { Cohort } from '../api/habit-queries.ts';

/** Months between two months; 0 for the same one. */
export function monthsBetween(from: string, to: string): number {
  const count = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return count(to) - count(from);
}

/**
 * All cohorts together so many months after they began: who had bills, and who of them was cashless. Six months after, or
 * as long after as there is anything to see; undefined where no cohort has lived a month.
 */
export function keptAfter(
  cohorts: readonly Cohort[],
): { after: number; billed: number; kept: number } | undefined {
  for (let after = 6; after >= 1; after--) {
    const cells = cohorts.flatMap(({ cohort, cells: all }) =>
      all.filter(({ period }) => monthsBetween(cohort, period) === after),
    );
    const sum = (field: 'billed' | 'cashless'): number =>
      cells.reduce((total, cell) => total + Number(cell[field]), 0);
    if (sum('billed') > 0) return { after, billed: sum('billed'), kept: sum('cashless') };
  }
  return undefined;
}
