import { periodOn } from '../../../core/official-reports/due.ts';
import { tableKind, type ReportKind } from '../../../core/official-reports/kinds.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import type { Tx } from '../../platform/db.ts';
import type { Company } from '../../platform/runtime.ts';
import { getUnit } from '../companies/index.ts';
import { makeTable, tableFormats } from '../pivots/index.ts';
import { standInFor } from '../staff/index.ts';
import { composeNow, type Maker } from './compose-report.ts';
import type { Enclosed } from './mail-queries.ts';
import { insertScheduled, madeBy } from './queries.ts';
import type { ScheduleRow } from './schedule-queries.ts';
import { insertTable } from './table-queries.ts';

export interface DueRun {
  company: Company;
  businessDate: BusinessDate;
  /** The moment on the business clock: what is due up to here is made. */
  businessNow: Date;
  now: Date;
}

/** What was made, ready to be kept in the transaction of its schedule. */
export type KeepMade = (tx: Tx) => Promise<Enclosed>;

/** Makes what a schedule wants on a day: a standing report of its unit, or the saved table as its maker would see it. */
export async function makeDue(schedule: ScheduleRow, day: BusinessDate, run: DueRun): Promise<KeepMade> {
  return schedule.kind === tableKind
    ? makeDueTable(schedule, run)
    : makeDueReport(schedule, schedule.kind, day, run);
}

async function makeDueReport(
  { id: scheduleId, unit_code, org_unit_id: unitId }: ScheduleRow,
  kind: ReportKind,
  day: BusinessDate,
  { company, businessDate, businessNow: at }: DueRun,
): Promise<KeepMade> {
  const unit = await getUnit(company.db, unit_code, businessDate);
  const maker: Maker = { company, scope: 'all', businessDate, at, login: madeBy };
  const composed = await composeNow(company.db, { kind, unit, period: periodOn(kind, day) }, maker);
  const { form, paper, period, frozenVersion } = composed;
  const report = { kind, period, on: businessDate, unitId, form, paper, frozenVersion, scheduleId };
  return async (tx) => ({
    reportId: await insertScheduled(tx, { ...report, by: madeBy }),
    tableId: null,
  });
}

async function makeDueTable(
  { id, pivot_id, set_by, formats }: ScheduleRow,
  { company, businessDate, now }: DueRun,
): Promise<KeepMade> {
  const staff = await standInFor(company, set_by, { businessDate, now });
  const wanted = tableFormats.filter((format) => formats.includes(format));
  const table = await makeTable(staff, pivot_id!, wanted);
  return async (tx) => ({ reportId: null, tableId: await insertTable(tx, id, table) });
}
