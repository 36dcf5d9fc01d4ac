import { isMailAddress } from '../../../core/official-reports/mail.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { reportError } from './errors.ts';
import { insertSchedule, updateSchedule, type ScheduleWish } from './schedule-queries.ts';

/**
 * Sets up a schedule, or changes one from now on. Throws `official_reports.bad_recipient` and, where the day that its
 * rhythm needs is not given, `official_reports.bad_rhythm`. Returns its id.
 */
export async function setSchedule(
  db: Db,
  id: bigint | undefined,
  wish: ScheduleWish,
  requestId?: string,
): Promise<bigint> {
  ensureAddresses(wish.recipients);
  const days = { daily: wish.weekday ?? wish.monthDay, weekly: wish.monthDay, monthly: wish.weekday };
  const hasItsDay =
    wish.cadence === 'daily' || (wish.cadence === 'weekly' ? wish.weekday : wish.monthDay) !== null;
  ensure(hasItsDay && days[wish.cadence] === null, reportError('official_reports.bad_rhythm'));
  return transaction(db, async (tx) => {
    if (id !== undefined) await updateSchedule(tx, id, wish);
    const written = id ?? (await insertSchedule(tx, wish));
    await recordAudit(tx, {
      actor: wish.by,
      action: id === undefined ? 'report_schedules.added' : 'report_schedules.changed',
      subject: `report-schedule:${written}`,
      detail: {
        ...wish,
        unitId: String(wish.unitId),
        pivotId: wish.pivotId && String(wish.pivotId),
        from: wish.from.toISOString(),
      },
      requestId,
    });
    return written;
  });
}

/** Each a plain address. Throws `official_reports.bad_recipient` with those that are none. */
export function ensureAddresses(recipients: readonly string[]): void {
  const wrong = recipients.filter((recipient) => !isMailAddress(recipient));
  ensure(wrong.length === 0, reportError('official_reports.bad_recipient', { wrong }));
}
