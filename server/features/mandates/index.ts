export { autoDebitRoutes } from './routes.ts';
export { handOverNotices, planNotices } from './plan-notices.ts';
export { listUnderDebit, type UnderDebit } from './under-debit.ts';
export { mandateJobs } from './jobs.ts';
export { receiveResult } from './receive-result.ts';
export { runDebits, type DebitRun, type RunTime } from './run-debits.ts';
export { takeRegistrations, type RegistrationList } from './take-registrations.ts';
export { takeResults } from './take-results.ts';
