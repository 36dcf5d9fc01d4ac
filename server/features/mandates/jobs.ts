import { readClock } from '../../platform/clock.ts';
import type { JobPlan } from '../../platform/jobs.ts';
import { businessInstant } from '../payments/index.ts';
import { planDueNotices } from './plan-notices.ts';
import { runDueDebits, type RunTime } from './run-debits.ts';
import { listUnfinished } from './result-queries.ts';
import { takeResults } from './take-results.ts';

/** How long a result may be on its way before the clock looks after it. */
const patienceMs = 120_000;

/** A day that begins is told before the clock stands on it. */
function dayOf(clock: RunTime, { date }: Record<string, unknown>): RunTime {
  return typeof date === 'string' && date > clock.businessDate
    ? { now: clock.now, businessDate: date, businessNow: businessInstant(date, clock.now) }
    : clock;
}

/** Debit runs by the calendar of each bank, and results as they come. */
export const mandateJobs: JobPlan = {
  jobs: {
    'debits.run': {
      collapses: true,
      cron: '0 6 * * *',
      handler: async ({ runtime, company }, payload) => {
        await runDueDebits(runtime, company, dayOf(await readClock(runtime.platform), payload));
      },
    },
    /** Behind the runs: who is debited today has been told before, or is not told any more. */
    'debits.plan_notices': {
      collapses: true,
      cron: '30 6 * * *',
      handler: async ({ runtime, company }, payload) => {
        await planDueNotices(company, dayOf(await readClock(runtime.platform), payload));
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
