import type { BusinessDate, Month } from '../../../core/dates.ts';
import { addDays, addMonths, firstDayOf, monthOf } from '../../../core/dates.ts';
import type { Definition } from '../../../core/kpi/definition.ts';
import type { Measure } from '../../../core/targets/measures.ts';

/** Whose measure is asked for: that of units together, or of one employee and the customers they are responsible for. */
export interface MeasureHolder {
  key: string;
  unitIds: readonly bigint[] | 'all';
  staffId?: bigint;
}

export interface MeasureQuestion {
  measure: Measure;
  from: Month;
  to: Month;
  /** `cumulative`: what the months from `from` to `to` brought together. `at_end`: how it stands at the end of `to`. */
  mode: 'cumulative' | 'at_end';
  /** Which payments count as cashless, and of whose bills; asked of shares alone. */
  definition: Definition;
  holders: readonly MeasureHolder[];
  /** A month that has not ended is counted as far as this day. */
  businessDate: BusinessDate;
}

/** The value, and of a part the whole that it is held against. Null: nobody ever recorded any; never to be shown as 0. */
export interface MeasureValue {
  value: bigint | null;
  base: bigint | null;
  asOf: Date;
}

/** The months and days that a question comes to. */
export interface Stretch {
  /** First days of the first and the last month. */
  firstPeriod: BusinessDate;
  lastPeriod: BusinessDate;
  /** The first day that counts for what happens on days; undefined where everything up to the end does. */
  since: BusinessDate | undefined;
  /** The last day that counts. */
  until: BusinessDate;
}

/** A question about months to come is one about those that have begun; undefined when none of them has. */
export function stretchOf(
  question: Pick<MeasureQuestion, 'from' | 'to' | 'mode' | 'businessDate'>,
): Stretch | undefined {
  const { from, mode, businessDate } = question;
  const present = monthOf(businessDate);
  const to = question.to > present ? present : question.to;
  if (from > to) return undefined;
  const lastDay = addDays(firstDayOf(addMonths(to, 1)), -1);
  return {
    firstPeriod: firstDayOf(mode === 'at_end' ? to : from),
    lastPeriod: firstDayOf(to),
    since: mode === 'at_end' ? undefined : firstDayOf(from),
    until: lastDay > businessDate ? businessDate : lastDay,
  };
}
