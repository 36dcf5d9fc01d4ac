import type { BusinessDate } from '../core/dates.ts';
import type { Db } from './platform/db.ts';
import type { JobDefinition, JobPlan } from './platform/jobs.ts';
import { readClock } from './platform/clock.ts';
import { sweepInvariants } from './invariants.ts';
import { countDefinitions, findCashHouseholds, refreshKpi, sumByStaff } from './features/kpi/index.ts';
import { followCustomers } from './features/assignments/index.ts';
import { clearingJobs } from './features/clearing/index.ts';
import { followBilling } from './features/contacts/index.ts';
import { gatewayJobs } from './features/gateways/index.ts';
import { importJobs } from './features/imports/index.ts';
import { rollUpBalances, sealTransfers } from './features/ledger/index.ts';
import { followMonths } from './features/month-close/index.ts';
import { mandateJobs } from './features/mandates/index.ts';
import { outreachJobs } from './features/outreach/index.ts';
import { reconciliationJobs } from './features/reconciliation/index.ts';
import { officialReportJobs } from './features/official-reports/index.ts';
import { partnerKitJobs } from './features/partner-kit/index.ts';
import { forgetOldNonces } from './features/partners/index.ts';
import { applyCredit, expireHolds } from './features/payments/index.ts';
import { paymentOrderJobs } from './features/payment-orders/index.ts';
import { settlementJobs } from './features/settlement/index.ts';
import { statementJobs } from './features/statements/index.ts';
import { countPlans } from './features/targets/index.ts';
import { walletDebitJobs } from './features/wallet-debits/index.ts';
import { webhookJobs } from './features/webhooks/index.ts';

/** Work on a company's books as of its business day, which in a demo is another than the day outside. */
function onBusinessDay(
  work: (db: Db, businessDate: BusinessDate, now: Date) => Promise<unknown>,
): JobDefinition['handler'] {
  return async ({ runtime, company, now }) => {
    const { businessDate } = await readClock(runtime.platform);
    await work(company.db, businessDate, now);
  };
}

/**
 * What happens after an event, and by the clock. An event's topic starts the jobs listed beside it; every handler may
 * run twice.
 */
export const jobPlan: JobPlan = {
  subscriptions: {
    ...importJobs.subscriptions,
    ...reconciliationJobs.subscriptions,
    ...clearingJobs.subscriptions,
    ...mandateJobs.subscriptions,
    ...walletDebitJobs.subscriptions,
    ...settlementJobs.subscriptions,
    ...outreachJobs.subscriptions,
    ...webhookJobs.subscriptions,
    ...officialReportJobs.subscriptions,
    'bank_credits.recorded': ['statements.follow_transfers', 'payment_orders.follow', 'settlement.follow'],
    'bills.published': [
      'clearing.collect',
      'kpi.refresh',
      'kpi.sum_by_staff',
      'ledger.settle_down',
      'credits.apply',
      'webhooks.collect',
    ],
    'customers.published': ['kpi.refresh', 'contacts.follow_billing', 'assignments.follow'],
    'bills.issued': ['kpi.refresh', 'ledger.settle_down', 'credits.apply'],
    'bills.cancelled': ['kpi.refresh', 'ledger.settle_down'],
    'payments.accepted': [
      'clearing.collect',
      'kpi.refresh',
      'ledger.settle_down',
      'settlement.open_windows',
      'reconciliation.watch',
      'webhooks.collect',
    ],
    'payments.reversed': [
      'clearing.collect',
      'kpi.refresh',
      'ledger.settle_down',
      'statements.follow_transfers',
      'payment_orders.follow',
      'settlement.open_windows',
      'reconciliation.watch',
      'webhooks.collect',
    ],
    'payments.corrected': [
      'clearing.collect',
      'kpi.refresh',
      'ledger.settle_down',
      'credits.apply',
      'reconciliation.watch',
      'webhooks.collect',
    ],
    'payments.refunded': ['ledger.settle_down', 'settlement.open_windows', 'reconciliation.watch'],
    'credits.applied': [
      'clearing.collect',
      'kpi.refresh',
      'ledger.settle_down',
      'reconciliation.watch',
      'webhooks.collect',
    ],
    'settlement.window_changed': ['webhooks.collect'],
    'reconciliation.file_matched': ['webhooks.collect'],
    'business_day.started': [
      'clearing.deliver',
      'credits.apply',
      'books.check',
      'settlement.follow',
      'holds.expire',
      'debits.run',
      'debits.plan_notices',
      'payment_orders.follow',
      'contacts.follow_billing',
      'months.follow',
      'kpi.find_cash_households',
      'kpi.sum_by_staff',
      'targets.count_plans',
    ],
    'assignments.changed': ['kpi.sum_by_staff', 'targets.count_plans'],
  },
  jobs: {
    ...importJobs.jobs,
    ...reconciliationJobs.jobs,
    ...clearingJobs.jobs,
    ...gatewayJobs.jobs,
    ...mandateJobs.jobs,
    ...walletDebitJobs.jobs,
    ...statementJobs.jobs,
    ...paymentOrderJobs.jobs,
    ...settlementJobs.jobs,
    ...outreachJobs.jobs,
    ...webhookJobs.jobs,
    ...partnerKitJobs.jobs,
    ...officialReportJobs.jobs,
    /** Both ratios and the channel mix follow the books within seconds. */
    'kpi.refresh': { collapses: true, handler: async ({ company }) => void (await refreshKpi(company.db)) },
    /** Sums by employee, when responsibilities, the day or the months have changed; otherwise the refresh keeps them. */
    'kpi.sum_by_staff': {
      collapses: true,
      cron: '15 0 * * *',
      handler: onBusinessDay(sumByStaff),
    },
    /** What plans count by heads, within a minute of what it is counted from; nothing is counted that has not changed. */
    'targets.count_plans': {
      collapses: true,
      cron: '* * * * *',
      handler: onBusinessDay((db, businessDate, now) => countPlans(db, { businessDate, now })),
    },
    /**
     * Sums by definition that payments have left behind. None is begun after six seconds of a minute, for all companies
     * together: about a tenth of a core, and each month once a minute at most.
     */
    'kpi.count_definitions': {
      collapses: true,
      cron: '* * * * *',
      handler: async ({ runtime, company }) => {
        const companies = (await runtime.listCompanies()).length;
        await countDefinitions(company.db, 6_000 / companies);
      },
    },
    /** What moves frozen months is written down at least daily, so that who asks waits for a day's events at most. */
    'months.follow': {
      collapses: true,
      cron: '50 1 * * *',
      handler: async ({ company }) => followMonths(company.db),
    },
    /** Households that may be left behind, of the last month that ended: nightly, and when a business day begins. */
    'kpi.find_cash_households': {
      collapses: true,
      cron: '20 3 * * *',
      handler: onBusinessDay(findCashHouseholds),
    },
    /** Balances are rolled up and transfers sealed, off the hot path. */
    'ledger.settle_down': {
      collapses: true,
      cron: '*/5 * * * *',
      handler: async ({ company }) => {
        await rollUpBalances(company.db);
        await sealTransfers(company.db);
      },
    },
    /** Numbers that the billing system has changed. */
    'contacts.follow_billing': {
      collapses: true,
      handler: onBusinessDay(followBilling),
    },
    /** Customers who moved to another book or place have another employee from today on. */
    'assignments.follow': {
      collapses: true,
      handler: onBusinessDay(followCustomers),
    },
    /** Customers' credit pays what they owe; each morning also what was held or handed out the day before. */
    'credits.apply': {
      collapses: true,
      cron: '10 1 * * *',
      handler: onBusinessDay((db, businessOn, now) => applyCredit(db, { businessOn, actor: 'system' }, now)),
    },
    /** Every invariant of the books, nightly and whenever a business day begins. */
    'books.check': {
      collapses: true,
      cron: '30 2 * * *',
      handler: async ({ company, log }) => sweepInvariants(company, log),
    },
    /** A hold ends by the clock whether or not this runs; here its traces are cleared away. */
    'holds.expire': {
      collapses: true,
      cron: '* * * * *',
      handler: async ({ runtime, company }) => {
        const { businessNow } = await readClock(runtime.platform);
        await expireHolds(company.db, businessNow);
      },
    },
    'partners.forget_nonces': {
      cron: '*/5 * * * *',
      handler: async ({ company, now }) => void (await forgetOldNonces(company.db, now)),
    },
  },
};
