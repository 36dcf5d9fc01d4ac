import type { BusinessDate } from '../../../core/dates.ts';
import { readClock } from '../../platform/clock.ts';
import { transaction, type Db } from '../../platform/db.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { insertEvents } from './difference-queries.ts';
import { hasFinal, refuseFile } from './file-queries.ts';
import { judgeFound } from './judge-found.ts';
import * as merge from './merge-queries.ts';
import { processFile, rematchFile } from './process-file.ts';
import { lockPartner } from './staging-queries.ts';
import * as queries from './watch-queries.ts';

interface When {
  now: Date;
  /** Holds run by business time. */
  businessNow: Date;
  businessOn: BusinessDate;
}

/**
 * Job: opens what our own books show before any file comes (a bill paid twice, money that is nobody's, a payment taken
 * back after its day, a hold that never ended), closes what they no longer show, and matches anew the files whose
 * differences have moved meanwhile. When the file comes, the day is nearly clear.
 */
export async function watchBooks(runtime: Runtime, company: Company): Promise<void> {
  const { db } = company;
  const { now, businessNow, businessDate: businessOn } = await readClock(runtime.platform);
  const when = { now, businessNow, businessOn };
  for (const { partner_id, day } of await queries.listDaysToWatch(db, when)) {
    await watchDay(db, { partnerId: partner_id, day }, when);
  }
  for (const { file_id } of await queries.listStaleFiles(db, when)) await rematchFile(db, file_id, when);
  await takeUpStuck(runtime, company, now);
}

/** A file that a stopped process left behind is read again; one that never arrived whole is said to be broken off. */
async function takeUpStuck(runtime: Runtime, company: Company, now: Date): Promise<void> {
  for (const { id, arrived } of await queries.listStuckFiles(company.db, now)) {
    if (arrived) await processFile(runtime, company, id);
    else await refuseFile(company.db, id, { code: 'reconciliation.upload_broken', params: {} });
  }
}

async function watchDay(
  db: Db,
  { partnerId, day }: { partnerId: bigint; day: BusinessDate },
  { now, businessNow, businessOn }: When,
): Promise<void> {
  await transaction(db, async (tx) => {
    await lockPartner(tx, partnerId);
    // The file may have come meanwhile: it knows more.
    if (await hasFinal(tx, partnerId, day)) return;
    await queries.findFromBooks(tx, { partnerId, day });
    await merge.makeJudged(tx);
    await judgeFound(tx, { fileId: null, partnerId, day, onlyBooks: true, final: false });
    await queries.judgeHolds(tx, { partnerId, day, businessNow });
    const work = { partnerId, day, fileId: null, businessOn, now };
    await merge.settleJudged(tx, work);
    const made = await merge.insertMadeByFix(tx, work);
    await merge.leaveToFiles(tx, work);
    const written = await merge.upsertDifferences(tx, work);
    const gone = await queries.closeUnwatched(tx, work);
    const by = { actor: 'system', note: null, detail: {} };
    await insertEvents(tx, [
      ...made.map(({ id }) => ({ differenceId: id, event: 'made_by_fix', ...by })),
      ...written.flatMap(({ id, event }) => (event === null ? [] : [{ differenceId: id, event, ...by }])),
      ...gone.map(({ id }) => ({ differenceId: id, event: 'no_longer_found', ...by })),
    ]);
  });
}
