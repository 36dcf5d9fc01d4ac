import { readClock } from '../../platform/clock.ts';
import type { JobPlan } from '../../platform/jobs.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { freeBills } from './change-cheque.ts';
import { expireOrders } from './change-order.ts';
import { followCredits } from './match-credits.ts';

/** Credits of the bank find the orders and cheques they pay; orders end with their last day. */
export const paymentOrderJobs: JobPlan = {
  jobs: {
    'payment_orders.follow': {
      collapses: true,
      cron: '*/5 * * * *',
      handler: async ({ runtime, company }) => void (await followPaymentOrders(runtime, company)),
    },
  },
  subscriptions: {},
};

/** Harmless to repeat. Returns how many payments were made. */
export async function followPaymentOrders(runtime: Runtime, { db }: Company): Promise<number> {
  const { now, businessNow, businessDate } = await readClock(runtime.platform);
  await expireOrders(db, businessDate, now);
  const made = await followCredits(db, { actor: 'system', now, businessOn: businessDate, businessNow });
  await freeBills(db, businessNow);
  return made;
}
