import { readClock } from '../../platform/clock.ts';
import { transaction } from '../../platform/db.ts';
import type { JobContext, JobPlan } from '../../platform/jobs.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { settleRemittances } from '../tills/index.ts';
import type { MoneyActor } from './assign-receipt.ts';
import { closeDueDays } from './close-days.ts';
import { drawPrefund } from './draw-prefund.ts';
import { ensureHolidays } from './load-holidays.ts';
import { ensureWindows } from './open-windows.ts';
import { listPartnersToDraw } from './prefund-queries.ts';
import { recogniseCredits } from './recognise-credits.ts';

/** The hand of the system in events and audit. */
const system = 'system';

/** Windows follow the payments; days are closed by business time; credits of the bank find their windows. */
export const settlementJobs: JobPlan = {
  jobs: {
    'settlement.open_windows': { collapses: true, handler: openNewWindows },
    'settlement.follow': {
      collapses: true,
      cron: '*/5 * * * *',
      handler: ({ runtime, company }) => followSettlement(runtime, company),
    },
  },
  subscriptions: {},
};

async function openNewWindows({ runtime, company }: JobContext): Promise<void> {
  const { businessDate } = await readClock(runtime.platform);
  await ensureHolidays(company.db);
  await ensureWindows(company.db, businessDate);
}

/** Opens, closes and pays whatever is due; harmless to repeat. */
export async function followSettlement(runtime: Runtime, { db }: Company): Promise<void> {
  const { now, businessNow, businessDate } = await readClock(runtime.platform);
  const by: MoneyActor = { actor: system, now, businessOn: businessDate };
  await ensureHolidays(db);
  await ensureWindows(db, businessDate);
  await closeDueDays(db, businessNow, by);
  for (const partnerId of await listPartnersToDraw(db)) {
    await transaction(db, (tx) => drawPrefund(tx, partnerId, by));
  }
  // Before partners': a credit that names a slip of ours is the company's own cash.
  await settleRemittances(db, by);
  await recogniseCredits(db, by);
}
