import { normalizeText } from '../../../core/text.ts';
import { sqlState, transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { createCompany } from '../../platform/migrate.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { ensureCompanyRoot } from './ensure-units.ts';
import { companyError } from './errors.ts';

/** Makes a company: its schema, its tables, and itself on top of its tree. Harmless when repeated. */
export async function addCompany(
  runtime: Runtime,
  wanted: { code: string; name: string; demo: boolean },
): Promise<{ company: Company; made: boolean }> {
  const { code, demo } = wanted;
  const name = normalizeText(wanted.name);
  // `PC` alone would leave no name for the schema.
  ensure(
    /^[A-Z0-9]{2,30}$/.test(code) && code !== 'PC' && name,
    companyError('companies.bad_code', { code }),
  );
  const made = await makeSchema(runtime, { code, name, demo });
  const company = await getCompany(runtime, code);
  await transaction(company.db, (tx) => ensureCompanyRoot(tx, company));
  return { company, made };
}

/** The company with this code. Throws `companies.unknown`. */
export async function getCompany(runtime: Runtime, code: string): Promise<Company> {
  const company = await runtime.findCompany(code);
  ensure(company, companyError('companies.unknown', { code }));
  return company;
}

async function makeSchema(
  runtime: Runtime,
  company: { code: string; name: string; demo: boolean },
): Promise<boolean> {
  try {
    return await createCompany(runtime.ownerUrl, company);
  } catch (error) {
    // `PCHATINH` and `HATINH` would share one schema.
    if (sqlState(error) === '23505') throw companyError('companies.code_taken', { code: company.code });
    throw error;
  }
}
