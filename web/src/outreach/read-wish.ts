import { isBusinessDate } from '../../../core/dates.ts';
import type { OutreachWish } from '../api/outreach-queries.ts';
import { parseBasisPoints } from '../format.ts';

/** The wish that stands in the fields of the form; undefined where one of them cannot be read. */
export function readWish(unit: string, fields: FormData, businessDate: string): OutreachWish | undefined {
  const text = (name: string): string => String(fields.get(name) ?? '').trim();
  const until = text('until');
  const targetBp = parseBasisPoints(text('target'));
  const whole = (name: string, most: number): number | undefined => numberIn(text(name), 1, most, /^\d+$/);
  const wish = {
    workers: whole('workers', 500),
    visitsPerDay: whole('visitsPerDay', 200),
    travelPercent: numberIn(text('travel'), 0, 90),
    visitOdds: numberIn(text('visitOdds'), 1, 100),
    promotionOdds: numberIn(text('promotionOdds'), 1, 20),
    closingOdds: numberIn(text('closingOdds'), 1, 100),
    moreWorkers: numberIn(text('moreWorkers'), 0, 500, /^\d+$/),
    monthlyPercent: numberIn(text('monthlyChance'), 0.01, 50),
  };
  if (!isBusinessDate(until) || until <= businessDate || !targetBp) return undefined;
  const { workers, visitsPerDay, travelPercent, visitOdds, promotionOdds, closingOdds } = wish;
  const { moreWorkers, monthlyPercent } = wish;
  if (moreWorkers === undefined || monthlyPercent === undefined) return undefined;
  if (workers === undefined || visitsPerDay === undefined || travelPercent === undefined) return undefined;
  if (visitOdds === undefined || promotionOdds === undefined || closingOdds === undefined) return undefined;
  return {
    unit,
    until,
    targetBp,
    workers,
    visitsPerDay,
    travelDays: travelPercent / 100,
    visitOdds,
    promotionOdds,
    closingOdds,
    closes: fields.getAll('closes').map(String),
    closesPoints: fields.getAll('closesPoints').map(String),
    moreWorkers,
    monthlyChance: monthlyPercent / 100,
  };
}

/** `1,5` and `1.5` are one and a half. */
function numberIn(text: string, least: number, most: number, shape = /^\d+([.,]\d+)?$/): number | undefined {
  if (!shape.test(text)) return undefined;
  const value = Number(text.replace(',', '.'));
  return value >= least && value <= most ? value : undefined;
}
