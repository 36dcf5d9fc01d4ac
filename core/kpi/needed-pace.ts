/** What is missing to a target, and how much of it each month has to bring. Customers, bills or whole dong. */
export interface NeededPace {
  /** What the counted side still lacks at the present denominator; 0 once the target is reached. */
  missing: bigint;
  /** Months that are left, the target's own last month among them. */
  monthsLeft: number;
  /** The least whole number that, added every month left, reaches the target; null when no month is left. */
  perMonth: bigint | null;
}

/**
 * How many more a month a share needs: from `reached` of `denominator` in month `month` to `targetBp` (hundredths of a
 * per cent) in month `until`, both 'YYYY-MM'. The denominator is taken to stay what it is.
 */
export function neededPace(given: {
  reached: bigint;
  denominator: bigint;
  targetBp: number;
  month: string;
  until: string;
}): NeededPace {
  const needed = (given.denominator * BigInt(given.targetBp) + 9_999n) / 10_000n;
  const missing = needed > given.reached ? needed - given.reached : 0n;
  const monthsLeft = Math.max(0, monthIndex(given.until) - monthIndex(given.month));
  const left = BigInt(monthsLeft);
  return { missing, monthsLeft, perMonth: left === 0n ? null : (missing + left - 1n) / left };
}

function monthIndex(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}
