import type { BusinessDate } from '../core/dates.ts';
import { followBilling, takeContacts } from '../server/features/contacts/index.ts';
import { takeOpenings } from '../server/features/measures/index.ts';
import { takePoints } from '../server/features/pay-points/index.ts';
import type { Company, Runtime } from '../server/platform/runtime.ts';
import type { Population } from '../simulator/population.ts';
import { exportContacts, exportOpenings, exportPayPoints } from '../simulator/registers.ts';
import { bringInList } from './bring-in.ts';
import { wholeDesk } from './desk.ts';
import { loginOf } from './people.ts';
import { tillCodes } from './tills.ts';

/**
 * What the units know beside the billing system: places to pay of every company; numbers tried and accounts opened in the
 * one that uses everything.
 */
export async function fillRegisters(
  runtime: Runtime,
  company: Company,
  population: Population,
  today: BusinessDate,
): Promise<void> {
  const staff = {
    db: company.db,
    scope: 'all' as const,
    login: loginOf(company.code, 'business_head'),
    businessDate: today,
    requestId: 'demo',
  };
  const isWhole = company.code === wholeDesk;
  const tills = new Map(isWhole ? tillCodes(population.profile) : []);
  const points = exportPayPoints(population, today, tills);
  await bringInList(runtime, points, (source) => takePoints(staff, source));
  await followBilling(company.db, today);
  if (!isWhole) return;
  const contacts = exportContacts(population, today);
  await bringInList(runtime, contacts, (source) => takeContacts(staff, source));
  const openings = exportOpenings(population, today);
  await bringInList(runtime, openings, (source) => takeOpenings(staff, source));
}
