import { addMonths, formatMonth, type Month } from '../dates.ts';

export const planSpans = ['month', 'quarter', 'year'] as const;
export type PlanSpan = (typeof planSpans)[number];

/** `cumulative`: what comes together over the span. `at_end`: how things stand in its last month. */
export const planModes = ['cumulative', 'at_end'] as const;
export type PlanMode = (typeof planModes)[number];

const lengths: Record<PlanSpan, number> = { month: 1, quarter: 3, year: 12 };

/** First and last month of the month, quarter or year that `month` lies in. */
export function monthsOfPlan(span: PlanSpan, month: Month): { first: Month; last: Month } {
  const index = Number(month.slice(5, 7)) - 1;
  const first = addMonths(month, -(index % lengths[span]));
  return { first, last: addMonths(first, lengths[span] - 1) };
}

/** `tháng 09/2026`, `quý III/2026`, `năm 2026` */
export function nameOfSpan(span: PlanSpan, first: Month, language: 'vi' | 'en'): string {
  const year = first.slice(0, 4);
  const quarter = Math.floor((Number(first.slice(5, 7)) - 1) / 3);
  if (span === 'month') return language === 'vi' ? `tháng ${formatMonth(first)}` : formatMonth(first);
  if (span === 'year') return language === 'vi' ? `năm ${year}` : year;
  return language === 'vi' ? `quý ${['I', 'II', 'III', 'IV'][quarter]}/${year}` : `Q${quarter + 1} ${year}`;
}
