import type { BusinessDate } from '../../../core/dates.ts';
import { addDays } from '../../../core/dates.ts';
import type { Composition } from '../../../core/official-reports/compose.ts';
import { dueDays } from '../../../core/official-reports/due.ts';
import { missingForIssue } from '../../../core/official-reports/form.ts';
import type { ReportKind } from '../../../core/official-reports/kinds.ts';
import { listUnread, listUntraced, type Paper } from '../../../core/papers/paper.ts';
import type { WorkCalendar } from '../../../core/working-days.ts';
import type { MailRow } from './mail-queries.ts';
import type { ReportRow } from './queries.ts';
import { rhythmOf } from './run-schedules.ts';
import type { ScheduleRow } from './schedule-queries.ts';

export function presentReport(row: ReportRow) {
  return {
    id: String(row.id),
    kind: row.kind,
    period: row.period,
    on: row.on_day,
    unitCode: row.unit_code,
    unitName: row.unit_name,
    state: row.state,
    number: row.shown_number,
    subject: row.form.subject,
    signer: row.form.signer,
    revision: row.revision,
    frozenVersion: row.frozen_version,
    documentId: row.document_id === null ? null : String(row.document_id),
    changedBy: row.changed_by,
    changedAt: row.changed_at.toISOString(),
    issuedBy: row.issued_by,
    issuedAt: row.issued_at?.toISOString() ?? null,
  };
}

export function presentComposition(
  about: { kind: ReportKind; period: string; unit: string; frozenVersion: number | null },
  { form, paper, available }: Composition,
  companyMark: string,
) {
  return {
    ...about,
    form,
    paper,
    available,
    missing: missingForIssue(about.kind, form, companyMark),
    untraced: listUntraced(paper),
    unread: listUnread(paper),
  };
}

/** What was issued or made by the clock, as it was fixed. */
export function presentFixed(row: ReportRow, paper: Paper, companyMark: string) {
  const { kind, period, unit_code: unit, frozen_version: frozenVersion, form } = row;
  const about = { kind, period, unit, frozenVersion };
  return presentComposition(about, { form, paper, available: paper.numbers }, companyMark);
}

/** A year ahead is looked for the next time. */
const farthestLook = 366;

export function presentSchedule(row: ScheduleRow, today: BusinessDate, calendar: WorkCalendar) {
  const last = row.last_due_on ?? today;
  const ahead = dueDays(rhythmOf(row), addDays(today, -1), addDays(today, farthestLook), calendar);
  const [next] = ahead.filter((day) => day > today || last < today);
  return {
    id: String(row.id),
    kind: row.kind,
    pivot: row.pivot_id === null ? null : { id: String(row.pivot_id), name: row.pivot_name ?? '' },
    unit: row.unit_code,
    cadence: row.cadence,
    weekday: row.weekday,
    monthDay: row.month_day,
    atTime: row.at_time,
    workingDaysOnly: row.working_days_only,
    recipients: row.is_own ? row.recipients : null,
    formats: row.formats,
    isActive: row.is_active,
    nextDueOn: row.is_active ? (next ?? null) : null,
    lastDueOn: row.last_due_on,
    lastReportId: row.last_report_id === null ? null : String(row.last_report_id),
  };
}

export function presentMail(row: MailRow) {
  return {
    id: String(row.id),
    reportId: row.report_id === null ? null : String(row.report_id),
    pivotId: row.pivot_id === null ? null : String(row.pivot_id),
    kind: row.kind,
    title: row.title,
    period: row.period,
    unitName: row.unit_name,
    number: row.shown_number,
    recipient: row.recipient,
    formats: row.formats,
    state: row.state,
    attempts: row.attempts,
    nextTryAt: row.next_try_at.toISOString(),
    fault: row.last_fault,
    reply: row.reply,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
  };
}
