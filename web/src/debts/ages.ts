import { debtBuckets, type DebtBucket } from '../../../core/kpi/debt-buckets.ts';
import type { DebtAges } from '../api/habit-queries.ts';

export const measures = ['amount', 'bills'] as const;
export type Measure = (typeof measures)[number];

export type Ages = Omit<DebtAges, 'itself'>;

export function amountOf(ages: Ages, bucket: DebtBucket): bigint {
  return BigInt(ages.buckets.find((one) => one.bucket === bucket)?.amount ?? 0);
}

/** What is owed past its due date, in dong. */
export function overdueOf(ages: Ages): bigint {
  return debtBuckets
    .filter((bucket) => bucket !== 'not_due')
    .reduce((sum, bucket) => sum + amountOf(ages, bucket), 0n);
}

/** What stands apart from the ages, whatever the reason. */
export function asideOf({ aside }: Ages, by: Measure): bigint {
  return aside.reduce((sum, one) => sum + BigInt(one[by]), 0n);
}
