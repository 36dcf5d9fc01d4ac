import { findDemoFill } from '../server/features/demo/index.ts';
import { dropDemoCompany } from '../server/platform/migrate.ts';
import { stopDemoClock } from '../server/platform/clock.ts';
import type { Runtime } from '../server/platform/runtime.ts';
import { companyProfiles } from '../simulator/profiles/index.ts';

/** What a database holds of the demo. */
export type DemoState =
  | { state: 'empty' }
  | { state: 'filled' }
  /** A fill was stopped half-way. */
  | { state: 'interrupted' }
  /** Companies that are no demo live here; with a real server nothing is filled beside them. */
  | { state: 'foreign'; companies: string[] };

export async function readDemoState(runtime: Runtime): Promise<DemoState> {
  const companies = await runtime.listCompanies();
  const own = companies.filter(({ demo }) => !demo).map(({ code }) => code);
  const codes = companyProfiles.map(({ code }) => code);
  const demos = companies.filter(({ demo, code }) => demo && codes.includes(code));
  if (demos.length === 0) {
    // The embedded database is nobody's production; only a company of the same code is in the way there.
    const inTheWay = own.filter((code) => runtime.config.databaseUrl !== undefined || codes.includes(code));
    return inTheWay.length > 0 ? { state: 'foreign', companies: inTheWay } : { state: 'empty' };
  }
  const fills = await Promise.all(demos.map(({ db }) => findDemoFill(db)));
  return { state: fills.length > 0 && fills.every(Boolean) ? 'filled' : 'interrupted' };
}

/** Drops the demo's companies and gives the business clock back to real time. */
export async function dropDemo(runtime: Runtime): Promise<string[]> {
  const companies = await runtime.listCompanies();
  const dropped = companies.filter(({ demo }) => demo).map(({ code }) => code);
  for (const code of dropped) {
    await runtime.forgetCompany(code);
    await dropDemoCompany(runtime.ownerUrl, code);
  }
  await stopDemoClock(runtime.platform);
  return dropped;
}
