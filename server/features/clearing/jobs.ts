import { readClock } from '../../platform/clock.ts';
import type { JobPlan } from '../../platform/jobs.ts';
import { collectEntries } from './collect-entries.ts';
import { deliverEntries } from './deliver-entries.ts';

/** What a payment did to bills is told to the billing system within seconds, or as soon as its gate is open. */
export const clearingJobs: JobPlan = {
  jobs: {
    'clearing.collect': {
      collapses: true,
      // What an open transaction held up is collected when it has ended.
      cron: '* * * * *',
      handler: async ({ company }) => void (await collectEntries(company.db)),
    },
    'clearing.deliver': {
      collapses: true,
      cron: '* * * * *',
      handler: async ({ runtime, company, now }) => {
        const { businessDate } = await readClock(runtime.platform);
        await deliverEntries(company.db, { companyCode: company.code, now, businessDate });
      },
    },
  },
  subscriptions: {
    'clearing.collected': ['clearing.deliver'],
    'clearing.gate_opened': ['clearing.deliver'],
  },
};
