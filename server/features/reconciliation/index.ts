export { dayResult, type DayResult } from './day-result.ts';
export { reconciliationJobs } from './jobs.ts';
export { parseMapping } from './parse-mapping.ts';
export { partnerReconciliationRoutes } from './partner-routes.ts';
export { processFile } from './process-file.ts';
export { receiveFile } from './receive-file.ts';
export { reconcileFile } from './reconcile-file.ts';
export { reconciliationRoutes } from './routes.ts';
export { watchBooks } from './watch-books.ts';
