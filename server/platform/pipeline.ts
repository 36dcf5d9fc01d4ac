import type { Socket } from 'node:net';
import type pg from 'pg';
import {
  commit,
  isConnectionLoss,
  sqlState,
  withRetries,
  type Db,
  type TransactionOptions,
  type Tx,
} from './db.ts';

/**
 * Sends the last statements of a pipelined transaction and COMMIT behind them, and waits for all of them at once. What
 * `send` would send only after waiting for something comes too late and fails.
 */
export type CommitWith = (send: () => Promise<unknown>[]) => Promise<void>;

/**
 * The same on a pipelined connection: BEGIN, every statement of `work` and COMMIT are sent as soon as they are known.
 * Whatever must stop the commit makes its own statement fail. `work` ends with `commitWith`.
 */
export function pipelinedTransaction<Result>(
  db: Db,
  work: (tx: Tx, commitWith: CommitWith) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  return withRetries(db.posting.client, options, async (client) => {
    const leave = gatherWrites(client);
    const begun = client.query(options.begin ?? 'begin');
    begun.catch(() => undefined);
    process.nextTick(leave);
    const tx: Tx = { client, isTransaction: true, isOver: false };
    const result = await work(tx, async (send) => {
      await begun;
      return commitBehind(client, tx, send);
    });
    if (!tx.isOver) throw new Error('a pipelined transaction must end with its commit');
    return result;
  });
}

async function commitBehind(client: pg.PoolClient, tx: Tx, send: () => Promise<unknown>[]): Promise<void> {
  const leave = gatherWrites(client);
  const sending = send();
  tx.isOver = true;
  const committing = commit(client);
  leave();
  const [sent, [committed]] = await Promise.all([
    Promise.allSettled(sending),
    Promise.allSettled([committing]),
  ]);
  const failure = rootFailure(sent);
  // A statement before COMMIT failed, and not for the want of an answer: nothing was committed, whatever became of COMMIT.
  if (failure && (sqlState(failure.reason) || !isConnectionLoss(failure.reason))) throw failure.reason;
  if (committed.status === 'rejected') throw committed.reason;
  if (failure) throw failure.reason;
}

/** Statements of one flight leave the process together: one write instead of one for each. Returns what lets them go. */
function gatherWrites(client: pg.PoolClient): () => void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  return () => stream.uncork();
}

/** Waits for statements that were sent together, and throws the failure that made the others fail. */
export async function inOneFlight<Results extends readonly unknown[]>(
  sent: readonly [...{ [Key in keyof Results]: Promise<Results[Key]> }],
): Promise<Results> {
  const settled = await Promise.allSettled(sent as readonly Promise<unknown>[]);
  const failure = rootFailure(settled);
  if (failure) throw failure.reason;
  return settled.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as Results;
}

/** After the first failure the server answers every other statement of the transaction with 25P02. */
function rootFailure(settled: readonly PromiseSettledResult<unknown>[]): PromiseRejectedResult | undefined {
  const failures = settled.filter((result) => result.status === 'rejected');
  return failures.find(({ reason }) => sqlState(reason) !== '25P02') ?? failures[0];
}
