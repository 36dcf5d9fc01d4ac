import type { JobPlan } from '../../platform/jobs.ts';
import { checkUpload } from './receive-upload.ts';

/** An upload is checked after its request has been answered. */
export const importJobs: JobPlan = {
  jobs: {
    'imports.check': {
      handler: ({ runtime, company }, payload) =>
        checkUpload(runtime, company, BigInt(String(payload['importId']))),
    },
  },
  subscriptions: { 'imports.uploaded': ['imports.check'] },
};
