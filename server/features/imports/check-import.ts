import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import type { TableSource } from '../../platform/tabular/table.ts';
import { controlsDiffer } from './control.ts';
import { importError } from './errors.ts';
import { importKinds, type KindName } from './kinds.ts';
import * as queries from './queries.ts';
import { copyStagedRejections, deleteStagedRejections } from './rejection-queries.ts';
import { stageFile, type StagedFile } from './stage-file.ts';

const heartbeatMs = 2_000;

/**
 * Reads and checks a file. Afterwards the import is `checked`: its numbers stand, its rows wait in the staging table,
 * and nothing is published. What is wrong with the file as a whole makes it `failed` and is thrown.
 */
export async function checkImport(
  db: Db,
  work: { importId: bigint; kind: KindName; source: TableSource },
): Promise<queries.ImportRow> {
  const { importId, kind } = work;
  const heartbeat = setInterval(() => {
    // A missed beat is made good by the next.
    queries.noteProgress(db, importId, {}).catch(() => undefined);
  }, heartbeatMs);
  try {
    const staged = await stageFile(db, work);
    return await transaction(db, async (tx) => {
      const row = await getLocked(tx, importId);
      await takeTrailer(tx, row, staged);
      await judge(tx, kind, importId, { rows: staged.rows, sentVnd: staged.sentVnd });
      if ((await queries.markChecked(tx, importId)) === 0) throw importError('imports.interrupted');
      return getLocked(tx, importId);
    });
  } catch (error) {
    await importKinds[kind].clear(db, importId);
    await queries.markFailed(db, importId, toFailure(error));
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

async function getLocked(tx: Tx, importId: bigint): Promise<queries.ImportRow> {
  const row = await queries.lockImport(tx, importId);
  if (!row) throw importError('imports.unknown', { id: String(importId) });
  return row;
}

/** Totals typed in and a trailer must say the same; a trailer alone is the control. */
async function takeTrailer(tx: Tx, row: queries.ImportRow, { trailer }: StagedFile): Promise<void> {
  if (!trailer) return;
  const typed = { source: row.control_source, rows: row.control_rows, totalVnd: row.control_total_vnd };
  if (controlsDiffer(typed, trailer)) {
    throw importError('imports.controls_differ', {
      rows: typed.rows,
      total: typed.totalVnd === null ? null : String(typed.totalVnd),
      trailerRows: trailer.rows,
      trailerTotal: trailer.totalVnd === undefined ? null : String(trailer.totalVnd),
    });
  }
  await queries.saveControl(tx, row.id, {
    source: 'trailer',
    rows: trailer.rows ?? null,
    totalVnd: trailer.totalVnd ?? null,
  });
}

/**
 * Runs the set-wise checks over the staged rows and writes the import's numbers. With the row of an earlier check it
 * runs again; staged rows that are gone since then are `imports.staging_lost`.
 */
export async function judge(
  tx: Tx,
  kindName: KindName,
  importId: bigint,
  sent: { rows: number; sentVnd: bigint; earlier?: queries.ImportRow },
): Promise<queries.Outcome> {
  const kind = importKinds[kindName];
  const { earlier } = sent;
  const checkedAfter = await queries.countPublished(tx);
  await kind.check(tx, importId, earlier !== undefined);
  const counts = new Map((await kind.count(tx, importId)).map((count) => [count.verdict, count]));
  const rowsOf = (verdict: string | null): number => counts.get(verdict)?.rows ?? 0;
  const [accepted, unchanged, changed] = [rowsOf(null), rowsOf('unchanged'), rowsOf('changed')];
  const staged = accepted + unchanged + changed + rowsOf('rejected');
  ensureStaged(staged, earlier?.staged ?? staged);
  if (earlier) await deleteStagedRejections(tx, importId, kindName);
  if (rowsOf('rejected') > 0) await copyStagedRejections(tx, importId, kindName);
  const outcome: queries.Outcome = {
    rows: sent.rows,
    accepted,
    unchanged,
    changed,
    rejected: sent.rows - accepted - unchanged - changed,
    staged,
    totalVnd: (counts.get(null)?.total_vnd ?? 0n) + (counts.get('changed')?.total_vnd ?? 0n),
    sentVnd: sent.sentVnd,
    newUnits: await kind.listNewUnits(tx, importId),
    checkedAfter,
  };
  await queries.saveOutcome(tx, importId, outcome);
  return outcome;
}

/** The staging tables are unlogged: a crash of the database empties them, and half a file must never be published. */
export function ensureStaged(found: number, expected: number): void {
  ensure(found === expected, importError('imports.staging_lost', { expected, found }));
}

export function toFailure(error: unknown): queries.Failure {
  if (error instanceof AppError) return { code: error.code, params: error.params };
  return { code: 'imports.fault', params: {} };
}
