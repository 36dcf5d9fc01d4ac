import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import { reportError } from './errors.ts';
import { askAgain, insertMails, type MailWish } from './mail-queries.ts';
import { lockReport } from './queries.ts';
import { ensureAddresses } from './set-schedule.ts';

const waiting = 'official_reports.mails_waiting';

/** Puts a report that was issued or made by the clock into the mail. Throws `official_reports.not_sendable` for a draft. */
export async function mailReport(
  db: Db,
  wish: MailWish & { reportId: bigint },
  requestId?: string,
): Promise<void> {
  ensureAddresses(wish.recipients);
  await transaction(db, async (tx) => {
    const report = await lockReport(tx, wish.reportId);
    ensure(report && report.state !== 'draft', reportError('official_reports.not_sendable'));
    await insertMails(tx, wish);
    await recordAudit(tx, {
      actor: wish.by,
      action: 'official_reports.mailed',
      subject: `official-report:${wish.reportId}`,
      detail: { recipients: wish.recipients, formats: wish.formats },
      requestId,
    });
    await publish(tx, { topic: waiting, payload: { reportId: String(wish.reportId) } });
  });
}

/** Sends a mail once more, from the first attempt. */
export async function resendMail(
  db: Db,
  id: bigint,
  by: { login: string; now: Date; requestId?: string },
): Promise<void> {
  await transaction(db, async (tx) => {
    await askAgain(tx, id, by.now);
    await recordAudit(tx, {
      actor: by.login,
      action: 'official_reports.mail_resent',
      subject: `report-mail:${id}`,
      detail: {},
      requestId: by.requestId,
    });
    await publish(tx, { topic: waiting, payload: { mailId: String(id) } });
  });
}
