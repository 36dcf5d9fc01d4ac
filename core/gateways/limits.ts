/** What one subscriber may pay through one contract. Null: not limited. */
export interface SubscriberLimits {
  /** The rule that says so, as people are told it. */
  rule: string;
  perPaymentVnd: bigint | null;
  perDayVnd: bigint | null;
  perMonthVnd: bigint | null;
}

export interface OverLimit {
  limit: 'payment' | 'day' | 'month';
  allowedVnd: bigint;
  /** What was used of it before. */
  usedVnd: bigint;
  /** What is still left, never below zero. */
  leftVnd: bigint;
}

/**
 * The limit that `askedVnd` would go beyond, the narrowest first; undefined where it fits. Exactly the limit fits. `used`
 * is what the subscriber paid or is being asked for already on this business day and in this month, this day included.
 */
export function findOverLimit(
  limits: SubscriberLimits,
  askedVnd: bigint,
  used: { dayVnd: bigint; monthVnd: bigint },
): OverLimit | undefined {
  const checks = [
    ['payment', limits.perPaymentVnd, 0n],
    ['day', limits.perDayVnd, used.dayVnd],
    ['month', limits.perMonthVnd, used.monthVnd],
  ] as const;
  for (const [limit, allowedVnd, usedVnd] of checks) {
    if (allowedVnd === null || usedVnd + askedVnd <= allowedVnd) continue;
    return { limit, allowedVnd, usedVnd, leftVnd: usedVnd < allowedVnd ? allowedVnd - usedVnd : 0n };
  }
  return undefined;
}
