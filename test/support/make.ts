import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Channel } from '../../core/channels.ts';
import { businessDateOf, formatBusinessDate } from '../../core/dates.ts';
import { importFile } from '../../server/features/imports/index.ts';
import { issueKey, upsertPartner, type PartnerKind } from '../../server/features/partners/index.ts';
import { many, one } from '../../server/platform/db.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';

let serial = 0;

export interface MadeCustomer {
  code: string;
  id: bigint;
  billIds: bigint[];
}

export interface CustomerSpec {
  unit?: string;
  commune?: string;
  /** `SH` for a household, where nothing else is said. */
  kind?: string;
  bills?: { period: string; totalVnd: bigint }[];
}

/** A customer with bills, brought in by the product's own import; each call makes its own. */
export async function makeCustomer(
  runtime: Runtime & { company: Company },
  spec: CustomerSpec = {},
): Promise<MadeCustomer> {
  const [made] = await makeCustomers(runtime, [spec]);
  if (!made) throw new Error('no customer was made');
  return made;
}

/** Several customers in one file of customers and one of bills. */
export async function makeCustomers(
  runtime: Runtime & { company: Company },
  specs: readonly CustomerSpec[],
): Promise<MadeCustomer[]> {
  const { company } = runtime;
  const rows = specs.map((spec) => {
    const unit = spec.unit ?? 'PA99AA';
    return { ...spec, unit, code: `${unit}${String(++serial).padStart(7, '0')}` };
  });
  await importText(runtime, 'customers', [
    'MA_KHANG,TEN_KHANG,DCHI_KHANG,MA_DVIQLY,MA_SOGCS,MA_XA,LOAI_KHANG,DTHOAI,EMAIL,MST,NGAY_HLUC',
    ...rows.map(
      ({ code, unit, commune, kind }) =>
        `${code},Nguyễn Văn An,"Thôn 1, Xã Thử",${unit},${unit.slice(4)}001,${commune ?? ''},${kind ?? 'SH'},,,,01/01/2020`,
    ),
  ]);
  const bills = rows.flatMap(({ code, unit, bills: list = [] }) =>
    list.map((bill) => billLine(code, unit, bill)),
  );
  if (bills.length > 0) {
    await importText(runtime, 'bills', [
      'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN',
      ...bills,
    ]);
  }
  const made: MadeCustomer[] = [];
  for (const { code } of rows) {
    const { id } = await one(company.db, sql<{ id: bigint }>`select id from customers where code = ${code}`);
    const found = await many(
      company.db,
      sql<{ id: bigint }>`select id from bills where customer_id = ${id} and is_current order by external_id`,
    );
    made.push({ code, id, billIds: found.map((bill) => bill.id) });
  }
  return made;
}

/** A bill as the billing system writes it; VAT is 8 % inside the total. */
export function billLine(
  code: string,
  unit: string,
  bill: { period: string; totalVnd: bigint; externalId?: string },
): string {
  const [year, month] = bill.period.split('-');
  const vat = (bill.totalVnd * 8n) / 108n;
  const externalId = bill.externalId ?? `H${code}${year}${month}`;
  const days = [`${bill.period}-02`, `${bill.period}-09`].map(formatBusinessDate);
  const amounts = [bill.totalVnd - vat, 8n, vat, bill.totalVnd];
  return [externalId, code, unit, 1, Number(month), year, 'TD', ...days, 100, ...amounts].join(',');
}

/** Imports lines of text as a file, the way the command line does. */
export async function importText(
  runtime: Runtime & { company: Company },
  kind: 'customers' | 'bills',
  lines: readonly string[],
) {
  const folder = mkdtempSync(join(tmpdir(), 'tiendien-test-'));
  try {
    const path = join(folder, `${kind}.csv`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return await importFile(runtime, runtime.company, { kind, path, actor: 'test' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A partner with one HMAC key. */
export async function makePartner(
  runtime: Runtime & { company: Company },
  options: { channels?: Channel[]; kind?: PartnerKind } = {},
) {
  const { company } = runtime;
  const partner = await upsertPartner(company.db, {
    code: `BANK${++serial}`,
    name: `Ngân hàng thử ${serial}`,
    kind: options.kind ?? 'bank',
    channels: options.channels ?? ['bank_app', 'bank_counter', 'auto_debit_bank'],
  });
  const key = await issueKey(runtime, company, {
    partnerId: partner.id,
    algorithm: 'hmac-sha256',
    actor: 'test',
  });
  return {
    ...partner,
    key: {
      keyId: key.keyId,
      algorithm: 'hmac-sha256' as const,
      secret: Buffer.from(key.secret ?? '', 'base64'),
    },
  };
}

export const today = businessDateOf(new Date());
