import {
  addMonths,
  firstDayOf,
  isMonth,
  monthOf,
  type BusinessDate,
  type Month,
} from '../../../core/dates.ts';
import type { Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { kpiError } from './errors.ts';
import { anyProvisional, listPeriods, readAsOfTime } from './queries.ts';

/** `readAsOfTime` in ISO 8601. */
export async function readAsOf(on: Queryable): Promise<string> {
  return (await readAsOfTime(on)).toISOString();
}

/** Months that a history of payment habits shows. */
const historyMonths = 24;

export interface History {
  /** The last month shown. */
  period: Month;
  /** Every month that has bills, newest first. */
  periods: Month[];
  /** First and last month shown, as their first days. */
  span: { from: BusinessDate; upto: BusinessDate };
  /** The figures of the last month are not frozen. */
  provisional: boolean;
}

/** Two years up to a month; without one, up to the last that has ended: the running month is still being collected. */
export async function historyUpTo(
  on: Queryable,
  asked: string | undefined,
  businessDate: BusinessDate,
): Promise<History> {
  if (asked !== undefined) ensure(isMonth(asked), kpiError('kpi.unknown_period', { period: asked }));
  const periods = await listPeriods(on);
  const running = monthOf(businessDate);
  const period = asked ?? periods.find((month) => month < running) ?? periods[0] ?? running;
  const from = firstDayOf(addMonths(period, 1 - historyMonths));
  const provisional = await anyProvisional(on, [period]);
  return { period, periods, span: { from, upto: firstDayOf(period) }, provisional };
}
