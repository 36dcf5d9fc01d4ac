import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { transaction, type Tx } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { importKinds } from './kinds.ts';
import * as queries from './queries.ts';
import { uploadPath } from './receive-upload.ts';

/** A worker speaks every two seconds; one that has been silent for so long is gone. */
const silentForMs = 60_000;
/** A file that stops the process each time is not tried for ever. */
const mostAttempts = 3;

/**
 * Looks after imports whose process was stopped. A whole upload is checked anew from its start; what had not arrived
 * whole, and a file of the command line, is failed and says that it must be sent again.
 */
export async function resumeImports(runtime: Runtime, company: Company): Promise<void> {
  const given = await transaction(company.db, async (tx) => {
    const failed: queries.SilentRow[] = [];
    for (const row of await queries.lockSilent(tx, silentForMs)) {
      await importKinds[row.kind].clear(tx, row.id);
      const whole = row.state === 'checking' && existsSync(uploadPath(runtime, company, row.id));
      if (whole && row.resumed < mostAttempts) await resume(tx, row.id);
      else failed.push(row);
    }
    for (const row of failed) {
      await queries.markFailed(tx, row.id, { code: 'imports.interrupted', params: {} });
    }
    return failed;
  });
  for (const row of given) await rm(uploadPath(runtime, company, row.id), { force: true });
}

async function resume(tx: Tx, importId: bigint): Promise<void> {
  await queries.markResumed(tx, importId);
  await publish(tx, { topic: 'imports.uploaded', payload: { importId: String(importId) } });
}
