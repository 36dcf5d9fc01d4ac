import { addDays, businessDateOf, localTimeOf, type BusinessDate } from '../../../core/dates.ts';
import { dueDays, periodOn, worthMaking, type Rhythm } from '../../../core/official-reports/due.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import { getUnit } from '../companies/index.ts';
import { readWorkCalendar } from '../settlement/index.ts';
import { composeNow, type ComposedReport, type Maker } from './compose-report.ts';
import { insertMails } from './mail-queries.ts';
import { insertScheduled } from './queries.ts';
import { insertRun, listSchedules, lockSchedule, moveHandled, type ScheduleRow } from './schedule-queries.ts';

export interface DueRun {
  company: Maker['company'];
  businessDate: BusinessDate;
  /** The moment on the business clock: what is due up to here is made. */
  businessNow: Date;
  now: Date;
}

const madeBy = 'system';

/**
 * Makes what is due by the business clock and puts it into the mails of its recipients. Each time a schedule is due it is
 * run once, however often and from wherever this is called; of times that passed unseen, the last of each month is made.
 * Returns how many reports were made.
 */
export async function runDueReports(db: Db, run: DueRun): Promise<number> {
  const calendar = await readWorkCalendar(db);
  let made = 0;
  const faults: unknown[] = [];
  for (const schedule of await listSchedules(db, 'all')) {
    if (!schedule.is_active) continue;
    const days = dueNow(schedule, schedule.handled_through, run, calendar);
    if (days.length === 0) continue;
    // One that cannot be made, as of a unit that is gone, does not hold up the others.
    try {
      made += await runSchedule(db, schedule, days, run);
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} schedules could not be run`);
  return made;
}

function dueNow(
  schedule: ScheduleRow,
  handledThrough: Date,
  { businessNow, businessDate }: DueRun,
  calendar: Parameters<typeof dueDays>[3],
): BusinessDate[] {
  const since = businessDateOf(handledThrough);
  const [sinceTime, nowTime] = [localTimeOf(handledThrough), localTimeOf(businessNow)];
  return dueDays(rhythmOf(schedule), addDays(since, -1), businessDate, calendar).filter(
    (day) =>
      (day > since || schedule.at_time > sinceTime) && (day < businessDate || schedule.at_time <= nowTime),
  );
}

export function rhythmOf(
  schedule: Pick<ScheduleRow, 'cadence' | 'weekday' | 'month_day' | 'working_days_only'>,
): Rhythm {
  const { cadence, weekday, month_day: monthDay, working_days_only: workingDaysOnly } = schedule;
  return { cadence, weekday, monthDay, workingDaysOnly };
}

interface MadeReport {
  day: BusinessDate;
  composed: ComposedReport | null;
}

/** Reports are counted before the transaction that keeps them. */
async function runSchedule(
  db: Db,
  schedule: ScheduleRow,
  days: readonly BusinessDate[],
  run: DueRun,
): Promise<number> {
  const wanted = worthMaking(schedule.kind, days);
  const unit = await getUnit(db, schedule.unit_code, run.businessDate);
  const made: MadeReport[] = [];
  for (const day of days) {
    const period = periodOn(schedule.kind, day);
    const maker: Maker = {
      company: run.company,
      scope: 'all',
      businessDate: run.businessDate,
      at: run.businessNow,
      login: madeBy,
    };
    const composed = wanted.has(day)
      ? await composeNow(db, { kind: schedule.kind, unit, period }, maker)
      : null;
    made.push({ day, composed });
  }
  return transaction(db, async (tx) => {
    const locked = await lockSchedule(tx, schedule.id);
    // Another process was quicker, or somebody has changed the schedule meanwhile.
    if (!locked?.is_active || locked.handled_through.getTime() !== schedule.handled_through.getTime())
      return 0;
    for (const { day, composed } of made) await keepRun(tx, schedule, day, composed, run);
    await moveHandled(tx, schedule.id, run.businessNow);
    await publish(tx, {
      topic: 'official_reports.mails_waiting',
      payload: { scheduleId: String(schedule.id) },
    });
    return wanted.size;
  });
}

async function keepRun(
  tx: Parameters<typeof insertRun>[0],
  schedule: ScheduleRow,
  day: BusinessDate,
  composed: ComposedReport | null,
  run: DueRun,
): Promise<void> {
  let reportId: bigint | null = null;
  if (composed) {
    const { kind, org_unit_id: unitId, id: scheduleId, recipients, formats } = schedule;
    const { form, paper, period, frozenVersion } = composed;
    const on = run.businessDate;
    const report = { kind, period, on, unitId, form, paper, frozenVersion, scheduleId, by: madeBy };
    reportId = await insertScheduled(tx, report);
    await insertMails(tx, { reportId, recipients, formats, by: madeBy, now: run.now });
  }
  await insertRun(tx, { scheduleId: schedule.id, dueOn: day, reportId });
}
