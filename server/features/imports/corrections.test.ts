import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { billFile, customerFile, type BillLine } from '../../../test/support/cmis-files.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeFolder, writeFileIn } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makePartner } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { createApp } from '../../app.ts';
import { updateSettings } from '../companies/index.ts';
import { many, one, transaction } from '../../platform/db.ts';
import { importFile } from './index.ts';

const folder = makeFolder();
const runtime = await openTestRuntime({ dataDir: folder });
const { company } = runtime;
const app = await createApp(runtime);
const bank = await makePartner(runtime);
await transaction(company.db, (tx) => updateSettings(tx, { partialPayments: true, oldestFirst: false }));
afterEach(() => assertInvariants(company.db));

let serial = 0;
/** A customer of a unit, brought in by a file. */
async function bringCustomer(unit = 'PA16HT'): Promise<string> {
  const code = `${unit}${String(++serial).padStart(7, '0')}`;
  await bring('customers', customerFile([{ code, unit }]));
  return code;
}
const bring = (kind: 'customers' | 'bills', text: string) =>
  importFile(runtime, company, { kind, path: writeFileIn(folder, 'tep.csv', text), actor: 'test' });
const bringBills = (...lines: BillLine[]) => bring('bills', billFile(lines));

async function pay(customerCode: string, amount: number): Promise<void> {
  const body = { reference: `P-${++serial}`, customerCode, amount: String(amount) };
  const answer = await callPartner(app, bank.key, { method: 'POST', path: '/payments', body });
  assert.equal(answer.statusCode, 201, answer.body);
}

const versionsOf = (externalId: string) =>
  many(
    company.db,
    sql<{ version: number; total_vnd: bigint; paid_vnd: bigint; state: string; corrects: number | null }>`
      select b.version, b.total_vnd, b.paid_vnd, b.state, o.version as corrects
      from bills b left join bills o on o.id = b.corrects_id
      where b.external_id = ${externalId} order by b.version`,
  );
const creditOf = async (code: string) =>
  (
    await one(
      company.db,
      sql<{ sum: bigint }>`
        select coalesce(sum(k.amount_vnd), 0)::bigint as sum
        from customers c left join customer_credits k on k.customer_id = c.id where c.code = ${code}`,
    )
  ).sum;

test('an unpaid bill sent again with another amount becomes a new version that names the old one', async () => {
  const customer = await bringCustomer();
  await bringBills({ id: 'C-1', customer, net: 100_000 });
  const result = await bringBills({ id: 'C-1', customer, net: 90_000 });
  assert.deepEqual([result.accepted, result.changed, result.totalAmount], [0, 1, '97200']);
  assert.deepEqual(await versionsOf('C-1'), [
    { version: 1, total_vnd: 108_000n, paid_vnd: 0n, state: 'cancelled', corrects: null },
    { version: 2, total_vnd: 97_200n, paid_vnd: 0n, state: 'open', corrects: 1 },
  ]);
  const again = await bringBills({ id: 'C-1', customer, net: 90_000 });
  assert.deepEqual([again.unchanged, again.changed], [1, 0]);
});

test('a part-paid bill keeps what was paid; a paid one made larger is open for the difference', async () => {
  const customer = await bringCustomer();
  await bringBills({ id: 'C-2', customer, net: 100_000 });
  await pay(customer, 50_000);
  await bringBills({ id: 'C-2', customer, net: 80_000 });
  const [, second] = await versionsOf('C-2');
  assert.deepEqual([second?.total_vnd, second?.paid_vnd, second?.state], [86_400n, 50_000n, 'part_paid']);
  await pay(customer, 36_400);
  await bringBills({ id: 'C-2', customer, net: 120_000 });
  const [, , third] = await versionsOf('C-2');
  assert.deepEqual([third?.total_vnd, third?.paid_vnd, third?.state], [129_600n, 86_400n, 'part_paid']);
  assert.equal(await creditOf(customer), 0n);
});

test('a paid bill made smaller stays paid, and what was paid too much becomes credit of the customer', async () => {
  const customer = await bringCustomer();
  await bringBills({ id: 'C-3', customer, net: 100_000 });
  await pay(customer, 108_000);
  await bringBills({ id: 'C-3', customer, net: 60_000 });
  const [first, second] = await versionsOf('C-3');
  assert.deepEqual([first?.state, second?.state, second?.paid_vnd], ['cancelled', 'paid', 64_800n]);
  assert.equal(await creditOf(customer), 43_200n);
});

test('a bill corrected to zero is paid, and all that was paid for it becomes credit', async () => {
  const customer = await bringCustomer();
  await bringBills({ id: 'C-4', customer, net: 10_000 }, { id: 'C-5', customer, net: 0 });
  assert.equal((await versionsOf('C-5'))[0]?.state, 'paid');
  await pay(customer, 10_800);
  await bringBills({ id: 'C-4', customer, net: 0 });
  assert.equal((await versionsOf('C-4'))[1]?.state, 'paid');
  assert.equal(await creditOf(customer), 10_800n);
});

test('a correction after the customer moved to another unit moves receivable and payments along', async () => {
  const customer = await bringCustomer('PA16CX');
  await bringBills({ id: 'C-6', customer, net: 100_000 });
  await pay(customer, 100_000);
  await bring('customers', customerFile([{ code: customer, unit: 'PA16TH' }]));
  const wrong = await bringBills({ id: 'C-6', customer, unit: 'PA16CX', net: 50_000 });
  assert.deepEqual([wrong.changed, wrong.rejected], [0, 1]);
  const moved = await bringBills({ id: 'C-6', customer, unit: 'PA16TH', net: 50_000 });
  assert.equal(moved.changed, 1);
  assert.equal(await creditOf(customer), 46_000n);
});

test('a bill id never passes to another customer or period', async () => {
  const [one, other] = [await bringCustomer(), await bringCustomer()];
  await bringBills({ id: 'C-7', customer: one, net: 100_000 });
  const result = await bringBills(
    { id: 'C-7', customer: other, net: 100_000 },
    { id: 'C-8', customer: other, net: 100_000 },
  );
  assert.deepEqual([result.accepted, result.changed, result.rejected], [1, 0, 1]);
  assert.equal((await bringBills({ id: 'C-7', customer: one, month: 9, net: 100_000 })).rejected, 1);
});

test('two files that correct one bill at the same time leave one current version', async () => {
  const customer = await bringCustomer();
  await bringBills({ id: 'C-9', customer, net: 100_000 });
  const results = await Promise.all(
    [70_000, 60_000, 50_000].map((net) => bringBills({ id: 'C-9', customer, net })),
  );
  assert.equal(results.filter(({ changed }) => changed === 1).length, 3);
  const versions = await versionsOf('C-9');
  assert.deepEqual(
    versions.map(({ state }) => state),
    ['cancelled', 'cancelled', 'cancelled', 'open'],
  );
});

test('payments that arrive while a file corrects the bill are neither lost nor taken twice', async () => {
  const customer = await bringCustomer();
  await bringBills({ id: 'C-10', customer, net: 100_000 });
  const body = { reference: 'RACE', customerCode: customer, amount: '108000', intent: 'notice' };
  await Promise.all([
    bringBills({ id: 'C-10', customer, net: 90_000 }),
    callPartner(app, bank.key, { method: 'POST', path: '/payments', body }),
  ]);
  const [, current] = await versionsOf('C-10');
  assert.equal((current?.paid_vnd ?? 0n) + (await creditOf(customer)), 108_000n);
});
