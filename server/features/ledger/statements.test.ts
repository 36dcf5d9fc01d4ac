import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { addDays } from '../../../core/dates.ts';
import { describeTransfer } from '../../../core/transfer-kinds.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner, today } from '../../../test/support/make.ts';
import { notePayment } from '../../../test/support/notices.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { many } from '../../platform/db.ts';
import { reverseByStaff } from '../payments/index.ts';
import { readBalancesBefore } from './queries.ts';
import { rollUpBalances } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const app = await createApp(runtime);
const accountant = await signInAs(app, runtime, 'accountant');
const bank = await makePartner(runtime);
afterEach(() => assertInvariants(db));

const now = new Date();
const day = (back: number) => addDays(today, -back);
const customer = await makeCustomer(runtime, { bills: [{ period: '2026-01', totalVnd: 500_000n }] });
const pay = (amountVnd: bigint, businessOn: string) =>
  notePayment(company, { partnerId: bank.id, customerCode: customer.code, amountVnd, businessOn });
await pay(100_000n, day(20));
await rollUpBalances(db);
await pay(50_000n, day(10));
await pay(70_000n, day(9));
const last = await pay(30_000n, day(3));
await reverseByStaff(
  db,
  { paymentId: last.paymentId, reason: 'thử', actor: 'test', businessOn: day(2) },
  now,
);

test('a statement opens with the exact past balance, runs line by line, and closes with what the lines add up to', async () => {
  const { body } = await accountant.get(
    `/ledger/statement?account=113&partner=${bank.code}&from=${day(10)}&to=${day(3)}`,
  );
  assert.deepEqual(
    [body.opening, body.debit, body.credit, body.closing],
    ['100000', '150000', '0', '250000'],
  );
  assert.deepEqual(
    body.rows.map((row: { debit: string; balance: string }) => [row.debit, row.balance]),
    [
      ['50000', '150000'],
      ['70000', '220000'],
      ['30000', '250000'],
    ],
  );
  assert.equal(body.rows[0].description, 'Thu tiền điện');
  assert.deepEqual(body.rows[0].counter.code, '131');
  assert.ok(body.rows[0].reference.startsWith('N-'));
});

test('on every day the opening balance is what a plain count of all transfers gives', async () => {
  for (const back of [30, 20, 19, 10, 9, 3, 2, 1, 0]) {
    const from = day(back);
    const { body } = await accountant.get(`/ledger/statement?account=131&from=${from}&to=${today}`);
    const plain = (await readBalancesBefore(db, { businessOn: from }))
      .filter(({ code }) => code === '131')
      .reduce((sum, row) => sum + row.debit_vnd - row.credit_vnd, 0n);
    assert.equal(body.opening, String(plain), from);
    assert.equal(body.next, null);
    assert.equal(body.rows.at(-1)?.balance ?? body.opening, body.closing);
  }
});

test('a page begins with the balance that the page before it left', async () => {
  for (let i = 0; i < 120; i++) await pay(1n, day(1));
  const address = `/ledger/statement?account=113&from=${day(1)}&to=${day(1)}`;
  const first = (await accountant.get(address)).body;
  assert.equal(first.rows.length, 100);
  const second = (await accountant.get(`${address}&after=${first.next}`)).body;
  assert.equal(second.rows.length, 20);
  assert.equal(BigInt(second.rows[0].balance), BigInt(first.rows[99].balance) + 1n);
  assert.equal(second.rows[19].balance, second.closing);
  assert.equal(second.next, null);
});

test('the journal is a text that Excel opens: marked, described in Vietnamese, closed by its sum', async () => {
  const file = await accountant.download(`/ledger/journal?from=${day(30)}&to=${today}&format=csv`);
  assert.match(file.headers['content-type'] as string, /text\/csv/);
  assert.deepEqual([...file.rawPayload.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const lines = file.rawPayload.toString('utf8').trimEnd().split('\r\n');
  const summary = (await accountant.get(`/ledger/journal?from=${day(30)}&to=${today}`)).body;
  assert.equal(lines.length, summary.entries + 2);
  assert.equal(summary.debit, summary.credit);
  assert.ok(lines.at(-1)?.includes(`;${summary.debit};`));
  const payment = lines.find((line) => line.includes(last.reference))?.split(';');
  assert.deepEqual(payment?.slice(2, 6), ['Thu tiền điện', '113', '131', '30000']);
  assert.ok(lines.some((line) => line.includes('Hủy: thu tiền điện')));
  const workbook = await accountant.download(`/ledger/journal?from=${day(30)}&to=${today}&format=xlsx`);
  assert.equal(workbook.rawPayload.subarray(0, 2).toString(), 'PK');
});

test('every kind of transfer in the books has its description', async () => {
  const kinds = await many(db, sql<{ kind: string }>`select distinct kind from transfers`);
  for (const { kind } of kinds) assert.notEqual(describeTransfer(kind, 'vi'), kind);
});

test('a range upside down or longer than a year, and an account nobody opened, are refused by name', async () => {
  const statement = (query: string) => accountant.get(`/ledger/statement?${query}`);
  const bad = await statement(`account=131&from=${today}&to=${day(1)}`);
  assert.equal(bad.body.code, 'ledger.bad_range');
  const long = await accountant.get(`/ledger/journal?from=2020-01-01&to=2026-01-01`);
  assert.equal(long.body.code, 'ledger.bad_range');
  const unknown = await statement(`account=641&from=${today}&to=${today}`);
  assert.equal(unknown.body.code, 'ledger.unknown_account');
  assert.equal((await statement(`account=999&from=${today}&to=${today}`)).body.code, 'request.invalid');
});
