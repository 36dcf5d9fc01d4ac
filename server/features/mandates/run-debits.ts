import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { isRunDay } from '../../../core/mandates/debit-day.ts';
import { addWorkingDays } from '../../../core/working-days.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { recordAudit } from '../audit/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { mandateError } from './errors.ts';
import { pickRange } from './pick-items.ts';
import * as queries from './pick-queries.ts';
import { expireMandates, readWorkCalendar } from './queries.ts';
import { findTerms, listTerms, type TermsRow } from './terms-queries.ts';
import { debitFileName, debitFilePath, writeDebitFile } from './write-file.ts';

/** When a run takes place: real time for stamps, business time for days and holds. */
export interface RunTime {
  now: Date;
  businessNow: Date;
  businessDate: BusinessDate;
}

export interface DebitRun {
  /** Undefined when there is nothing to debit: then no run is kept and no file made. */
  batch: queries.BatchRow | undefined;
  /** Open bills left out, by reason. */
  skipped: Record<string, number>;
}

/**
 * The debit run of a bank's day: picks the bills, holds them, and makes the file; what a wallet is to debit is sent one by
 * one instead, by whoever hears of `debits.wallet_run_ready`. Started again it goes on where it
 * stopped, and what is finished stays as it is. Throws `mandates.no_terms`, `mandates.not_a_run_day`.
 */
export async function runDebits(
  runtime: Runtime,
  company: Company,
  work: { partnerCode: string; by: string; at: RunTime; requestId?: string },
): Promise<DebitRun> {
  const { db } = company;
  const terms = await findTerms(db, work.partnerCode);
  ensure(terms, mandateError('mandates.no_terms', { partner: work.partnerCode }));
  const calendar = await readWorkCalendar(db);
  const { businessDate } = work.at;
  ensure(
    isRunDay(businessDate, terms.runDays, calendar),
    mandateError('mandates.not_a_run_day', { day: businessDate, runDays: terms.runDays }),
  );
  const answerDueOn = addWorkingDays(businessDate, terms.resultDays, calendar);
  const batchId = await openBatch(db, terms, { ...work, answerDueOn });
  await pickAll(db, batchId, work.at);
  return finishBatch(runtime, company, batchId);
}

async function openBatch(
  db: Db,
  terms: TermsRow,
  work: { by: string; at: RunTime; answerDueOn: BusinessDate; requestId?: string },
): Promise<bigint> {
  const { partnerId, partnerCode, partnerName: _name, partnerKind: _kind, ...agreed } = terms;
  const { now, businessDate } = work.at;
  return transaction(db, async (tx) => {
    await expireMandates(tx, businessDate, now);
    const { id, made } = await queries.openBatch(tx, {
      partnerId,
      businessOn: businessDate,
      messageId: `TN-${partnerCode}-${businessDate.replaceAll('-', '')}`,
      terms: agreed,
      answerDueOn: work.answerDueOn,
      by: work.by,
      now,
    });
    if (made) {
      await queries.planRanges(tx, { id, partnerId }, customersAtOnce);
      await recordAudit(tx, {
        actor: work.by,
        action: 'debits.run_started',
        subject: `debit_batch:${id}`,
        detail: { partner: partnerCode, day: businessDate },
        ...(work.requestId !== undefined && { requestId: work.requestId }),
      });
    }
    return id;
  });
}

/** Customers whose bills are picked in one transaction: few enough that nobody waits long for a lock. */
const customersAtOnce = 4_000;
/** Transactions that pick at once: while one thinks, the database works for the other. */
const lanes = 2;

/** Range by range; what was picked before an interruption stands with its range. */
async function pickAll(db: Db, batchId: bigint, at: RunTime): Promise<void> {
  const batch = await findBatch(db, batchId);
  if (batch.state !== 'picking') return;
  const lane = async (): Promise<void> => {
    for (let more = true; more;) {
      more = await transaction(db, async (tx) => {
        const range = await queries.lockRange(tx, batchId);
        if (range) await pickRange(tx, batch, range, at.businessNow);
        return range !== undefined;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

async function finishBatch(runtime: Runtime, company: Company, batchId: bigint): Promise<DebitRun> {
  const { db } = company;
  const found = await findBatch(db, batchId);
  if (found.state !== 'picking') return { batch: found, skipped: found.skipped };
  const { items, itemsVnd, skipped } = await queries.sumPicked(db, batchId);
  if (items === 0) {
    await queries.forgetEmptyBatch(db, batchId);
    return { batch: undefined, skipped };
  }
  const batch = { ...found, items, items_vnd: itemsVnd, skipped };
  const file =
    batch.format === 'wallet'
      ? undefined
      : await writeDebitFile(company, batch, debitFilePath(runtime, company, batchId));
  await transaction(db, async (tx) => {
    if (!(await queries.noteFile(tx, batch, file))) return;
    await recordAudit(tx, {
      actor: batch.made_by,
      action: file ? 'debits.file_made' : 'debits.picked',
      subject: `debit_batch:${batchId}`,
      detail: { items: batch.items, amount: String(batch.items_vnd), ...(file && { sha256: file.sha256 }) },
    });
    const topic = file ? 'debits.file_made' : 'debits.wallet_run_ready';
    await publish(tx, { topic, payload: { batchId: String(batchId) } });
  });
  return { batch: await findBatch(db, batchId), skipped };
}

async function findBatch(db: Db, id: bigint): Promise<queries.BatchRow> {
  const batch = await queries.findBatch(db, id);
  ensure(batch, mandateError('mandates.unknown_batch', { id: String(id) }));
  return batch;
}

/** Job: every bank that takes a file today. A bank whose run fails does not keep the others from theirs. */
export async function runDueDebits(runtime: Runtime, company: Company, at: RunTime): Promise<void> {
  const calendar = await readWorkCalendar(company.db);
  const due = (await listTerms(company.db)).filter(({ runDays }) =>
    isRunDay(at.businessDate, runDays, calendar),
  );
  const failures: unknown[] = [];
  for (const { partnerCode } of due) {
    await runDebits(runtime, company, { partnerCode, by: 'system', at }).catch((error: unknown) => {
      failures.push(error);
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} debit runs failed`);
}

/**
 * The file of a run to hand over. One that is missing on the disk is made again; it is the same or it is not handed out.
 * Throws `mandates.unknown_batch`, `mandates.batch_not_ready`, `mandates.file_changed`.
 */
export async function openDebitFile(
  runtime: Runtime,
  company: Company,
  batchId: bigint,
): Promise<{ fileName: string; stream: Readable }> {
  const batch = await findBatch(company.db, batchId);
  ensure(batch.file_sha256, mandateError('mandates.batch_not_ready'));
  const path = debitFilePath(runtime, company, batchId);
  if (!(await stat(path).catch(() => undefined))) {
    const { sha256 } = await writeDebitFile(company, batch, path);
    ensure(sha256 === batch.file_sha256, mandateError('mandates.file_changed', { id: String(batchId) }));
  }
  return { fileName: debitFileName(batch), stream: createReadStream(path) };
}

/** Says that the bank has been given the file. Throws `mandates.unknown_batch`, `mandates.batch_not_ready`, `mandates.wallet_run`. */
export async function markSent(staff: StaffContext, batchId: bigint): Promise<queries.BatchRow> {
  return transaction(staff.db, async (tx) => {
    const batch = await queries.findBatch(tx, batchId);
    ensure(batch, mandateError('mandates.unknown_batch', { id: String(batchId) }));
    ensure(batch.state !== 'picking', mandateError('mandates.batch_not_ready'));
    ensure(batch.format !== 'wallet', mandateError('mandates.wallet_run'));
    if ((await queries.noteSent(tx, batchId, staff.login, staff.now)) > 0) {
      await recordAudit(tx, {
        actor: staff.login,
        action: 'debits.file_sent',
        subject: `debit_batch:${batchId}`,
        detail: { sha256: batch.file_sha256 },
        requestId: staff.requestId,
      });
    }
    return (await queries.findBatch(tx, batchId))!;
  });
}

/** Notes that every debit of a wallet's run has been sent. */
export async function noteRunSent(db: Db, batchId: bigint, by: string, now: Date): Promise<void> {
  await queries.noteSent(db, batchId, by, now);
}
