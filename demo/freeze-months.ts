import { addMonths, type Month } from '../core/dates.ts';
import { freezeMonth } from '../server/features/month-close/index.ts';
import { readClock } from '../server/platform/clock.ts';
import type { Company, Runtime } from '../server/platform/runtime.ts';
import { loginOf } from './people.ts';

/** Of the company that uses everything; its last month is left for whoever looks to freeze. */
const freezingCompany = 'PCHATINH';
const monthsFrozen = 2;

/** The accountant has frozen the two months before a month; who pays their bills later moves them. */
export async function freezeMonthsBefore(
  runtime: Runtime,
  company: Company,
  { month, firstMonth }: { month: Month; firstMonth: Month },
): Promise<void> {
  if (company.code !== freezingCompany) return;
  const login = loginOf(company.code, 'accountant');
  const { now, businessNow, businessDate } = await readClock(runtime.platform);
  for (let back = monthsFrozen; back >= 1; back--) {
    const period = addMonths(month, -back);
    if (period >= firstMonth)
      await freezeMonth(company.db, period, { login, now, at: businessNow, businessDate });
  }
}
