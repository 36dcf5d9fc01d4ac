import { addDays, daysBetween, type BusinessDate } from './dates.ts';

/** A day that departs from the week's rule: a `holiday` rests, a `working` Saturday or Sunday does not. */
export type DayKind = 'holiday' | 'working';
export type WorkCalendar = ReadonlyMap<BusinessDate, DayKind>;

/** What a day is: named in the calendar, or by the week: Saturday and Sunday rest. */
export function dayKindOf(day: BusinessDate, calendar: WorkCalendar): 'work' | 'rest' | 'holiday' {
  const named = calendar.get(day);
  if (named) return named === 'working' ? 'work' : 'holiday';
  return isWeekend(day) ? 'rest' : 'work';
}

export function isWorkingDay(day: BusinessDate, calendar: WorkCalendar): boolean {
  return dayKindOf(day, calendar) === 'work';
}

/**
 * The n-th working day after a day; for zero the day itself, or the next working day when it rests. Throws when a year
 * has no working day: a calendar like that is a mistake.
 */
export function addWorkingDays(day: BusinessDate, days: number, calendar: WorkCalendar): BusinessDate {
  let at = days === 0 ? day : addDays(day, 1);
  for (let left = days; ; at = addDays(at, 1)) {
    if (isWorkingDay(at, calendar) && --left <= 0) return at;
    if (daysBetween(day, at) > 366 + days * 7) throw new RangeError(`no working day within a year of ${day}`);
  }
}

/** The day on which the money of a settlement day is due: T+n, in working days. */
export function dueDayOf(settlesOn: BusinessDate, settleDays: number, calendar: WorkCalendar): BusinessDate {
  return addWorkingDays(settlesOn, settleDays, calendar);
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: BusinessDate): number {
  // 1 January 1970 was a Thursday.
  return ((((daysBetween('1970-01-01', day) + 3) % 7) + 7) % 7) + 1;
}

function isWeekend(day: BusinessDate): boolean {
  return weekdayOf(day) >= 6;
}
