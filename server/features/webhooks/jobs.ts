import type { JobPlan } from '../../platform/jobs.ts';
import { collectEvents } from './collect-events.ts';
import { deliverEvents } from './deliver-events.ts';
import { forgetBefore } from './event-queries.ts';

const keptMs = 30 * 86_400_000;

/** Partners are told within seconds; what failed is tried again by the minute. */
export const webhookJobs: JobPlan = {
  jobs: {
    'webhooks.collect': {
      collapses: true,
      // What an open transaction held up is told when it has ended.
      cron: '* * * * *',
      handler: async ({ company, now }) => void (await collectEvents(company.db, now)),
    },
    'webhooks.deliver': {
      cron: '* * * * *',
      handler: async ({ runtime, company, now }) => {
        const { webhookTargets: targets } = runtime.config;
        await deliverEvents(company.db, { companyCode: company.code, targets, now });
      },
    },
    'webhooks.forget': {
      collapses: true,
      cron: '40 3 * * *',
      handler: async ({ company, now }) =>
        void (await forgetBefore(company.db, new Date(now.getTime() - keptMs))),
    },
  },
  subscriptions: { 'webhooks.collected': ['webhooks.deliver'] },
};
