import { access } from 'node:fs/promises';
import type { Mapping } from '../../../core/reconciliation/mapping.ts';
import { transaction } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { reconciliationError } from './errors.ts';
import { findFile, findPartnerByCode, type LaneCounts, type Refusal } from './file-queries.ts';
import { matchDay, type DayMatch } from './match-day.ts';
import { openPartnerFile } from './open-file.ts';
import { toRefusal } from './present-file.ts';
import { emptyTally, type FileTally } from './read-file.ts';
import { filePath } from './receive-file.ts';
import { stageOpened } from './stage-file.ts';
import { matchStaged } from './staging-queries.ts';

export interface MappingTest {
  refusal: Refusal | null;
  lines: number;
  badLines: number;
  matched: number;
  matchedVnd: bigint;
  differenceVnd: bigint;
  byLane: LaneCounts;
}

/** Ends the transaction of a trial, so that nothing of it is kept. */
class TrialEnd extends Error {
  readonly match: DayMatch;

  constructor(match: DayMatch) {
    super('a trial keeps nothing');
    this.match = match;
  }
}

/**
 * Reads a past day's file with a mapping and matches it with the books as they are, keeping nothing. What is wrong with
 * the file under this mapping is answered, not thrown. Throws `reconciliation.unknown_file`, `reconciliation.file_lost`.
 */
export async function testMapping(
  runtime: Runtime,
  company: Company,
  { mapping, fileId }: { mapping: Mapping; fileId: bigint },
): Promise<MappingTest> {
  const tally = emptyTally();
  const none: DayMatch = { matched: 0, matchedVnd: 0n, differenceVnd: 0n, byLane: {} };
  try {
    await tryMatch(runtime, company, { mapping, fileId, tally });
    throw new Error('a trial was kept');
  } catch (error) {
    if (error instanceof TrialEnd) return { refusal: null, ...countsOf(tally), ...error.match };
    const about = error instanceof AppError && !isAboutRequest(error);
    if (!about) throw error;
    return { refusal: toRefusal(error), ...countsOf(tally), ...none };
  }
}

const countsOf = ({ lines, badLines }: FileTally) => ({ lines, badLines });

function isAboutRequest({ code, kind }: AppError): boolean {
  return (
    kind === 'unavailable' || code === 'reconciliation.unknown_file' || code === 'reconciliation.file_lost'
  );
}

async function tryMatch(
  runtime: Runtime,
  company: Company,
  { mapping, fileId, tally }: { mapping: Mapping; fileId: bigint; tally: FileTally },
): Promise<void> {
  const { db } = company;
  const file = await findFile(db, fileId);
  ensure(file, reconciliationError('reconciliation.unknown_file', { id: String(fileId) }));
  const path = filePath(runtime, company, fileId);
  await access(path).catch((cause: unknown) => {
    throw reconciliationError('reconciliation.file_lost', {}, { cause });
  });
  const partner = await findPartnerByCode(db, file.partner_code);
  const source = { path, fileName: file.file_name, maxUnpackedBytes: runtime.config.maxUploadBytes };
  const opened = await openPartnerFile(source, mapping);
  await transaction(db, async (tx) => {
    const cutOff = partner?.cut_off ?? '24:00';
    await stageOpened(tx, opened, { mapping, cutOff, tally, onBad: async () => undefined });
    await matchStaged(tx);
    const { partner_id: partnerId, settles_on: day } = file;
    const lines = tally.lines + tally.badLines;
    const final = file.scope === 'final';
    throw new TrialEnd(await matchDay(tx, { partnerId, day, fileId, final, lines, paidVnd: tally.paidVnd }));
  });
}
