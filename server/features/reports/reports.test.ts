import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import {
  anyCash,
  monthsOfCustomers,
  ownCash,
  plainSums,
  readPlainBills,
} from '../../../test/support/plain-count.ts';
import { counterIn, keepPlace } from '../../../test/support/places.ts';
import { readSheet } from '../../../test/support/sheet.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { getUnit } from '../companies/index.ts';
import { refreshKpi, type Figure } from '../kpi/index.ts';
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

type Counted = Record<Metric, { official: string; strict: string; denominator: string }>;

/** What bills and payments say of a month, of some units and communes, without any stored sum. */
async function countByHand(
  month: string,
  { units, communes = ['18073', '18100'] }: { units: readonly string[]; communes?: readonly string[] },
): Promise<Counted> {
  const rows = monthsOfCustomers(await readPlainBills(db)).filter(
    (row) => row.period === month && units.includes(row.unit) && communes.includes(row.commune),
  );
  const [official, strict] = [plainSums(rows, ownCash), plainSums(rows, anyCash)];
  const of = (metric: Metric) => ({
    official: String(official[metric][0]),
    strict: String(strict[metric][0]),
    denominator: String(official[metric][1]),
  });
  return { customers: of('customers'), bills: of('bills'), money: of('money') };
}

const metrics = ['customers', 'bills', 'money'] as const;
type Metric = (typeof metrics)[number];
type Shown = { numerator: string; ratio: number | null };

/** Every part of three figures is what one counts by hand, and what is worked out from it. */
function assertFigures(figures: Record<Metric, Figure>, hand: Counted, of: string): void {
  for (const metric of metrics) {
    const { denominator, official, strict, target, gap, attainment } = figures[metric];
    const counted = hand[metric];
    assert.deepEqual(
      [official.numerator, strict.numerator, denominator],
      [counted.official, counted.strict, counted.denominator],
      `${of}, ${metric}`,
    );
    for (const name of ['official', 'strict'] as const)
      assert.equal(figures[metric][name].ratio, Number(counted[name]) / Number(counted.denominator));
    if (target === null) assert.deepEqual([gap, attainment], [null, null]);
    else {
      const missing = Math.ceil(target * Number(denominator) - 1e-6) - Number(official.numerator);
      assert.equal(gap, String(Math.max(0, missing)), `${of}, ${metric}`);
      assert.equal(attainment, official.ratio! / target);
    }
  }
}

/** The same month a year before, under the official definition. */
function assertShares(shares: Record<Metric, Shown & { denominator: string }>, hand: Counted): void {
  for (const metric of metrics) {
    const { numerator, denominator, ratio } = shares[metric];
    const { official, denominator: all } = hand[metric];
    assert.deepEqual([numerator, denominator, ratio], [official, all, Number(official) / Number(all)]);
  }
}

const allUnits = { units: ['PA99NN', 'PA99SS'] };

test('two years of months, the year before and each unit of the league are what one counts by hand', async () => {
  const board = (await head.get(`/board?period=${period}`)).body;
  assert.deepEqual(
    board.trend.map((point: { period: string }) => point.period),
    months,
  );
  assert.deepEqual(board.periods, months.toReversed());
  for (const { period: month, customers, money } of board.trend) {
    const hand = await countByHand(month, allUnits);
    for (const [shown, counted] of [
      [customers, hand.customers],
      [money, hand.money],
    ]) {
      const all = Number(counted.denominator);
      assert.deepEqual(
        shown,
        {
          numerator: counted.official,
          denominator: counted.denominator,
          official: Number(counted.official) / all,
          strict: Number(counted.strict) / all,
        },
        month,
      );
    }
  }
  assertFigures(board.figures, await countByHand(period, allUnits), 'company');
  assert.equal(board.lastYear.period, '2024-06');
  assertShares(board.lastYear, await countByHand('2024-06', allUnits));
  for (const unit of board.units) {
    const units = [unit.code];
    assertFigures(unit, await countByHand(period, { units }), unit.code);
    assertShares(unit.lastYear, await countByHand('2024-06', { units }));
    for (const month of unit.months) {
      const { customers, money } = await countByHand(month.period, { units });
      const shares = [customers, money].map(
        ({ official, denominator }) => Number(official) / Number(denominator),
      );
      assert.deepEqual([month.customers, month.money], shares, `${unit.code} ${month.period}`);
    }
    assert.equal(unit.months.length, months.length - 1);
    const own = (await head.get(`/board?period=${period}&unit=${unit.code}`)).body;
    for (const metric of metrics)
      assert.deepEqual(own.figures[metric].official, unit[metric].official, 'the same on its own board');
  }
});

test('channels, cash and the month that is being collected are sums of what was paid', async () => {
  const board = (await head.get(`/board?period=${period}`)).body;
  const plain = await many(
    db,
    sql<{ period: string; channel: string; amount: string; bills: string; share: number }>`
      select to_char(b.period, 'YYYY-MM') as period, p.channel, sum(a.amount_vnd)::text as amount,
             count(distinct b.root_id)::text as bills,
             (sum(a.amount_vnd) / sum(sum(a.amount_vnd)) over (partition by b.period))::float8 as share
      from allocations a join payments p on p.id = a.payment_id join bills b on b.root_id = a.bill_root_id and b.is_current
      group by b.period, p.channel order by 1, 2`,
  );
  assert.deepEqual(board.channels, plain);
  for (const { channel, amount, share } of board.cashBeside) {
    const counted = plain.find((row) => row.period === period && row.channel === channel);
    assert.deepEqual([amount, share], [counted?.amount ?? '0', counted?.share ?? 0], channel);
  }
  const newest = await one(
    db,
    sql<{ period: string; bills: string; billsPaid: string; billed: string; paid: string }>`
      select to_char(period, 'YYYY-MM') as period, count(*)::text as bills,
             count(*) filter (where state = 'paid')::text as "billsPaid", sum(total_vnd)::text as billed,
             sum(paid_vnd)::text as paid
      from bills where is_current group by bills.period order by bills.period desc limit 1`,
  );
  const { customers, ...live } = board.live;
  assert.deepEqual(live, newest);
  assert.equal(customers.denominator, '10');
});

test('what happened stands at its month: counters of the communes in sight, plans handed over, and nothing else', async () => {
  await keepPlace(
    head,
    'BT1',
    counterIn('18073', { name: 'Bàn thu chợ', openedOn: '2010-01-01', closedOn: '2025-03-15' }),
  );
  await keepPlace(
    head,
    'BT2',
    counterIn('18100', { name: 'Bàn thu Nam', openedOn: '2025-02-01', closedOn: '2025-09-30' }),
  );
  await runAsOwner(
    runtime,
    runtime.company,
    `insert into target_plans (measure, definition_name, definition_version, span, first_month, mode, base_month, weights,
       state, letter, handed_over_on, handed_over_by, made_by)
     values ('share_customers', 'official', 1, 'year', '2025-01-01', 'at_end', '2024-12-01', '{}', 'handed_over',
             '{"number": "12/QĐ"}', '2025-01-08', 'thử', 'thử')`,
  );
  const board = (await head.get(`/board?period=${period}`)).body;
  const of = (events: { period: string; kind: string; name: string; on: string }[]) =>
    events.map(({ period: month, kind, name, on }) => [month, on, kind, name]);
  assert.deepEqual(of(board.events), [
    ['2025-01', '2025-01-08', 'plan_handed_over', '12/QĐ'],
    ['2025-02', '2025-02-01', 'counter_opened', 'Bàn thu Nam'],
    ['2025-03', '2025-03-15', 'counter_closed', 'Bàn thu chợ'],
    ['2025-09', '2025-09-30', 'counter_closed', 'Bàn thu Nam'],
  ]);
  const south = (await head.get(`/board?period=${period}&unit=PA99SS`)).body;
  assert.deepEqual(
    of(south.events),
    of(board.events).filter(([, , , name]) => name !== 'Bàn thu chợ'),
  );
  const open = await many(
    db,
    sql<{ code: string; open: number }>`
      select commune_code as code, count(*) filter (where opened_on <= ${today}::date and closed_on > ${today}::date)::int
        as open
      from pay_points where kind = 'counter' group by commune_code order by 1`,
  );
  assert.deepEqual(
    board.communes.map(({ code, counters }: { code: string; counters: number }) => ({
      code,
      open: counters,
    })),
    open,
  );
  const pages = pdfText((await head.download(`/board?period=${period}&format=pdf`)).rawPayload).join(' ');
  assert.ok(pages.includes('đóng Bàn thu chợ'));
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

test('a small commune shows no figures, nor can they be told from the total, communes add up to former districts, and villages lie between them and customers', async () => {
  const board = (await head.get(`/board?period=${period}`)).body;
  const [small, large] = board.communes;
  assert.deepEqual([small.code, small.small, small.customers], ['18073', true, null]);
  // Ten of the company less six here would be the four there.
  assert.deepEqual([large.code, large.small, large.covers, large.customers], ['18100', false, true, null]);
  const alone = (await head.get(`/board?period=${period}&unit=PA99SS`)).body.communes[0];
  assertFigures(alone, await countByHand(period, { ...allUnits, communes: ['18100'] }), 'commune');
  assertShares(alone.lastYear, await countByHand('2024-06', { ...allUnits, communes: ['18100'] }));
  assert.deepEqual([small.bills, small.money, small.lastYear], [null, null, null]);
  const former = (await head.get(`/board?period=${period}&boundary=former`)).body;
  assert.equal(former.boundary, 'former');
  const codes = former.communes.flatMap((area: { codes: string[] }) => area.codes);
  assert.deepEqual(codes.sort(), ['18073', '18100']);
  for (const area of former.communes)
    if (area.customers !== null)
      assertFigures(area, await countByHand(period, { ...allUnits, communes: area.codes }), area.name);
  const apart = (await head.get(`/kpi/former-areas?period=${period}`)).body;
  for (const area of [...apart.rows, ...apart.undecided])
    assert.equal(area.customers === null, area.small || area.covers, 'withheld here too');

  const whole = (await head.get(`/kpi/villages?period=${period}&commune=18100`)).body.rows;
  assert.deepEqual([whole.length, whole[0].covers], [1, true], 'villages do not add up to what covers');
  const [village] = (await head.get(`/kpi/villages?period=${period}&commune=18100&unit=PA99SS`)).body.rows;
  assertFigures(village, await countByHand(period, { ...allUnits, communes: ['18100'] }), 'village');
  const few = (await head.get(`/kpi/villages?period=${period}&commune=18073`)).body.rows;
  assert.ok(few.every((row: { small: boolean; money: unknown }) => row.small && row.money === null));
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
  const book = await readSheet((await head.download(`/board?period=${period}&format=xlsx`)).rawPayload, 1);
  const cells = book.filter(([code]) => code?.startsWith('18')).map((row) => row.slice(2).filter(Boolean));
  assert.deepEqual(cells, [['ít hơn 5 hóa đơn'], ['ẩn để che nơi ít hóa đơn']]);
  const sheet = await head.download(`/board?period=${period}&format=pdf`);
  const lines = pdfText(sheet.rawPayload).join(' ');
  for (const words of ['official@1', 'Số liệu lúc', '40,00%', 'ít hơn 5 hóa đơn', 'ẩn để che nơi ít hóa đơn'])
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
