import { createHash, randomBytes } from 'node:crypto';
import { hash as argon2Hash, verify as argon2Verify } from '@node-rs/argon2';
import type { Db, Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { staffError } from './errors.ts';
import * as queries from './queries.ts';
import type { Role } from './permissions.ts';

/** A session ends after this long without a request. */
const idleMs = 8 * 3_600_000;
const failuresAllowed = 10;
const failureWindowMs = 15 * 60_000;

/** OWASP's argon2id floor (19 MiB, two passes, one lane) doubled in memory. */
const argon2Options = { memoryCost: 38_912, timeCost: 2, parallelism: 1 };

/** Verified against when the login is unknown, so that the answer takes as long. */
const decoyHash = argon2Hash(randomBytes(16).toString('hex'), argon2Options);

export interface SignIn {
  token: string;
  csrfToken: string;
  company: Company;
  login: string;
  displayName: string;
  role: Role;
  unitId: bigint | null;
}

/** Checks login and password and opens a session. Throws `staff.wrong_sign_in` or `staff.too_many_attempts`. */
export async function signIn(
  runtime: Runtime,
  attempt: { login: string; password: string; now: Date },
): Promise<SignIn> {
  const login = attempt.login.trim().toLowerCase();
  const companyCode = await queries.findCompanyOfLogin(runtime.platform, login);
  const company = companyCode ? await runtime.findCompany(companyCode) : undefined;
  if (!company) {
    await argon2Verify(await decoyHash, attempt.password);
    throw staffError('staff.wrong_sign_in');
  }
  const since = new Date(attempt.now.getTime() - failureWindowMs);
  const failures = await queries.countRecentFailures(company.db, login, since);
  ensure(failures < failuresAllowed, staffError('staff.too_many_attempts', {}, { retryAfterSeconds: 900 }));
  const staff = await queries.findStaffByLogin(company.db, login);
  const right = await argon2Verify(staff?.password_hash ?? (await decoyHash), attempt.password);
  if (!staff || !right) {
    await queries.noteFailure(company.db, login, attempt.now);
    throw staffError('staff.wrong_sign_in');
  }
  await queries.clearFailures(company.db, login);
  const secret = randomBytes(32).toString('base64url');
  const token = `${company.code}.${secret}`;
  const csrfToken = randomBytes(24).toString('base64url');
  await queries.insertSession(company.db, {
    hash: hashToken(token),
    staffId: staff.id,
    csrfToken,
    now: attempt.now,
    expiresAt: new Date(attempt.now.getTime() + idleMs),
  });
  return {
    token,
    csrfToken,
    company,
    login: staff.login,
    displayName: staff.display_name,
    role: staff.role,
    unitId: staff.org_unit_id,
  };
}

export async function signOut(db: Db, token: string): Promise<void> {
  await queries.deleteSession(db, hashToken(token));
}

/** The live session of a token; extended at most once a minute. */
export async function findSession(db: Db, hash: Buffer, now: Date): Promise<queries.SessionRow | undefined> {
  const session = await queries.findSessionRow(db, hash, now);
  if (session && now.getTime() - session.last_seen_at.getTime() > 60_000) {
    await queries.touchSession(db, hash, now, new Date(now.getTime() + idleMs));
  }
  return session;
}

/** A token names its company, so that the session can be looked up on that company's path. */
export function splitToken(token: string | undefined): { companyCode: string; hash: Buffer } | undefined {
  const companyCode = token?.split('.')[0];
  return token && companyCode ? { companyCode, hash: hashToken(token) } : undefined;
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Makes or renews a member of staff with a sign-in. */
export async function addStaff(
  platform: Queryable,
  company: Company,
  staff: { login: string; displayName: string; password: string; role: Role; unitId: bigint | null },
): Promise<bigint> {
  const login = staff.login.trim().toLowerCase();
  const passwordHash = await argon2Hash(staff.password, argon2Options);
  const id = await queries.insertStaff(company.db, { ...staff, login, passwordHash });
  await queries.registerSignIn(platform, login, company.code);
  return id;
}
