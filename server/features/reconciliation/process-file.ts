import type { BusinessDate } from '../../../core/dates.ts';
import { readClock } from '../../platform/clock.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { recordAudit } from '../audit/index.ts';
import { checkFile } from './check-file.ts';
import * as queries from './file-queries.ts';
import { matchDay, mergeDifferences } from './match-day.ts';
import { neighbourDays } from './match-queries.ts';
import { listNeighbourFiles } from './merge-queries.ts';
import { toRefusal } from './present-file.ts';
import { filePath } from './receive-file.ts';
import { stagePartnerFile, type StagedFile } from './stage-file.ts';
import { endMatch, keepLines, lockPartner, matchKept } from './staging-queries.ts';

interface When {
  now: Date;
  businessOn: BusinessDate;
}

/**
 * Job: reads a file that has arrived and matches it; one that is in use already is matched anew with the books. What is
 * wrong with the file is written to it for staff and partner to see, and nothing of it is used.
 */
export async function processFile(runtime: Runtime, company: Company, fileId: bigint): Promise<void> {
  const { db } = company;
  const file = await queries.findFile(db, fileId);
  if (!file) return;
  const { now, businessDate: businessOn } = await readClock(runtime.platform);
  const when = { now, businessOn };
  if (file.state === 'matched') return rematchFile(db, fileId, when);
  if (file.state !== 'reading') return;
  try {
    const neighbours = await readAndMatch(runtime, company, file, when);
    for (const id of neighbours) await rematchFile(db, id, when);
  } catch (error) {
    // What may pass is tried again.
    if (error instanceof AppError && error.kind === 'unavailable') throw error;
    await refuse(db, file, error);
    if (!(error instanceof AppError)) throw error;
    runtime.log.info(
      { file: String(fileId), company: company.code, code: error.code },
      'partner file refused',
    );
  }
}

async function refuse(db: Db, file: queries.FileRow, error: unknown): Promise<void> {
  const refusal = toRefusal(error);
  await transaction(db, async (tx) => {
    await queries.refuseFile(tx, file.id, refusal);
    await recordAudit(tx, {
      actor: file.received_by,
      action: 'reconciliation.file_refused',
      subject: `partner_file:${file.id}`,
      detail: { code: refusal.code },
    });
  });
}

async function readAndMatch(
  runtime: Runtime,
  company: Company,
  file: queries.FileRow,
  when: When,
): Promise<bigint[]> {
  const { db } = company;
  const partner = await queries.findPartnerByCode(db, file.partner_code);
  if (!partner) throw new Error(`partner ${file.partner_code} is gone`);
  const source = {
    path: filePath(runtime, company, file.id),
    fileName: file.file_name,
    maxUnpackedBytes: runtime.config.maxUploadBytes,
  };
  return transaction(db, async (tx) => {
    const staged = await stagePartnerFile(db, tx, { file, source, cutOff: partner.cut_off });
    await lockPartner(tx, file.partner_id);
    // The same job twice at once, or a file that came later and was quicker.
    const locked = await queries.lockFile(tx, file.id);
    if (locked?.state !== 'reading' || (await queries.yieldToNewer(tx, file))) return [];
    await checkFile(tx, file, staged, partner.cut_off);
    await useStaged(tx, file, staged);
    const used = await queries.lockFile(tx, file.id);
    if (!used) throw new Error('a file just used is gone');
    return matchAndSave(tx, used, when);
  });
}

async function useStaged(tx: Tx, file: queries.FileRow, { tally, mappingId }: StagedFile): Promise<void> {
  await keepLines(tx, file.id);
  const superseded = await queries.useFile(tx, file, {
    lines: tally.lines,
    linesVnd: tally.allVnd,
    paidVnd: tally.paidVnd,
    badLines: tally.badLines,
    control: tally.control,
    mappingId,
  });
  await queries.forgetRunningLines(
    tx,
    superseded.map(({ id }) => id),
  );
  await recordAudit(tx, {
    actor: file.received_by,
    action: 'reconciliation.file_used',
    subject: `partner_file:${file.id}`,
    detail: {
      lines: tally.lines,
      badLines: tally.badLines,
      superseded: superseded.map(({ id }) => String(id)),
    },
  });
}

/** Matches the lines of a file; answers files of other days that have to be matched anew because of it. */
async function matchAndSave(tx: Tx, file: queries.FileRow, { now, businessOn }: When): Promise<bigint[]> {
  const { partner_id: partnerId, settles_on: day, id: fileId } = file;
  const final = file.scope === 'final';
  await matchKept(tx, fileId);
  const match = await matchDay(tx, {
    partnerId,
    day,
    fileId,
    final,
    lines: file.lines + file.bad_lines,
    paidVnd: file.paid_vnd,
  });
  await mergeDifferences(tx, { partnerId, day, fileId, final, businessOn, now });
  await queries.saveMatch(tx, fileId, { ...match, now });
  await publish(tx, { topic: 'reconciliation.file_matched', payload: { fileId: String(fileId) } });
  const neighbours = await listNeighbourFiles(tx, { partnerId, day, days: neighbourDays });
  await endMatch(tx);
  return neighbours.map(({ file_id }) => file_id);
}

/** Matches the lines of a file in use anew with the books as they are now. */
export async function rematchFile(db: Db, fileId: bigint, when: When): Promise<void> {
  await transaction(db, async (tx) => {
    const known = await queries.findFile(tx, fileId);
    if (known?.state !== 'matched') return;
    await lockPartner(tx, known.partner_id);
    // A later file may have come to speak for the day meanwhile.
    const file = await queries.lockFile(tx, fileId);
    if (file?.state === 'matched') await matchAndSave(tx, file, when);
  });
}
