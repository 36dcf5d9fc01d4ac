import { readClock } from '../../platform/clock.ts';
import type { JobPlan } from '../../platform/jobs.ts';
import { ensureModel } from './learn-model.ts';
import { workOutPlan } from './work-out-plan.ts';

/** Plans are worked out after their request has been answered; models are learned at night, once a month has ended. */
export const outreachJobs: JobPlan = {
  jobs: {
    'outreach.plan': {
      handler: ({ company }, payload) => workOutPlan(company.db, BigInt(String(payload['planId']))),
    },
    'outreach.learn': {
      collapses: true,
      cron: '40 2 * * *',
      handler: async ({ runtime, company }) => {
        const { businessDate } = await readClock(runtime.platform);
        await ensureModel(company.db, businessDate);
      },
    },
  },
  subscriptions: { 'outreach.plan_asked': ['outreach.plan'] },
};
