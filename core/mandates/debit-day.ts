import { addMonths, firstDayOf, monthOf, addDays, type BusinessDate } from '../dates.ts';
import { addWorkingDays, type WorkCalendar } from '../working-days.ts';

export type DebitMode = { mode: 'on_bill' } | { mode: 'fixed_day'; fixedDay: number };

/** The day of a month, or its last day where the month is shorter. */
export function dayOfMonth(month: string, day: number): BusinessDate {
  const first = firstDayOf(month);
  const last = addDays(firstDayOf(addMonths(month, 1)), -1);
  const wished = addDays(first, day - 1);
  return wished > last ? last : wished;
}

/**
 * From which day a bill may be debited, and whether it came too late for the agreed day. A bill that comes after the
 * fixed day of its month, because the meter is read on another day now, does not wait a month and fall overdue: it is
 * debited when it comes, and someone has to agree on a new day with the customer.
 */
export function debitDayOf(
  mode: DebitMode,
  issuedOn: BusinessDate,
): { on: BusinessDate; readingDayMoved: boolean } {
  if (mode.mode === 'on_bill') return { on: issuedOn, readingDayMoved: false };
  const fixed = dayOfMonth(monthOf(issuedOn), mode.fixedDay);
  return issuedOn > fixed ? { on: issuedOn, readingDayMoved: true } : { on: fixed, readingDayMoved: false };
}

/** Whether a bank takes a file on a working day: one of its days of the month, moved to the next working day. */
export function isRunDay(day: BusinessDate, runDays: readonly number[], calendar: WorkCalendar): boolean {
  if (addWorkingDays(day, 0, calendar) !== day) return false;
  if (runDays.length === 0) return true;
  const month = monthOf(day);
  // A day at the end of a month may be moved into the next.
  return [month, addMonths(month, -1)].some((each) =>
    runDays.some((run) => addWorkingDays(dayOfMonth(each, run), 0, calendar) === day),
  );
}
