import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { addWorkingDays } from '../../../core/working-days.ts';
import { reasonsWith } from '../../../core/mandates/reasons.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { recordAudit } from '../audit/index.ts';
import { releaseEach } from '../payments/index.ts';
import { mandateError } from './errors.ts';
import { postTaken } from './post-taken.ts';
import { readWorkCalendar } from './queries.ts';
import { readResults, type ResultEnd, type ResultLine } from './read-results.ts';
import { resultPath } from './receive-result.ts';
import * as queries from './result-queries.ts';
import type { RunTime } from './run-debits.ts';
import { findTerms } from './terms-queries.ts';

/** What a file of results came to. */
export interface ResultTaken {
  lines: number;
  taken: number;
  takenAmount: string;
  failed: number;
  waiting: number;
  repeated: number;
  /** Lines that a person must look at. */
  problems: number;
  /** Taken, and not posted yet. */
  left: number;
}

/** Holds let go in one transaction. */
const holdsAtOnce = 5_000;

/**
 * Job: takes a bank's results. What each line says is written in one transaction; the money is posted behind it in pages,
 * and what was interrupted goes on where it stopped. What is wrong with the file as a whole is kept with it and thrown;
 * then nothing of it is used.
 */
export async function takeResults(
  runtime: Runtime,
  company: Company,
  resultId: bigint,
  at: RunTime,
): Promise<ResultTaken> {
  const { db } = company;
  try {
    await matchResults(runtime, company, resultId, at);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    await queries.refuseResult(db, resultId, { code: error.code, params: error.params });
    throw error;
  }
  const result = await queries.findResult(db, resultId);
  ensure(result, mandateError('mandates.unknown_result', { id: String(resultId) }));
  const left = result.state === 'posting' ? await finish(db, result, at) : 0;
  const { lines, taken, taken_vnd: takenVnd, failed, waiting, repeated, problems } = result;
  return { lines, taken, takenAmount: String(takenVnd), failed, waiting, repeated, problems, left };
}

/** Posts and releases; what could not be posted just now is tried again by the clock. */
async function finish(db: Db, result: queries.ResultRow, at: RunTime): Promise<number> {
  const left = await postTaken(db, result, at);
  await releaseHolds(db, result, at);
  if (left === 0) {
    await transaction(db, async (tx) => {
      if ((await queries.noteDone(tx, result.id, at.now)) === 0) return;
      await publish(tx, { topic: 'debits.result_taken', payload: { resultId: String(result.id) } });
    });
  }
  return left;
}

async function matchResults(
  runtime: Runtime,
  company: Company,
  resultId: bigint,
  at: RunTime,
): Promise<void> {
  const source = {
    path: resultPath(runtime, company, resultId),
    maxUnpackedBytes: runtime.config.maxUploadBytes,
  };
  await transaction(company.db, async (tx) => {
    const result = await queries.lockResult(tx, resultId);
    if (result?.state !== 'reading') return;
    const { end, lines } = await stage(tx, { ...source, fileName: result.file_name });
    await judge(tx, { ...result, end, lines }, at);
  });
}

/** What each staged line comes to; the money itself is posted behind this. */
async function judge(
  tx: Tx,
  result: Pick<queries.ResultRow, 'id' | 'partner_id' | 'partner_code' | 'received_by'> & {
    end: ResultEnd;
    lines: number;
  },
  at: RunTime,
): Promise<void> {
  const { id: resultId, partner_id: partnerId, end, lines } = result;
  await queries.lockTermsOf(tx, partnerId);
  if (end.whole) await queries.stageWhole(tx, { partnerId, ...end.whole });
  await queries.judgeStaged(tx, partnerId);
  await queries.keepTaken(tx, resultId);
  await queries.noteFailed(tx, resultId, await readRetries(tx, result.partner_code, at));
  const suspended = await queries.suspendFailed(tx, resultId, reasonsWith('stop'), at);
  await queries.keepProblems(tx, resultId);
  await queries.keepReturns(tx, resultId, at.now);
  await queries.saveCounts(tx, resultId, { format: end.format, lines });
  await recordAudit(tx, {
    actor: result.received_by,
    action: 'debits.result_matched',
    subject: `debit_result:${resultId}`,
    detail: { format: end.format, lines, suspended },
  });
}

/**
 * Takes answers that came one by one instead of in a file, by the same rules. Whoever hands them in may do so again: what
 * is known changes nothing. Answers how many of the debits could not be posted just now; the clock goes on with those.
 */
export async function takeAnswers(
  db: Db,
  answers: { partnerId: bigint; partnerCode: string; by: string; lines: readonly ResultLine[] },
  at: RunTime,
): Promise<number> {
  const { partnerId, partnerCode, by, lines } = answers;
  const staged = lines.map(queries.stagedResult).join('');
  const resultId = await transaction(db, async (tx) => {
    const id = await queries.reserveResultId(tx);
    const fileName = `${partnerCode}-${at.businessDate}-${id}`;
    const sha256 = createHash('sha256').update(`${fileName}\n${staged}`).digest('hex');
    const bytes = Buffer.byteLength(staged);
    await queries.insertResult(tx, { id, partnerId, fileName, sha256, bytes, by, now: at.now });
    await queries.makeStaging(tx);
    await queries.stageResults(tx, Readable.from([staged]));
    const end = { format: 'wallet', whole: undefined };
    const result = { id, partner_id: partnerId, partner_code: partnerCode, received_by: by };
    await judge(tx, { ...result, end, lines: lines.length }, at);
    return id;
  });
  const result = await queries.findResult(db, resultId);
  ensure(result, mandateError('mandates.unknown_result', { id: String(resultId) }));
  return finish(db, result, at);
}

async function stage(
  tx: Tx,
  source: Parameters<typeof readResults>[0],
): Promise<{ end: ResultEnd; lines: number }> {
  await queries.makeStaging(tx);
  let end: ResultEnd | undefined;
  let lines = 0;
  const chunks = async function* (): AsyncGenerator<string> {
    const results = readResults(source);
    let next = await results.next();
    for (; !next.done; next = await results.next()) {
      lines += next.value.length;
      yield next.value.map(queries.stagedResult).join('');
    }
    end = next.value;
  };
  await queries.stageResults(tx, chunks());
  if (!end) throw new Error('the file was not read to its end');
  return { end, lines };
}

/** On which day a debit that found no money may be tried again, for the first, the second… try. */
async function readRetries(tx: Tx, partnerCode: string, { businessDate }: RunTime) {
  const terms = await findTerms(tx, partnerCode);
  const calendar = await readWorkCalendar(tx);
  const days = (terms?.retryDays ?? []).map((after) => addWorkingDays(businessDate, after, calendar));
  return { codes: reasonsWith('retry'), days };
}

async function releaseHolds(db: Db, result: queries.ResultRow, at: RunTime): Promise<void> {
  for (;;) {
    const references = await queries.listOpenHolds(db, result.id, holdsAtOnce);
    if (references.length === 0) return;
    const hold = { partnerId: result.partner_id, references };
    if ((await releaseEach(db, hold, at.businessNow)) === 0) return;
  }
}
