import { readClock } from '../../platform/clock.ts';
import type { JobPlan } from '../../platform/jobs.ts';
import { businessInstant } from '../payments/index.ts';
import { runDueDebits } from './run-debits.ts';
import { listUnfinished } from './result-queries.ts';
import { takeResults } from './take-results.ts';

/** How long a result may be on its way before the clock looks after it. */
const patienceMs = 120_000;

/** Debit runs by the calendar of each bank, and results as they come. */
export const mandateJobs: JobPlan = {
  jobs: {
    'debits.run': {
      collapses: true,
      cron: '0 6 * * *',
      handler: async ({ runtime, company }, payload) => {
        const clock = await readClock(runtime.platform);
        // A day that begins is told before the clock stands on it.
        const { date } = payload;
        const begins = typeof date === 'string' && date > clock.businessDate;
        const at = begins
          ? { now: clock.now, businessDate: date, businessNow: businessInstant(date, clock.now) }
          : clock;
        await runDueDebits(runtime, company, at);
      },
    },
    'debits.take_results': {
      handler: async ({ runtime, company }, payload) => {
        const resultId = BigInt(String(payload['resultId']));
        await takeResults(runtime, company, resultId, await readClock(runtime.platform));
      },
    },
    /** What was interrupted, or could not be posted just then. */
    'debits.follow': {
      collapses: true,
      cron: '*/5 * * * *',
      handler: async ({ runtime, company, now }) => {
        const at = await readClock(runtime.platform);
        const before = new Date(now.getTime() - patienceMs);
        for (const id of await listUnfinished(company.db, before)) {
          await takeResults(runtime, company, id, at);
        }
      },
    },
  },
  subscriptions: { 'debits.result_received': ['debits.take_results'] },
};
