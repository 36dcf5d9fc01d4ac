import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { listen, occasionIn, openGateway } from '../../../test/support/gateways.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { simulatedProviders, type SimulatedProvider } from '../../../simulator/gateways/contracts.ts';
import type { Desk } from '../../../simulator/gateways/desk.ts';
import { signatureOf } from '../../../simulator/gateways/sign.ts';
import { confirmForm } from '../../../simulator/gateways/viettel.ts';
import { createApp } from '../../app.ts';
import { many, one } from '../../platform/db.ts';
import { followOrders, probeGateways } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const address = await listen(app);
const operator = await signInAs(app, runtime, 'operator');
const counter = await signInAs(app, runtime, 'unit_staff');
const head = await signInAs(app, runtime, 'business_head');
const bank = await makePartner(runtime);
const gateways = {
  momo: await openGateway(runtime, operator, 'momo', address),
  zalopay: await openGateway(runtime, operator, 'zalopay', address),
  vnpay: await openGateway(runtime, operator, 'vnpay', address),
  viettel: await openGateway(runtime, operator, 'viettel', address),
  'mobile-money': await openGateway(runtime, operator, 'mobile-money', address),
};

afterEach(async () => {
  for (const { desk } of Object.values(gateways)) desk.calmDown();
  await assertInvariants(company.db);
});

let serial = 0;
const makeDebtor = () => makeCustomer(runtime, { bills: [{ period: '2026-08', totalVnd: 384_912n }] });

async function makeOrder(provider: SimulatedProvider, customerCode: string) {
  const requestKey = `request-${++serial}`;
  const answer = await counter.send('POST', '/gateways/orders', {
    account: provider,
    requestKey,
    customerCode,
    ...(provider === 'mobile-money' && { phone: '0912 345 678' }),
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}

/** A payer on the provider's page, or on the phone where there is none. */
const pays = (desk: Desk, { payUrl, reference }: { payUrl: string | null; reference: string }) =>
  payUrl === null ? desk.pay(reference) : desk.payerPays(payUrl);
const givesUp = (desk: Desk, { payUrl, reference }: { payUrl: string | null; reference: string }) =>
  payUrl === null ? desk.giveUp(reference) : desk.payerGivesUp(payUrl);
const orderNow = async (id: string) => (await counter.get(`/gateways/orders/${id}`)).body.order;
const paymentsOf = (customerId: bigint) =>
  many(
    company.db,
    sql<{ amount_vnd: bigint; channel: string; credited_vnd: bigint }>`
      select amount_vnd, channel, credited_vnd from payments where customer_id = ${customerId} and state = 'accepted'`,
  );
const holdOf = async (billId: bigint) =>
  (await one(company.db, sql<{ held_until: Date | null }>`select held_until from bills where id = ${billId}`))
    .held_until;

const taken: Record<SimulatedProvider, object | undefined> = {
  momo: undefined,
  zalopay: { return_code: 1, return_message: 'success' },
  vnpay: { RspCode: '00', Message: 'Confirm Success' },
  viettel: { error_code: '00' },
  'mobile-money': { error_code: '00' },
};
const repeated: Record<SimulatedProvider, object | undefined> = {
  momo: undefined,
  zalopay: { return_code: 2, return_message: 'taken before' },
  vnpay: { RspCode: '02', Message: 'Order already confirmed' },
  viettel: { error_code: '00' },
  'mobile-money': { error_code: '00' },
};
/** What was answered; of Viettel's answer, which is signed, the code. */
function parse(body: string): unknown {
  if (body === '') return undefined;
  const answer = JSON.parse(body) as { error_code?: string; check_sum?: string };
  return answer.check_sum ? { error_code: answer.error_code } : answer;
}

for (const provider of simulatedProviders) {
  const { desk } = gateways[provider];

  test(`${provider}: an order holds the bill, the callback pays it, and is answered as ${provider} asks`, async () => {
    const customer = await makeDebtor();
    const order = await makeOrder(provider, customer.code);
    assert.deepEqual([order.state, order.amount], ['pending', '384912']);
    const rival = await callPartner(app, bank.key, {
      method: 'POST',
      path: '/payments',
      body: { reference: `RIVAL-${provider}`, customerCode: customer.code, amount: '384912' },
    });
    assert.equal(rival.json().code, 'payments.held_elsewhere');
    pays(desk, order);
    const [answer] = await desk.callBack();
    assert.deepEqual(
      [answer!.status, parse(answer!.body)],
      [provider === 'momo' ? 204 : 200, taken[provider]],
    );
    const paid = await orderNow(order.id);
    assert.deepEqual([paid.state, paid.nextQueryAt], ['paid', null]);
    const channel = {
      momo: 'wallet',
      zalopay: 'wallet',
      vnpay: 'bank_card',
      viettel: 'mobile_money',
      'mobile-money': 'mobile_money',
    }[provider];
    assert.deepEqual(await paymentsOf(customer.id), [{ amount_vnd: 384_912n, channel, credited_vnd: 0n }]);
  });

  test(`${provider}: the same callback twice at once and again later is one payment`, async () => {
    const customer = await makeDebtor();
    const order = await makeOrder(provider, customer.code);
    pays(desk, order);
    desk.switches.duplicate = true;
    await desk.callBack();
    desk.tellAgain(order.reference);
    desk.calmDown();
    const [again] = await desk.callBack();
    assert.deepEqual(parse(again!.body), repeated[provider]);
    assert.equal((await paymentsOf(customer.id)).length, 1);
  });

  test(`${provider}: a callback with a wrong signature or a wrong amount posts nothing and is kept`, async () => {
    const customer = await makeDebtor();
    const order = await makeOrder(provider, customer.code);
    pays(desk, order);
    desk.switches.wrongSignature = true;
    const [forged] = await desk.callBack();
    assert.equal((await orderNow(order.id)).state, 'pending');
    desk.calmDown();
    desk.switches.wrongAmount = true;
    desk.tellAgain(order.reference);
    const [other] = await desk.callBack();
    const words: Record<SimulatedProvider, unknown[]> = {
      momo: [400, undefined, 204, undefined],
      zalopay: [
        200,
        { return_code: -1, return_message: 'mac not equal' },
        200,
        { return_code: 0, return_message: 'wrong amount' },
      ],
      vnpay: [
        200,
        { RspCode: '97', Message: 'Invalid Checksum' },
        200,
        { RspCode: '04', Message: 'Invalid amount' },
      ],
      viettel: [200, { error_code: '02' }, 200, { error_code: '01' }],
      'mobile-money': [200, { error_code: '02' }, 200, { error_code: '01' }],
    };
    assert.deepEqual(
      [forged!.status, parse(forged!.body), other!.status, parse(other!.body)],
      words[provider],
    );
    const now = await counter.get(`/gateways/orders/${order.id}`);
    assert.deepEqual([now.body.order.state, now.body.order.attention], ['pending', 'wrong_amount']);
    assert.equal(now.body.messages[0].verdict, 'wrong_amount');
    assert.deepEqual(await paymentsOf(customer.id), []);
    desk.calmDown();
    // The provider's own record is right: asking it settles the order.
    await counter.send('POST', `/gateways/orders/${order.id}/query`);
    assert.equal((await orderNow(order.id)).state, 'paid');
  });

  test(`${provider}: money whose callback never comes is found by asking, with the bill held meanwhile`, async () => {
    const customer = await makeDebtor();
    const order = await makeOrder(provider, customer.code);
    pays(desk, order);
    desk.switches.mute = true;
    await desk.callBack();
    desk.switches.outage = true;
    const later = occasionIn(company, 14);
    await followOrders(later);
    const held = await holdOf(customer.billIds[0]!);
    assert.ok(held! > new Date(order.expiresAt), 'the hold is prolonged while the provider is silent');
    desk.calmDown();
    await probeGateways(later);
    await followOrders(occasionIn(company, 40));
    assert.equal((await orderNow(order.id)).state, 'paid');
    assert.equal((await paymentsOf(customer.id)).length, 1);
  });

  test(`${provider}: an order nobody pays is over in time and its bill free again`, async () => {
    const customer = await makeDebtor();
    const order = await makeOrder(provider, customer.code);
    givesUp(desk, order);
    await desk.callBack();
    await followOrders(occasionIn(company, 1));
    assert.equal((await orderNow(order.id)).state, 'failed');
    assert.equal(await holdOf(customer.billIds[0]!), null);
  });

  if (provider === 'viettel') continue;

  test(`${provider}: a refund takes two persons, and what the provider refuses stays the customer's payment`, async () => {
    const customer = await makeDebtor();
    const order = await makeOrder(provider, customer.code);
    pays(desk, order);
    await desk.callBack();
    const refund = (who: typeof head, path: string, body?: object) =>
      who.send('POST', `/gateways/orders/${order.id}/refund${path}`, body);
    assert.equal((await refund(head, '/approval')).body.code, 'gateways.refund_not_wished');
    await refund(head, '', { reason: 'trả nhầm' });
    assert.equal((await refund(head, '/approval')).body.code, 'gateways.same_person');
    await refund(counter, '', { reason: 'trả nhầm' });
    desk.switches.refuse = true;
    const refused = await refund(head, '/approval');
    assert.deepEqual([refused.body.state, refused.body.attention], ['paid', 'refund_refused']);
    assert.equal((await paymentsOf(customer.id)).length, 1);
    desk.calmDown();
    desk.switches.loseAnswers = 1;
    await refund(counter, '', { reason: 'trả nhầm' });
    assert.equal((await refund(head, '/approval')).body.state, 'refund_pending');
    await followOrders(occasionIn(company, 1));
    await followOrders(occasionIn(company, 3));
    assert.equal((await orderNow(order.id)).state, 'refunded');
    assert.deepEqual(await paymentsOf(customer.id), []);
    assert.equal(desk.refunds.size >= 1, true);
    // The callback of the payment, once more: the money has gone back and stays gone.
    desk.waiting.push({ ...desk.orders.get(order.reference)!, state: 'paid' });
    const [again] = await desk.callBack();
    assert.deepEqual(parse(again!.body), repeated[provider]);
    assert.deepEqual([(await orderNow(order.id)).state, await paymentsOf(customer.id)], ['refunded', []]);
  });

  test(`${provider}: a refund whose answer was lost is asked about, not asked for again, when a person wants to know`, async () => {
    const customer = await makeDebtor();
    const order = await makeOrder(provider, customer.code);
    pays(desk, order);
    await desk.callBack();
    await counter.send('POST', `/gateways/orders/${order.id}/refund`, { reason: 'trả nhầm' });
    desk.switches.loseAnswers = 1;
    const approved = await head.send('POST', `/gateways/orders/${order.id}/refund/approval`);
    assert.equal(approved.body.state, 'refund_pending');
    await counter.send('POST', `/gateways/orders/${order.id}/query`);
    await counter.send('POST', `/gateways/orders/${order.id}/query`);
    const now = await orderNow(order.id);
    assert.deepEqual([now.state, now.attention], ['refunded', null]);
    assert.deepEqual(await paymentsOf(customer.id), []);
  });
}

test('Viettel asks before it debits: right, with a wrong check sum, and after the bill was paid elsewhere', async () => {
  const { desk } = gateways.viettel;
  const customer = await makeDebtor();
  const order = await makeOrder('viettel', customer.code);
  desk.visit(order.payUrl);
  const ask = async (form: string): Promise<Record<string, string>> => {
    const answer = await fetch(desk.callbackUrl.replace(/callback$/, 'confirm'), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
    });
    return (await answer.json()) as Record<string, string>;
  };
  const form = confirmForm(desk, order.reference);
  const right = await ask(form);
  assert.deepEqual([right['error_code'], right['trans_amount']], ['00', '384912']);
  const signed = { ...right };
  delete signed['error_code'];
  delete signed['check_sum'];
  assert.equal(right['check_sum'], signatureOf(desk.contract, 'confirm', signed));
  assert.equal((await ask(form.replace('billcode=', 'billcode=X')))['error_code'], '02');
  assert.equal((await ask(form.replace(order.reference, 'TD0')))['error_code'], '01');
  await callPartner(app, bank.key, {
    method: 'POST',
    path: '/payments',
    body: { reference: 'NOTICE-V', customerCode: customer.code, amount: '384912', intent: 'notice' },
  });
  assert.equal((await ask(form))['error_code'], '01');
  const wish = await counter.send('POST', `/gateways/orders/${order.id}/refund`, { reason: 'trả lại' });
  assert.equal(wish.body.code, 'gateways.no_refund');
});

test('an order whose creation was not answered is not lost: nobody was asked for money, and it runs out', async () => {
  const { desk } = gateways.momo;
  const customer = await makeDebtor();
  desk.switches.loseAnswers = 1;
  const order = await makeOrder('momo', customer.code);
  assert.deepEqual([order.state, order.payUrl], ['created', null]);
  await followOrders(occasionIn(company, 1));
  assert.equal((await orderNow(order.id)).state, 'pending');
  desk.pay(order.reference);
  await desk.callBack();
  assert.equal((await orderNow(order.id)).state, 'paid');
});

test('money for a bill that was paid elsewhere meanwhile becomes the credit of the customer', async () => {
  const { desk } = gateways.zalopay;
  const customer = await makeDebtor();
  const order = await makeOrder('zalopay', customer.code);
  pays(desk, order);
  const paid = await callPartner(app, bank.key, {
    method: 'POST',
    path: '/payments',
    body: { reference: 'NOTICE-1', customerCode: customer.code, amount: '384912', intent: 'notice' },
  });
  assert.equal(paid.statusCode, 201);
  await desk.callBack();
  assert.equal((await orderNow(order.id)).state, 'paid');
  const credited = (await paymentsOf(customer.id)).map(({ credited_vnd }) => credited_vnd);
  assert.deepEqual(credited.sort(), [0n, 384_912n]);
});

test('the same wish sent again is the same order, and one bill has one order at a time', async () => {
  const customer = await makeDebtor();
  const body = { account: 'momo', requestKey: 'wish-again', customerCode: customer.code };
  const both = await Promise.all([1, 2, 3].map(() => counter.send('POST', '/gateways/orders', body)));
  assert.equal(new Set(both.map((answer) => answer.body.id)).size, 1, JSON.stringify(both));
  const other = await counter.send('POST', '/gateways/orders', { ...body, requestKey: 'another-wish' });
  assert.equal(other.body.code, 'payments.held_elsewhere');
});

test('a provider that is down is seen by the first probe, refuses new orders and comes back with its first answer', async () => {
  const { desk } = gateways.momo;
  const customer = await makeDebtor();
  const stateOf = async () =>
    (await counter.get('/gateways')).body.rows.find((row: { code: string }) => row.code === 'momo').health;
  desk.switches.outage = true;
  await probeGateways(occasionIn(company, 120));
  const health = await stateOf();
  assert.deepEqual([health.state, health.lastFault], ['down', 'UND_ERR_SOCKET']);
  const body = { account: 'momo', requestKey: 'while-down', customerCode: customer.code };
  assert.equal((await counter.send('POST', '/gateways/orders', body)).body.code, 'gateways.down');
  desk.calmDown();
  await probeGateways(occasionIn(company, 121));
  assert.equal((await stateOf()).state, 'up');
  assert.equal((await counter.send('POST', '/gateways/orders', body)).body.state, 'pending');
});

test('a payer who comes back with a signed address posts nothing by it', async () => {
  const { desk } = gateways.vnpay;
  const customer = await makeDebtor();
  const order = await makeOrder('vnpay', customer.code);
  pays(desk, order);
  desk.callbackUrl = desk.callbackUrl.replace(/callback$/, 'return');
  desk.orders.get(order.reference)!.callbackUrl = desk.callbackUrl;
  const [page] = await desk.callBack();
  desk.callbackUrl = desk.callbackUrl.replace(/return$/, 'callback');
  assert.match(page!.body, /Đã ghi nhận/);
  assert.deepEqual([(await orderNow(order.id)).state, await paymentsOf(customer.id)], ['pending', []]);
  await followOrders(occasionIn(company, 0));
  assert.equal((await orderNow(order.id)).state, 'paid');
});

test('calls to nobody and to an account of another provider change nothing', async () => {
  const unknown = await fetch(`${address}/gateways/PCTEST/nobody/callback`, { method: 'POST', body: '{}' });
  assert.equal(unknown.status, 404);
  const garbage = await fetch(`${address}/gateways/PCTEST/momo/callback`, {
    method: 'POST',
    body: '\0\xff{',
  });
  assert.equal(garbage.status, 400);
  const empty = await fetch(`${address}/gateways/PCTEST/vnpay/callback`);
  assert.deepEqual(await empty.json(), { RspCode: '97', Message: 'Invalid Checksum' });
});

test('a contract shows the names of its keys and never the keys', async () => {
  const { rows } = (await counter.get('/gateways')).body;
  const momo = rows.find((row: { code: string }) => row.code === 'momo');
  assert.deepEqual(momo.secrets, ['accessKey', 'secretKey']);
  assert.equal(JSON.stringify(rows).includes('momo-test-secret'), false);
});
