import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addMonths, monthOf } from '../../../core/dates.ts';
import { countedThings } from '../../../core/kpi/definition.ts';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { makeCustomers, today } from '../../../test/support/make.ts';
import { signInAs, type StaffClient } from '../../../test/support/staff.ts';
import { makeTwoUnits } from '../../../test/support/two-units.ts';
import { unpackAll } from '../../../test/support/unpack.ts';
import { createApp } from '../../app.ts';
import { many } from '../../platform/db.ts';
import { getUnit } from '../companies/index.ts';
import { filterOf, readCounted } from './counted-customers.ts';
import { addDefinition, getDefinition } from './definitions.ts';
import { refreshKpi } from './refresh-kpi.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const period = addMonths(monthOf(today), -1);
await makeTwoUnits(runtime, period);
// Who has two months and three bills, who has none, and who moved to the south after the north had billed them.
const twice = [addMonths(period, -1), period, period].map((of) => ({ period: of, totalVnd: 70_000n }));
await makeCustomers(runtime, [{ unit: 'PA99NN', commune: '18073', bills: twice }, { unit: 'PA99NN' }]);
await refreshKpi(db);
await runAsOwner(
  runtime,
  runtime.company,
  `update customers set org_unit_id = (select id from org_units where code = 'PA99SS')
   where id = (select min(id) from customers)`,
);
const own = [
  { name: 'paying', counts: [...countedThings], denominator: 'paying' },
  { name: 'all-cash', counts: ['customers', 'money'], cashChannels: ['bank_app'], span: 'cumulative' },
  { name: 'first-bills', counts: ['bills', 'customerBills'], billsOfMonth: 'first', span: 'quarter' },
] as const;
for (const wish of own) await addDefinition(db, wish, { actor: 'test' });
const head = await signInAs(app, runtime, 'business_head');
const north = await signInAs(app, runtime, 'unit_staff', (await getUnit(db, 'PA99NN', today)).id);

interface Row {
  code: string;
  unitCode: string;
  n: string;
  whole: string;
}

async function readAll(who: StaffClient, url: string) {
  const rows: Row[] = [];
  for (let after = ''; ;) {
    const { status, body } = await who.get(`${url}&limit=25${after}`);
    assert.equal(status, 200, JSON.stringify(body));
    rows.push(...body.rows);
    if (body.next === null) return { rows, total: body.total as number | null };
    after = `&after=${body.next}`;
  }
}

const sum = (values: readonly string[]): bigint => values.reduce((total, value) => total + BigInt(value), 0n);

test('every figure of every definition is the sum of its customers, and what it lacks that of the others', async () => {
  for (const { who, unit } of [
    { who: head, unit: '' },
    { who: head, unit: '&unit=PA99NN' },
    { who: north, unit: '' },
  ]) {
    const { rows } = (await who.get(`/kpi/definitions?period=${period}${unit}`)).body;
    assert.equal(rows.length, 10);
    for (const { name, version, figures } of rows)
      for (const { counted, numerator, denominator } of figures) {
        const list = `/kpi/counted-customers?period=${period}&definition=${name}@${version}&counted=${counted}${unit}`;
        const reached = await readAll(who, list);
        const missing = await readAll(who, `${list}&part=missing`);
        assert.deepEqual(
          [sum(reached.rows.map(({ n }) => n)), sum(missing.rows.map(({ n }) => n))],
          [BigInt(numerator), BigInt(denominator) - BigInt(numerator)],
          list,
        );
        assert.equal(reached.total, counted === 'customers' ? reached.rows.length : null);
        const codes = reached.rows.map(({ code }) => code);
        assert.equal(new Set(codes).size, codes.length, 'nobody twice');
        const units = new Set([...reached.rows, ...missing.rows].map(({ unitCode }) => unitCode));
        if (who === north || unit !== '') assert.ok(!units.has('PA99SS'), list);
      }
  }
});

test('where few are counted a page goes on instead of going through everybody', async () => {
  const definition = await getDefinition(db, 'all-cash');
  const filter = filterOf(definition, period, {
    counted: 'customers',
    part: 'reached',
    unitIds: 'all',
    commune: null,
  });
  const found: bigint[] = [];
  const pages: number[] = [];
  for (let after: string | null = null; ;) {
    const { rows, next } = await readCounted(db, filter, { after, limit: 2 }, 1);
    assert.ok(rows.length <= 2);
    found.push(...rows.map(({ id }) => id));
    pages.push(rows.length);
    if (next === null) break;
    after = next;
  }
  const cash = await many(
    db,
    sql<{ id: bigint }>`
      select distinct b.customer_id as id from bills b join allocations a on a.bill_root_id = b.root_id
      join payments p on p.id = a.payment_id and p.channel = 'counter_cash' where b.state = 'paid' order by 1`,
  );
  assert.deepEqual(
    found,
    cash.map(({ id }) => id),
  );
  assert.ok(pages.includes(0), 'a stretch of forty-two customers had nobody');
});

test('a commune, a workbook and a thing that is not counted', async () => {
  const list = `/kpi/counted-customers?period=${period}&definition=paying`;
  const whole = await readAll(head, `${list}&counted=customers&part=reached`);
  const south = await readAll(head, `${list}&counted=customers&commune=18100`);
  const away = await readAll(head, `${list}&counted=customers&commune=18073`);
  assert.deepEqual([whole.rows.length, south.rows.length, away.rows.length], [15, 9, 6]);
  assert.equal((await readAll(head, `${list}&counted=customers&commune=none`)).rows.length, 0);
  const book = await unpackAll((await head.download(`${list}&counted=money&format=xlsx`)).rawPayload);
  for (const words of ['paying@1', 'tử số 1500000, mẫu số 1700000', 'Số liệu lúc', whole.rows[0]!.code])
    assert.ok(book.includes(words), words);
  const other = `/kpi/counted-customers?period=${period}&definition=hai-phong-2021&counted=money`;
  assert.equal((await head.get(other)).body.code, 'kpi.not_counted');
});
