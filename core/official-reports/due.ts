import { addDays, addMonths, firstDayOf, monthOf, type BusinessDate, type Month } from '../dates.ts';
import { addWorkingDays, isWorkingDay, weekdayOf, type WorkCalendar } from '../working-days.ts';
import { tableKind, type ReportKind, type ScheduledKind } from './kinds.ts';

export const cadences = ['daily', 'weekly', 'monthly'] as const;
export type Cadence = (typeof cadences)[number];

/** When a report is made by itself, on the business clock. */
export interface Rhythm {
  cadence: Cadence;
  /** Of a weekly one; 1 is Monday, 7 Sunday. */
  weekday: number | null;
  /** Of a monthly one; the last day where the month is shorter. */
  monthDay: number | null;
  /** A daily one is left out on days of rest; another one moves to the next working day. */
  workingDaysOnly: boolean;
}

/** As far back as is looked for what was missed. */
const longestLook = 400;
/** No run of rest days is longer. */
const longestRest = 15;

/** The days on which it is due, after one day and up to another, in order. Each stands for one time. */
export function dueDays(
  rhythm: Rhythm,
  after: BusinessDate,
  until: BusinessDate,
  calendar: WorkCalendar,
): BusinessDate[] {
  const earliest = addDays(until, -longestLook);
  const from = after < earliest ? earliest : after;
  const due = new Set<BusinessDate>();
  for (let day = addDays(from, -longestRest); day <= until; day = addDays(day, 1)) {
    if (!fallsOn(rhythm, day)) continue;
    const at = moved(rhythm, day, calendar);
    if (at !== undefined && at > from && at <= until) due.add(at);
  }
  return [...due].sort();
}

function fallsOn({ cadence, weekday, monthDay }: Rhythm, day: BusinessDate): boolean {
  if (cadence === 'daily') return true;
  if (cadence === 'weekly') return weekdayOf(day) === weekday;
  const last = addDays(firstDayOf(addMonths(monthOf(day), 1)), -1);
  return Number(day.slice(8)) === Math.min(monthDay ?? 1, Number(last.slice(8)));
}

function moved(
  { cadence, workingDaysOnly }: Rhythm,
  day: BusinessDate,
  calendar: WorkCalendar,
): BusinessDate | undefined {
  if (!workingDaysOnly) return day;
  if (cadence === 'daily') return isWorkingDay(day, calendar) ? day : undefined;
  return addWorkingDays(day, 0, calendar);
}

/** The month a report speaks of when it is made on a day: the league of the running month, all others of the last that ended. */
export function periodOn(kind: ReportKind, day: BusinessDate): Month {
  return kind === 'weekly_league' ? monthOf(day) : addMonths(monthOf(day), -1);
}

/**
 * Which of several due days are still worth making: the last of each month that the reports speak of. What was missed
 * while nobody looked would say the same things, as of the same moment. Of a table, whose months count from the day on
 * which it is made, the last one alone.
 */
export function worthMaking(kind: ScheduledKind, days: readonly BusinessDate[]): Set<BusinessDate> {
  if (kind === tableKind) return new Set(days.slice(-1));
  return new Set(
    Map.groupBy(days, (day) => periodOn(kind, day))
      .values()
      .map((same) => same.at(-1)!),
  );
}
