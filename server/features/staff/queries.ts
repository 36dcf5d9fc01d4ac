import { sql } from 'kysely';
import { find, many, one, run, type Queryable } from '../../platform/db.ts';
import type { Role } from './permissions.ts';

export interface StaffRow {
  id: bigint;
  login: string;
  display_name: string;
  password_hash: string;
  role: Role;
  org_unit_id: bigint | null;
  disabled_at: Date | null;
}

export interface SessionRow {
  staff_id: bigint;
  login: string;
  display_name: string;
  role: Role;
  org_unit_id: bigint | null;
  csrf_token: string;
  last_seen_at: Date;
}

export async function findStaffByLogin(on: Queryable, login: string): Promise<StaffRow | undefined> {
  return find(on, sql<StaffRow>`select * from staff where login = ${login} and disabled_at is null`);
}

export async function insertStaff(
  on: Queryable,
  staff: { login: string; displayName: string; passwordHash: string; role: Role; unitId: bigint | null },
): Promise<bigint> {
  const row = await one(
    on,
    sql<{ id: bigint }>`
      insert into staff (login, display_name, password_hash, role, org_unit_id)
      values (${staff.login}, ${staff.displayName}, ${staff.passwordHash}, ${staff.role}, ${staff.unitId})
      on conflict (login) do update set display_name = excluded.display_name, role = excluded.role,
        org_unit_id = excluded.org_unit_id, password_hash = excluded.password_hash
      returning id`,
  );
  return row.id;
}

export async function registerSignIn(platform: Queryable, login: string, companyCode: string): Promise<void> {
  await run(
    platform,
    sql`insert into platform.sign_in_directory (login, company_code) values (${login}, ${companyCode})
        on conflict (login) do update set company_code = excluded.company_code`,
  );
}

export async function findCompanyOfLogin(platform: Queryable, login: string): Promise<string | undefined> {
  const row = await find(
    platform,
    sql<{ company_code: string }>`select company_code from platform.sign_in_directory where login = ${login}`,
  );
  return row?.company_code;
}

export async function countRecentFailures(on: Queryable, login: string, since: Date): Promise<number> {
  const row = await one(
    on,
    sql<{ failures: number }>`
      select count(*)::int as failures from sign_in_attempts where login = ${login} and attempted_at > ${since}`,
  );
  return row.failures;
}

export async function noteFailure(on: Queryable, login: string, at: Date): Promise<void> {
  await run(on, sql`insert into sign_in_attempts (login, attempted_at) values (${login}, ${at})`);
}

export async function clearFailures(on: Queryable, login: string): Promise<void> {
  await run(on, sql`delete from sign_in_attempts where login = ${login}`);
}

export async function insertSession(
  on: Queryable,
  session: { hash: Buffer; staffId: bigint; csrfToken: string; now: Date; expiresAt: Date },
): Promise<void> {
  await run(
    on,
    sql`insert into staff_sessions (token_hash, staff_id, csrf_token, created_at, last_seen_at, expires_at)
        values (${session.hash}, ${session.staffId}, ${session.csrfToken}, ${session.now}, ${session.now}, ${session.expiresAt})`,
  );
}

export async function findSessionRow(
  on: Queryable,
  hash: Buffer,
  now: Date,
): Promise<SessionRow | undefined> {
  return find(
    on,
    sql<SessionRow>`
      select s.staff_id, f.login, f.display_name, f.role, f.org_unit_id, s.csrf_token, s.last_seen_at
      from staff_sessions s join staff f on f.id = s.staff_id
      where s.token_hash = ${hash} and s.expires_at > ${now} and f.disabled_at is null`,
    { name: 'session_find' },
  );
}

export async function touchSession(on: Queryable, hash: Buffer, now: Date, expiresAt: Date): Promise<void> {
  await run(
    on,
    sql`update staff_sessions set last_seen_at = ${now}, expires_at = ${expiresAt} where token_hash = ${hash}`,
  );
}

export async function deleteSession(on: Queryable, hash: Buffer): Promise<void> {
  await run(on, sql`delete from staff_sessions where token_hash = ${hash}`);
}

/** Someone who works for the company, with or without a sign-in of their own. */
export interface ColleagueRow {
  id: bigint;
  login: string;
  display_name: string;
  role: Role;
  /** Null: belongs to the whole company. */
  org_unit_id: bigint | null;
}

/** Everybody who works here now, by name. */
export async function listColleagues(on: Queryable): Promise<ColleagueRow[]> {
  return many(
    on,
    sql<ColleagueRow>`
      select id, login, display_name, role, org_unit_id from staff
      where disabled_at is null order by display_name, id`,
  );
}

/** Adds those who have no sign-in yet, in one statement; someone whose login is there stays as they are. */
export async function addColleagues(
  on: Queryable,
  people: readonly { login: string; displayName: string; role: Role; unitId: bigint }[],
): Promise<number> {
  return run(
    on,
    sql`insert into staff (login, display_name, password_hash, role, org_unit_id)
        -- No password has this hash, and the login is not in the directory of sign-ins.
        select login, display_name, '', role, unit_id
        from unnest(${people.map(({ login }) => login)}::text[], ${people.map(({ displayName }) => displayName)}::text[],
                    ${people.map(({ role }) => role)}::text[], ${people.map(({ unitId }) => unitId)}::bigint[])
          as given (login, display_name, role, unit_id)
        on conflict (login) do nothing`,
  );
}
