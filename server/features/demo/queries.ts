import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, type Queryable } from '../../platform/db.ts';

/** Names of units that sign-ins belong to. */
export async function listUnitNames(
  on: Queryable,
  codes: readonly string[],
  onDate: BusinessDate,
): Promise<{ code: string; name: string }[]> {
  return many(
    on,
    sql<{ code: string; name: string }>`
      select u.code, v.name from org_units u join org_unit_versions v on v.org_unit_id = u.id
      where u.code = any(${codes}) and v.valid @> ${onDate}::date`,
  );
}

export async function listKnownLogins(platform: Queryable, logins: readonly string[]): Promise<string[]> {
  const rows = await many(
    platform,
    sql<{ login: string }>`select login from platform.sign_in_directory where login = any(${logins})`,
  );
  return rows.map(({ login }) => login);
}

/** The first due date of an unpaid bill behind a day. */
export async function findNextDue(on: Queryable, after: BusinessDate): Promise<BusinessDate | undefined> {
  const row = await one(
    on,
    sql<{ due_on: BusinessDate | null }>`
      select min(due_on) as due_on from bills where state in ('open', 'part_paid') and due_on > ${after}::date`,
  );
  return row.due_on ?? undefined;
}

/** What was written down when the company's demo history was complete. */
export async function findFill(on: Queryable, action: string): Promise<Record<string, unknown> | undefined> {
  const row = await find(
    on,
    sql<{ detail: Record<string, unknown> }>`
      select detail from audit_events where action = ${action} order by id desc limit 1`,
  );
  return row?.detail;
}
