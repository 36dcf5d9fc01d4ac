import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { transaction, type Db } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { recordAudit } from '../audit/index.ts';
import { checkImport, toFailure } from './check-import.ts';
import type { Control } from './control.ts';
import { importError } from './errors.ts';
import type { KindName } from './kinds.ts';
import * as queries from './queries.ts';

export interface Upload {
  kind: KindName;
  fileName: string;
  control: Control;
  /** Announced size in bytes, where the sender names one. */
  announcedBytes: number | undefined;
  by: string;
  requestId: string;
}

const progressEveryMs = 500;

/** Where an upload waits until it has been checked. */
export function uploadPath(runtime: Runtime, company: Company, importId: bigint): string {
  return join(runtime.config.dataDir, 'uploads', company.code, String(importId));
}

/**
 * Saves an upload to disk as it streams in, never more than the limit, and asks for its check. An upload that is too
 * large or breaks off leaves no file; its import is `failed` and says why.
 */
export async function receiveUpload(
  runtime: Runtime,
  company: Company,
  body: Readable,
  upload: Upload,
): Promise<bigint> {
  const { db } = company;
  const maxBytes = runtime.config.maxUploadBytes;
  if (upload.announcedBytes !== undefined && upload.announcedBytes > maxBytes) {
    throw importError('imports.too_large', { bytes: upload.announcedBytes, maxBytes });
  }
  const { kind, fileName, control, by, requestId } = upload;
  const importId = await queries.insertImport(db, { kind, fileName, state: 'receiving', control, by });
  const path = uploadPath(runtime, company, importId);
  try {
    const file = await save(db, { importId, body, path, maxBytes });
    await transaction(db, async (tx) => {
      const waiting = await queries.markReceived(tx, importId, file);
      if (waiting === 0) throw importError('imports.interrupted');
      await recordAudit(tx, {
        actor: by,
        action: 'import.uploaded',
        subject: `import:${importId}`,
        detail: { kind, ...file },
        requestId,
      });
      await publish(tx, { topic: 'imports.uploaded', payload: { importId: String(importId) } });
    });
    return importId;
  } catch (error) {
    await rm(path, { force: true });
    const known =
      error instanceof AppError ? error : importError('imports.upload_broken', {}, { cause: error });
    await queries.markFailed(db, importId, toFailure(known));
    throw known;
  }
}

async function save(
  db: Db,
  work: { importId: bigint; body: Readable; path: string; maxBytes: number },
): Promise<{ bytes: number; sha256: string }> {
  const { importId, body, path, maxBytes } = work;
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let bytes = 0;
  let toldAt = performance.now();
  const counted = async function* (): AsyncGenerator<Buffer> {
    // A body refused half-way stays open: the sender is answered before the connection ends.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw importError('imports.too_large', { maxBytes });
      hash.update(chunk);
      if (performance.now() - toldAt > progressEveryMs) {
        toldAt = performance.now();
        await queries.noteProgress(db, importId, { bytesRead: bytes });
      }
      yield chunk;
    }
  };
  await pipeline(Readable.from(counted()), createWriteStream(path, { mode: 0o600 }));
  return { bytes, sha256: hash.digest('hex') };
}

/** Job: checks an upload. What is wrong with the file is written to the import for staff to see. */
export async function checkUpload(runtime: Runtime, company: Company, importId: bigint): Promise<void> {
  const row = await queries.findImport(company.db, importId);
  if (row?.state !== 'checking') return;
  const path = uploadPath(runtime, company, importId);
  const source = { path, fileName: row.file_name, maxUnpackedBytes: runtime.config.maxUploadBytes };
  try {
    await checkImport(company.db, { importId, kind: row.kind, source });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    runtime.log.info({ import: String(importId), company: company.code, code: error.code }, 'import failed');
  } finally {
    await rm(path, { force: true });
  }
}
