import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { formatBusinessDate, type BusinessDate } from '../../../core/dates.ts';
import type { Clock } from '../../platform/clock.ts';
import { find, transaction, type Db } from '../../platform/db.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { importFile } from '../imports/index.ts';
import { upsertPartner } from '../partners/index.ts';
import { acceptPayments, holdIn } from '../payments/index.ts';
import { scenarioCode, scenarios, type Scenario } from './scenarios.ts';

interface Rehearsal {
  company: Company;
  db: Db;
  partnerId: bigint;
}

const unit = 'PSBX01';
const usual = 250_000n;
/** More than any partner may collect in one payment. */
const beyondLimit = 2_000_000_000n;

/** Another collector, who pays and holds what the scenarios say is paid and held elsewhere. */
async function otherPartner(db: Db): Promise<bigint> {
  const other = { code: 'OTHER', name: 'Đối tác khác', kind: 'bank', channels: ['bank_app'] } as const;
  return (await upsertPartner(db, other)).id;
}

/**
 * New bills for every scenario of one partner, by the product's own import; what is paid elsewhere is paid by another
 * partner. Harmless when repeated: each time adds bills of their own.
 */
export async function fillSandbox(runtime: Runtime, place: Rehearsal, clock: Clock): Promise<void> {
  const { db, partnerId } = place;
  const told = scenarios.filter((scenario) => scenario !== 'unknown');
  await importLines(runtime, place.company, 'customers', [
    'MA_KHANG,TEN_KHANG,DCHI_KHANG,MA_DVIQLY,MA_SOGCS,MA_XA,LOAI_KHANG,DTHOAI,EMAIL,MST,NGAY_HLUC',
    ...told.map(
      (scenario) =>
        `${scenarioCode(partnerId, scenario)},Nguyễn Văn Thử,"Thôn Thử, Xã Thử",${unit},${unit}01,,SH,,,,01/01/2020`,
    ),
  ]);
  await importLines(runtime, place.company, 'bills', [
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN',
    ...told.flatMap((scenario) => billLines(scenarioCode(partnerId, scenario), scenario, clock.businessDate)),
  ]);
  await payElsewhere(db, scenarioCode(partnerId, 'paid'), clock);
}

function billLines(code: string, scenario: Scenario, today: BusinessDate): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const total = scenario === 'limit' ? beyondLimit : usual;
  const periods = scenario === 'two_bills' ? [previous(year, month), [year, month]] : [[year, month]];
  return periods.map(([y, m]) => {
    const net = (total * 100n) / 108n;
    const id = `SBX${randomBytes(6).toString('hex').toUpperCase()}`;
    const days = [formatBusinessDate(today), formatBusinessDate(today)];
    return [id, code, unit, 1, m, y, 'TD', ...days, 100, net, 8, total - net, total].join(',');
  });
}

function previous(year: number, month: number): [number, number] {
  return month === 1 ? [year - 1, 12] : [year, month - 1];
}

async function importLines(
  runtime: Runtime,
  company: Company,
  kind: 'customers' | 'bills',
  lines: readonly string[],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tiendien-sandbox-'));
  try {
    const path = join(folder, `${kind}.csv`);
    await writeFile(path, `${lines.join('\n')}\n`);
    await importFile(runtime, company, { kind, path, actor: 'sandbox' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function payElsewhere(db: Db, customerCode: string, clock: Clock): Promise<void> {
  const owed = await find(
    db,
    sql<{ owed: bigint | null }>`
      select sum(b.total_vnd - b.paid_vnd)::bigint as owed from bills b join customers c on c.id = b.customer_id
      where c.code = ${customerCode} and b.state in ('open', 'part_paid')`,
  );
  if (!owed?.owed) return;
  const payment = {
    partnerId: await otherPartner(db),
    reference: `SBX-${randomBytes(9).toString('base64url')}`,
    intent: 'notice' as const,
    customerCode,
    amountVnd: owed.owed,
    billIds: null,
    channel: 'bank_app' as const,
    tender: null,
    occurredAt: clock.now,
    businessOn: clock.businessDate,
    businessAt: clock.businessNow,
  };
  await acceptPayments(db, [payment], clock.now);
}

/** Keeps the bills of a scenario held by another partner: a hold lasts some minutes, a rehearsal longer. */
export async function keepHeld(db: Db, customerCode: string, businessNow: Date): Promise<void> {
  const free = await find(
    db,
    sql<{ free: boolean }>`
      select bool_and(b.held_until is null or b.held_until <= ${businessNow}) as free
      from bills b join customers c on c.id = b.customer_id
      where c.code = ${customerCode} and b.state in ('open', 'part_paid')`,
  );
  if (free?.free !== true) return;
  const partnerId = await otherPartner(db);
  const reference = `SBX-${randomBytes(9).toString('base64url')}`;
  await transaction(db, (tx) =>
    holdIn(tx, { partnerId, reference, customerCode, billIds: null, minutes: null }, businessNow),
  );
}
