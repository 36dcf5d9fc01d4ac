import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { getUnit } from '../companies/index.ts';
import { refreshKpi } from '../kpi/index.ts';
import { acceptPayments } from '../payments/index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const partner = await makePartner(runtime, { channels: ['bank_app', 'counter_cash'] });
const period = '2026-09';
const bills = [{ period, totalVnd: 100_000n }];
const north = await makeCustomers(
  runtime,
  Array.from({ length: 4 }, () => ({ bills, unit: 'PA99NN', commune: '18073' })),
);
const south = await makeCustomers(
  runtime,
  Array.from({ length: 6 }, () => ({ bills, unit: 'PA99SS', commune: '18100' })),
);
let serial = 0;
await acceptPayments(
  db,
  [...north.slice(0, 3), ...south.slice(0, 2)].map(({ code }, i) => ({
    partnerId: partner.id,
    reference: `B${++serial}`,
    intent: 'request' as const,
    customerCode: code,
    amountVnd: 100_000n,
    billIds: null,
    channel: i === 0 ? ('counter_cash' as const) : ('bank_app' as const),
    tender: null,
    occurredAt: new Date(),
    businessOn: today,
  })),
  new Date(),
);
await refreshKpi(db);
const head = await signInAs(app, runtime, 'business_head');

test('the board shows both ratios with target and gap, and every step down adds up to the step above', async () => {
  const put = await head.send('PUT', '/targets', {
    period,
    rows: [{ unitCode: 'PCTEST', metric: 'customers', shareBp: 9600 }],
  });
  assert.equal(put.status, 200);
  const board = (await head.get(`/board?period=${period}`)).body;
  const { customers, money } = board.figures;
  assert.deepEqual([customers.official.numerator, customers.denominator], ['4', '10']);
  assert.equal(customers.target, 0.96);
  assert.equal(customers.gap, '6');
  assert.equal(money.official.ratio, 0.4);
  assert.deepEqual(board.units.map((unit: { code: string }) => unit.code).sort(), ['PA99NN', 'PA99SS']);
  assert.equal(
    board.cashBeside.find((row: { channel: string }) => row.channel === 'counter_cash').amount,
    '100000',
  );
  const unit = (await head.get(`/board?period=${period}&unit=PA99SS`)).body;
  assert.deepEqual(
    unit.communes.map((row: { code: string; customers: { denominator: string } }) => [
      row.code,
      row.customers.denominator,
    ]),
    [['18100', '6']],
  );
  const list = (await head.get(`/kpi/customers?period=${period}&unit=PA99SS&commune=18100&state=unpaid`))
    .body;
  assert.equal(list.total, 4);
  const cashless = (await head.get(`/kpi/customers?period=${period}&unit=PA99SS&state=cashless`)).body;
  assert.deepEqual(cashless.rows[0].channels, ['bank_app']);
  const payments = (await head.get(`/customers/${cashless.rows[0].code}/payments`)).body;
  assert.equal(payments.rows[0].amount, '100000');
});

test('a member of a unit sees that unit and nothing of another', async () => {
  const { id } = await getUnit(db, 'PA99NN', today);
  const staff = await signInAs(app, runtime, 'unit_staff', id);
  const own = (await staff.get(`/board?period=${period}`)).body;
  assert.equal(own.unit.code, 'PA99NN');
  assert.equal(own.figures.customers.denominator, '4');
  assert.equal((await staff.get(`/board?period=${period}&unit=PA99SS`)).body.code, 'staff.outside_scope');
  assert.equal(
    (await staff.get(`/kpi/customers?period=${period}&unit=PA99SS`)).body.code,
    'staff.outside_scope',
  );
  assert.equal((await staff.get(`/kpi/customers?period=${period}`)).body.total, 4);
  const whole = (await staff.get(`/board?period=${period}&unit=PCTEST`)).body;
  assert.equal(whole.figures.customers.denominator, '4');
  const stranger = await staff.get(`/customers/${south[0]!.code}`);
  assert.notEqual(stranger.status, 200);
  assert.deepEqual((await staff.get(`/customers/${south[0]!.code}/payments`)).body.rows, []);
  const put = await staff.send('PUT', '/targets', {
    period,
    rows: [{ unitCode: 'PA99NN', metric: 'customers', shareBp: 1 }],
  });
  assert.equal(put.body.code, 'staff.no_permission');
});

test('every table goes out as a spreadsheet', async () => {
  for (const url of ['/board?', '/kpi/customers?', '/targets?']) {
    const answer = await head.download(`${url}period=${period}&format=xlsx`);
    assert.equal(answer.statusCode, 200, url);
    assert.equal(answer.rawPayload.subarray(0, 2).toString(), 'PK', url);
  }
  for (const url of ['/payments', '/partners', '/ledger/balances', `/customers/${north[0]!.code}/payments`]) {
    const answer = await head.download(`${url}?format=xlsx`);
    assert.equal(answer.rawPayload.subarray(0, 2).toString(), 'PK', url);
  }
});

test('a board without data says so instead of showing zero per cent', async () => {
  const board = (await head.get('/board?period=2020-01')).body;
  assert.equal(board.figures.customers.official.ratio, null);
  assert.equal((await head.get('/board?period=2020-13')).body.code, 'request.invalid');
});
