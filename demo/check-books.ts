import { checkKpi } from '../server/features/kpi/index.ts';
import { checkInvariants } from '../server/invariants.ts';
import type { Company } from '../server/platform/runtime.ts';

/** What the fill left behind, checked the way production checks itself every night. */
export interface BooksCheck {
  company: string;
  invariants: number;
  broken: string[];
}

/** Runs every invariant, and compares the roll-ups with a plain count over bills and payments. */
export async function checkBooks(company: Company): Promise<BooksCheck> {
  const results = await checkInvariants(company.db);
  const broken = results.filter(({ breaks }) => breaks > 0).map(({ name, breaks }) => `${name} (${breaks})`);
  for (const { period, org_unit_id, commune_code, what } of (await checkKpi(company.db)).slice(0, 5)) {
    broken.push(`the roll-up of ${period}, unit ${org_unit_id}, commune ${commune_code}: ${what}`);
  }
  return { company: company.code, invariants: results.length, broken };
}
