import { sql } from 'kysely';
import type { BusinessDate } from '../core/dates.ts';
import { assignBooks } from '../server/features/assignments/index.ts';
import { followBilling, takeContacts } from '../server/features/contacts/index.ts';
import { takeOpenings } from '../server/features/measures/index.ts';
import { takePoints } from '../server/features/pay-points/index.ts';
import { many, transaction } from '../server/platform/db.ts';
import type { Company, Runtime } from '../server/platform/runtime.ts';
import type { Population } from '../simulator/population.ts';
import { exportContacts, exportOpenings, exportPayPoints } from '../simulator/registers.ts';
import { bringInList } from './bring-in.ts';
import { wholeDesk } from './desk.ts';
import { collectorLogin, tillCodes, unitOfCollector } from './tills.ts';

/**
 * What the units know beside the billing system: places to pay of every company; numbers tried, accounts opened and two
 * books given to the collector in the one that uses everything.
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
    login: 'demo',
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
  await giveBooks(company, today);
}

/** Two books of the collector's own, whatever villages their customers live in. */
async function giveBooks({ db }: Company, today: BusinessDate): Promise<void> {
  const books = await many(
    db,
    sql<{ staffId: bigint; bookId: bigint }>`
      select (select id from staff where login = ${collectorLogin}) as "staffId", b.id as "bookId"
      from org_units b join customers c on c.book_id = b.id join org_units u on u.id = c.org_unit_id
      where u.code = ${unitOfCollector} group by b.id, b.code order by b.code limit 2`,
  );
  await transaction(db, (tx) =>
    assignBooks(tx, books, { from: `${today.slice(0, 4)}-01-01` }, { actor: 'demo' }),
  );
}
