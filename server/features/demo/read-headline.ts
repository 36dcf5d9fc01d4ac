import { firstDayOf, monthOf, type BusinessDate } from '../../../core/dates.ts';
import type { Company } from '../../platform/runtime.ts';
import { listUnits } from '../companies/index.ts';
import { listPeriods, readSums, toFigures } from '../kpi/index.ts';
import { listTargets } from '../targets/index.ts';

/** The figure of the first page: a company's share of customers in the last month that has ended, and its target. */
export interface Headline {
  companyName: string;
  period: string;
  customersRatio: number | null;
  target: number | null;
}

/** Null for a company without bills. */
export async function readHeadline(company: Company, businessDate: BusinessDate): Promise<Headline | null> {
  const periods = await listPeriods(company.db);
  const period = periods.find((month) => month < monthOf(businessDate)) ?? periods[0];
  if (!period) return null;
  const units = await listUnits(company.db, businessDate);
  const whole = units.find(({ kind }) => kind === 'company');
  const targets = await listTargets(company.db, period);
  const sums = await readSums(company.db, firstDayOf(period), 'all');
  const { customers } = toFigures(sums, whole && targets.get(whole.id));
  return {
    companyName: company.name,
    period,
    customersRatio: customers.official.ratio,
    target: customers.target,
  };
}
