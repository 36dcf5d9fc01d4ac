import { Type } from 'typebox';
import { normalizeCode } from '../../../core/text.ts';
import { readClock } from '../../platform/clock.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { actorOf, getPartner, getWindow, WindowParams } from './asked.ts';
import { closeDay } from './close-days.ts';
import { ensureHolidays } from './load-holidays.ts';
import { presentWindow } from './present.ts';
import { listWindows, type WindowFilter } from './queries.ts';
import { readWindow } from './read-window.ts';
import { StateSchema, WindowSchema, WindowsSchema } from './schemas.ts';
import { windowWorkbook } from './window-workbook.ts';

const pageSize = 100;
const ListQuery = Type.Object(
  {
    state: Type.Optional(StateSchema),
    partner: Type.Optional(Type.String({ maxLength: 40 })),
    overdue: Type.Optional(Type.Enum(['true', 'false'])),
    after: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}~\\d{1,18}$' })),
    format: Type.Optional(Type.Literal('xlsx')),
  },
  { additionalProperties: false },
);

/** Windows: found, opened to their last figure, closed. */
export function windowRoutes(app: App, runtime: Runtime): void {
  listRoute(app);
  oneRoute(app, runtime);
  closeRoute(app, runtime);
}

function listRoute(app: App): void {
  app.get(
    '/settlement/windows',
    {
      schema: { querystring: ListQuery, response: { 200: WindowsSchema } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff: { db, businessDate, company }, query }, reply) => {
      const [settlesOn = '', id = ''] = (query.after ?? '').split('~');
      const filter: WindowFilter = {
        ...(query.state && { state: query.state }),
        ...(query.partner && { partnerCode: normalizeCode(query.partner) }),
        ...(query.overdue === 'true' && { overdueOn: businessDate }),
        ...(query.after !== undefined && { after: { settlesOn, id: BigInt(id) } }),
      };
      if (query.format) {
        return sendXlsx(
          reply,
          windowWorkbook(db, filter, { today: businessDate, companyName: company.name }),
        );
      }
      const found = await listWindows(db, filter, pageSize + 1);
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => presentWindow(row, businessDate)),
        next: found.length > pageSize && last ? `${last.settles_on}~${last.id}` : null,
      };
    },
  );
}

function oneRoute(app: App, runtime: Runtime): void {
  app.get(
    '/settlement/windows/:partner/:day',
    {
      schema: { params: WindowParams, response: { 200: WindowSchema } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff: { db }, params }) => {
      const { businessNow, businessDate: today } = await readClock(runtime.platform);
      return readWindow(db, await getWindow(db, params), { businessNow, today });
    },
  );
}

function closeRoute(app: App, runtime: Runtime): void {
  app.post(
    '/settlement/windows/:partner/:day/close',
    {
      schema: { params: WindowParams, response: { 200: WindowSchema } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params }) => {
      const { db } = staff;
      const { businessNow, businessDate: today } = await readClock(runtime.platform);
      const partner = await getPartner(db, params.partner);
      await ensureHolidays(db);
      await closeDay(db, { partner, settlesOn: params.day, businessNow }, actorOf(staff));
      return readWindow(db, await getWindow(db, params), { businessNow, today });
    },
  );
}
