import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { recordAudit } from '../audit/index.ts';
import { mandateError } from './errors.ts';
import { findDebitPartner } from './queries.ts';
import * as queries from './result-queries.ts';

export interface ReceivedResult {
  partnerCode: string;
  fileName: string;
  by: string;
  now: Date;
  requestId?: string;
}

/** Where a file of results is kept, as it came. */
export function resultPath(runtime: Runtime, company: Company, resultId: bigint): string {
  return join(runtime.config.dataDir, 'debit-results', company.code, String(resultId));
}

/**
 * Saves a bank's results as they stream in and asks for their posting; the same bytes again are known and kept once.
 * Throws `mandates.unknown_partner`, `mandates.too_large`.
 */
export async function receiveResult(
  runtime: Runtime,
  company: Company,
  body: Readable,
  received: ReceivedResult,
): Promise<{ id: bigint; unchanged: boolean }> {
  const { db } = company;
  const partner = await findDebitPartner(db, received.partnerCode);
  ensure(partner, mandateError('mandates.unknown_partner', { partner: received.partnerCode }));
  const id = await queries.reserveResultId(db);
  const path = resultPath(runtime, company, id);
  try {
    const saved = await save(body, path, runtime.config.maxUploadBytes);
    const known = await queries.findSameResult(db, { partnerId: partner.id, sha256: saved.sha256 });
    if (known !== undefined) await rm(path, { force: true });
    await transaction(db, async (tx) => {
      const { fileName, by, now, requestId } = received;
      if (known === undefined)
        await queries.insertResult(tx, { id, partnerId: partner.id, fileName, ...saved, by, now });
      await recordAudit(tx, {
        actor: by,
        action: known === undefined ? 'debits.result_received' : 'debits.result_sent_again',
        subject: `debit_result:${known ?? id}`,
        detail: { partner: partner.code, fileName, ...saved },
        ...(requestId !== undefined && { requestId }),
      });
      await publish(tx, { topic: 'debits.result_received', payload: { resultId: String(known ?? id) } });
    });
    return { id: known ?? id, unchanged: known !== undefined };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
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
      if (bytes > maxBytes) throw mandateError('mandates.too_large', { maxBytes });
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(Readable.from(counted()), createWriteStream(path, { mode: 0o600 }));
  return { bytes, sha256: hash.digest('hex') };
}
