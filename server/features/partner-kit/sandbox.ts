import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { find } from '../../platform/db.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { addCompany } from '../companies/index.ts';
import { getPartnerByCode, upsertPartner } from '../partners/index.ts';
import type { Developer } from './developers.ts';

/** The company in whose books partners rehearse: the same program and the same rules, nobody's money. */
export const sandboxCode = 'SANDBOX';

/** The partner as the sandbox knows it: one for each company it works for, whatever the lengths of their codes. */
function codeInSandbox({ company, partner_id }: Pick<Developer, 'company' | 'partner_id'>): string {
  const digest = hash('sha256', `${company.code}/${partner_id}`, 'hex');
  return `${company.code.replace(/^PC/, '').slice(0, 7)}_${digest.slice(0, 12).toUpperCase()}`;
}

/** Where a developer rehearses; undefined until they have asked for it. */
export async function findSandboxPartner(
  runtime: Runtime,
  developer: Pick<Developer, 'company' | 'partner_id'>,
): Promise<{ company: Company; db: Company['db']; partnerId: bigint } | undefined> {
  const company = await runtime.findCompany(sandboxCode);
  if (!company) return undefined;
  const row = await find(
    company.db,
    sql<{ id: bigint }>`select id from partners where code = ${codeInSandbox(developer)}`,
  );
  return row && { company, db: company.db, partnerId: row.id };
}

/** Makes the sandbox where there is none, and the partner in it; harmless when repeated. */
export async function makeSandboxPartner(
  runtime: Runtime,
  developer: Pick<Developer, 'company' | 'partner_id' | 'partner_code'>,
): Promise<{ company: Company; db: Company['db']; partnerId: bigint }> {
  const name = 'Môi trường thử của đối tác';
  const { company } = await addCompany(runtime, { code: sandboxCode, name, demo: true });
  const real = await getPartnerByCode(developer.company.db, developer.partner_code);
  const partner = await upsertPartner(company.db, {
    code: codeInSandbox(developer),
    name: real.name,
    kind: real.kind,
    channels: real.channels,
  });
  return { company, db: company.db, partnerId: partner.id };
}
