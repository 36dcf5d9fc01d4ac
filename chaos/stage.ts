import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { billLines, customerLines, importRows } from '../bench/prepare.ts';
import { readConfig } from '../server/config.ts';
import { addCompany } from '../server/features/companies/index.ts';
import { issueKey, updateLimits, upsertPartner } from '../server/features/partners/index.ts';
import { addStaff, type Role } from '../server/features/staff/index.ts';
import { startDemoClock } from '../server/platform/clock.ts';
import { many } from '../server/platform/db.ts';
import { launchPostgres, type EmbeddedServer } from '../server/platform/embedded/launcher.ts';
import { openRuntime, type Company, type Runtime } from '../server/platform/runtime.ts';
import { deskContracts, simulatedProviders } from '../simulator/gateways/contracts.ts';
import { addressOf, ask, runOn } from './database.ts';
import { openSmallDisk, type SmallDisk } from './disk.ts';
import type { ChaosCustomer } from './errands.ts';
import { gatewayPartner } from './gateway-desks.ts';
import type { ChaosPartner } from './line.ts';
import type { ChaosStaff } from './staff-line.ts';

const companyCode = 'PCCHAOS';
const template = 'chaos_template';
const months = 3;

/** PostgreSQL of its own with full durability, and a prepared company that every run gets a copy of. */
export interface Stage {
  dataDir: string;
  embedded: EmbeddedServer;
  /** Undefined where this account may not mount one. */
  disk: SmallDisk | undefined;
  partners: ChaosPartner[];
  customers: ChaosCustomer[];
  staff: Record<'operator' | 'clerk' | 'head', ChaosStaff>;
  /** A copy of the prepared database; gives its address. */
  copyTo(name: string): Promise<string>;
  drop(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(
  dataDir: string,
  customers: number,
  say: (line: string) => void,
): Promise<Stage> {
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o755);
  const embedded = await launchPostgres({
    dataDir,
    say,
    settings: { fsync: 'on', synchronous_commit: 'on' },
  });
  const onServer = (...statements: string[]): Promise<void> => runOn(embedded.url, statements);
  // What a run that was killed has left; the small disk under it may be gone.
  const left = await ask<{ datname: string }>(
    embedded.url,
    `select datname from pg_database where datname like 'chaos\\_%'`,
  );
  await onServer(
    ...left.map(({ datname }) => `drop database ${datname} with (force)`),
    `create database ${template}`,
  );
  const disk = await openSmallDisk(embedded);
  const prepared = await prepare(addressOf(embedded.url, template), dataDir, customers, disk);
  return {
    dataDir,
    embedded,
    disk,
    ...prepared,
    copyTo: async (name) => {
      await onServer(
        `drop database if exists ${name} with (force)`,
        // The default strategy copies sequences with numbers they have logged elsewhere: a crash would give them out twice.
        `create database ${name} template ${template} strategy file_copy`,
      );
      return addressOf(embedded.url, name);
    },
    drop: (name) => onServer(`drop database if exists ${name} with (force)`),
    close: async () => {
      await onServer(`drop database if exists ${template} with (force)`);
      await disk?.close();
      await embedded.release();
    },
  };
}

export function openChaosRuntime(databaseUrl: string, dataDir: string): Promise<Runtime> {
  const config = { ...readConfig({ LOG_LEVEL: 'silent' }), dataDir, databaseUrl, poolSize: 4 };
  return openRuntime(config, () => undefined);
}

export async function chaosCompany(runtime: Runtime): Promise<Company> {
  const company = await runtime.findCompany(companyCode);
  if (!company) throw new Error('the prepared database has no company');
  return company;
}

/** Customers and bills come in through the product's own import, partners and keys as the operator makes them. */
async function prepare(
  url: string,
  dataDir: string,
  count: number,
  disk: SmallDisk | undefined,
): Promise<Pick<Stage, 'partners' | 'customers' | 'staff'>> {
  const runtime = await openChaosRuntime(url, join(dataDir, 'prepare'));
  try {
    const { company } = await addCompany(runtime, {
      code: companyCode,
      name: 'Công ty thử sự cố',
      demo: true,
    });
    await startDemoClock(runtime.platform, 0);
    await importRows(runtime, company, 'customers', customerLines(count));
    for (let month = 1; month <= months; month++)
      await importRows(runtime, company, 'bills', billLines(count, month));
    const partners: ChaosPartner[] = [];
    for (const code of ['WALLET1', 'BANK2', 'BANK3', 'POST4'])
      partners.push(await addPartner(runtime, company, code));
    const staff = await prepareGateways(runtime, company);
    await disk?.take(url, company.db.schema);
    return { partners, staff, customers: await listCustomers(company) };
  } finally {
    await runtime.close();
  }
}

/** The partners whose money the gateways' payments are, and staff who make orders and give money back. */
async function prepareGateways(runtime: Runtime, company: Company): Promise<Stage['staff']> {
  for (const provider of simulatedProviders) {
    const { kind, channel } = deskContracts[provider];
    const code = gatewayPartner(provider);
    await upsertPartner(company.db, { code, name: `Cổng ${provider}`, kind, channels: [channel] });
  }
  const add = async (login: string, role: Role): Promise<ChaosStaff> => {
    const person = { login, password: 'mat-khau-thu-su-co' };
    await addStaff(runtime.platform, company, { ...person, displayName: login, role, unitId: null });
    return person;
  };
  return {
    operator: await add('chaos.operator', 'operator'),
    clerk: await add('chaos.clerk', 'unit_staff'),
    head: await add('chaos.head', 'business_head'),
  };
}

async function addPartner(runtime: Runtime, company: Company, code: string): Promise<ChaosPartner> {
  const partner = await upsertPartner(company.db, {
    code,
    name: `Đối tác ${code}`,
    kind: 'bank',
    channels: ['bank_app'],
  });
  await updateLimits(company.db, partner.id, {
    paymentLimitVnd: 1_000_000_000n,
    dailyLimitVnd: null,
    requestsPerSecond: 1_000_000,
  });
  const key = await issueKey(runtime, company, {
    partnerId: partner.id,
    algorithm: 'hmac-sha256',
    actor: 'chaos',
  });
  return {
    code,
    key: { keyId: key.keyId, algorithm: 'hmac-sha256', secret: Buffer.from(key.secret ?? '', 'base64') },
  };
}

async function listCustomers(company: Company): Promise<ChaosCustomer[]> {
  const rows = await many(
    company.db,
    sql<{ code: string; id: string; totalVnd: bigint }>`
      select c.code, b.id::text as id, b.total_vnd as "totalVnd"
      from customers c join bills b on b.customer_id = c.id order by c.id, b.period, b.id`,
  );
  return [...Map.groupBy(rows, ({ code }) => code)].map(([code, bills]) => ({
    code,
    bills: bills.map(({ id, totalVnd }) => ({ id, totalVnd })),
  }));
}
