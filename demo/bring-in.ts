import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BusinessDate } from '../core/dates.ts';
import { importVillages } from '../server/features/areas/index.ts';
import { importFile } from '../server/features/imports/index.ts';
import type { Company, Runtime } from '../server/platform/runtime.ts';
import type { TableSource } from '../server/platform/tabular/table.ts';
import type { ExportFile } from '../simulator/billing-system.ts';

/** Brings a file of the simulated billing system in the way an operator does; every row must be taken. */
export async function bringIn(
  runtime: Runtime,
  company: Company,
  kind: 'customers' | 'bills',
  file: ExportFile,
): Promise<void> {
  const control = { rows: file.rows, ...(kind === 'bills' && { totalVnd: file.totalVnd }) };
  await withFile(runtime, file, async (path) => {
    const result = await importFile(runtime, company, { kind, path, control, actor: 'demo' });
    ensureAllTaken(file, result);
  });
}

/** Brings in the list of villages of a province. */
export async function bringInVillages(
  runtime: Runtime,
  company: Company,
  file: ExportFile,
  onDate: BusinessDate,
): Promise<void> {
  const maxUnpackedBytes = runtime.config.maxUploadBytes;
  await withFile(runtime, file, async (path) => {
    const list = { path, fileName: file.fileName, maxUnpackedBytes, actor: 'demo', onDate };
    ensureAllTaken(file, await importVillages(company.db, list));
  });
}

/** Brings in a list that units keep, the way staff do. */
export async function bringInList(
  runtime: Runtime,
  file: ExportFile,
  take: (source: TableSource & { dryRun: boolean }) => Promise<{ rows: number; rejected: number }>,
): Promise<void> {
  const { fileName } = file;
  const maxUnpackedBytes = runtime.config.maxUploadBytes;
  await withFile(runtime, file, async (path) => {
    ensureAllTaken(file, await take({ path, fileName, maxUnpackedBytes, dryRun: false }));
  });
}

function ensureAllTaken(file: ExportFile, result: { rows: number; rejected: number }): void {
  if (result.rejected === 0 && result.rows === file.rows) return;
  throw new Error(`${file.fileName}: ${result.rejected} of ${result.rows} rows were rejected`);
}

async function withFile(
  runtime: Runtime,
  file: ExportFile,
  work: (path: string) => Promise<void>,
): Promise<void> {
  const folder = resolve(runtime.config.dataDir, 'demo-files');
  mkdirSync(folder, { recursive: true });
  const path = resolve(folder, file.fileName);
  try {
    await pipeline(Readable.from(file.pieces()), createWriteStream(path));
    await work(path);
  } finally {
    rmSync(path, { force: true });
  }
}
