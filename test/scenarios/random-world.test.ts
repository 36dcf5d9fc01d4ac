import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '../../server/app.ts';
import { bucketOf, debtBuckets } from '../../core/kpi/debt-buckets.ts';
import { checkKpi, listDefinitions, repairKpi, sumByStaff } from '../../server/features/kpi/index.ts';
import { openTestRuntime, runAsOwner } from '../support/database.ts';
import { assertInvariants } from '../support/invariants.ts';
import { today } from '../support/make.ts';
import { codesOfPages } from '../support/pages.ts';
import * as plain from '../support/plain-count.ts';
import { makeRandomRegisters } from '../support/random-registers.ts';
import { makeRandomWorld, unitId, units, worldMonths } from '../support/random-world.ts';
import { signInAs, type StaffClient } from '../support/staff.ts';
import { ask, assertFigures, assertPlaces, billsIn, codesOf, type Reader } from './figures-by-hand.ts';
import * as byHand from './registers-by-hand.ts';
import { checkPlanOfVisits } from './visits-by-hand.ts';

/** Another world with `SEED=…`; whatever the seed, every answer is the plain count. */
const seed = Number(process.env['SEED'] ?? 11);
const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const head = await signInAs(app, runtime, 'business_head');
await makeRandomWorld(runtime, seed);
const marking = { since: '2020-01-01', codes: ['18073'], source: 'thử' };
assert.equal((await head.send('PUT', '/kpi/disadvantaged-communes', marking)).status, 200);
const members = await Promise.all(
  units.map(async (unit) => signInAs(app, runtime, 'unit_staff', await unitId(runtime, unit))),
);
await makeRandomRegisters(runtime, { head, seed });
const [monthYearAgo, , , lastMonth] = worldMonths;
const running = worldMonths.at(-1)!;
const bills = await plain.readPlainBills(db);
const months = plain.monthsOfCustomers(bills);

/** Everybody who may ask, how they ask, and the units that the answer is about. */
const readers: Reader[] = [
  { who: head, asks: '', meant: units },
  ...units.flatMap((unit, at) => [
    { who: head, asks: `&unit=${unit}`, meant: [unit] },
    { who: members[at]!, asks: `&unit=${unit}`, meant: [unit] },
    { who: members[at]!, asks: '', meant: [unit] },
  ]),
];

/** Of them the head, and a member who names their unit and who does not: enough for lists. */
const few = [readers[0]!, ...readers.slice(2, 4)];

test('the stored sums are the plain count', async () => {
  assert.deepEqual(await checkKpi(db), []);
  await assertInvariants(db);
});

test('boards say the plain count to whoever asks', async () => {
  for (const { who, asks, meant } of readers)
    for (const period of [monthYearAgo!, lastMonth!, running]) {
      const mine = months.filter((row) => meant.includes(row.unit));
      const rows = mine.filter((row) => row.period === period);
      const board = await ask(who, `/board?period=${period}${asks}`);
      assertFigures(board.figures, rows);
      assertPlaces(board.communes, rows);
      const league = meant.length === 1 ? [] : [...new Set(rows.map(({ unit }) => unit))].sort();
      assert.deepEqual(board.units.map(({ code }: { code: string }) => code).sort(), league);
      for (const unit of board.units)
        assertFigures(
          unit,
          rows.filter((row) => row.unit === unit.code),
        );
      const ways = plain.waysOf(rows);
      const shown = board.channels.filter((row: { period: string }) => row.period === period);
      assert.deepEqual(
        Object.fromEntries(
          shown.map((row: { channel: string; amount: string; bills: string }) => [
            row.channel,
            [Number(row.amount), Number(row.bills)],
          ]),
        ),
        Object.fromEntries(Object.entries(ways).map(([way, [dong, count]]) => [way, [dong, count]])),
      );
      for (const line of board.trend) {
        const then = plain.plainSums(
          mine.filter((row) => row.period === line.period),
          plain.ownCash,
        );
        assert.deepEqual(
          [Number(line.customers.numerator), Number(line.customers.denominator)],
          [...then.customers],
        );
        assert.deepEqual([Number(line.money.numerator), Number(line.money.denominator)], [...then.money]);
      }
      const before = mine.filter((row) => row.period === plain.yearBefore(period));
      assert.equal(board.lastYear === null, before.length === 0);
      if (board.lastYear) {
        const { numerator, denominator } = board.lastYear.customers;
        const then = plain.plainSums(before, plain.ownCash);
        assert.deepEqual([Number(numerator), Number(denominator)], [...then.customers]);
      }
    }
});

test('every definition counts as its words say, of every unit', async () => {
  const register = await plain.readRegister(db);
  const definitions = new Map((await listDefinitions(db)).map((one) => [one.name, one]));
  for (const { who, asks, meant } of readers)
    for (const period of [lastMonth!, running]) {
      const { rows } = await ask(who, `/kpi/definitions?period=${period}${asks}`);
      assert.equal(rows.length, definitions.size);
      for (const { name, figures } of rows) {
        const definition = definitions.get(name)!;
        const world = { bills, register, marked: new Set(marking.codes) };
        const wanted = plain.plainDefinition(definition, period, world, (unit) => meant.includes(unit));
        for (const { counted, numerator, denominator } of figures)
          assert.deepEqual(
            [Number(numerator), Number(denominator)],
            [...wanted[counted]!],
            `${seed} ${JSON.stringify(definition)} ${period} ${counted} ${asks}`,
          );
      }
    }
});

const codesAt = (who: StaffClient, url: string): Promise<string[]> => codesOfPages(who, url, 9);

test('a figure opens to the customers that it counts, by name', async () => {
  const period = lastMonth!;
  for (const { who, asks, meant } of few) {
    const rows = months.filter((row) => row.period === period && meant.includes(row.unit));
    for (const [definition, rule] of [
      ['official', plain.ownCash],
      ['strict', plain.anyCash],
    ] as const) {
      const good = (row: plain.PlainMonth): boolean =>
        row.bills.every((bill) => plain.isCashless(bill, rule));
      const settled = (row: plain.PlainMonth): boolean => row.bills.every(plain.isSettled);
      const states: Record<string, (row: plain.PlainMonth) => boolean> = {
        all: () => true,
        cashless: good,
        not_cashless: (row) => !good(row),
        cash: (row) => settled(row) && !good(row),
        unpaid: (row) => !settled(row),
      };
      for (const [state, belongs] of Object.entries(states)) {
        const url = `/kpi/customers?period=${period}&state=${state}&definition=${definition}${asks}`;
        assert.deepEqual(await codesAt(who, url), codesOf(rows.filter(belongs)), url);
      }
    }
    for (const [commune, here] of Map.groupBy(rows, (row) => row.commune)) {
      if (commune === '') continue;
      const villages = (await ask(who, `/kpi/villages?period=${period}&commune=${commune}${asks}`)).rows;
      const there = Map.groupBy(here, ({ village }) => village);
      assert.equal(villages.length, there.size);
      for (const village of villages) {
        const own = there.get(village.id)!;
        assert.equal(village.small, billsIn(own) < 5);
        if (village.customers !== null) assertFigures(village, own);
        else assert.ok(village.small || village.covers);
        const url = `/kpi/customers?period=${period}&commune=${commune}&village=${village.id ?? 'none'}${asks}`;
        assert.deepEqual(await codesAt(who, url), codesOf(own));
      }
    }
  }
});

test('channels, those who keep to it and those who fall back are the plain count', async () => {
  const all = months.toSorted((a, b) => (a.period < b.period ? -1 : 1));
  const good = ({ bills: own }: plain.PlainMonth): boolean =>
    own.every((bill) => plain.isCashless(bill, plain.ownCash));
  const first = new Map(
    all
      .filter(good)
      .toReversed()
      .map(({ customer, period }) => [customer, period]),
  );
  for (const { who, asks, meant } of few) {
    const mine = all.filter((row) => meant.includes(row.unit));
    const mix = await ask(who, `/kpi/channel-mix?period=${running}${asks}`);
    for (const period of worldMonths) {
      const shown = mix.rows.filter((row: { period: string }) => row.period === period);
      assert.deepEqual(
        Object.fromEntries(
          shown.map((row: { channel: string; amount: string; bills: string; customers: string }) => [
            row.channel,
            [Number(row.amount), Number(row.bills), Number(row.customers)],
          ]),
        ),
        plain.waysOf(mine.filter((row) => row.period === period)),
        period,
      );
    }
    const { cohorts, relapses } = await ask(who, `/kpi/retention?period=${running}${asks}`);
    for (const { cohort, cells } of cohorts)
      for (const cell of cells) {
        const rows = mine.filter(
          ({ customer, period }) => first.get(customer) === cohort && period === cell.period,
        );
        const cash = rows.filter((row) => row.bills.every(plain.isSettled) && !good(row));
        assert.deepEqual([cell.billed, cell.cashless, cell.cash].map(Number), [
          rows.length,
          rows.filter(good).length,
          cash.length,
        ]);
        const url = `/kpi/cohort-customers?cohort=${cohort}&period=${cell.period}&state=cash${asks}`;
        assert.deepEqual(await codesAt(who, url), codesOf(cash));
      }
    for (const { period, customers } of relapses) {
      const back = mine.filter(
        (row) =>
          row.period === period &&
          (first.get(row.customer) ?? '9') < period &&
          row.bills.every(plain.isSettled) &&
          !good(row),
      );
      assert.equal(Number(customers), back.length);
      assert.deepEqual(await codesAt(who, `/kpi/relapses?period=${period}${asks}`), codesOf(back));
    }
    const channel = Object.keys(plain.waysOf(mine.filter((row) => row.period === lastMonth)))[0];
    if (channel === undefined) continue;
    const used = mine.filter(
      (row) =>
        row.period === lastMonth &&
        row.bills.some(({ parts }) => parts.some((part) => part.channel === channel)),
    );
    const url = `/kpi/channel-customers?period=${lastMonth}&channel=${channel}${asks}`;
    assert.deepEqual(await codesAt(who, url), codesOf(used));
  }
});

test('debt by age is what bills are open for', async () => {
  for (const { who, asks, meant } of few) {
    const open = bills.filter((bill) => meant.includes(bill.unit) && !plain.isSettled(bill));
    const { whole, rows } = await ask(who, `/debt-ageing?${asks.slice(1)}`);
    const dongOf = (of: readonly plain.PlainBill[]): number =>
      of.reduce((sum, bill) => sum + bill.total - plain.paidOf(bill), 0);
    for (const { code, total } of rows) {
      const own = open.filter(({ unit }) => unit === code);
      assert.deepEqual([Number(total.bills), Number(total.amount)], [own.length, dongOf(own)], code);
    }
    for (const { bucket, bills: count, amount } of whole.buckets) {
      const old = open.filter(({ due }) => bucketOf(due, today) === bucket);
      assert.deepEqual([Number(count), Number(amount)], [old.length, dongOf(old)], bucket);
      assert.deepEqual(await codesAt(who, `/debt-ageing/bills?bucket=${bucket}${asks}`), codesOf(old));
    }
    assert.equal(whole.buckets.length, debtBuckets.length);
  }
});

test('numbers, places, responsibilities, openings and households in need are the plain count', async () => {
  await byHand.checkContacts(db, few);
  await byHand.checkPlaces(db, readers);
  await byHand.checkResponsible(db, readers);
  await byHand.checkOpenings(db, readers);
  await byHand.checkHardship(db, few, { months, marked: marking.codes });
  await byHand.checkGround(db, readers, months);
});

test('what it takes is a sum of visits to customers in cash, on the screen and in its files', async () => {
  const [member, stranger] = members as [StaffClient, StaffClient];
  await checkPlanOfVisits(runtime, { unit: units[0], member, stranger, head }, months);
});

test('a pivot table says the same as the boards', async () => {
  const measures = [
    'customers',
    'bills',
    'money',
    'paid',
    'customers-cashless-strict',
    'money-ratio-official',
  ];
  const span = `${monthYearAgo}..${running}`;
  for (const { who, asks, meant } of readers) {
    const url = `/pivots/view?rows=unit,commune&columns=month&measures=${measures.join(',')}&months=${span}${asks}`;
    const table = await ask(who, url);
    const mine = months.filter((row) => meant.includes(row.unit));
    let seen = 0;
    for (const row of table.rows.filter(({ kind }: { kind: string }) => kind === 'leaf'))
      for (const [at, column] of table.columns.entries()) {
        if (column.kind !== 'leaf') continue;
        const own = mine.filter(
          (one) =>
            one.unit === row.path[0] && one.commune === row.path[1] && one.period === column.path.at(-1),
        );
        seen += own.length;
        const cells = row.cells.slice(at * measures.length, (at + 1) * measures.length);
        if (own.length === 0 || billsIn(own) < 5) continue;
        const [official, strict] = [plain.ownCash, plain.anyCash].map((rule) => plain.plainSums(own, rule));
        const paid = own.flatMap((one) => one.bills).reduce((sum, bill) => sum + plain.paidOf(bill), 0);
        assert.deepEqual(
          cells.slice(0, 5).map(({ amount }: { amount: string }) => Number(amount)),
          [official!.customers[1], official!.bills[1], official!.money[1], paid, strict!.customers[0]],
        );
        assert.deepEqual([cells[5].numerator, cells[5].denominator].map(Number), [...official!.money]);
      }
    assert.equal(seen, mine.length);
  }
});

test('a plan has attained the plain count, at every level and whoever looks', async () => {
  const people = (await head.get('/assignments')).body.rows;
  const mine = people.find(({ login }: { login: string }) => login === members[0]!.login);
  const given = { staff: mine.id, books: ['NN001'], place: null, to: null, takeOver: false };
  assert.equal(
    (await head.send('POST', '/assignments', { ...given, from: `${monthYearAgo}-01` })).status,
    200,
  );
  const book = await plain.readBook(db, 'NN001');
  for (const measure of [
    'share_customers',
    'share_money',
    'share_bills',
    'channel_money:bank_app',
  ] as const) {
    const wish = { measure, span: 'month', month: lastMonth, mode: 'at_end', goal: '5000' };
    const made = await head.send('POST', '/targets/plans', wish);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { rows } = await ask(head, `/targets/plans/${made.body.id}`);
    const wanted = (of: readonly plain.PlainMonth[]): [number, number] => {
      if (measure === 'channel_money:bank_app')
        return [plain.waysOf(of)['bank_app']?.[0] ?? 0, plain.plainSums(of, plain.ownCash).money[1]];
      const thing = { share_customers: 'customers', share_money: 'money', share_bills: 'bills' } as const;
      return [...plain.plainSums(of, plain.ownCash)[thing[measure]]];
    };
    const there = months.filter((row) => row.period === lastMonth);
    for (const row of rows) {
      if (row.kind !== 'company' && row.kind !== 'unit') continue;
      const own = there.filter((one) => row.kind === 'company' || one.unit === row.unitCode);
      if (own.length === 0) continue;
      assert.deepEqual(
        [row.attained.value, row.attained.base].map(Number),
        wanted(own),
        `${measure} ${row.code}`,
      );
    }
    const seen = (await ask(members[0]!, `/targets/plans/${made.body.id}`)).rows;
    for (const row of seen)
      assert.deepEqual(row.attained, rows.find((one: typeof row) => one.key === row.key).attained);
    for (const who of [head, members[0]!]) {
      // From customers first, then from the sums by employee.
      if (who !== head) await sumByStaff(db, today);
      const { rows: found } = await ask(who, `/targets/plans/${made.body.id}/people?of=s${mine.id}`);
      const own = there.filter((one) => book.has(one.customer));
      const attained = found.find(({ key }: { key: string }) => key === `s${mine.id}`);
      if (own.length > 0) assert.deepEqual([attained.value, attained.base].map(Number), wanted(own), measure);
    }
  }
});

test('a month is frozen with the plain count under every definition, and sums that were spoilt are made anew', async () => {
  assert.equal((await head.send('POST', `/months/${lastMonth}/freeze`, {})).status, 201);
  const register = await plain.readRegister(db);
  const world = { bills, register, marked: new Set(marking.codes) };
  for (const definition of await listDefinitions(db))
    for (const { who, asks, meant } of few)
      for (const by of asks === '' ? ['unit', 'commune'] : ['unit']) {
        const ref = `${definition.name}@${definition.version}`;
        const url = `/months/${lastMonth}/figures?definition=${ref}&by=${by}${asks}`;
        const { rows, total } = await ask(who, url);
        for (const row of [...rows, { ...total, code: undefined }]) {
          const wanted = plain.plainDefinition(
            definition,
            lastMonth!,
            world,
            (unit, commune) =>
              meant.includes(unit) &&
              (row.code === undefined || row.code === (by === 'unit' ? unit : commune)),
          );
          for (const { counted, frozen, live } of row.figures)
            for (const { numerator, denominator } of [frozen, live])
              assert.deepEqual(
                [Number(numerator), Number(denominator)],
                [...wanted[counted]!],
                `${url} ${row.code}`,
              );
        }
      }
  await runAsOwner(
    runtime,
    runtime.company,
    'update kpi_cells set customers = customers + 1; delete from kpi_open_bills',
  );
  assert.notDeepEqual(await checkKpi(db), []);
  await repairKpi(db);
  assert.deepEqual(await checkKpi(db), []);
});
