import { access } from 'node:fs/promises';
import type { Mapping } from '../../../core/reconciliation/mapping.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { reconciliationError } from './errors.ts';
import { findFile, type LaneCounts, type Refusal } from './file-queries.ts';
import { openPartnerFile } from './open-file.ts';
import { toRefusal } from './present-file.ts';
import { emptyTally, ensureControl, readPartnerLines } from './read-file.ts';
import { filePath } from './receive-file.ts';

export interface MappingTest {
  refusal: Refusal | null;
  lines: number;
  badLines: number;
  matched: number;
  matchedVnd: bigint;
  differenceVnd: bigint;
  byLane: LaneCounts;
}

/** Reads a past day's file with a mapping and matches it, keeping nothing. */
export async function testMapping(
  runtime: Runtime,
  company: Company,
  { mapping, fileId }: { mapping: Mapping; fileId: bigint },
): Promise<MappingTest> {
  const file = await findFile(company.db, fileId);
  ensure(file, reconciliationError('reconciliation.unknown_file', { id: String(fileId) }));
  const path = filePath(runtime, company, fileId);
  await access(path).catch((cause: unknown) => {
    throw reconciliationError('reconciliation.file_lost', {}, { cause });
  });
  const tally = emptyTally();
  const source = { path, fileName: file.file_name, maxUnpackedBytes: runtime.config.maxUploadBytes };
  let refusal: Refusal | null = null;
  try {
    const opened = await openPartnerFile(source, mapping);
    for await (const _ of readPartnerLines(opened, { mapping, cutOff: '24:00', tally }));
    ensureControl(tally);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refusal = toRefusal(error);
  }
  const { lines, badLines } = tally;
  return { refusal, lines, badLines, matched: 0, matchedVnd: 0n, differenceVnd: 0n, byLane: {} };
}
