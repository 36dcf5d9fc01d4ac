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
import { readResults, type ResultEnd } from './read-results.ts';
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
    const { partner_id: partnerId } = result;
    await queries.lockTermsOf(tx, partnerId);
    if (end.whole) await queries.stageWhole(tx, { partnerId, ...end.whole });
    await queries.judgeStaged(tx, partnerId);
    await queries.keepTaken(tx, resultId);
    await queries.noteFailed(tx, resultId, await readRetries(tx, result.partner_code, at));
    const suspended = await queries.suspendFailed(tx, resultId, reasonsWith('stop'), at.now);
    await queries.keepProblems(tx, resultId);
    await queries.keepReturns(tx, resultId, at.now);
    await queries.saveCounts(tx, resultId, { format: end.format, lines });
    await recordAudit(tx, {
      actor: result.received_by,
      action: 'debits.result_matched',
      subject: `debit_result:${resultId}`,
      detail: { format: end.format, lines, suspended },
    });
  });
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
