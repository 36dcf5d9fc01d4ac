import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readClock } from '../../platform/clock.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { checkImport, toFailure } from './check-import.ts';
import type { Control } from './control.ts';
import { importError } from './errors.ts';
import { importKinds, type KindName } from './kinds.ts';
import { publishImport } from './publish-import.ts';
import * as queries from './queries.ts';
import { resumeImports } from './resume-imports.ts';
import { saveRejections } from './write-rejections.ts';

export interface FileImport {
  kind: KindName;
  path: string;
  control?: { rows?: number; totalVnd?: bigint };
  dryRun?: boolean;
  actor: string;
}

/** What `customers import` and `bills import` print. Accepted, unchanged, changed and rejected add up to rows. */
export interface FileImportResult {
  rows: number;
  accepted: number;
  unchanged: number;
  changed: number;
  rejected: number;
  /** Sum of the bills this file publishes (accepted and changed), a whole number of dong. */
  totalAmount: string;
  /** A CSV with line, field, reason and the row as sent; null when nothing was rejected. */
  rejectedFile: string | null;
  /** Unit codes first met in a customer file, to be named by staff. */
  newUnits?: string[];
}

/**
 * Checks a file and publishes its valid rows at once, as the command line does. Throws `files.*` or `imports.*`, and
 * then nothing is published; a dry run publishes nothing and leaves nothing behind but the file of rejected rows.
 */
export async function importFile(
  runtime: Runtime,
  company: Company,
  request: FileImport,
): Promise<FileImportResult> {
  const { db } = company;
  const { kind, path, actor } = request;
  const bytes = await measure(path, runtime.config.maxUploadBytes);
  const fileName = basename(path);
  await resumeImports(runtime, company);
  const importId = await queries.insertImport(db, {
    kind,
    fileName,
    state: 'checking',
    control: typedControl(request.control),
    by: actor,
  });
  try {
    await queries.noteFile(db, importId, { bytes, sha256: await hashFile(path) });
    const source = { path, fileName, maxUnpackedBytes: runtime.config.maxUploadBytes };
    const checked = await checkImport(db, { importId, kind, source });
    const rejectedFile = await saveRejected(runtime, company, checked);
    if (request.dryRun) return present(checked, rejectedFile);
    const { businessDate: businessOn, now } = await readClock(runtime.platform);
    const published = await publishImport(db, { importId, by: actor, withoutTotals: true, businessOn, now });
    return present(published, rejectedFile);
  } catch (error) {
    await giveUp(db, importId, kind, error);
    throw error;
  } finally {
    if (request.dryRun) await forget(db, importId, kind);
  }
}

/** Size of a file that may be read. Throws `imports.too_large` before a byte of it is read. */
async function measure(path: string, maxBytes: number): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw fileError('files.unreadable', {}, { cause });
  });
  if (!found.isFile()) throw fileError('files.unreadable');
  if (found.size > maxBytes) throw importError('imports.too_large', { bytes: found.size, maxBytes });
  return found.size;
}

function typedControl(control: FileImport['control']): Control {
  if (control?.rows === undefined && control?.totalVnd === undefined) {
    return { source: 'none', rows: null, totalVnd: null };
  }
  return { source: 'typed', rows: control.rows ?? null, totalVnd: control.totalVnd ?? null };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1_048_576 }), hash).catch((cause: unknown) => {
    throw fileError('files.unreadable', {}, { cause });
  });
  return hash.digest('hex');
}

async function saveRejected(
  runtime: Runtime,
  company: Company,
  row: queries.ImportRow,
): Promise<string | null> {
  if (row.rejected === 0) return null;
  const folder = join(runtime.config.dataDir, 'rejected', company.code);
  return saveRejections(company.db, { importId: row.id, folder, fileName: row.file_name });
}

async function giveUp(db: Db, importId: bigint, kind: KindName, error: unknown): Promise<void> {
  await importKinds[kind].clear(db, importId);
  await queries.markFailed(db, importId, toFailure(error));
}

async function forget(db: Db, importId: bigint, kind: KindName): Promise<void> {
  await transaction(db, async (tx) => {
    await importKinds[kind].clear(tx, importId);
    await queries.deleteImport(tx, importId);
  });
}

function present(row: queries.ImportRow, rejectedFile: string | null): FileImportResult {
  return {
    rows: row.rows,
    accepted: row.accepted,
    unchanged: row.unchanged,
    changed: row.changed,
    rejected: row.rejected,
    totalAmount: String(row.total_vnd),
    rejectedFile,
    ...(row.kind === 'customers' && { newUnits: row.new_units }),
  };
}
