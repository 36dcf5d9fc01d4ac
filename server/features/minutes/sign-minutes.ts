import { transaction, type Db, type Queryable, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { minutesError } from './errors.ts';
import { audit, type Actor } from './make-minutes.ts';
import { ensureIntact, saysTheSame } from './minutes-content.ts';
import { lockMinutes, signForPartner, signForUs, type MinutesRow } from './queries.ts';
import { readContent } from './read-content.ts';
import { agreeSessions } from './settle-sessions.ts';

export interface SignRequest {
  id: bigint;
  side: 'us' | 'partner';
  /** As it stands on the paper: name and office. */
  signer: string;
  /** What the signer saw; given by a partner that signs for itself. */
  hash?: string;
}

/**
 * One side signs; the power company first. With the second signature the session is agreed. Nobody can sign what is
 * still moving or no longer true. Throws `minutes.unknown`, `minutes.already_signed`, `minutes.we_sign_first`,
 * `minutes.hash_differs`, `minutes.window_open`, `minutes.differences_open`, `minutes.days_unsigned`,
 * `minutes.out_of_date`.
 */
export async function signMinutes(db: Db, request: SignRequest, actor: Actor): Promise<void> {
  await transaction(
    db,
    async (tx) => {
      const row = await lockMinutes(tx, request.id);
      ensure(row, minutesError('minutes.unknown'));
      ensureIntact(row);
      ensureTurn(row, request);
      await ensureTrue(tx, row, actor);
      const signature = { signer: request.signer, signedAt: actor.at };
      if (request.side === 'us') await signForUs(tx, row.id, signature);
      else {
        await signForPartner(tx, row.id, signature);
        if (row.kind === 'day') await agreeSessions(tx, row, actor);
      }
      await audit(tx, actor, `minutes.signed_by_${request.side}`, row.number, {
        hash: row.hash,
        signer: request.signer,
      });
    },
    { begin: 'begin isolation level repeatable read' },
  );
}

function ensureTurn(row: MinutesRow, { side, hash }: SignRequest): void {
  ensure(
    hash === undefined || hash === row.hash,
    minutesError('minutes.hash_differs', { number: row.number }),
  );
  const turn = side === 'us' ? 'draft' : 'signed_by_us';
  if (row.state === turn) return;
  throw row.state === 'draft'
    ? minutesError('minutes.we_sign_first', { number: row.number })
    : minutesError('minutes.already_signed', { number: row.number });
}

/** Refuses what is not ready: an open session, an open difference, an unsigned day, figures that have changed since. */
async function ensureTrue(tx: Tx, row: MinutesRow, actor: Actor): Promise<void> {
  const { windowOpen, differences, unsignedDays, outOfDate } = await readReadiness(tx, row, actor.at);
  const { number } = row;
  ensure(!windowOpen, minutesError('minutes.window_open', { number }));
  ensure(differences === 0, minutesError('minutes.differences_open', { number, differences }));
  ensure(unsignedDays.length === 0, minutesError('minutes.days_unsigned', { number, days: unsignedDays }));
  ensure(!outOfDate, minutesError('minutes.out_of_date', { number }));
}

/** What stands between minutes and a signature now. A difference that waits, with its reason, is carried and does not. */
export async function readReadiness(on: Queryable, row: MinutesRow, asOf: Date) {
  const { content, number, kind, version, partner_id, from_day, to_day } = row;
  const { company, partner, previousHash } = content;
  const head = { number, kind, version, previousHash, company, from: from_day, to: to_day, asOf };
  const now = await readContent(on, { ...head, partner: { id: partner_id, ...partner } });
  const { left, lanes } = now.reconciliation;
  const carried = left.filter(({ state, reason }) => state === 'waiting' && (reason ?? '').trim() !== '');
  return {
    windowOpen: now.moving.sessions.some(({ state }) => state === 'open'),
    differences: lanes.reduce((sum, lane) => sum + lane.left, 0) - carried.length,
    unsignedDays: now.days.filter((day) => day.number === null).map(({ day }) => day),
    outOfDate: !saysTheSame(now, content),
  };
}
