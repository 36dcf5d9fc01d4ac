import { sql } from 'kysely';
import { tableKind, type ScheduledKind } from '../../../core/official-reports/kinds.ts';
import { find, many, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { PaperFormat } from '../../platform/paper-file.ts';
import type { Scope } from '../staff/index.ts';
import { inScope, isOf, madeBy } from './queries.ts';

export type MailState = 'waiting' | 'sent' | 'failed';
export type ReportFormat = PaperFormat;

export interface MailRow {
  id: bigint;
  report_id: bigint | null;
  table_id: bigint | null;
  /** The saved table that it was made from. */
  pivot_id: bigint | null;
  kind: ScheduledKind;
  /** Name of the table; empty of a report. */
  title: string;
  period: string;
  unit_name: string;
  shown_number: string | null;
  /** Null, like what the server said of it, where somebody above the reader sent it. */
  recipient: string | null;
  formats: ReportFormat[];
  state: MailState;
  attempts: number;
  next_try_at: Date;
  last_fault: string | null;
  reply: string | null;
  asked_by: string;
  asked_at: Date;
  sent_at: Date | null;
}

export interface MailFilter {
  scope: Scope;
  state: MailState | undefined;
  before: bigint | undefined;
  limit: number;
}

/** `r` is the report that a mail brings, or `t` the table, and `s` the schedule that it was made by. */
const ownerOfMail = sql`
  left join official_reports r on r.id = m.report_id
  left join report_tables t on t.id = m.table_id
  left join report_schedules s on s.id = coalesce(r.schedule_id, t.schedule_id)`;

/** Whether somebody of these units asked for a mail, or set up the schedule that did. */
const isMailOf = (scope: Scope) =>
  isOf(scope, sql`case when m.asked_by = ${madeBy} then s.set_by else m.asked_by end`);

/** The newest first. Of tables only those that somebody of the reader's units has sent: others may hold more than theirs. */
export async function listMails(
  on: Queryable,
  { scope, state, before, limit }: MailFilter,
): Promise<MailRow[]> {
  return many(
    on,
    sql<MailRow>`
      select m.id, m.report_id, m.table_id, s.pivot_id, coalesce(r.kind, ${tableKind}) as kind,
             coalesce(t.title, '') as title, to_char(coalesce(r.period, t.period), 'YYYY-MM') as period,
             coalesce((select v.name from org_unit_versions v where v.org_unit_id = coalesce(r.org_unit_id, t.org_unit_id)
                       order by v.valid desc limit 1), '') as unit_name,
             r.paper -> 'frame' ->> 'number' as shown_number, m.formats, m.state, m.attempts, m.next_try_at,
             case when own.is_own then m.recipient end as recipient, case when own.is_own then m.last_fault end as last_fault,
             case when own.is_own then m.reply end as reply, m.asked_by, m.asked_at, m.sent_at
      from report_mails m ${ownerOfMail} cross join lateral (select ${isMailOf(scope)} as is_own) own
      where ${inScope(scope, sql`coalesce(r.org_unit_id, s.org_unit_id)`)} and (m.table_id is null or own.is_own)
        and ${state === undefined ? sql`true` : sql`m.state = ${state}`}
        and ${before === undefined ? sql`true` : sql`m.id < ${before}`}
      order by m.id desc limit ${limit}`,
  );
}

/** What a mail brings: a report, or a saved table as it was made. */
export type Enclosed = { reportId: bigint; tableId: null } | { reportId: null; tableId: bigint };

export type MailWish = Enclosed & {
  recipients: readonly string[];
  formats: readonly ReportFormat[];
  by: string;
  now: Date;
};

export async function insertMails(tx: Tx, wish: MailWish): Promise<number> {
  return run(
    tx,
    sql`
      insert into report_mails (report_id, table_id, recipient, formats, state, next_try_at, asked_by)
      select ${wish.reportId}, ${wish.tableId}, r, ${wish.formats}::text[], 'waiting', ${wish.now}, ${wish.by}
      from unnest(${wish.recipients}::text[]) r`,
  );
}

export interface DueMail {
  id: bigint;
  report_id: bigint | null;
  table_id: bigint | null;
  recipient: string;
  formats: ReportFormat[];
  tries: number;
}

/** Takes the right to send what is due, until a moment; another process passes it by. */
export async function takeDueMails(
  on: Queryable,
  turn: { now: Date; until: Date; limit: number },
): Promise<DueMail[]> {
  return many(
    on,
    sql<DueMail>`
      update report_mails m set busy_until = ${turn.until}
      where m.id in (
        select id from report_mails
        where state = 'waiting' and next_try_at <= ${turn.now} and (busy_until is null or busy_until <= ${turn.now})
        order by id limit ${turn.limit} for update skip locked)
      returning m.id, m.report_id, m.table_id, m.recipient, m.formats, m.tries`,
  );
}

export interface MailResult {
  id: bigint;
  state: MailState;
  nextTryAt: Date;
  fault: string | null;
  reply: string | null;
  now: Date;
}

export async function writeMailResult(on: Queryable, result: MailResult): Promise<void> {
  await run(
    on,
    sql`update report_mails
        set state = ${result.state}, attempts = attempts + 1, tries = tries + 1, next_try_at = ${result.nextTryAt},
            busy_until = null, last_fault = ${result.fault}, reply = ${result.reply},
            sent_at = case when ${result.state} = 'sent' then ${result.now}::timestamptz end
        where id = ${result.id} and state = 'waiting'`,
  );
}

export interface MailOwner {
  id: bigint;
  org_unit_id: bigint;
  state: MailState;
  /** Somebody of the reader's units has sent it. */
  is_own: boolean;
}

export async function findMail(on: Queryable, id: bigint, scope: Scope): Promise<MailOwner | undefined> {
  return find(
    on,
    sql<MailOwner>`
      select m.id, coalesce(r.org_unit_id, s.org_unit_id) as org_unit_id, m.state, ${isMailOf(scope)} as is_own from report_mails m ${ownerOfMail}
      where m.id = ${id}`,
  );
}

/** From the first attempt again, at once; what was sent goes once more. */
export async function askAgain(tx: Tx, id: bigint, now: Date): Promise<void> {
  await run(
    tx,
    sql`update report_mails set state = 'waiting', tries = 0, next_try_at = ${now}, busy_until = null, sent_at = null
        where id = ${id}`,
  );
}
