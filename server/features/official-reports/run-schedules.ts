import { addDays, businessDateOf, localTimeOf, type BusinessDate } from '../../../core/dates.ts';
import { dueDays, worthMaking, type Rhythm } from '../../../core/official-reports/due.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import { readWorkCalendar } from '../settlement/index.ts';
import { insertMails } from './mail-queries.ts';
import { makeDue, type DueRun, type KeepMade } from './make-due.ts';
import { madeBy } from './queries.ts';
import { insertRun, listSchedules, lockSchedule, moveHandled, type ScheduleRow } from './schedule-queries.ts';

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

/** What is made is counted before the transaction that keeps it. */
async function runSchedule(
  db: Db,
  schedule: ScheduleRow,
  days: readonly BusinessDate[],
  run: DueRun,
): Promise<number> {
  const wanted = worthMaking(schedule.kind, days);
  const made: { day: BusinessDate; keep: KeepMade | null }[] = [];
  for (const day of days)
    made.push({ day, keep: wanted.has(day) ? await makeDue(schedule, day, run) : null });
  return transaction(db, async (tx) => {
    const locked = await lockSchedule(tx, schedule.id);
    // Another process was quicker, or somebody has changed the schedule meanwhile.
    if (!locked?.is_active || locked.handled_through.getTime() !== schedule.handled_through.getTime())
      return 0;
    for (const { day, keep } of made) await keepRun(tx, schedule, { day, keep, now: run.now });
    await moveHandled(tx, schedule.id, run.businessNow);
    await publish(tx, {
      topic: 'official_reports.mails_waiting',
      payload: { scheduleId: String(schedule.id) },
    });
    return wanted.size;
  });
}

async function keepRun(
  tx: Tx,
  { id: scheduleId, recipients, formats }: ScheduleRow,
  { day, keep, now }: { day: BusinessDate; keep: KeepMade | null; now: Date },
): Promise<void> {
  const made = keep && (await keep(tx));
  if (made) await insertMails(tx, { ...made, recipients, formats, by: madeBy, now });
  await insertRun(tx, { scheduleId, dueOn: day, made });
}
