import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { importFile } from '../server/features/imports/index.ts';
import type { Company, Runtime } from '../server/platform/runtime.ts';
import type { ExportFile } from '../simulator/billing-system.ts';

/** Brings a file of the simulated billing system in the way an operator does; every row must be taken. */
export async function bringIn(
  runtime: Runtime,
  company: Company,
  kind: 'customers' | 'bills',
  file: ExportFile,
): Promise<void> {
  const folder = resolve(runtime.config.dataDir, 'demo-files');
  mkdirSync(folder, { recursive: true });
  const path = resolve(folder, file.fileName);
  try {
    await pipeline(Readable.from(file.pieces()), createWriteStream(path));
    const control = { rows: file.rows, ...(kind === 'bills' && { totalVnd: file.totalVnd }) };
    const result = await importFile(runtime, company, { kind, path, control, actor: 'demo' });
    if (result.rejected > 0 || result.rows !== file.rows) {
      throw new Error(
        `${file.fileName}: ${result.rejected} of ${result.rows} rows were rejected (${result.rejectedFile})`,
      );
    }
  } finally {
    rmSync(path, { force: true });
  }
}
