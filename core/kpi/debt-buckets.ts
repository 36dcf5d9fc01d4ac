import { addDays, daysBetween, type BusinessDate } from '../dates.ts';

/** How late a bill is: days since its due date, on a business day. What is due on the day itself is not late. */
export const debtBuckets = ['not_due', 'd1_7', 'd8_15', 'd16_30', 'd31_90', 'over_90'] as const;
export type DebtBucket = (typeof debtBuckets)[number];

/** First and last day late of each bucket; null where it has no end. */
const daysLate: Record<DebtBucket, readonly [first: number | null, last: number | null]> = {
  not_due: [null, 0],
  d1_7: [1, 7],
  d8_15: [8, 15],
  d16_30: [16, 30],
  d31_90: [31, 90],
  over_90: [91, null],
};

export function bucketOf(dueOn: BusinessDate, on: BusinessDate): DebtBucket {
  const late = daysBetween(dueOn, on);
  return debtBuckets.find((bucket) => late <= (daysLate[bucket][1] ?? Infinity)) ?? 'over_90';
}

/** The due dates of a bucket on a business day, both ends in it; null where it has no end. */
export function dueDatesOf(
  bucket: DebtBucket,
  on: BusinessDate,
): { from: BusinessDate | null; to: BusinessDate | null } {
  const [first, last] = daysLate[bucket];
  return {
    from: last === null ? null : addDays(on, -last),
    to: first === null ? null : addDays(on, -first),
  };
}
