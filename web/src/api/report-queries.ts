import type { QueryClient } from '@tanstack/react-query';
import type { Query } from './call.ts';
import type * as api from './gen/index.gen.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the screens of official reports ask for. */
export type Reports = api.GetOfficialReportsAnswer;
export type ReportLine = Reports['rows'][number];
export type ReportKind = ReportLine['kind'];
export type Report = api.GetOfficialReportsIdAnswer;
export type Composition = api.GetOfficialReportsCompositionAnswer;
export type ReportForm = Composition['form'];
export type Paper = Composition['paper'];
export type PaperNumber = Paper['numbers'][number];
export type ReportFormat = api.PostOfficialReportsIdMailBody['formats'][number];
export type Schedules = api.GetReportSchedulesAnswer;
export type Schedule = Schedules['rows'][number];
export type ScheduleBody = api.PostReportSchedulesBody;
export type Mails = api.GetReportMailsAnswer;
export type MailLine = Mails['rows'][number];
export type ReportSettings = api.GetReportSettingsAnswer;

const mailRefreshMs = 10_000;

export const reportsQuery = (query: Query) => pagesQuery<Reports>('/official-reports', query);
export const reportQuery = (id: string) => listQuery<Report>(reportPath(id));
export const compositionQuery = (query: Query) =>
  listQuery<Composition>('/official-reports/composition', query);
export const schedulesQuery = listQuery<Schedules>('/report-schedules');
export const mailsQuery = (query: Query) => pagesQuery<Mails>('/report-mails', query, mailRefreshMs);
export const reportSettingsQuery = listQuery<ReportSettings>('/report-settings');

export function reportPath(id: string): string {
  return `/official-reports/${encodeURIComponent(id)}`;
}

/** After something was saved, issued or sent, reports, schedules and mails are asked for anew. */
export function refreshReports(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => /^\/(official-reports|report-)/.test(String(queryKey[0])),
  });
}
