import type { Tx } from '../../platform/db.ts';
import { agreeWindow, reopenWindow } from '../settlement/index.ts';
import { listSessions } from './figure-queries.ts';
import type { Actor } from './make-minutes.ts';
import type { MinutesRow } from './queries.ts';

/** Both sides have signed: the day is agreed, unless somebody said so before. */
export async function agreeSessions(tx: Tx, row: MinutesRow, actor: Actor): Promise<void> {
  for (const { state, settles_on } of await listSessions(tx, spanOf(row))) {
    if (state === 'closed') await agreeWindow(tx, agreementOf(row, settles_on, actor));
  }
}

/** What was signed is open again: the day is closed and no longer agreed. A settled one refuses. */
export async function reopenSessions(tx: Tx, row: MinutesRow, actor: Actor): Promise<void> {
  for (const { state, settles_on } of await listSessions(tx, spanOf(row))) {
    if (state !== 'closed') await reopenWindow(tx, agreementOf(row, settles_on, actor));
  }
}

function spanOf({ partner_id, from_day, to_day }: MinutesRow) {
  return { partnerId: partner_id, from: from_day, to: to_day };
}

function agreementOf(row: MinutesRow, settlesOn: string, { login, now, requestId }: Actor) {
  return {
    partnerId: row.partner_id,
    settlesOn,
    actor: login,
    now,
    requestId,
    detail: { minutes: row.number, version: row.version, reason: row.reopen_reason },
  };
}
