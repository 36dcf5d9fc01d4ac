import type { Db } from '../../platform/db.ts';
import { createGatherer, type Gatherer } from '../../platform/gather.ts';
import { AppError } from '../../platform/errors.ts';
import { deleteNoncesBefore, findNonces, insertNonces, nonceKey, type NonceRow } from './queries.ts';

/** `fresh`: never seen. `repeated`: seen with the same request. `other`: seen with another request. */
export type NonceVerdict = 'fresh' | 'repeated' | 'other';

/** Kept somewhat longer than both sides of the signing window. */
const keepMs = 15 * 60_000;
const gatherers = new WeakMap<Db['client'], Gatherer<NonceRow, NonceVerdict>>();

/** Remembers a nonce for all server processes. Concurrent requests share one statement. */
export function claimNonce(db: Db, row: NonceRow): Promise<NonceVerdict> {
  const known = gatherers.get(db.client);
  if (known) return known.submit(row);
  const made = createGatherer<NonceRow, NonceVerdict>({
    run: (rows) => judgeNonces(db, rows),
    lanes: 1,
    maxBatch: 1000,
    maxQueue: 20_000,
    overflow: () => new AppError('payments.queue_full', 'unavailable', {}, { retryAfterSeconds: 1 }),
  });
  gatherers.set(db.client, made);
  return made.submit(row);
}

/**
 * One statement whose commit does not wait for the disk: losing the last moments of nonces in a crash of the database
 * cannot pay anything twice, because every money call has its own reference that is kept durably.
 */
async function judgeNonces(db: Db, rows: NonceRow[]): Promise<NonceVerdict[]> {
  const written = await insertNonces(db.hasty, rows);
  if (written === null) return rows.map(() => 'fresh');
  const fresh = new Set(written);
  const stored = new Map(
    (await findNonces(db.hasty, rows)).map((row) => [
      nonceKey({ partnerId: row.partner_id, nonce: row.nonce }),
      row.digest,
    ]),
  );
  return rows.map((row) => {
    // The first of several equal nonces in one batch is the fresh one.
    if (fresh.delete(nonceKey(row))) return 'fresh';
    return stored.get(nonceKey(row))?.equals(row.digest) ? 'repeated' : 'other';
  });
}

export async function forgetOldNonces(db: Db, now: Date): Promise<number> {
  return deleteNoncesBefore(db, new Date(now.getTime() - keepMs));
}
