import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { createApp } from '../../app.ts';
import { one, run } from '../../platform/db.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner } from '../../../test/support/make.ts';
import { expireHolds } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const bank = await makePartner(runtime);
const wallet = await makePartner(runtime, { channels: ['wallet'], kind: 'wallet' });

afterEach(() => assertInvariants(company.db));

type Key = typeof bank.key;
const post = (key: Key, path: string, body?: unknown) =>
  callPartner(app, key, { method: 'POST', path, ...(body !== undefined && { body }) });
const hold = (key: Key, body: object) => post(key, '/holds', body);
const pay = (key: Key, body: object) => post(key, '/payments', body);
const makeDebtor = (amounts = [50_000n, 70_000n]) =>
  makeCustomer(runtime, {
    bills: amounts.map((totalVnd, i) => ({ period: `2026-0${i + 1}`, totalVnd })),
  });

test('while one partner holds a bill, nobody else may hold or pay it, and the holder may', async () => {
  const customer = await makeDebtor();
  const held = await hold(bank.key, { reference: 'H1', customerCode: customer.code, minutes: 5 });
  assert.equal(held.statusCode, 201);
  assert.deepEqual(held.json().bills, customer.billIds.map(String));
  assert.equal(held.json().amount, '120000');
  const rival = await hold(wallet.key, { reference: 'W-H1', customerCode: customer.code });
  assert.equal(rival.json().code, 'payments.held_elsewhere');
  const body = { customerCode: customer.code, amount: '120000' };
  const elsewhere = await pay(wallet.key, { reference: 'W-P1', ...body });
  assert.equal(elsewhere.json().code, 'payments.held_elsewhere');
  assert.equal(elsewhere.json().params.heldUntil, held.json().expiresAt);
  const paid = await pay(bank.key, { reference: 'P1', ...body });
  assert.equal(paid.statusCode, 201);
  const after = await callPartner(app, bank.key, { method: 'GET', path: '/holds/H1' });
  assert.deepEqual([after.json().state, after.json().paymentId], ['paid', paid.json().paymentId]);
});

test('an inquiry says until when a bill is held, and to the holder that it is his', async () => {
  const customer = await makeDebtor([10_000n]);
  const held = await hold(bank.key, { reference: 'H2', customerCode: customer.code });
  const see = async (key: Key) =>
    (await callPartner(app, key, { method: 'GET', path: `/customers/${customer.code}/bills` })).json()
      .bills[0];
  assert.deepEqual((await see(bank.key)).heldByYou, true);
  assert.deepEqual(
    [(await see(wallet.key)).state, (await see(wallet.key)).heldByYou, (await see(wallet.key)).heldUntil],
    ['held', false, held.json().expiresAt],
  );
});

test('two hundred holds of one bill at once are one hold, by the same partner or by several', async () => {
  const customer = await makeDebtor([10_000n]);
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      hold(i % 2 === 0 ? bank.key : wallet.key, { reference: `RACE-${i}`, customerCode: customer.code }),
    ),
  );
  assert.equal(answers.filter(({ statusCode }) => statusCode === 201).length, 1);
  assert.equal(
    answers.filter((answer) => answer.statusCode === 409 && answer.json().code === 'payments.held_elsewhere')
      .length,
    59,
  );
});

test('a hold sent again is the same hold; with other bills its reference is a conflict', async () => {
  const customer = await makeDebtor();
  const [first] = customer.billIds.map(String);
  const made = await hold(bank.key, { reference: 'H4', customerCode: customer.code, bills: [first] });
  const again = await hold(bank.key, { reference: 'H4', customerCode: customer.code, bills: [first] });
  assert.deepEqual(
    [again.statusCode, again.json().holdId, again.json().replayed],
    [200, made.json().holdId, true],
  );
  const other = await hold(bank.key, {
    reference: 'H4',
    customerCode: customer.code,
    bills: customer.billIds.map(String),
  });
  assert.equal(other.json().code, 'payments.conflict');
});

test('a hold is over when its time is over, also where nobody has cleared it away (Mojaloop #868)', async () => {
  const customer = await makeDebtor([10_000n]);
  await hold(bank.key, { reference: 'H5', customerCode: customer.code, minutes: 1 });
  await run(
    company.db,
    sql`update holds set expires_at = expires_at - interval '2 minutes' where reference = 'H5'`,
  );
  await run(
    company.db,
    sql`update bills set held_until = held_until - interval '2 minutes' where id = ${customer.billIds[0]}`,
  );
  const state = await callPartner(app, bank.key, { method: 'GET', path: '/holds/H5' });
  assert.equal(state.json().state, 'expired');
  assert.equal((await post(bank.key, '/holds/H5/extension', {})).json().code, 'payments.hold_over');
  const taken = await hold(wallet.key, { reference: 'W-H5', customerCode: customer.code });
  assert.equal(taken.statusCode, 201);
  const row = await one(company.db, sql<{ state: string }>`select state from holds where reference = 'H5'`);
  assert.equal(row.state, 'expired');
});

test('a hold that is over stays over when its partner pays after all', async () => {
  const customer = await makeDebtor([10_000n]);
  await hold(bank.key, { reference: 'H13', customerCode: customer.code, minutes: 1 });
  await run(
    company.db,
    sql`update holds set expires_at = expires_at - interval '2 minutes' where reference = 'H13'`,
  );
  await run(
    company.db,
    sql`update bills set held_until = held_until - interval '2 minutes' where id = ${customer.billIds[0]}`,
  );
  const state = async () =>
    (await callPartner(app, bank.key, { method: 'GET', path: '/holds/H13' })).json().state;
  assert.equal(await state(), 'expired');
  const paid = await pay(bank.key, { reference: 'P13', customerCode: customer.code, amount: '10000' });
  assert.equal(paid.statusCode, 201);
  assert.equal(await state(), 'expired');
});

test('holds that are over are cleared away by the clock, those that were prolonged stay', async () => {
  const [over, prolonged] = [await makeDebtor([10_000n]), await makeDebtor([10_000n])];
  await hold(bank.key, { reference: 'H6', customerCode: over.code, minutes: 1 });
  await hold(bank.key, { reference: 'H7', customerCode: prolonged.code, minutes: 1 });
  const longer = await post(bank.key, '/holds/H7/extension', { minutes: 15 });
  assert.equal(longer.statusCode, 200);
  const inFiveMinutes = new Date(Date.now() + 5 * 60_000);
  assert.ok((await expireHolds(company.db, inFiveMinutes)) >= 1);
  const states = await Promise.all(
    ['H6', 'H7'].map(
      async (reference) =>
        (await callPartner(app, bank.key, { method: 'GET', path: `/holds/${reference}` })).json().state,
    ),
  );
  assert.deepEqual(states, ['expired', 'open']);
  const free = await one(
    company.db,
    sql<{ free: boolean }>`select hold_id is null as free from bills where id = ${over.billIds[0]}`,
  );
  assert.ok(free.free);
});

test('a released hold frees its bills, once and for all, and releasing again changes nothing', async () => {
  const customer = await makeDebtor([10_000n]);
  await hold(bank.key, { reference: 'H8', customerCode: customer.code });
  assert.equal((await post(bank.key, '/holds/H8/release')).json().state, 'released');
  assert.equal((await post(bank.key, '/holds/H8/release')).json().state, 'released');
  assert.equal(
    (await pay(wallet.key, { reference: 'W-P8', customerCode: customer.code, amount: '10000' })).statusCode,
    201,
  );
  assert.equal((await post(wallet.key, '/holds/H8/release')).json().code, 'payments.unknown_reference');
});

test('a hold can be prolonged three times and no more', async () => {
  const customer = await makeDebtor([10_000n]);
  await hold(bank.key, { reference: 'H9', customerCode: customer.code });
  const codes = [];
  for (let i = 0; i < 4; i++) codes.push((await post(bank.key, '/holds/H9/extension', {})).statusCode);
  assert.deepEqual(codes, [200, 200, 200, 422]);
});

test('money that was taken pays a bill although another partner holds it, and ends that hold', async () => {
  const customer = await makeDebtor([10_000n]);
  await hold(bank.key, { reference: 'H10', customerCode: customer.code });
  const notice = await pay(wallet.key, {
    reference: 'W-N10',
    customerCode: customer.code,
    amount: '10000',
    intent: 'notice',
  });
  assert.equal(notice.statusCode, 201);
  const state = (await callPartner(app, bank.key, { method: 'GET', path: '/holds/H10' })).json();
  assert.deepEqual([state.state, state.paymentId], ['released', notice.json().paymentId]);
  const late = await pay(bank.key, { reference: 'P10', customerCode: customer.code, amount: '10000' });
  assert.equal(late.json().code, 'payments.already_paid');
});

test('what cannot be paid cannot be held: paid bills, strangers, bills handed to another collector', async () => {
  const customer = await makeDebtor([10_000n]);
  await run(company.db, sql`update bills set handed_to = ${wallet.id} where id = ${customer.billIds[0]}`);
  const refused = await hold(bank.key, {
    reference: 'H11',
    customerCode: customer.code,
    bills: customer.billIds.map(String),
  });
  assert.equal(refused.statusCode, 404);
  const request = await pay(bank.key, { reference: 'P11', customerCode: customer.code, amount: '10000' });
  assert.equal(request.json().code, 'payments.not_released');
  const seen = await callPartner(app, bank.key, { method: 'GET', path: `/customers/${customer.code}/bills` });
  assert.deepEqual(seen.json().bills, []);
  assert.equal(
    (await pay(wallet.key, { reference: 'W-P11', customerCode: customer.code, amount: '10000' })).statusCode,
    201,
  );
  const paid = await hold(wallet.key, { reference: 'W-H11', customerCode: customer.code });
  assert.equal(paid.json().code, 'payments.already_paid');
  assert.equal(
    (await hold(bank.key, { reference: 'H12', customerCode: 'PX00' })).json().code,
    'payments.unknown_customer',
  );
});
