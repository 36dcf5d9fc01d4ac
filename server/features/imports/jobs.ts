import type { JobPlan } from '../../platform/jobs.ts';
import { checkUpload } from './receive-upload.ts';
import { resumeImports } from './resume-imports.ts';

/** An upload is checked after its request has been answered. */
export const importJobs: JobPlan = {
  jobs: {
    'imports.check': {
      handler: ({ runtime, company }, payload) =>
        checkUpload(runtime, company, BigInt(String(payload['importId']))),
    },
    /** Imports that a stopped process left behind. */
    'imports.resume': {
      collapses: true,
      cron: '* * * * *',
      handler: ({ runtime, company }) => resumeImports(runtime, company),
    },
  },
  subscriptions: { 'imports.uploaded': ['imports.check'] },
};
