import type { App } from '../../platform/http.ts';
import { tableKind } from '../../../core/official-reports/kinds.ts';
import { ensure } from '../../platform/errors.ts';
import { listOf } from '../../platform/schemas.ts';
import { getReport } from '../pivots/index.ts';
import { readWorkCalendar } from '../settlement/index.ts';
import { ensureInScope, ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { makerOf, unitOfReport } from './compose-report.ts';
import { reportError } from './errors.ts';
import { presentSchedule } from './present.ts';
import { IdParams, ScheduleBodySchema, ScheduleSchema } from './schemas.ts';
import { findSchedule, listSchedules, type ScheduleWish } from './schedule-queries.ts';
import { setSchedule } from './set-schedule.ts';

/** When reports are made by themselves, and to whom they go. */
export function scheduleRoutes(app: App): void {
  app.get(
    '/report-schedules',
    { schema: { response: { 200: listOf(ScheduleSchema) } }, config: { permission: 'kpi.view' } },
    async ({ staff }) => {
      const calendar = await readWorkCalendar(staff.db);
      const rows = await listSchedules(staff.db, staff.scope);
      return { rows: rows.map((row) => presentSchedule(row, staff.businessDate, calendar)) };
    },
  );

  app.post(
    '/report-schedules',
    {
      schema: { body: ScheduleBodySchema, response: { 201: ScheduleSchema } },
      config: { permission: 'reports.edit' },
    },
    async ({ staff, body }, reply) => {
      const id = await setSchedule(staff.db, undefined, await wishOf(staff, body), staff.requestId);
      return reply.code(201).send(await presentOne(staff, id));
    },
  );

  app.put(
    '/report-schedules/:id',
    {
      schema: { params: IdParams, body: ScheduleBodySchema, response: { 200: ScheduleSchema } },
      config: { permission: 'reports.edit' },
    },
    async ({ staff, params, body }) => {
      const schedule = await findSchedule(staff.db, BigInt(params.id), staff.scope);
      ensure(schedule, reportError('official_reports.unknown_schedule', { id: params.id }));
      ensureInScope(staff, schedule.org_unit_id);
      if (!schedule.is_own) ensureWholeCompany(staff);
      await setSchedule(staff.db, schedule.id, await wishOf(staff, body), staff.requestId);
      return presentOne(staff, schedule.id);
    },
  );
}

type Body = Omit<ScheduleWish, 'unitId' | 'pivotId' | 'by' | 'from'> & { unit?: string; pivot?: string };

/** Throws `official_reports.bad_table` for a table without its name, or in a form that it does not have. */
async function wishOf(staff: StaffContext, { unit, pivot, ...body }: Body): Promise<ScheduleWish> {
  const { id: unitId } = await unitOfReport(staff, unit);
  const { login: by, at: from } = makerOf(staff);
  const isTable = body.kind === tableKind;
  const hasForms = !isTable || body.formats.every((format) => format !== 'docx');
  ensure(isTable === (pivot !== undefined) && hasForms, reportError('official_reports.bad_table'));
  const pivotId = pivot === undefined ? null : (await getReport(staff, BigInt(pivot))).id;
  return { ...body, pivotId, unitId, by, from };
}

async function presentOne(staff: StaffContext, id: bigint) {
  const row = await findSchedule(staff.db, id, staff.scope);
  ensure(row, reportError('official_reports.unknown_schedule', { id: String(id) }));
  return presentSchedule(row, staff.businessDate, await readWorkCalendar(staff.db));
}
