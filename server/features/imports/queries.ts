import { sql } from 'kysely';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Control, ControlSource } from './control.ts';
import type { KindName } from './kinds.ts';

export type ImportState =
  'receiving' | 'checking' | 'checked' | 'publishing' | 'published' | 'abandoned' | 'failed';

export interface Failure {
  code: string;
  params: Record<string, unknown>;
}

export interface ImportRow {
  id: bigint;
  kind: KindName;
  file_name: string;
  file_bytes: bigint;
  bytes_read: bigint;
  sha256: string | null;
  state: ImportState;
  rows: number;
  accepted: number;
  unchanged: number;
  changed: number;
  rejected: number;
  total_vnd: bigint;
  sent_vnd: bigint;
  control_rows: number | null;
  control_total_vnd: bigint | null;
  control_source: ControlSource;
  new_units: string[];
  staged: number;
  checked_after: number;
  failure: Failure | null;
  created_by: string;
  created_at: Date;
  published_by: string | null;
  published_at: Date | null;
}

const columns = sql`id, kind, file_name, file_bytes, bytes_read, sha256, state, rows, accepted, unchanged, changed,
  rejected, total_vnd, sent_vnd, control_rows, control_total_vnd, control_source, new_units, staged, checked_after,
  failure, created_by, created_at, published_by, published_at`;

export async function insertImport(
  on: Queryable,
  made: { kind: KindName; fileName: string; state: 'receiving' | 'checking'; control: Control; by: string },
): Promise<bigint> {
  const row = await one(
    on,
    sql<{ id: bigint }>`
      insert into imports (kind, file_name, state, control_source, control_rows, control_total_vnd, created_by)
      values (${made.kind}, ${made.fileName}, ${made.state}, ${made.control.source}, ${made.control.rows},
              ${made.control.totalVnd}, ${made.by})
      returning id`,
  );
  return row.id;
}

export async function findImport(on: Queryable, id: bigint): Promise<ImportRow | undefined> {
  return find(on, sql<ImportRow>`select ${columns} from imports where id = ${id}`);
}

export async function lockImport(tx: Tx, id: bigint): Promise<ImportRow | undefined> {
  return find(tx, sql<ImportRow>`select ${columns} from imports where id = ${id} for update`);
}

/** Newest first, keyset-paged by id. */
export async function listImports(
  on: Queryable,
  page: { before: bigint; limit: number },
): Promise<ImportRow[]> {
  return many(
    on,
    sql<ImportRow>`select ${columns} from imports where id < ${page.before} order by id desc limit ${page.limit}`,
  );
}

/** Progress of receiving or checking; it also says that the worker lives. */
export async function noteProgress(
  on: Queryable,
  id: bigint,
  progress: { bytesRead?: number; rows?: number; rejected?: number },
): Promise<void> {
  await run(
    on,
    sql`update imports set progress_at = clock_timestamp(),
          bytes_read = coalesce(${progress.bytesRead ?? null}, bytes_read),
          rows = coalesce(${progress.rows ?? null}, rows), rejected = coalesce(${progress.rejected ?? null}, rejected)
        where id = ${id} and state in ('receiving', 'checking')`,
  );
}

/** The whole file is here; the check waits for a worker, for as long as that takes. */
export async function markReceived(
  tx: Tx,
  id: bigint,
  file: { bytes: number; sha256: string },
): Promise<number> {
  return run(
    tx,
    sql`update imports set state = 'checking', file_bytes = ${file.bytes}, bytes_read = 0, sha256 = ${file.sha256},
          progress_at = 'infinity'
        where id = ${id} and state = 'receiving'`,
  );
}

export async function noteFile(
  on: Queryable,
  id: bigint,
  file: { bytes: number; sha256: string },
): Promise<void> {
  await run(on, sql`update imports set file_bytes = ${file.bytes}, sha256 = ${file.sha256} where id = ${id}`);
}

export async function markFailed(on: Queryable, id: bigint, failure: Failure): Promise<number> {
  return run(
    on,
    sql`update imports set state = 'failed', failure = ${JSON.stringify(failure)}::jsonb
        where id = ${id} and state in ('receiving', 'checking', 'checked')`,
  );
}

export interface SilentRow {
  id: bigint;
  kind: KindName;
  state: 'receiving' | 'checking';
  resumed: number;
}

/** Imports whose worker has said nothing for a while: the process was stopped. Locked against a second finder. */
export async function lockSilent(tx: Tx, silentForMs: number): Promise<SilentRow[]> {
  return many(
    tx,
    sql<SilentRow>`
      select id, kind, state, resumed from imports
      where state in ('receiving', 'checking')
        and progress_at < clock_timestamp() - ${silentForMs} * interval '1 millisecond'
      order by id for update skip locked`,
  );
}

/** Puts an interrupted check back to wait for a worker. */
export async function markResumed(tx: Tx, id: bigint): Promise<void> {
  await run(
    tx,
    sql`update imports set resumed = resumed + 1, progress_at = 'infinity', bytes_read = 0, rows = 0, rejected = 0
        where id = ${id} and state = 'checking'`,
  );
}

export interface Outcome {
  rows: number;
  accepted: number;
  unchanged: number;
  changed: number;
  rejected: number;
  staged: number;
  totalVnd: bigint;
  sentVnd: bigint;
  newUnits: string[];
  checkedAfter: number;
}

export async function saveOutcome(tx: Tx, id: bigint, outcome: Outcome): Promise<void> {
  await run(
    tx,
    sql`update imports set rows = ${outcome.rows}, accepted = ${outcome.accepted}, unchanged = ${outcome.unchanged},
          changed = ${outcome.changed}, rejected = ${outcome.rejected}, staged = ${outcome.staged},
          total_vnd = ${outcome.totalVnd}, sent_vnd = ${outcome.sentVnd}, new_units = ${outcome.newUnits}::text[],
          checked_after = ${outcome.checkedAfter}
        where id = ${id}`,
  );
}

/** Returns 0 when the import is no longer being checked: it was given up meanwhile. */
export async function markChecked(tx: Tx, id: bigint): Promise<number> {
  return run(
    tx,
    sql`update imports set state = 'checked', bytes_read = file_bytes where id = ${id} and state = 'checking'`,
  );
}

export async function saveControl(tx: Tx, id: bigint, control: Control): Promise<void> {
  await run(
    tx,
    sql`update imports set control_source = ${control.source}, control_rows = ${control.rows},
          control_total_vnd = ${control.totalVnd}
        where id = ${id}`,
  );
}

export async function markPublished(tx: Tx, id: bigint, by: string, at: Date): Promise<number> {
  return run(
    tx,
    sql`update imports set state = 'published', published_by = ${by}, published_at = ${at}
        where id = ${id} and state = 'checked'`,
  );
}

export async function markAbandoned(tx: Tx, id: bigint): Promise<number> {
  return run(tx, sql`update imports set state = 'abandoned' where id = ${id} and state = 'checked'`);
}

/** Publications of one company go one after the other, so that two files never publish one bill twice. */
export async function lockPublication(tx: Tx): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtext('imports.publish'), hashtext(current_schema()))`);
}

export async function countPublished(on: Queryable): Promise<number> {
  return (await one(on, sql<{ n: number }>`select count(*)::int as n from imports where state = 'published'`))
    .n;
}

export async function deleteImport(tx: Tx, id: bigint): Promise<void> {
  await run(tx, sql`delete from import_rejections where import_id = ${id}`);
  await run(tx, sql`delete from imports where id = ${id}`);
}
