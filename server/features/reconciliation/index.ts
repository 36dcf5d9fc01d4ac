export { reconciliationJobs } from './jobs.ts';
export { processFile } from './process-file.ts';
export { receiveFile } from './receive-file.ts';
export { reconciliationRoutes } from './routes.ts';
