import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { minutesError } from './errors.ts';
import { audit, insertVersion, type Actor } from './make-minutes.ts';
import { askToReopen, findMonthOver, lockMinutes, markReopened, type MinutesRow } from './queries.ts';
import { reopenSessions } from './settle-sessions.ts';

/** The first of two persons asks, and says why. Throws `minutes.unknown`, `minutes.not_signed`. */
export async function requestReopen(
  db: Db,
  request: { id: bigint; reason: string },
  actor: Actor,
): Promise<void> {
  await transaction(db, async (tx) => {
    const row = await lockMinutes(tx, request.id);
    ensure(row, minutesError('minutes.unknown'));
    ensureSigned(row);
    await askToReopen(tx, row.id, { reason: request.reason, by: actor.login });
    await audit(tx, actor, 'minutes.reopen_asked', row.number, { reason: request.reason });
  });
}

/**
 * The second person reopens: the signed version stays as it is, the session goes back to closed, and a new draft stands
 * beside it that names the old hash. Throws `minutes.unknown`, `minutes.not_signed`, `minutes.reopen_not_asked`,
 * `minutes.same_person`, `minutes.month_signed`, and what a session says that cannot be reopened.
 */
export async function reopenMinutes(db: Db, id: bigint, actor: Actor): Promise<bigint> {
  return transaction(
    db,
    async (tx) => {
      const row = await lockMinutes(tx, id);
      ensure(row, minutesError('minutes.unknown'));
      ensureSigned(row);
      ensure(row.reopen_asked_by !== null, minutesError('minutes.reopen_not_asked', { number: row.number }));
      const month = row.kind === 'day' ? await findMonthOver(tx, row.partner_id, row.from_day) : undefined;
      ensure(!month, minutesError('minutes.month_signed', { number: month?.number }));
      await markReopened(tx, row.id, actor.login, actor.at);
      if (row.kind === 'day') await reopenSessions(tx, row, actor);
      await audit(tx, actor, 'minutes.reopened', row.number, { reason: row.reopen_reason });
      return insertVersion(tx, {
        coverage: { partnerId: row.partner_id, kind: row.kind, from: row.from_day, to: row.to_day },
        partner: { id: row.partner_id, code: row.partner_code, name: row.partner_name },
        actor,
        before: row,
      });
    },
    { begin: 'begin isolation level repeatable read' },
  );
}

function ensureSigned(row: MinutesRow): void {
  ensure(
    row.state === 'signed_by_us' || row.state === 'signed',
    minutesError('minutes.not_signed', { number: row.number }),
  );
}
