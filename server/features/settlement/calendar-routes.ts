import { Type } from 'typebox';
import { addMonths, daysBetween, firstDayOf, isBusinessDate, monthOf } from '../../../core/dates.ts';
import { readClock } from '../../platform/clock.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { DateSchema } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { calendarWorkbook } from './calendar-workbook.ts';
import { settlementError } from './errors.ts';
import { ensureHolidays } from './load-holidays.ts';
import { ensureWindows } from './open-windows.ts';
import { presentCalendar, readCalendar } from './read-calendar.ts';
import { CalendarSchema } from './schemas.ts';

const longestRange = 92;
const CalendarQuery = Type.Object(
  {
    from: Type.Optional(DateSchema),
    to: Type.Optional(DateSchema),
    format: Type.Optional(Type.Literal('xlsx')),
  },
  { additionalProperties: false },
);

/** Partners by days, of the business month unless a range is asked for. */
export function calendarRoutes(app: App, runtime: Runtime): void {
  app.get(
    '/settlement/calendar',
    {
      schema: { querystring: CalendarQuery, response: { 200: CalendarSchema } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff: { db, company }, query }, reply) => {
      const { businessNow, businessDate: today } = await readClock(runtime.platform);
      const from = query.from ?? firstDayOf(monthOf(query.to ?? today));
      const to = query.to ?? firstDayOf(addMonths(monthOf(from), 1));
      const days = isBusinessDate(from) && isBusinessDate(to) ? daysBetween(from, to) : 0;
      ensure(days >= 1 && days <= longestRange, settlementError('settlement.range_too_long', { from, to }));
      await ensureHolidays(db);
      await ensureWindows(db, today);
      const calendar = await readCalendar(db, { from, to }, { businessNow, today });
      if (query.format) return sendXlsx(reply, calendarWorkbook(calendar, company.name));
      return presentCalendar(calendar);
    },
  );
}
