import { addMonths, type Month } from '../core/dates.ts';
import {
  addCompany,
  ensureUnits,
  firstDay,
  listUnits,
  nameUnit,
} from '../server/features/companies/index.ts';
import { demoPassword, demoSignIns } from '../server/features/demo/index.ts';
import { issueKey, upsertPartner, type PartnerRow } from '../server/features/partners/index.ts';
import { addStaff } from '../server/features/staff/index.ts';
import { setTargets, type TargetChange } from '../server/features/targets/index.ts';
import { transaction } from '../server/platform/db.ts';
import type { Company, Runtime } from '../server/platform/runtime.ts';
import { billAt } from '../simulator/bills.ts';
import { cashlessCounts, isCashless } from '../simulator/conversions.ts';
import { simulatedKey } from '../simulator/keys.ts';
import { countBilled, type Population } from '../simulator/population.ts';
import { random } from '../simulator/random.ts';
import { loginOf } from './people.ts';
import type { CompanyStory } from './story.ts';

/** A company ready for its first import: units with names, staff, partners with keys. */
export interface PreparedCompany {
  company: Company;
  partners: ReadonlyMap<string, PartnerRow>;
}

export async function prepareCompany(runtime: Runtime, story: CompanyStory): Promise<PreparedCompany> {
  const { profile } = story.population;
  const { company } = await addCompany(runtime, { code: profile.code, name: profile.name, demo: true });
  await transaction(company.db, async (tx) => {
    await ensureUnits(
      tx,
      profile.units.map(({ code }) => ({ code, parentCode: null, kind: 'unit' })),
      firstDay,
    );
    for (const { code, name } of profile.units) await nameUnit(tx, { code, name, from: firstDay });
  });
  await addDemoStaff(runtime, company);
  return { company, partners: await addPartners(runtime, company, story.population) };
}

async function addDemoStaff(runtime: Runtime, company: Company): Promise<void> {
  const units = new Map((await listUnits(company.db, firstDay)).map(({ code, id }) => [code, id]));
  for (const { login, displayName, role, unitCode, companyCode } of demoSignIns) {
    if (companyCode !== company.code) continue;
    await addStaff(runtime.platform, company, {
      login,
      displayName,
      role,
      password: demoPassword,
      unitId: unitCode === null ? null : (units.get(unitCode) ?? null),
    });
  }
}

async function addPartners(
  runtime: Runtime,
  company: Company,
  population: Population,
): Promise<Map<string, PartnerRow>> {
  const partners = new Map<string, PartnerRow>();
  for (const { code, name, kind, channels } of population.profile.partners) {
    const partner = await upsertPartner(company.db, { code, name, kind, channels });
    const { key, publicKey } = simulatedKey(company.code, code);
    await issueKey(runtime, company, {
      partnerId: partner.id,
      keyId: key.keyId,
      algorithm: key.algorithm,
      actor: 'demo',
      ...(key.algorithm === 'hmac-sha256' ? { secret: key.secret } : { publicKey }),
    });
    partners.set(code, partner);
  }
  return partners;
}

/**
 * Hands the plan down for a month: the company's own for the year, and for each unit what its conditions allow, some
 * of it generous and some of it hard to reach.
 */
export async function assignTargets(company: Company, population: Population, month: Month): Promise<void> {
  const { profile } = population;
  const plan = planOfYear(population, month);
  const gap = plan.customers - shareIn(population, month);
  const changes = (await listUnits(company.db, firstDay)).flatMap(({ id, code, kind }): TargetChange[] => {
    if (kind === 'company') return changesOf(id, plan.customers, plan.money);
    if (!profile.units.some((unit) => unit.code === code)) return [];
    const hardness = random(profile.code, code, 'target').next() * 1.5 - 0.3;
    const share = shareIn(population, month, code) + gap * hardness;
    return changesOf(id, share, share + leadOfMoney(population, code) + (hardness < 0.3 ? 0 : 0.015));
  });
  await setTargets(company.db, { period: month, changes, actor: loginOf(company.code, 'business_head') });
}

const leads = new WeakMap<Population, Map<string, number>>();

/** How far the money of a unit is ahead of its customers in the month of the anchor: large customers change first. */
function leadOfMoney(population: Population, unitCode: string): number {
  const known = leads.get(population) ?? measureLeads(population);
  leads.set(population, known);
  return known.get(unitCode) ?? 0;
}

function measureLeads(population: Population): Map<string, number> {
  const { anchor, profile, cells } = population;
  return new Map(
    profile.units.map(({ code }) => {
      let [billedVnd, cashlessVnd] = [1, 0];
      for (const { unit, first, size } of cells) {
        if (unit.code !== code) continue;
        for (let index = first; index < first + size; index++) {
          const totalVnd = billAt(population, index, anchor)?.totalVnd ?? 0;
          billedVnd += totalVnd;
          if (isCashless(population, index, anchor)) cashlessVnd += totalVnd;
        }
      }
      return [code, cashlessVnd / billedVnd - shareIn(population, addMonths(anchor, 1), code)];
    }),
  );
}

/** The year's plan, a year's progress below (or a little above) that of the year the demo was made in. */
function planOfYear({ profile, anchor }: Population, month: Month): { customers: number; money: number } {
  const years = Number(month.slice(0, 4)) - Number(anchor.slice(0, 4));
  const step = years < 0 ? profile.gainPerMonth * 12 : 0.01;
  return {
    customers: profile.target.customers + step * years,
    money: profile.target.money + (step / 2) * years,
  };
}

function changesOf(unitId: bigint, customers: number, money: number): TargetChange[] {
  const toBp = (share: number): number => Math.round(Math.min(0.995, Math.max(0.05, share)) * 1000) * 10;
  return [
    { unitId, metric: 'customers', shareBp: toBp(customers) },
    { unitId, metric: 'money', shareBp: toBp(money) },
  ];
}

/** The share a unit (or the company) will reach in a month; the plan was made three months before, on less. */
function shareIn(population: Population, month: Month, unitCode?: string): number {
  const quotas = cashlessCounts(population, addMonths(month, -1));
  const cells = population.cells.filter((cell) => unitCode === undefined || cell.unit.code === unitCode);
  const cashless = cells.reduce((sum, cell) => sum + (quotas.get(cell) ?? 0), 0);
  return cashless / Math.max(1, countBilled(cells));
}
