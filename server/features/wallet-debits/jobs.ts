import { readClock } from '../../platform/clock.ts';
import type { JobContext, JobPlan } from '../../platform/jobs.ts';
import type { Occasion } from '../gateways/index.ts';
import { forgetForged } from './agreement-queries.ts';
import { followAgreements } from './follow-agreements.ts';
import { followDebits } from './send-debits.ts';

/** Debits of wallets are sent and asked about, agreements asked about and ended. */
export const walletDebitJobs: JobPlan = {
  jobs: {
    'wallet_debits.follow': {
      collapses: true,
      cron: '* * * * *',
      handler: async (context) => void (await followDebits(await occasionOf(context))),
    },
    'wallet_debits.follow_agreements': {
      collapses: true,
      cron: '* * * * *',
      handler: async (context) => void (await followAgreements(await occasionOf(context))),
    },
    'wallet_debits.forget': {
      cron: '25 3 * * *',
      handler: async ({ company, now }) => forgetForged(company.db, now),
    },
  },
  subscriptions: { 'debits.wallet_run_ready': ['wallet_debits.follow'] },
};

async function occasionOf({ runtime, company }: JobContext): Promise<Occasion> {
  const { now, businessNow, businessDate } = await readClock(runtime.platform);
  return { company, now, businessNow, businessDate };
}
