import { addDays, businessDateOf, startOfBusinessDate, type BusinessDate } from './dates.ts';

/**
 * A local time of day at which a partner's settlement day ends, `HH:mm` or `HH:mm:ss`; `24:00` is the end of the
 * calendar day.
 */
export type CutOff = string;

/**
 * The settlement day of a business instant. Half-open: what happens at the cut-off itself belongs to the next day.
 * Throws for a text that is no time of day.
 */
export function settlementDayOf(instant: Date, cutOff: CutOff): BusinessDate {
  const day = businessDateOf(instant);
  return instant.getTime() < endOfSettlementDay(day, cutOff).getTime() ? day : addDays(day, 1);
}

/** The business instant at which a settlement day ends: the first that no longer belongs to it. */
export function endOfSettlementDay(day: BusinessDate, cutOff: CutOff): Date {
  return new Date(startOfBusinessDate(day).getTime() + msOf(cutOff));
}

/** The instant of a local time on a business date. */
export function atLocalTime(day: BusinessDate, time: string): Date {
  return new Date(startOfBusinessDate(day).getTime() + msOfTime(time));
}

/** True for `00:01` to `24:00`: a day that ends as it begins would hold nothing. */
export function isCutOff(text: string): boolean {
  const time = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (!time) return false;
  const [hours, minutes, seconds] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)];
  if (minutes > 59 || seconds > 59) return false;
  const total = hours * 3600 + minutes * 60 + seconds;
  return total > 0 && total <= 86_400;
}

function msOf(cutOff: CutOff): number {
  if (!isCutOff(cutOff)) throw new RangeError(`${cutOff} is no cut-off`);
  return msOfTime(cutOff);
}

function msOfTime(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
