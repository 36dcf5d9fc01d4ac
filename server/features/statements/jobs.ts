import { readClock } from '../../platform/clock.ts';
import type { JobPlan } from '../../platform/jobs.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { matchTransfers, releaseTransfers } from './match-transfers.ts';

/** Credits of the bank find the customers whose transfers they are, and come free when such a payment is reversed. */
export const statementJobs: JobPlan = {
  jobs: {
    'statements.follow_transfers': {
      collapses: true,
      cron: '*/5 * * * *',
      handler: async ({ runtime, company }) => void (await followTransfers(runtime, company)),
    },
  },
  subscriptions: {},
};

/** Harmless to repeat. Returns how many credits became payments. */
export async function followTransfers(runtime: Runtime, { db }: Company): Promise<number> {
  const { now, businessNow, businessDate } = await readClock(runtime.platform);
  const by = { actor: 'system', now, businessOn: businessDate, businessNow };
  await releaseTransfers(db, by);
  return matchTransfers(db, by);
}
