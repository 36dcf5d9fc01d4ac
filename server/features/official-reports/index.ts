export { officialReportJobs } from './jobs.ts';
export { officialReportRoutes } from './routes.ts';
