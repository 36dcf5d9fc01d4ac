import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { getUnit } from '../companies/index.ts';
import { refreshKpi } from '../kpi/index.ts';
import { many, one } from '../../platform/db.ts';
import { acceptPayments, type PaymentInstruction } from '../payments/index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const partner = await makePartner(runtime, { channels: ['bank_app', 'counter_cash'] });
const period = '2025-06';
/** Seven months in a row, and the same month a year before. */
const months = ['2024-06', '2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05', period];
const bills = months.map((month) => ({ period: month, totalVnd: 100_000n }));
const north = await makeCustomers(
  runtime,
  Array.from({ length: 4 }, () => ({ bills, unit: 'PA99NN', commune: '18073' })),
);
const south = await makeCustomers(
  runtime,
  Array.from({ length: 6 }, () => ({ bills, unit: 'PA99SS', commune: '18100' })),
);
const payments: PaymentInstruction[] = [];
/** Pays a month's bills of these customers through the bank's app; the first of the north's last month at a counter. */
async function pay(month: string, payers: readonly { id: bigint; code: string }[]): Promise<void> {
  const due = await many(
    db,
    sql<{ id: bigint; code: string }>`
      select b.id, c.code from bills b join customers c on c.id = b.customer_id
      where b.customer_id = any(${payers.map(({ id }) => id)}::bigint[])
        and b.period = ${`${month}-01`}::date order by c.code`,
  );
  for (const { id, code } of due) {
    payments.push({
      partnerId: partner.id,
      reference: `B${payments.length + 1}`,
      intent: 'notice',
      customerCode: code,
      amountVnd: 100_000n,
      billIds: [id],
      channel: month === period && code === north[0]!.code ? 'counter_cash' : 'bank_app',
      tender: null,
      occurredAt: new Date(),
      businessOn: today,
    });
  }
}
await pay('2024-06', [...north.slice(0, 1), ...south.slice(0, 1)]);
for (const [at, month] of months.slice(1, -1).entries()) await pay(month, south.slice(0, at < 3 ? 1 : 2));
await pay(period, [...north.slice(0, 3), ...south.slice(0, 2)]);
await acceptPayments(db, payments, new Date());
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
  const rest = `/kpi/customers?period=${period}&state=not_cashless`;
  const lacking = (await head.get(rest)).body;
  assert.deepEqual([lacking.total, lacking.rows.length], [6, 6], 'as many as customers are missing to all');
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
  for (const path of ['/board', '/kpi/customers', '/kpi/channel-mix', '/kpi/definitions']) {
    const whole = await staff.get(`${path}?period=${period}&unit=PCTEST`);
    assert.equal(whole.body.code, 'staff.outside_scope', path);
  }
  const stranger = await staff.get(`/customers/${south[0]!.code}`);
  assert.notEqual(stranger.status, 200);
  assert.deepEqual((await staff.get(`/customers/${south[0]!.code}/payments`)).body.rows, []);
  const put = await staff.send('PUT', '/targets', {
    period,
    rows: [{ unitCode: 'PA99NN', metric: 'customers', shareBp: 1 }],
  });
  assert.equal(put.body.code, 'staff.no_permission');
});

/** Customers of a month by hand: of those with a bill, whose bills are all paid, and none of it in cash at a counter. */
async function countByHand(month: string, units: readonly string[]) {
  return one(
    db,
    sql<{ customers: number; cashless: number; billed: string; money: string }>`
      with bill as (
        select b.customer_id, b.total_vnd, coalesce(sum(a.amount_vnd), 0) as paid,
               coalesce(sum(a.amount_vnd) filter (where p.channel not in ('counter_cash', 'staff_cash')), 0) as cashless
        from bills b
        join customers c on c.id = b.customer_id
        join org_units u on u.id = c.org_unit_id
        left join allocations a on a.bill_root_id = b.root_id
        left join payments p on p.id = a.payment_id
        where b.is_current and b.period = ${`${month}-01`}::date and u.code = any(${units}::text[])
        group by b.id
      ), customer as (
        select customer_id, bool_and(cashless = total_vnd) as good from bill group by customer_id
      )
      select (select count(*)::int from customer) as customers,
             (select count(*)::int from customer where good) as cashless,
             (select sum(total_vnd)::text from bill) as billed, (select sum(cashless)::text from bill) as money`,
  );
}

test('two years of months, the year before and each unit of the league are what one counts by hand', async () => {
  const board = (await head.get(`/board?period=${period}`)).body;
  assert.deepEqual(
    board.trend.map((point: { period: string }) => point.period),
    months,
  );
  const all = ['PA99NN', 'PA99SS'];
  for (const { period: month, customers, money } of board.trend) {
    const hand = await countByHand(month, all);
    assert.deepEqual(
      [customers.numerator, customers.denominator, money.numerator, money.denominator],
      [String(hand.cashless), String(hand.customers), hand.money, hand.billed],
      month,
    );
  }
  const before = await countByHand('2024-06', all);
  assert.deepEqual(
    [board.lastYear.period, board.lastYear.customers.numerator, board.lastYear.money.numerator],
    ['2024-06', String(before.cashless), before.money],
  );
  for (const unit of board.units) {
    const [now, then] = [await countByHand(period, [unit.code]), await countByHand('2024-06', [unit.code])];
    assert.equal(unit.customers.official.numerator, String(now.cashless), unit.code);
    assert.equal(unit.lastYear.customers.numerator, String(then.cashless), unit.code);
    for (const month of unit.months) {
      const hand = await countByHand(month.period, [unit.code]);
      assert.equal(month.customers, hand.cashless / hand.customers, `${unit.code} ${month.period}`);
    }
    assert.equal(unit.months.length, months.length - 1);
  }
});

test('the year end is looked at from the months that have ended, with the pace that its target asks for', async () => {
  const targets = { period: '2025-12', rows: [{ unitCode: 'PCTEST', metric: 'customers', shareBp: 9800 }] };
  await head.send('PUT', '/targets', targets);
  const { forecast, figures } = (await head.get(`/board?period=${period}`)).body;
  assert.deepEqual(
    [forecast.from, forecast.to, forecast.until, forecast.monthsLeft],
    [months[1], period, '2025-12', 6],
  );
  assert.deepEqual(
    forecast.customers.points.map((point: { period: string }) => point.period),
    ['2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12'],
  );
  const { reached, denominator, missing, perMonth, target } = forecast.customers;
  assert.deepEqual(
    [reached, denominator],
    [figures.customers.official.numerator, figures.customers.denominator],
  );
  // 98 % of ten customers are ten; four pay cashless, so that six are missing, one a month.
  assert.deepEqual([target, missing, perMonth], [0.98, '6', '1']);
  const early = (await head.get('/board?period=2025-02')).body.forecast;
  assert.deepEqual(early.customers.points, [], 'three months say nothing about where they go');
});

test('a small commune shows no figures, communes add up to former districts, and villages lie between them and customers', async () => {
  const board = (await head.get(`/board?period=${period}`)).body;
  const [small, large] = board.communes;
  assert.deepEqual([small.code, small.small, small.customers], ['18073', true, null]);
  assert.deepEqual([large.code, large.small, large.customers.denominator], ['18100', false, '6']);
  assert.equal(large.lastYear.customers.numerator, '1');
  const former = (await head.get(`/board?period=${period}&boundary=former`)).body;
  assert.equal(former.boundary, 'former');
  const codes = former.communes.flatMap((area: { codes: string[] }) => area.codes);
  assert.deepEqual(codes.sort(), ['18073', '18100']);

  const villages = (await head.get(`/kpi/villages?period=${period}&commune=18100`)).body;
  const [village] = villages.rows;
  assert.equal(villages.rows.length, 1);
  assert.deepEqual([village.customers.official.numerator, village.customers.denominator], ['2', '6']);
  const inVillage = `/kpi/customers?period=${period}&commune=18100&village=${village.id ?? 'none'}`;
  assert.equal((await head.get(`${inVillage}&state=cashless`)).body.total, 2);
  assert.equal((await head.get(`${inVillage}&state=all`)).body.rows.length, 6);
  assert.equal((await head.get(`/kpi/customers?period=${period}&commune=18073,18100`)).body.total, 10);

  const { id } = await getUnit(db, 'PA99NN', today);
  const stranger = await signInAs(app, runtime, 'unit_staff', id);
  assert.deepEqual((await stranger.get(`/kpi/villages?period=${period}&commune=18100`)).body.rows, []);
  assert.equal((await stranger.get(inVillage)).body.total, 0);
});

test('every table goes out as a spreadsheet, and the board as pages', async () => {
  for (const url of ['/board?', '/kpi/customers?', '/targets?', '/kpi/villages?commune=18100&']) {
    const answer = await head.download(`${url}period=${period}&format=xlsx`);
    assert.equal(answer.statusCode, 200, url);
    assert.equal(answer.rawPayload.subarray(0, 2).toString(), 'PK', url);
  }
  const sheet = await head.download(`/board?period=${period}&format=pdf`);
  const lines = pdfText(sheet.rawPayload).join(' ');
  for (const words of ['official@1', 'Số liệu lúc', '40,00%', 'ít hơn 5 hóa đơn'])
    assert.ok(lines.includes(words), words);
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
