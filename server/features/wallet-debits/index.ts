export { walletCallbackRoutes } from './callback-routes.ts';
export { followAgreements } from './follow-agreements.ts';
export { walletDebitJobs } from './jobs.ts';
export { walletDebitRoutes } from './routes.ts';
export { followDebits } from './send-debits.ts';
