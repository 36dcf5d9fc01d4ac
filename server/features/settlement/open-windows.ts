import type { BusinessDate } from '../../../core/dates.ts';
import { dueDayOf, type WorkCalendar } from '../../../core/working-days.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { insertWindows, listDaysWithoutWindow, listUnsettled, updateDueDays } from './change-queries.ts';
import { listTerms, readWorkCalendar, termsOn, type TermsRow } from './terms-queries.ts';

/**
 * Makes the windows of all days on which a partner's money moved. Harmless to repeat and to run twice at once. Returns
 * the number made.
 */
export async function ensureWindows(on: Queryable, today: BusinessDate): Promise<number> {
  const missing = await listDaysWithoutWindow(on, today);
  return missing.length === 0 ? 0 : openWindows(on, missing);
}

/** Makes windows for these days of partners, where there are none yet. */
export async function openWindows(
  on: Queryable,
  days: readonly { partner_id: bigint; settles_on: BusinessDate }[],
): Promise<number> {
  const dueOn = await prepareDueDays(on);
  return insertWindows(
    on,
    days.map(({ partner_id, settles_on }) => ({
      partnerId: partner_id,
      settlesOn: settles_on,
      dueOn: dueOn(partner_id, settles_on),
    })),
  );
}

/** Says when the money of a partner's day is due, by the terms of that day and the calendar of working days. */
export async function prepareDueDays(
  on: Queryable,
): Promise<(partnerId: bigint, settlesOn: BusinessDate) => BusinessDate> {
  const terms = await listTerms(on);
  const calendar = await readWorkCalendar(on);
  return (partnerId, settlesOn) => dueDay(terms, calendar, partnerId, settlesOn);
}

function dueDay(
  terms: readonly TermsRow[],
  calendar: WorkCalendar,
  partnerId: bigint,
  settlesOn: BusinessDate,
): BusinessDate {
  return dueDayOf(settlesOn, termsOn(terms, partnerId, settlesOn).settle_days, calendar);
}

/** After terms or the calendar changed: windows whose money is not in are due by what holds now. */
export async function renewDueDays(tx: Tx): Promise<number> {
  const dueOn = await prepareDueDays(tx);
  const changes = (await listUnsettled(tx))
    .map((row) => ({ id: row.id, was: row.due_on, dueOn: dueOn(row.partner_id, row.settles_on) }))
    .filter((row) => row.was !== row.dueOn);
  return changes.length === 0 ? 0 : updateDueDays(tx, changes);
}
