import { readClock } from '../../platform/clock.ts';
import type { JobPlan } from '../../platform/jobs.ts';
import { businessInstant } from '../payments/index.ts';
import { deliverMails } from './deliver-mails.ts';
import { mailServerOf } from './mail-server.ts';
import { runDueReports } from './run-schedules.ts';

/** Reports by the business clock, and their mails by the real one. */
export const officialReportJobs: JobPlan = {
  jobs: {
    'official_reports.run_due': {
      collapses: true,
      cron: '* * * * *',
      handler: async ({ runtime, company, now }, { date }) => {
        const clock = await readClock(runtime.platform);
        // A day that begins is told before the clock stands on it.
        const businessDate =
          typeof date === 'string' && date > clock.businessDate ? date : clock.businessDate;
        const businessNow = businessInstant(businessDate, clock.now);
        await runDueReports(company.db, { company, businessDate, businessNow, now });
      },
    },
    'official_reports.deliver': {
      cron: '* * * * *',
      handler: async ({ runtime, company, now }) => {
        const server = mailServerOf(runtime, company.code);
        await deliverMails(company.db, { company, server, now });
      },
    },
  },
  subscriptions: { 'official_reports.mails_waiting': ['official_reports.deliver'] },
};
