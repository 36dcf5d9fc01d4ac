import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import type { PartnerKey } from '../clients/typescript/signing.ts';
import { readConfig } from '../server/config.ts';
import { addCompany } from '../server/features/companies/index.ts';
import { importFile } from '../server/features/imports/index.ts';
import { refreshKpi } from '../server/features/kpi/index.ts';
import { rollUpBalances, sealTransfers } from '../server/features/ledger/index.ts';
import { issueKey, updateLimits, upsertPartner } from '../server/features/partners/index.ts';
import { many } from '../server/platform/db.ts';
import { openRuntime, type Company, type Runtime } from '../server/platform/runtime.ts';

export interface OpenBill {
  code: string;
  billId: string;
  amount: string;
}

export interface Prepared {
  partners: PartnerKey[];
  /** Every bill that is still open; each payment of the benchmark takes one. */
  bills: OpenBill[];
}

const companyCode = 'PCBENCH';

/** Opens the benchmark's database as the product does. */
export function openBenchRuntime(databaseUrl: string): Promise<Runtime> {
  return openRuntime({ ...readConfig(), databaseUrl, logLevel: 'error' }, (line) => console.error(line));
}

export async function benchCompany(runtime: Runtime): Promise<Company> {
  const { company } = await addCompany(runtime, {
    code: companyCode,
    name: 'Công ty đo tốc độ',
    demo: false,
  });
  return company;
}

/** Brings so many customers in through the product's own import, and closes the database after the work. */
export async function withCustomers<Result>(
  databaseUrl: string,
  customers: number,
  work: (runtime: Runtime, company: Company) => Promise<Result>,
): Promise<Result> {
  const runtime = await openBenchRuntime(databaseUrl);
  try {
    const company = await benchCompany(runtime);
    await importRows(runtime, company, 'customers', customerLines(customers));
    return await work(runtime, company);
  } finally {
    await runtime.close();
  }
}

/** Customers and bills through the product's own import, 18 partners with one key each. */
export async function prepareCollection(
  databaseUrl: string,
  size: { customers: number; months: number },
): Promise<Prepared> {
  return withCustomers(databaseUrl, size.customers, async (runtime, company) => {
    for (let month = 1; month <= size.months; month++) {
      await importRows(runtime, company, 'bills', billLines(size.customers, month));
    }
    const partners: PartnerKey[] = [];
    for (let i = 1; i <= 18; i++) partners.push(await makePartner(runtime, company, i));
    // The load starts on settled books: roll-ups applied, statistics gathered, as on any evening.
    await refreshKpi(company.db);
    await rollUpBalances(company.db);
    await sealTransfers(company.db);
    await analyze(databaseUrl);
    const bills = await many(
      company.db,
      sql<OpenBill>`
        select c.code, b.id::text as "billId", (b.total_vnd - b.paid_vnd)::text as amount
        from bills b join customers c on c.id = b.customer_id where b.state = 'open' order by b.id`,
    );
    return { partners, bills };
  });
}

/** A connection with all rights that looks into the company's tables. */
export async function connectOwner(databaseUrl: string, schema: string): Promise<pg.Client> {
  const options = `-c search_path=${schema},platform,extensions`;
  const owner = new pg.Client({ connectionString: databaseUrl, options });
  await owner.connect();
  return owner;
}

async function analyze(databaseUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  await owner.query('vacuum analyze');
  await owner.query('checkpoint');
  await owner.end();
}

async function makePartner(runtime: Runtime, company: Company, index: number): Promise<PartnerKey> {
  const partner = await upsertPartner(company.db, {
    code: `BANK${index}`,
    name: `Ngân hàng ${index}`,
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
    actor: 'bench',
  });
  return { keyId: key.keyId, algorithm: 'hmac-sha256', secret: Buffer.from(key.secret ?? '', 'base64') };
}

export async function importRows(
  runtime: Runtime,
  company: Company,
  kind: 'customers' | 'bills',
  lines: Iterable<string>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tiendien-bench-'));
  try {
    const path = join(folder, `${kind}.csv`);
    writeFileSync(path, [...lines].join('\n'));
    const result = await importFile(runtime, company, { kind, path, actor: 'bench' });
    if (result.rejected > 0) throw new Error(`${result.rejected} rows of ${kind} were rejected`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const unitOf = (i: number): string => `PA99${String.fromCharCode(65 + (i % 10))}A`;

/** The communes of Hà Tĩnh, seven to a unit. */
const communes = readFileSync(resolve(import.meta.dirname, '../data/areas/wards-34.csv'), 'utf8')
  .split('\n')
  .flatMap((line) => (line.split(',')[1] === '42' ? [line.slice(0, 5)] : []));

export function communeOf(i: number): string {
  return communes[((i % 10) * 7 + (Math.floor(i / 10) % 7)) % communes.length] ?? '';
}

const codeOf = (i: number): string => `${unitOf(i)}${String(i).padStart(7, '0')}`;

/** Seven of ten have a number, a few that of somebody else too. */
function phoneOf(i: number): string {
  const place = Math.floor(i / 10);
  if (place % 10 >= 7) return '';
  return `09${String(80_000_000 + (place % 40 === 0 && i > 100 ? i - 100 : i))}`;
}

export function* customerLines(customers: number): Iterable<string> {
  yield 'MA_KHANG,TEN_KHANG,DCHI_KHANG,MA_DVIQLY,MA_SOGCS,MA_XA,LOAI_KHANG,DTHOAI,EMAIL,MST,NGAY_HLUC';
  for (let i = 1; i <= customers; i++) {
    yield `${codeOf(i)},Nguyễn Văn Đo,"Thôn ${i % 30}, Xã Thử",${unitOf(i)},S${i % 300},${communeOf(i)},SH,${phoneOf(i)},,,01/01/2020`;
  }
}

export function* billLines(customers: number, month: number): Iterable<string> {
  yield 'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';
  const mm = String(month).padStart(2, '0');
  for (let i = 1; i <= customers; i++) {
    const net = 100_000 + ((i * 7919 + month * 104_729) % 900_000);
    const vat = Math.floor((net * 8) / 100);
    yield `B${mm}${String(i).padStart(8, '0')},${codeOf(i)},${unitOf(i)},1,${month},2026,TD,02/${mm}/2026,09/${mm}/2026,120,${net},8,${vat},${net + vat}`;
  }
}
