import { OutcomeUnknownError, transaction, type Db } from '../../platform/db.ts';
import { createGatherer, type Gatherer } from '../../platform/gather.ts';
import { AppError } from '../../platform/errors.ts';
import { deleteNoncesBefore, findNonces, insertNonces, type NonceRow } from './queries.ts';

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
    run: (rows) => judgeNonces(db, rows).catch(nothingWasPaid),
    lanes: 1,
    maxBatch: 1000,
    maxQueue: 20_000,
    overflow: () => new AppError('payments.queue_full', 'unavailable', {}, { retryAfterSeconds: 1 }),
  });
  gatherers.set(db.client, made);
  return made.submit(row);
}

/** A nonce whose COMMIT got no answer has paid nothing: the caller may simply send again, signed anew. */
function nothingWasPaid(error: unknown): never {
  if (!(error instanceof OutcomeUnknownError)) throw error;
  throw new AppError('database.unavailable', 'unavailable', {}, { cause: error, retryAfterSeconds: 2 });
}

/**
 * One short transaction that does not wait for the disk: losing the last moments of nonces in a crash of the
 * database cannot pay anything twice, because every money call has its own reference that is kept durably.
 */
async function judgeNonces(db: Db, rows: NonceRow[]): Promise<NonceVerdict[]> {
  const key = (row: { partnerId: bigint; nonce: string }): string => `${row.partnerId}/${row.nonce}`;
  return transaction(
    db,
    async (tx) => {
      const inserted = await insertNonces(tx, rows);
      if (inserted.length === rows.length) return rows.map(() => 'fresh');
      const fresh = new Set(inserted.map((row) => `${row.partner_id}/${row.nonce}`));
      const stored = new Map(
        (await findNonces(tx, rows)).map((row) => [`${row.partner_id}/${row.nonce}`, row.digest]),
      );
      return rows.map((row) => {
        // The first of several equal nonces in one batch is the fresh one.
        if (fresh.delete(key(row))) return 'fresh';
        return stored.get(key(row))?.equals(row.digest) ? 'repeated' : 'other';
      });
    },
    { begin: 'begin; set local synchronous_commit = off' },
  );
}

export async function forgetOldNonces(db: Db, now: Date): Promise<number> {
  return deleteNoncesBefore(db, new Date(now.getTime() - keepMs));
}
