export { agreeWindow, reopenWindow, type Agreement } from './agree-window.ts';
export { followSettlement, settlementJobs } from './jobs.ts';
export { ensureWindows } from './open-windows.ts';
export { settlementRoutes } from './routes.ts';
export { readWorkCalendar } from './terms-queries.ts';
