export type { Maker } from './compose-report.ts';
export { issueReport } from './issue-report.ts';
export { officialReportJobs } from './jobs.ts';
export { officialReportRoutes } from './routes.ts';
export { beginDraft } from './save-draft.ts';
export { setSchedule } from './set-schedule.ts';
export { setReportSettings } from './settings.ts';
