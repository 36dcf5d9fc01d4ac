export { agreeWindow, reopenWindow, type Agreement } from './agree-window.ts';
export { followSettlement, settlementJobs } from './jobs.ts';
export { ensureHolidays } from './load-holidays.ts';
export { ensureWindows } from './open-windows.ts';
export { prefundAvailable } from './prefund-queries.ts';
export { findWindow, type WindowRow } from './queries.ts';
export { settlementRoutes } from './routes.ts';
