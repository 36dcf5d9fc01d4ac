import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { createApp } from '../../app.ts';
import { one } from '../../platform/db.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { acceptPayments, type PaymentInstruction } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const bank = await makePartner(runtime);
const wallet = await makePartner(runtime, { channels: ['wallet'], kind: 'wallet' });

afterEach(() => assertInvariants(company.db));

type Key = typeof bank.key;
const pay = (key: Key, body: object) => callPartner(app, key, { method: 'POST', path: '/payments', body });
const inquire = async (code: string) =>
  (await callPartner(app, bank.key, { method: 'GET', path: `/customers/${code}/bills` })).json();

test('batches that name the same bills in opposite orders neither deadlock nor lose one (Formance #565, #767)', async () => {
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: 12 }, () => ({ bills: [{ period: '2026-10', totalVnd: 100_000n }] })),
  );
  const instruct = (round: number, code: string, i: number): PaymentInstruction => ({
    partnerId: round % 2 === 0 ? bank.id : wallet.id,
    reference: `ORDER-${round}-${i}`,
    intent: 'notice',
    customerCode: code,
    amountVnd: 1_000n,
    billIds: null,
    channel: round % 2 === 0 ? 'bank_app' : 'wallet',
    tender: null,
    occurredAt: new Date(),
    businessOn: today,
  });
  const outcomes = await Promise.all(
    Array.from({ length: 16 }, (_, round) => {
      const batch = customers.map(({ code }, i) => instruct(round, code, i));
      return acceptPayments(company.db, round % 3 === 0 ? batch.reverse() : batch, new Date());
    }),
  );
  assert.ok(outcomes.flat().every(({ outcome }) => outcome === 'accepted'));
  assert.equal((await inquire(customers[0]?.code ?? '')).totalOpen, '84000');
});

test('an inquiry right behind the answer to a payment shows it, because both read the books (Blnk #227)', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 45_000n }] });
  assert.equal((await inquire(customer.code)).totalOpen, '45000');
  assert.equal(
    (await pay(bank.key, { reference: 'SEE-1', customerCode: customer.code, amount: '45000' })).statusCode,
    201,
  );
  assert.deepEqual(
    [(await inquire(customer.code)).totalOpen, (await inquire(customer.code)).bills],
    ['0', []],
  );
});

test('a replay says that it is one, and a refusal is never answered as success (Formance #1601, #1155, #364)', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 45_000n }] });
  const body = { reference: 'SAY-1', customerCode: customer.code, amount: '45000' };
  const [first, second] = [await pay(bank.key, body), await pay(bank.key, body)];
  assert.deepEqual([first.statusCode, first.headers['idempotency-replayed']], [201, undefined]);
  assert.deepEqual([second.statusCode, second.headers['idempotency-replayed']], [200, 'true']);
  assert.equal(second.json().paymentId, first.json().paymentId);
  const other = await pay(bank.key, { ...body, amount: '44000' });
  assert.deepEqual([other.statusCode, other.json().code], [409, 'payments.conflict']);
});

test('two partners that take one bill at the same moment: one is paid, the other refused before it takes money (hmis #5506)', async () => {
  for (let round = 0; round < 10; round++) {
    const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 30_000n }] });
    const body = { customerCode: customer.code, amount: '30000' };
    const answers = await Promise.all([
      pay(bank.key, { reference: `TWO-B-${round}`, ...body }),
      pay(wallet.key, { reference: `TWO-W-${round}`, ...body }),
    ]);
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [201, 409]);
  }
});

test('money two partners have both taken for one bill is all there: one bill paid, one credit (Kill Bill #1015)', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 30_000n }] });
  const body = { customerCode: customer.code, amount: '30000', intent: 'notice' };
  const answers = await Promise.all([
    pay(bank.key, { reference: 'BOTH-B', ...body }),
    pay(wallet.key, { reference: 'BOTH-W', ...body }),
  ]);
  assert.deepEqual(answers.map((answer) => answer.json().credited).sort(), ['0', '30000']);
  const lot = await one(
    company.db,
    sql<{
      left: bigint;
    }>`select sum(left_vnd)::bigint as left from credit_lots where customer_id = ${customer.id}`,
  );
  assert.equal(lot.left, 30_000n);
});

test('text that looks like SQL is only text to every search of the money desk (Formance #1349)', async () => {
  const accountant = await signInAs(app, runtime, 'accountant');
  const hostile = encodeURIComponent(`' or 1=1 --"%_\\;`);
  for (const path of [
    `/customers?query=${hostile}`,
    `/payments?partner=${hostile}`,
    `/credits?query=${hostile}`,
  ]) {
    const { status } = await accountant.get(path);
    assert.ok([200, 400, 404, 422].includes(status), `${path}: ${status}`);
  }
});
