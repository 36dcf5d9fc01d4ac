import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { importText, makeCustomers, today } from '../../../test/support/make.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { one } from '../../platform/db.ts';
import { getUnit } from '../companies/index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const head = await signInAs(app, runtime, 'business_head');
afterEach(() => assertInvariants(db));

const header =
  'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';

async function idOf(externalId: string): Promise<string> {
  const { id } = await one(db, sql<{ id: bigint }>`select id from bills where external_id = ${externalId}`);
  return String(id);
}

test('a bill is explained by the tariff of its days, its months before it beside it, within the reader’s scope', async () => {
  const [made] = await makeCustomers(runtime, [{ unit: 'PA99EA' }, { unit: 'PA99EB' }]);
  const code = made!.code;
  const months = Array.from({ length: 14 }, (_, index) => new Date(Date.UTC(2025, 8 + index, 1)));
  await importText(runtime, 'bills', [
    header,
    // 50 × 1984 + 50 × 2050 + 100 × 2380 + 20 × 2998 in the last month, one kWh in those before.
    ...months.map((month, index) => {
      const [year, number] = [month.getUTCFullYear(), month.getUTCMonth() + 1];
      const on = `01/${String(number).padStart(2, '0')}/${year}`;
      const due = on.replace('01/', '10/');
      const amounts = index === 13 ? '220,499660,8,39973,539633' : '1,1984,8,159,2143';
      return `E${index},${code},PA99EA,1,${number},${year},TD,${on},${due},${amounts}`;
    }),
    `EV,${code},PA99EA,1,10,2026,VC,01/10/2026,10/10/2026,0,10000,8,800,10800`,
  ]);
  const { status, body } = await head.get(`/bills/${await idOf('E13')}/explanation`);
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.amount.verdict, 'adds_up');
  assert.deepEqual(body.amount.priced.parts, [
    {
      decision: '1279/QĐ-BCT',
      from: '2026-09-01',
      to: '2026-10-01',
      kwh: 220,
      lines: [
        { tier: 1, kwh: 50, price: '1984', amount: '99200' },
        { tier: 2, kwh: 50, price: '2050', amount: '102500' },
        { tier: 3, kwh: 100, price: '2380', amount: '238000' },
        { tier: 4, kwh: 20, price: '2998', amount: '59960' },
      ],
    },
  ]);
  const { net, vat, total } = body.amount.priced;
  assert.deepEqual([net, vat, total], ['499660', '39973', '539633']);
  assert.deepEqual([body.bill.net, body.bill.vat, body.bill.total], ['499660', '39973', '539633']);
  assert.equal(body.months.length, 13);
  const plain = await one(
    db,
    sql<{ kwh: bigint; total: bigint }>`
      select sum(energy_kwh)::bigint as kwh, sum(total_vnd)::bigint as total from bills
      where kind = 'TD' and period between '2025-10-01' and '2026-10-01'`,
  );
  const sum = (field: 'energyKwh' | 'total') =>
    body.months.reduce((all: bigint, month: Record<string, string>) => all + BigInt(month[field]!), 0n);
  assert.deepEqual([sum('energyKwh'), sum('total')], [plain.kwh, plain.total]);

  const two = (await head.get(`/bills/${await idOf('E13')}/explanation?households=2`)).body.amount;
  assert.equal(two.verdict, 'differs');
  assert.equal(two.difference.net, String(499_660 - 451_000));
  const days = { from: '2026-09-01', to: '2026-10-01' };
  assert.deepEqual(two.fits, { group: 'household', households: '1', ...days });
  assert.equal((await head.get(`/bills/${await idOf('EV')}/explanation`)).body.amount, null);
  assert.equal((await head.get('/bills/999999/explanation')).body.code, 'bills.unknown');

  const theirs = await getUnit(db, 'PA99EB', today);
  const worker = await signInAs(app, runtime, 'unit_staff', theirs.id);
  assert.equal((await worker.get(`/bills/${await idOf('E13')}/explanation`)).status, 403);
});
