import type { JobPlan } from '../../platform/jobs.ts';
import { processFile } from './process-file.ts';
import { watchBooks } from './watch-books.ts';

/** A partner's file is read and matched after its sender has been answered. */
export const reconciliationJobs: JobPlan = {
  jobs: {
    'reconciliation.match': {
      handler: ({ runtime, company }, payload) =>
        processFile(runtime, company, BigInt(String(payload['fileId']))),
    },
    /** Differences that our own books show are told all day long. */
    'reconciliation.watch': {
      collapses: true,
      cron: '*/10 * * * *',
      handler: ({ runtime, company }) => watchBooks(runtime, company),
    },
  },
  subscriptions: { 'reconciliation.file_received': ['reconciliation.match'] },
};
