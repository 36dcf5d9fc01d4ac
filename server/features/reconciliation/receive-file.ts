import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { recordAudit } from '../audit/index.ts';
import { reconciliationError } from './errors.ts';
import * as queries from './file-queries.ts';
import { findMappingByName } from './mapping-queries.ts';

export interface ReceivedFile {
  partnerCode: string;
  day: BusinessDate;
  scope: queries.FileScope;
  mappingName: string | undefined;
  fileName: string;
  by: string;
  requestId?: string;
  businessOn: BusinessDate;
}

/** Where a partner's file is kept, as it came. */
export function filePath(runtime: Runtime, company: Company, fileId: bigint): string {
  return join(runtime.config.dataDir, 'partner-files', company.code, String(fileId));
}

/**
 * Saves a partner's file to disk as it streams in, never more than the limit, and asks for its matching. The same
 * bytes again, read the same way, are `unchanged`: they are matched anew with our books and kept once.
 * Throws `reconciliation.unknown_partner`, `own_partner`, `future_day`, `unknown_mapping`, `too_large`,
 * `upload_broken`; then nothing is left.
 */
export async function receiveFile(
  runtime: Runtime,
  company: Company,
  body: Readable,
  received: ReceivedFile,
): Promise<{ id: bigint; unchanged: boolean }> {
  const { db } = company;
  const file = await describe(db, received);
  const id = await queries.insertFile(db, file);
  const path = filePath(runtime, company, id);
  try {
    const saved = await save(body, path, runtime.config.maxUploadBytes);
    const known = await findUnchanged(db, { ...file, id, sha256: saved.sha256 });
    if (known !== undefined) {
      await rm(path, { force: true });
      await queries.deleteFile(db, id);
    }
    const used = known ?? id;
    await transaction(db, async (tx) => {
      if (known === undefined) await queries.noteReceived(tx, id, saved);
      await recordAudit(tx, {
        actor: received.by,
        action: known === undefined ? 'reconciliation.file_received' : 'reconciliation.file_sent_again',
        subject: `partner_file:${used}`,
        detail: { partner: received.partnerCode, day: received.day, scope: received.scope, ...saved },
        requestId: received.requestId,
      });
      await publish(tx, { topic: 'reconciliation.file_received', payload: { fileId: String(used) } });
    });
    return { id: used, unchanged: known !== undefined };
  } catch (error) {
    await rm(path, { force: true });
    await queries.deleteFile(db, id);
    throw error instanceof AppError
      ? error
      : reconciliationError('reconciliation.upload_broken', {}, { cause: error });
  }
}

async function describe(db: Db, received: ReceivedFile): Promise<queries.NewFile> {
  const { partnerCode, mappingName, day, scope, fileName, by, businessOn } = received;
  const partner = await queries.findPartnerByCode(db, partnerCode);
  ensure(partner, reconciliationError('reconciliation.unknown_partner', { partner: partnerCode }));
  ensure(partner.kind !== 'own', reconciliationError('reconciliation.own_partner'));
  ensure(day <= businessOn, reconciliationError('reconciliation.future_day', { day, today: businessOn }));
  const mapping =
    mappingName === undefined ? undefined : await findMappingByName(db, partner.id, mappingName);
  ensure(
    mappingName === undefined || mapping,
    reconciliationError('reconciliation.unknown_mapping', { mapping: mappingName }),
  );
  return { partnerId: partner.id, day, scope, fileName, mappingId: mapping?.id ?? null, by };
}

async function save(
  body: Readable,
  path: string,
  maxBytes: number,
): Promise<{ bytes: number; sha256: string }> {
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    // A body refused half-way stays open: the sender is answered before the connection ends.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw reconciliationError('reconciliation.too_large', { maxBytes });
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(Readable.from(counted()), createWriteStream(path, { mode: 0o600 }));
  return { bytes, sha256: hash.digest('hex') };
}

/** The file in use of the same day with the same bytes, to be read the same way. */
async function findUnchanged(
  db: Db,
  file: queries.NewFile & { id: bigint; sha256: string },
): Promise<bigint | undefined> {
  const known = await queries.findSameBytes(db, file);
  const same =
    known?.settles_on === file.day &&
    known.scope === file.scope &&
    (file.mappingId === null || known.mapping_id === file.mappingId);
  return same ? known.id : undefined;
}
