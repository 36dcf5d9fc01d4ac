import type { BusinessDate } from '../../../core/dates.ts';
import type { DayKind } from '../../../core/working-days.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { settlementError } from './errors.ts';
import type { Actor } from './move-window.ts';
import { renewDueDays } from './open-windows.ts';
import { deleteDay, upsertDay, type DayRow } from './terms-queries.ts';

/** Names a day a holiday or a working day; windows whose money is not in are due by the new calendar. */
export async function setDay(
  db: Db,
  day: { day: BusinessDate; kind: DayKind; name: string },
  by: Actor,
): Promise<DayRow> {
  return transaction(db, async (tx) => {
    const row = await upsertDay(tx, { ...day, by: by.actor });
    const windowsMoved = await renewDueDays(tx);
    const detail = { kind: day.kind, name: day.name, windowsMoved };
    await recordAudit(tx, { ...audited(by), action: 'calendar.set', subject: `day:${day.day}`, detail });
    return row;
  });
}

/** Takes a day out of the calendar; the week's rule holds for it again. Throws `settlement.unknown_day`. */
export async function removeDay(db: Db, day: BusinessDate, by: Actor): Promise<void> {
  await transaction(db, async (tx) => {
    ensure((await deleteDay(tx, day)) === 1, settlementError('settlement.unknown_day', { day }));
    const windowsMoved = await renewDueDays(tx);
    const detail = { windowsMoved };
    await recordAudit(tx, { ...audited(by), action: 'calendar.removed', subject: `day:${day}`, detail });
  });
}

/** The part of an actor that goes into the audit. */
export function audited({ actor, requestId }: Actor): { actor: string; requestId?: string } {
  return { actor, ...(requestId !== undefined && { requestId }) };
}
