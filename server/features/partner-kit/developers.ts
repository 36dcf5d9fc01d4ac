import { createHash, randomBytes } from 'node:crypto';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { recordAudit } from '../audit/index.ts';
import * as queries from './developer-queries.ts';
import { kitError } from './errors.ts';

const dayMs = 86_400_000;
export const codeDays = 7;
export const sessionDays = 30;

/** Company and secret in one text: the company says in which schema the secret is looked up, by its digest. */
function makeToken(companyCode: string): { token: string; digest: Buffer } {
  const token = `${companyCode}.${randomBytes(24).toString('base64url')}`;
  return { token, digest: digestOf(token) };
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

async function companyOf(runtime: Runtime, token: string): Promise<Company | undefined> {
  const [code, secret] = token.split('.');
  return code && secret && /^[A-Z0-9]{2,30}$/.test(code) ? runtime.findCompany(code) : undefined;
}

/** Invites somebody who builds for a partner. Answers the one-time code, which is shown once and lasts a week. */
export async function inviteDeveloper(
  company: Company,
  wish: { partnerId: bigint; name: string; by: string; now: Date },
): Promise<{ id: bigint; code: string }> {
  const { token: code, digest } = makeToken(company.code);
  const expiresAt = new Date(wish.now.getTime() + codeDays * dayMs);
  const id = await transaction(company.db, async (tx) => {
    const made = await queries.insertDeveloper(tx, { ...wish, codeDigest: digest, expiresAt });
    await recordAudit(tx, {
      actor: wish.by,
      action: 'partner.developer_invited',
      subject: `partner:${wish.partnerId}`,
      detail: { developerId: String(made) },
    });
    return made;
  });
  return { id, code };
}

/** Ends what somebody of a partner may see, at once. Throws `partner_kit.unknown_developer`. */
export async function shutOutDeveloper(
  db: Db,
  wish: { partnerId: bigint; id: bigint; by: string; now: Date },
): Promise<void> {
  await transaction(db, async (tx) => {
    ensure((await queries.endDeveloper(tx, wish)) === 1, kitError('partner_kit.unknown_developer'));
    await recordAudit(tx, {
      actor: wish.by,
      action: 'partner.developer_ended',
      subject: `partner:${wish.partnerId}`,
      detail: { developerId: String(wish.id) },
    });
  });
}

/** Opens a session with a one-time code, which is used up. Throws `partner_kit.wrong_code`. */
export async function enter(runtime: Runtime, code: string, now: Date): Promise<string> {
  const company = await companyOf(runtime, code.trim());
  ensure(company, kitError('partner_kit.wrong_code'));
  return transaction(company.db, async (tx) => {
    const developer = await queries.useCode(tx, digestOf(code.trim()), now);
    ensure(developer, kitError('partner_kit.wrong_code'));
    const { token, digest } = makeToken(company.code);
    const expiresAt = new Date(now.getTime() + sessionDays * dayMs);
    await queries.insertSession(tx, { digest, developerId: developer.id, now, expiresAt });
    return token;
  });
}

/** The signed-in person of a partner and their company. */
export interface Developer extends queries.SessionRow {
  company: Company;
  db: Db;
  now: Date;
}

export async function findDeveloper(
  runtime: Runtime,
  token: string | undefined,
  now: Date,
): Promise<Developer | undefined> {
  const company = token === undefined ? undefined : await companyOf(runtime, token);
  if (!company || token === undefined) return undefined;
  const session = await queries.findSession(company.db, digestOf(token), now);
  return session && { ...session, company, db: company.db, now };
}

export async function leave(runtime: Runtime, token: string): Promise<void> {
  const company = await companyOf(runtime, token);
  if (company) await queries.deleteSession(company.db, digestOf(token));
}
