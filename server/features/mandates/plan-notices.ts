import { nextRunDay, runDayToAnnounce } from '../../../core/mandates/notice.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { addWorkingDays } from '../../../core/working-days.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { Company } from '../../platform/runtime.ts';
import { recordAudit } from '../audit/index.ts';
import { mandateError } from './errors.ts';
import * as notices from './notice-queries.ts';
import { chooseCandidate } from './pick-items.ts';
import { listCandidates, listRanges } from './pick-queries.ts';
import { readWorkCalendar } from './queries.ts';
import type { RunTime } from './run-debits.ts';
import { findTerms, listTerms, type TermsRow } from './terms-queries.ts';

/** Customers whose notices are made in one transaction. */
const customersAtOnce = 4_000;

/**
 * Makes the notices of the run that a bank's payers are to be told of today: one for each bill that would be debited as
 * things stand now. What was announced before and has changed is put right. Repeated it adds nothing. Throws
 * `mandates.no_terms`.
 */
export async function planNotices(
  company: Company,
  work: { partnerCode: string; at: RunTime },
): Promise<{ debitOn: BusinessDate | null; planned: number }> {
  const { db } = company;
  const terms = await findTerms(db, work.partnerCode);
  ensure(terms, mandateError('mandates.no_terms', { partner: work.partnerCode }));
  const calendar = await readWorkCalendar(db);
  const debitOn = runDayToAnnounce(work.at.businessDate, terms, calendar);
  if (debitOn === undefined) return { debitOn: null, planned: 0 };
  await transaction(db, (tx) => notices.readAgain(tx, terms.partnerId, work.at.now));
  let planned = 0;
  for (const range of await listRanges(db, terms.partnerId, customersAtOnce)) {
    planned += await planRange(db, terms, { range, debitOn, now: work.at.now });
  }
  return { debitOn, planned };
}

async function planRange(
  db: Db,
  { partnerId }: TermsRow,
  work: { range: { afterId: bigint; throughId: bigint }; debitOn: BusinessDate; now: Date },
): Promise<number> {
  const { range, debitOn, now } = work;
  return transaction(db, async (tx) => {
    const candidates = await listCandidates(tx, { partnerId, range, on: debitOn });
    const wanted = candidates.flatMap((candidate) => {
      const chosen = chooseCandidate(candidate, debitOn, () => undefined);
      if (!chosen) return [];
      const { mandateId, customerId, billId, billRootId, openVnd, limitVnd, handedTo } = chosen.candidate;
      if (limitVnd !== null && openVnd > limitVnd) return [];
      if (handedTo !== null && handedTo !== partnerId) return [];
      return [{ mandateId, customerId, billId, billRootId, amountVnd: openVnd }];
    });
    return notices.insertNotices(tx, wanted, { partnerId, debitOn, now });
  });
}

/** Job: the notices of every bank. One that fails does not keep the others from theirs. */
export async function planDueNotices(company: Company, at: RunTime): Promise<void> {
  const failures: unknown[] = [];
  for (const { partnerCode } of await listTerms(company.db)) {
    await planNotices(company, { partnerCode, at }).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `notices of ${failures.length} banks were not made`);
}

/**
 * Hands the due notices of a bank over: what they say is read again first, and they leave on one sheet, which may be
 * fetched as often as needed. Where notice is required, a day that has come too near is moved to the next run. Throws
 * `mandates.no_terms`, `mandates.no_notices`.
 */
export async function handOverNotices(
  db: Db,
  work: { partnerCode: string; by: string; at: RunTime; requestId?: string },
): Promise<notices.SheetRow> {
  const { partnerCode, by } = work;
  const { businessDate, now } = work.at;
  const terms = await findTerms(db, partnerCode);
  ensure(terms, mandateError('mandates.no_terms', { partner: partnerCode }));
  const calendar = await readWorkCalendar(db);
  const { partnerId, noticeRequired, noticeDays, runDays } = terms;
  const earliest = noticeRequired ? addWorkingDays(businessDate, noticeDays, calendar) : businessDate;
  const nextRun = nextRunDay(earliest, runDays, calendar);
  return transaction(db, async (tx) => {
    await notices.lockDue(tx, partnerId);
    const dropped = await notices.readAgain(tx, partnerId, now);
    const day = { businessOn: businessDate, earliest, nextRun };
    const id = await notices.handOverDue(tx, { partnerId, dropped, ...day, by, now });
    ensure(id !== undefined, mandateError('mandates.no_notices', { partner: partnerCode }));
    const sheet = (await notices.findSheet(tx, id))!;
    await recordAudit(tx, {
      actor: by,
      action: 'debits.notices_handed_over',
      subject: `debit_notice_sheet:${id}`,
      detail: { partner: partnerCode, notices: sheet.notices, dropped },
      ...(work.requestId !== undefined && { requestId: work.requestId }),
    });
    return sheet;
  });
}
