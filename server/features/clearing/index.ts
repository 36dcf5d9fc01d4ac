export { collectEntries } from './collect-entries.ts';
export { deliverEntries, type DeliveryEnd } from './deliver-entries.ts';
export { clearingJobs } from './jobs.ts';
export { clearingRoutes } from './routes.ts';
