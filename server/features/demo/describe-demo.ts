import { readClock } from '../../platform/clock.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { sandboxCode } from '../partner-kit/index.ts';
import { findDemoFill, type DemoFill } from './find-fill.ts';
import { listKnownLogins, listUnitNames } from './queries.ts';
import { readHeadline } from './read-headline.ts';
import { demoPassword, demoSignIns } from './sign-ins.ts';

const banner = 'Dữ liệu mẫu – không phải khách hàng thật';
/** Payments per second that the simulated partners aim at until somebody changes it. */
const usualPace = 4;
const paces = new WeakMap<Runtime['platform'], number>();

/** The pace is a wish to the simulated world, kept by the process that is asked. */
export function readPace(runtime: Runtime): number {
  return paces.get(runtime.platform) ?? usualPace;
}

export function changePace(runtime: Runtime, pace: number): void {
  paces.set(runtime.platform, pace);
}

/** What the first page shows, and what the simulated outside world needs to know. */
export async function describeDemo(runtime: Runtime, baseUrl: string) {
  const companies = (await runtime.listCompanies()).filter(({ demo, code }) => demo && code !== sandboxCode);
  const clock = await readClock(runtime.platform);
  const [first] = companies;
  return {
    demo: true as const,
    banner,
    companies: await Promise.all(companies.map(describeCompany)),
    signIns: await listSignIns(runtime, companies, clock.businessDate),
    headline: first ? await readHeadline(first, clock.businessDate) : null,
    businessDate: clock.businessDate,
    offsetDays: clock.offsetDays,
    pace: readPace(runtime),
    partnerApi: { baseUrl: `${baseUrl}/partner/v1`, docsUrl: `${baseUrl}/partner/docs` },
  };
}

async function describeCompany(
  company: Company,
): Promise<{ code: string; name: string; fill: DemoFill | null }> {
  return { code: company.code, name: company.name, fill: (await findDemoFill(company.db)) ?? null };
}

async function listSignIns(runtime: Runtime, companies: readonly Company[], businessDate: string) {
  const known = await listKnownLogins(
    runtime.platform,
    demoSignIns.map(({ login }) => login),
  );
  const signIns = await Promise.all(
    companies.map(async (company) => {
      const own = demoSignIns.filter(
        ({ login, companyCode }) => companyCode === company.code && known.includes(login),
      );
      const codes = own.flatMap(({ unitCode }) => unitCode ?? []);
      const names = new Map(
        (await listUnitNames(company.db, codes, businessDate)).map(({ code, name }) => [code, name]),
      );
      return own.map(({ unitCode, ...signIn }) => ({
        ...signIn,
        password: demoPassword,
        companyName: company.name,
        unitName: unitCode === null ? null : (names.get(unitCode) ?? unitCode),
      }));
    }),
  );
  const order = demoSignIns.map(({ login }) => login);
  return signIns.flat().sort((a, b) => order.indexOf(a.login) - order.indexOf(b.login));
}
