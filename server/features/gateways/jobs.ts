import { readClock } from '../../platform/clock.ts';
import type { JobContext, JobPlan } from '../../platform/jobs.ts';
import { followOrders } from './follow-orders.ts';
import { probeGateways } from './health.ts';
import type { Occasion } from './occasion.ts';
import { forgetForged } from './message-queries.ts';

/** What providers do not tell us they are asked for, and whether they are there at all. */
export const gatewayJobs: JobPlan = {
  jobs: {
    'gateways.follow': {
      collapses: true,
      cron: '* * * * *',
      handler: async (context) => void (await followOrders(await occasionOf(context))),
    },
    'gateways.probe': {
      collapses: true,
      cron: '* * * * *',
      handler: async (context) => probeGateways(await occasionOf(context)),
    },
    'gateways.forget': {
      cron: '20 3 * * *',
      handler: async ({ company, now }) => void (await forgetForged(company.db, now)),
    },
  },
  subscriptions: {},
};

async function occasionOf({ runtime, company }: JobContext): Promise<Occasion> {
  const { now, businessNow, businessDate } = await readClock(runtime.platform);
  return { company, now, businessNow, businessDate };
}
