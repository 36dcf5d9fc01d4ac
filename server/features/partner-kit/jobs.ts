import type { JobPlan } from '../../platform/jobs.ts';
import { forgetSessionsBefore } from './developer-queries.ts';
import { forgetRequestsBefore } from './log-queries.ts';

const keptMs = 30 * 86_400_000;

/** What is over is forgotten: calls after a month, sessions when they end. */
export const partnerKitJobs: JobPlan = {
  jobs: {
    'partner_kit.forget': {
      collapses: true,
      cron: '50 3 * * *',
      handler: async ({ company, now }) => {
        await forgetRequestsBefore(company.db, new Date(now.getTime() - keptMs));
        await forgetSessionsBefore(company.db, now);
      },
    },
  },
  subscriptions: {},
};
