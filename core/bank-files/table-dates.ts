import { isBusinessDate, parseBusinessDate } from '../dates.ts';

const months = 'january february march april may june july august september october november december'.split(
  ' ',
);

/**
 * The day of a cell, `2/11/2026 08:15:00`, `08:15 02-11-2026`, `2026-11-02T08:15`, `20261102`, `20261102081500`, `02/11/26`, `02-Nov-2026`;
 * undefined for anything else. A year of two digits is taken with slashes only: `26-11-02` may be read from either end.
 */
export function readDay(cell: string): string | undefined {
  const text = cell.replace(/^'/, '').replace(/^\d{1,2}:\d{2}(:\d{2})?( ?[AP]M)?[ ,]+/i, '');
  const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?(?!\d)/.exec(text);
  if (compact) return dayOf(compact[1]!, compact[2]!, compact[3]!);
  const short = /^(\d{1,2})\/(\d{1,2})\/(\d{2})(?!\d)/.exec(text);
  if (short) return dayOf(`20${short[3]}`, short[2]!, short[1]!);
  const worded = /^(\d{1,2})[-/. ]([a-z]{3,9})[-/., ]+(\d{4}|\d{2})(?!\d)/i.exec(text);
  if (worded) return wordedDay(worded[1]!, worded[2]!.toLowerCase(), worded[3]!);
  return parseBusinessDate(text.split(/ |(?<=\d)T(?=\d)/)[0]!);
}

function wordedDay(day: string, name: string, year: string): string | undefined {
  const month = months.findIndex((each) => each.startsWith(name)) + 1;
  return month === 0 ? undefined : dayOf(year.length === 2 ? `20${year}` : year, String(month), day);
}

function dayOf(year: string, month: string, day: string): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isBusinessDate(date) ? date : undefined;
}
