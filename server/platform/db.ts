import { createHash } from 'node:crypto';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';
import pg from 'pg';
import { AppError } from './errors.ts';

// int8 is money and ids: bigint. numeric stays text. date stays `YYYY-MM-DD`.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(1016 as never, (text: string) => parseInt8Array(text));

function parseInt8Array(text: string): bigint[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(BigInt);
}

/** Turns `sql` templates into text and parameters; never connects. */
const compiler = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Anything a statement can run on: the company's pool (one statement) or an open transaction. */
export interface Queryable {
  readonly client: pg.Pool | pg.ClientBase;
}

/** An open transaction of one company. It carries no network clients, so nothing external can happen inside. */
export interface Tx extends Queryable {
  readonly client: pg.ClientBase;
  readonly isTransaction: true;
  /** Set once COMMIT is sent: a statement behind it would stand outside the transaction. */
  isOver?: boolean;
}

/** The database of one company: every connection of its pool has that company's `search_path`. */
export interface Db extends Queryable {
  readonly client: pg.Pool;
  readonly schema: string;
  /**
   * For single statements that must commit while the caller's own transaction is open (progress, a missing account).
   * A pool apart: were they to wait for the transactions' pool, enough of them at once would wait for each other.
   */
  readonly side: Queryable;
  /**
   * For posting: statements are sent without waiting for the answers of those before (pipelining), so that a
   * transaction costs as many waits as it has decisions. No COPY and no cursors on it.
   */
  readonly posting: { readonly client: pg.Pool };
  /** For single statements whose last moments may be lost in a crash: their commit does not wait for the disk. */
  readonly hasty: Queryable;
  close(): Promise<void>;
}

export interface StatementOptions {
  /** Names a prepared statement. Only for texts that never vary; the hot path uses it. */
  name?: string;
}

async function execute<Row>(
  on: Queryable,
  query: RawBuilder<Row>,
  options: StatementOptions,
): Promise<pg.QueryResult> {
  if ('isOver' in on && on.isOver) throw new Error('a statement came after the COMMIT of its transaction');
  const { sql, parameters } = query.compile(compiler);
  const values = parameters.map(encodeList);
  const statement = options.name
    ? { name: preparedName(options.name, sql), text: sql, values }
    : { text: sql, values };
  try {
    return await on.client.query(statement);
  } catch (error) {
    // Inside a transaction its own end decides what a lost connection means; a single statement says it here.
    throw on.client instanceof pg.Pool && isOutage(error) ? unavailable(error) : error;
  }
}

/** Lists of ids and amounts are most of what posting sends; written here, they take a fifth of the driver's time. */
function encodeList(value: unknown): unknown {
  if (!Array.isArray(value) || typeof value[0] !== 'bigint') return value;
  let text = '';
  for (const item of value as readonly (bigint | null)[]) {
    if (item !== null && typeof item !== 'bigint') return value;
    text += text === '' ? (item ?? 'NULL') : `,${item ?? 'NULL'}`;
  }
  return `{${text}}`;
}

const preparedNames = new Map<string, string>();
function preparedName(name: string, text: string): string {
  const known = preparedNames.get(text);
  if (known) return known;
  const made = `${name}_${createHash('sha256').update(text).digest('hex').slice(0, 8)}`.slice(-63);
  preparedNames.set(text, made);
  return made;
}

/** All rows of a statement. */
export async function many<Row>(
  on: Queryable,
  query: RawBuilder<Row>,
  options: StatementOptions = {},
): Promise<Row[]> {
  return (await execute(on, query, options)).rows as Row[];
}

/** The row that may be there; throws when there are two. */
export async function find<Row>(
  on: Queryable,
  query: RawBuilder<Row>,
  options: StatementOptions = {},
): Promise<Row | undefined> {
  const rows = await many(on, query, options);
  if (rows.length > 1) throw new Error(`expected at most one row, got ${rows.length}`);
  return rows[0];
}

/** The row that must be there. */
export async function one<Row>(
  on: Queryable,
  query: RawBuilder<Row>,
  options: StatementOptions = {},
): Promise<Row> {
  const row = await find(on, query, options);
  if (row === undefined) throw new Error('expected one row, got none');
  return row;
}

/** Number of rows a statement touched. */
export async function run(
  on: Queryable,
  query: RawBuilder<unknown>,
  options: StatementOptions = {},
): Promise<number> {
  return (await execute(on, query, options)).rowCount ?? 0;
}

/** SQLSTATEs after which the same transaction may simply be tried again: serialization, deadlock, lock time-out. */
export const lockTimeout = '55P03';
const retryable = new Set(['40001', '40P01', lockTimeout]);

export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  // Without a digit it is the operating system's: EPIPE has five capitals too.
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** COMMIT was sent and no answer came: the work may or may not be there. */
export class OutcomeUnknownError extends Error {
  constructor(cause: unknown) {
    super('the outcome of COMMIT is unknown', { cause });
    this.name = 'OutcomeUnknownError';
  }
}

/** A transaction asks to be run again from the start, for example after losing a race for a unique key. */
export class RetryTransaction extends Error {}

/** `begin`: the opening statement. Lock time-outs are retried unless the caller wants to see them. */
export interface TransactionOptions {
  begin?: string;
  retryLockTimeout?: boolean;
}

/**
 * Runs `work` in one transaction. Deadlock, serialization failure and lock time-out are retried up to five times;
 * a connection lost before COMMIT throws `database.unavailable`, one lost during COMMIT throws OutcomeUnknownError.
 */
export function transaction<Result>(
  db: Db,
  work: (tx: Tx) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  return withRetries(db.client, options, async (client) => {
    await client.query(options.begin ?? 'begin');
    const result = await work({ client, isTransaction: true });
    await commit(client);
    return result;
  });
}

/** Carried out of a transaction that only looked. */
class NothingStays<Result> extends Error {
  readonly result: Result;

  constructor(result: Result) {
    super('a rehearsal is rolled back');
    this.result = result;
  }
}

/** Runs `work` in a transaction of which nothing stays, and answers what it would have come to. */
export async function rehearse<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  try {
    return await transaction(db, async (tx) => {
      throw new NothingStays(await work(tx));
    });
  } catch (error) {
    if (error instanceof NothingStays) return error.result as Result;
    throw error;
  }
}

/** Gives the attempts a connection each, until one succeeds or its failure is none that may be tried again. */
export async function withRetries<Result>(
  pool: pg.Pool,
  options: TransactionOptions,
  attemptOn: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const client = await connect(pool);
    let broken: Error | undefined;
    const noteBroken = (error: Error): void => {
      broken = error;
    };
    client.on('error', noteBroken);
    try {
      return await attemptOn(client);
    } catch (error) {
      if (error instanceof OutcomeUnknownError) {
        broken = error;
        throw error;
      }
      broken ??= await rollback(client);
      const state = sqlState(error) ?? '';
      if (state === lockTimeout && options.retryLockTimeout === false) throw error;
      const again = error instanceof RetryTransaction || retryable.has(state);
      if (again && attempt >= 5) throw unavailable(error);
      if (!again) throw isOutage(error) ? unavailable(error) : error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 5 * (1 + Math.random())));
    } finally {
      client.removeListener('error', noteBroken);
      client.release(broken);
    }
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw unavailable(error);
  }
}

export async function commit(client: pg.PoolClient): Promise<void> {
  try {
    const { command } = await client.query('commit');
    // COMMIT of a transaction that failed before is answered with ROLLBACK, and no error.
    if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
  } catch (error) {
    // An error that the server itself reported (a deferred constraint) means rolled back; silence means unknown.
    const state = sqlState(error);
    if (state ? !state.startsWith('57P') && !state.startsWith('08') : !isConnectionLoss(error)) throw error;
    throw new OutcomeUnknownError(error);
  }
}

async function rollback(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

export function isConnectionLoss(error: unknown): boolean {
  const state = sqlState(error);
  if (state) return state.startsWith('08') || state.startsWith('57P') || state === '53300';
  const code = (error as { code?: string }).code ?? '';
  return (
    /^E(CONN|PIPE|TIMEDOUT|HOST)/.test(code) ||
    /Connection terminated|not queryable|timeout exceeded when trying to connect|Query read timeout/i.test(
      String(error),
    )
  );
}

/** The database cannot work now, and has done nothing: it is gone, its disk is full (class 53) or broken (58030). */
function isOutage(error: unknown): boolean {
  return isConnectionLoss(error) || /^(?:53|58030)/.test(sqlState(error) ?? '');
}

function unavailable(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError('database.unavailable', 'unavailable', {}, { cause, retryAfterSeconds: 2 });
}

/** The login role of connections gives up its rights for this one, which cannot change ledger and audit rows. */
export const applicationRole = 'tiendien_app';

/** A pool whose every connection sees one schema, the shared `platform` and the extensions; nothing else. */
export function openDb(options: {
  url: string;
  schema: string;
  role: string | undefined;
  max: number;
  /** No commit waits for the disk. */
  hasty?: boolean;
}): Db {
  const path =
    options.schema === 'platform' ? 'platform,extensions' : `${options.schema},platform,extensions`;
  const role = options.role ? ` -c role=${options.role}` : '';
  const unwaited = ' -c synchronous_commit=off';
  const always = options.hasty ? unwaited : '';
  const pool = (name: string, max: number, more: { settings?: string; pipeline?: boolean } = {}): pg.Pool => {
    const made = new pg.Pool({
      connectionString: options.url,
      max,
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: 10_000,
      application_name: `tiendien:${options.schema}${name}`,
      options: `-c search_path=${path} -c timezone=Asia/Ho_Chi_Minh -c lock_timeout=10s${role}${always}${more.settings ?? ''}`,
      keepAlive: true,
      // A server that says nothing for so long is as good as gone: who waits is told that the outcome is unknown.
      ...(more.pipeline && { pipeline: true, query_timeout: 15_000 }),
    });
    // A connection that dies while idle is replaced by the pool; the next statement says so if the server is gone.
    made.on('error', () => undefined);
    // One that dies between uses, or while it is being closed, has no statement to fail: it must not end the process.
    made.on('connect', (client) => client.on('error', () => undefined));
    return made;
  };
  const client = pool('', options.max);
  const side = pool(':side', 2);
  const posting = pool(':posting', 8, { pipeline: true });
  const hasty = pool(':hasty', 2, { settings: unwaited });
  return {
    client,
    schema: options.schema,
    side: { client: side },
    posting: { client: posting },
    hasty: { client: hasty },
    close: async () => {
      await Promise.all([client, side, posting, hasty].map((one) => one.end()));
    },
  };
}
