import { formatMonth } from '../../../core/dates.ts';
import { secondsUntilTry } from '../../../core/official-reports/mail.ts';
import { kindRules } from '../../../core/official-reports/kinds.ts';
import type { ReportSettings } from '../../../core/official-reports/settings.ts';
import type { Paper } from '../../../core/papers/paper.ts';
import type { Db } from '../../platform/db.ts';
import { openMailServer, type Mail, type MailOutcome } from '../../platform/mail/send-mail.ts';
import { paperMediaTypes, type PaperFile } from '../../platform/paper-file.ts';
import { makeFile } from './make-file.ts';
import {
  takeDueMails,
  writeMailResult,
  type DueMail,
  type MailResult,
  type ReportFormat,
} from './mail-queries.ts';
import { findReport, type WholeReportRow } from './queries.ts';
import { readReportSettings } from './settings.ts';
import { listTableFiles, type KeptFile } from './table-queries.ts';

export interface MailRun {
  company: { code: string; name: string };
  /** Address of the company's mail server; undefined where none is set, and mails wait. */
  server: string | undefined;
  now: Date;
}

const atOnce = 20;
/** Longer than one mail may take, so that two never send it at once; short enough after a crash. */
const turnMs = 120_000;

/**
 * Sends the mails that are due, one after the other over one connection, outside any transaction. What a crash lets go
 * out twice bears the same message id. Returns how many went out.
 */
export async function deliverMails(db: Db, { company, server, now }: MailRun): Promise<number> {
  const until = new Date(now.getTime() + turnMs);
  const due = await takeDueMails(db, { now, until, limit: atOnce });
  if (due.length === 0) return 0;
  const settings = await readReportSettings(db, company);
  const connection = server === undefined ? undefined : openMailServer(server);
  let sent = 0;
  try {
    for (const mail of due) {
      const outcome = await sendOne(db, mail, { company, settings, connection });
      if (outcome.state === 'sent') sent++;
      await writeMailResult(db, resultOf(mail, outcome, now));
    }
  } finally {
    connection?.close();
  }
  return sent;
}

/** What cannot be made into a mail is its own failure, and does not hold up the others. */
async function sendOne(
  db: Db,
  mail: DueMail,
  way: {
    company: MailRun['company'];
    settings: ReportSettings;
    connection: ReturnType<typeof openMailServer> | undefined;
  },
): Promise<MailOutcome> {
  const { company, settings, connection } = way;
  if (!connection) return { state: 'failed', fault: 'no mail server is set', reply: null };
  if (!settings.senderAddress) return { state: 'failed', fault: 'no sender address is set', reply: null };
  try {
    return await connection.send(await toMail(db, company, settings, mail));
  } catch (error) {
    return {
      state: 'failed',
      fault: `the mail could not be made: ${String(error)}`.slice(0, 300),
      reply: null,
    };
  }
}

function resultOf({ id, tries }: DueMail, outcome: MailOutcome, now: Date): MailResult {
  const { reply } = outcome;
  if (outcome.state === 'sent') return { id, state: 'sent', nextTryAt: now, fault: null, reply, now };
  const wait = outcome.state === 'refused' ? undefined : secondsUntilTry(tries + 1);
  const nextTryAt = new Date(now.getTime() + (wait ?? 0) * 1_000);
  return {
    id,
    state: wait === undefined ? 'failed' : 'waiting',
    nextTryAt,
    fault: outcome.fault,
    reply,
    now,
  };
}

async function toMail(
  db: Db,
  company: MailRun['company'],
  { senderName, senderAddress }: ReportSettings,
  mail: DueMail,
): Promise<Mail> {
  const { subject, text, files } = await contentOf(db, company, mail);
  const domain = senderAddress.split('@')[1] ?? 'localhost';
  return {
    messageId: `<report-${company.code.toLowerCase()}-${mail.id}@${domain}>`,
    from: { name: senderName, address: senderAddress },
    to: mail.recipient,
    subject,
    text,
    attachments: files.map(({ fileName, content, format }) => ({
      fileName,
      content,
      type: paperMediaTypes[format],
    })),
  };
}

interface MailContent {
  subject: string;
  text: string;
  files: (PaperFile & { format: ReportFormat })[];
}

async function contentOf(
  db: Db,
  company: MailRun['company'],
  { id, report_id, table_id, formats }: DueMail,
): Promise<MailContent> {
  if (table_id !== null) return tableContent(company, await listTableFiles(db, table_id, formats));
  const report = report_id === null ? undefined : await findReport(db, report_id);
  if (!report?.paper) throw new Error(`mail ${id} is of a report that has no paper`);
  const files = [];
  for (const format of formats) files.push({ ...(await makeFile(db, report, format)), format });
  return { subject: subjectOf(report, report.paper), text: bodyOf(company, report.paper), files };
}

function tableContent(company: MailRun['company'], kept: readonly KeptFile[]): MailContent {
  const [first] = kept;
  if (!first) throw new Error('the table has no file in the forms that were asked for');
  const subject = `${first.title}: kỳ ${formatMonth(first.period)}`;
  return {
    subject,
    text: `${company.name} gửi kèm bảng ${subject}.`,
    files: kept.map(({ format, file_name: fileName, content }) => ({ format, fileName, content })),
  };
}

function subjectOf({ kind, number }: WholeReportRow, { frame }: Paper): string {
  const place = number === null ? '' : ` số ${frame.number}`;
  return `${kindRules[kind].name}${place}: ${frame.subject}`;
}

function bodyOf(company: { name: string }, { frame, standing, mark }: Paper): string {
  return [
    frame.addressee && `Kính gửi: ${frame.addressee}`,
    `${company.name} gửi kèm: ${frame.subject}.`,
    standing,
    mark,
  ]
    .filter(Boolean)
    .join('\n\n');
}
