import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { createApp } from '../../app.ts';
import { many, one } from '../../platform/db.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { setDebitTerms, itemsOf, runOn, timeOf } from '../../../test/support/debits.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { listen, openWallet } from '../../../test/support/gateways.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, type MadeCustomer } from '../../../test/support/make.ts';
import { signInAs } from '../../../test/support/staff.ts';
import {
  agreementOf,
  cancelAgreement,
  confirmAgreement,
} from '../../../simulator/gateways/wallet-agreement.ts';
import { followAgreements, followDebits } from './index.ts';

const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { company } = runtime;
const app = await createApp(runtime);
const address = await listen(app);
const operator = await signInAs(app, runtime, 'operator');
const counter = await signInAs(app, runtime, 'unit_staff');
const wallets = {
  zalopay: await openWallet(runtime, operator, 'zalopay', address),
  momo: await openWallet(runtime, operator, 'momo', address),
};
for (const { partnerCode } of Object.values(wallets))
  await setDebitTerms(operator, partnerCode, { format: 'wallet', noticeDays: 0, retryDays: [1, 1] });

// Each run has a day of its own, because a wallet has one run a day.
const weekdays = [23, 24, 25, 26, 27, 30].map((day) => `2026-11-${day}`);
weekdays.push(...['01', '02', '03', '04', '07', '08', '09', '10'].map((day) => `2026-12-${day}`));
const daysOf = { zalopay: [...weekdays], momo: [...weekdays] };
const nextDay = (name: Name): string => daysOf[name].shift()!;

afterEach(async () => {
  for (const { desk } of Object.values(wallets)) desk.calmDown();
  await assertInvariants(company.db);
});

type Name = keyof typeof wallets;
/** So many minutes from now, on the business day of a run. */
const occasion = (day: string, minutes = 0) => ({
  ...timeOf(day),
  company,
  now: new Date(Date.now() + minutes * 60_000),
});
const mandateOf = async (id: string) =>
  (await counter.get('/mandates')).body.rows.find((row: { id: string }) => row.id === id);
const agreementNow = async (id: string) =>
  (await counter.get(`/wallet-agreements?mandates=${id}`)).body.rows[0];

/** A customer with a bill and a draft of a mandate. */
async function draft(name: Name, limit: string | null = null, known?: MadeCustomer) {
  const customer =
    known ?? (await makeCustomer(runtime, { bills: [{ period: '2026-11', totalVnd: 384_912n }] }));
  const made = await counter.send('POST', '/mandates', {
    customerCode: customer.code,
    partner: wallets[name].partnerCode,
    account: '0912345678',
    holder: 'Nguyễn Văn An',
    mode: 'on_bill',
    limit,
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return { customer, id: made.body.id as string };
}

async function offer(id: string) {
  const offered = await counter.send('POST', `/mandates/${id}/wallet-link`);
  assert.equal(offered.status, 200, JSON.stringify(offered.body));
  return offered.body as { reference: string; link: string; state: string };
}

/** A customer whose wallet may be debited. */
async function bound(name: Name, limit: string | null = null) {
  const { customer, id } = await draft(name, limit);
  const { reference } = await offer(id);
  confirmAgreement(wallets[name].desk, reference);
  await wallets[name].desk.callBack();
  assert.equal((await mandateOf(id)).state, 'active');
  return { customer, id, reference };
}

async function pick(name: Name, day: string) {
  const { batch } = await runOn(runtime, wallets[name].partnerCode, day);
  assert.ok(batch, 'there is nothing to debit');
  return batch.id;
}

const itemOf = async (batchId: bigint, code: string) =>
  (await itemsOf(company.db, batchId)).find((item) => item.code === code)!;
const paymentsOf = (customerId: bigint) =>
  many(
    company.db,
    sql<{ amount_vnd: bigint; channel: string; credited_vnd: bigint }>`
      select amount_vnd, channel, credited_vnd from payments where customer_id = ${customerId} and state = 'accepted'`,
  );
const once = [{ amount_vnd: 384_912n, channel: 'auto_debit_wallet', credited_vnd: 0n }];
const progressOf = async (batchId: bigint) => (await operator.get(`/debits/runs/${batchId}/progress`)).body;

for (const name of Object.keys(wallets) as Name[]) {
  const { desk } = wallets[name];

  test(`${name}: a link is made once, and the wallet's yes makes the mandate active with its consent`, async () => {
    const { id } = await draft(name);
    const { reference, link, state } = await offer(id);
    assert.equal(state, 'offered');
    assert.equal((await offer(id)).link, link);
    confirmAgreement(desk, reference);
    desk.switches.wrongSignature = true;
    await desk.callBack();
    assert.equal((await mandateOf(id)).state, 'draft');
    desk.calmDown();
    confirmAgreement(desk, reference);
    desk.switches.duplicate = true;
    await desk.callBack();
    const mandate = await mandateOf(id);
    assert.deepEqual([mandate.state, mandate.consentBy], ['active', name]);
    const { link: gone, boundAt, state: now } = await agreementNow(id);
    assert.deepEqual([now, gone, boundAt !== null], ['bound', null, true]);
    const refused = await counter.send('POST', `/mandates/${id}/wallet-link`);
    assert.equal(refused.body.code, 'wallet_debits.not_bindable');
    await counter.send('POST', `/mandates/${id}/stop`, {});
    await followAgreements(occasion('2026-11-23'));
    assert.equal(agreementOf(desk, reference).state, 'cancelled');
    assert.equal((await agreementNow(id)).state, 'unbound');
  });

  test(`${name}: a debit whose answer is lost holds its bill, is asked about, and is paid once`, async () => {
    const day = nextDay(name);
    const { customer, reference } = await bound(name);
    const batchId = await pick(name, day);
    agreementOf(desk, reference).losesAnswers = true;
    await followDebits(occasion(day));
    const orders = desk.orders.size;
    await followDebits(occasion(day));
    assert.equal((await itemOf(batchId, customer.code)).state, 'pending');
    assert.equal((await progressOf(batchId)).asked.debits, 1);
    const refused = await operator.send('POST', `/debits/runs/${batchId}/give-up`);
    assert.equal(refused.body.code, 'mandates.wallet_run');
    assert.equal((await runOn(runtime, wallets[name].partnerCode, nextDay(name))).batch, undefined);
    await followDebits(occasion(day, 2));
    assert.equal((await itemOf(batchId, customer.code)).state, 'paid');
    assert.equal(desk.orders.size, orders);
    await desk.callBack();
    assert.deepEqual(await paymentsOf(customer.id), once);
  });

  test(`${name}: a request whose fate is not known is final only when nothing can be on its way`, async () => {
    const day = nextDay(name);
    const { customer } = await bound(name);
    const batchId = await pick(name, day);
    desk.switches.outage = true;
    await followDebits(occasion(day));
    desk.calmDown();
    await comeBack();
    await followDebits(occasion(day, 2));
    assert.equal((await itemOf(batchId, customer.code)).state, 'pending');
    await followDebits(occasion(day, 30));
    assert.deepEqual(
      [(await itemOf(batchId, customer.code)).state, (await itemOf(batchId, customer.code)).reason],
      ['failed', 'ED05'],
    );
    const next = nextDay(name);
    await settleAll({ batchId: await pick(name, next), day: next }, name);
    assert.deepEqual(await paymentsOf(customer.id), once);
  });

  test(`${name}: callbacks that come twice and late post one payment`, async () => {
    const day = nextDay(name);
    const [first, second] = [await bound(name), await bound(name)];
    const batchId = await pick(name, day);
    await followDebits(occasion(day));
    Object.assign(desk.switches, { duplicate: true, outOfOrder: true });
    await desk.callBack();
    for (const { reference } of desk.orders.values()) desk.tellAgain(reference);
    await desk.callBack();
    for (const { customer } of [first, second]) assert.deepEqual(await paymentsOf(customer.id), once);
    const { paid, asked, waiting } = await progressOf(batchId);
    assert.deepEqual([paid.debits, asked.debits, waiting.debits], [2, 0, 0]);
    assert.equal((await operator.get(`/debits/runs/${batchId}`)).body.state, 'sent');
  });

  test(`${name}: no money fails in words and is tried again by the calendar; above the limit a person looks`, async () => {
    const day = nextDay(name);
    const [poor, limited] = [await bound(name), await bound(name)];
    agreementOf(desk, poor.reference).balanceVnd = 1_000n;
    agreementOf(desk, limited.reference).maxVnd = 1_000n;
    const batchId = await pick(name, day);
    await followDebits(occasion(day));
    const failed = await itemOf(batchId, poor.customer.code);
    assert.deepEqual([failed.state, failed.reason], ['failed', 'AM04']);
    assert.notEqual(failed.retryOn, null);
    const above = await itemOf(batchId, limited.customer.code);
    assert.deepEqual([above.state, above.reason, above.retryOn], ['failed', 'AM02', null]);
    agreementOf(desk, poor.reference).balanceVnd = 1_000_000n;
    const next = nextDay(name);
    await settleAll({ batchId: await pick(name, next), day: next }, name);
    assert.deepEqual(await paymentsOf(poor.customer.id), once);
    assert.deepEqual(await paymentsOf(limited.customer.id), []);
  });

  test(`${name}: a customer who ends it at the wallet is not debited any more`, async () => {
    const day = nextDay(name);
    const [told, silent] = [await bound(name), await bound(name)];
    cancelAgreement(desk, told.reference);
    await desk.callBack();
    const cancelled = await mandateOf(told.id);
    // MoMo does not tell; the next debit finds out.
    const end = name === 'zalopay' ? ['cancelled', 'wallet_unbound'] : ['active', null];
    assert.deepEqual([cancelled.state, cancelled.stateReason], end);
    cancelAgreement(desk, silent.reference);
    desk.switches.mute = true;
    await desk.callBack();
    const batchId = await pick(name, day);
    await followDebits(occasion(day));
    assert.equal((await itemOf(batchId, silent.customer.code)).state, 'failed');
    assert.notEqual((await mandateOf(silent.id)).state, 'active');
    await followAgreements(occasion(day, 1));
    assert.deepEqual(await paymentsOf(silent.customer.id), []);
  });

  test(`${name}: a wallet that is down keeps debits waiting with their bills held, and they go out when it is back`, async () => {
    const day = nextDay(name);
    const people = [await bound(name), await bound(name), await bound(name), await bound(name)];
    const batchId = await pick(name, day);
    desk.switches.outage = true;
    await followDebits(occasion(day));
    for (const { customer } of people) assert.equal((await itemOf(batchId, customer.code)).state, 'pending');
    desk.calmDown();
    await comeBack();
    await settleAll({ batchId, day }, name);
    const next = nextDay(name);
    const { batch } = await runOn(runtime, wallets[name].partnerCode, next);
    if (batch) await settleAll({ batchId: batch.id, day: next }, name);
    for (const { customer } of people) assert.deepEqual(await paymentsOf(customer.id), once);
  });
}

test('a mandate that is stopped between picking and sending is not debited, and its agreement ends', async () => {
  const day = nextDay('zalopay');
  const { customer, id, reference } = await bound('zalopay');
  const batchId = await pick('zalopay', day);
  await counter.send('POST', `/mandates/${id}/stop`, {});
  await settleAll({ batchId, day }, 'zalopay');
  await followAgreements(occasion(day, 1));
  const { state, reason } = await itemOf(batchId, customer.code);
  assert.deepEqual([state, reason], ['failed', 'MD01']);
  assert.equal(agreementOf(wallets.zalopay.desk, reference).state, 'cancelled');
  assert.deepEqual(await paymentsOf(customer.id), []);
});

test("a wallet's yes beside another active mandate, or for one that has ended, debits nobody", async () => {
  const { desk } = wallets.zalopay;
  const { customer } = await bound('momo');
  const again = await draft('zalopay', null, customer);
  const offered = await offer(again.id);
  confirmAgreement(desk, offered.reference);
  await desk.callBack();
  assert.equal((await mandateOf(again.id)).state, 'signed');
  assert.equal((await agreementNow(again.id)).attention, 'other_active');
  const late = await draft('zalopay');
  const { reference } = await offer(late.id);
  await counter.send('POST', `/mandates/${late.id}/stop`, {});
  desk.switches.mute = true;
  confirmAgreement(desk, reference);
  await desk.callBack();
  await followAgreements(occasion('2026-11-23', 3));
  await followAgreements(occasion('2026-11-23', 4));
  assert.equal((await mandateOf(late.id)).state, 'cancelled');
  assert.equal((await agreementNow(late.id)).state, 'unbound');
  assert.equal(agreementOf(desk, reference).state, 'cancelled');
});

/** What the probe does once a minute: the wallet answers again. */
const comeBack = () =>
  company.db.client.query('update gateway_health set failures_in_row = 0, failing_since = null');

/** Sends, hears, and asks until everything is known. */
async function settleAll({ batchId, day }: { batchId: bigint; day: string }, name: Name) {
  for (const minutes of [0, 2, 10, 30]) {
    await followDebits(occasion(day, minutes));
    await wallets[name].desk.callBack();
  }
  const { pending } = await one(
    company.db,
    sql<{ pending: number }>`select count(*)::int as pending from debit_items
      where batch_id = ${batchId} and state = 'pending'`,
  );
  assert.equal(pending, 0);
}
