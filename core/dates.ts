/** Business dates and periods. One zone, Asia/Ho_Chi_Minh, which is UTC+7 without daylight saving. */

declare const dateBrand: unique symbol;
/** A calendar day in Viet Nam, `YYYY-MM-DD`. */
export type BusinessDate = string & { readonly [dateBrand]?: true };
/** A billing month, `YYYY-MM`. */
export type Month = string;

const hanoiOffsetMs = 7 * 3_600_000;
const dayMs = 86_400_000;

/** The business date of an instant. */
export function businessDateOf(instant: Date): BusinessDate {
  return new Date(instant.getTime() + hanoiOffsetMs).toISOString().slice(0, 10);
}

/** `14:05` in Viet Nam. */
export function localTimeOf(instant: Date): string {
  return new Date(instant.getTime() + hanoiOffsetMs).toISOString().slice(11, 16);
}

/** The instant at which a business date begins in Viet Nam. */
export function startOfBusinessDate(date: BusinessDate): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - hanoiOffsetMs);
}

/** True for an existing calendar day written `YYYY-MM-DD`. */
export function isBusinessDate(text: string): text is BusinessDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** True for a calendar day of 1900 to 2199: any other year is a slip, as in `monthPattern`. */
export function isReckonedDate(text: string): text is BusinessDate {
  return isBusinessDate(text) && /^(19|2[01])/.test(text);
}

/** Reads `dd/MM/yyyy` (also `d/M/yyyy`) or `yyyy-MM-dd`; undefined for anything that is no calendar day. */
export function parseBusinessDate(text: string): BusinessDate | undefined {
  const trimmed = text.trim();
  const vietnamese = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(trimmed);
  const iso = vietnamese
    ? `${vietnamese[3]}-${vietnamese[2]!.padStart(2, '0')}-${vietnamese[1]!.padStart(2, '0')}`
    : trimmed.slice(0, 10);
  return isBusinessDate(iso) ? iso : undefined;
}

/** `dd/MM/yyyy`. */
export function formatBusinessDate(date: BusinessDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Whole days from one date to another; negative when `to` lies before `from`. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** A month of 1900 to 2199: any other year is a slip, and not every calendar that we reckon with knows it. */
export const monthPattern = '^(19|2[01])[0-9]{2}-(0[1-9]|1[0-2])$';
const monthForm = new RegExp(monthPattern);

export function isMonth(text: string): text is Month {
  return monthForm.test(text);
}

export function monthOf(date: BusinessDate): Month {
  return date.slice(0, 7);
}

export function firstDayOf(month: Month): BusinessDate {
  return `${month}-01`;
}

export function addMonths(month: Month, months: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Every month from one to another, both of them too. */
export function monthsThrough(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** `kỳ 09/2026` is written `09/2026`. */
export function formatMonth(month: Month): string {
  return `${month.slice(5, 7)}/${month.slice(0, 4)}`;
}
