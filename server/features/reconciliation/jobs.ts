import type { JobPlan } from '../../platform/jobs.ts';
import { processFile } from './process-file.ts';

/** A partner's file is read and matched after its sender has been answered. */
export const reconciliationJobs: JobPlan = {
  jobs: {
    'reconciliation.match': {
      handler: ({ runtime, company }, payload) =>
        processFile(runtime, company, BigInt(String(payload['fileId']))),
    },
  },
  subscriptions: { 'reconciliation.file_received': ['reconciliation.match'] },
};
