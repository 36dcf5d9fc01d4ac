import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { listen, occasionIn, openGateway } from '../../../test/support/gateways.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { many, one, run, transaction } from '../../platform/db.ts';
import { followOne } from './follow-orders.ts';
import { followOrders } from './index.ts';
import { findOrder } from './queries.ts';
import { approveRefund } from './refund-order.ts';
import { keepRefusal } from './refund-queries.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const address = await listen(app);
const operator = await signInAs(app, runtime, 'operator');
const counter = await signInAs(app, runtime, 'unit_staff');
const head = await signInAs(app, runtime, 'business_head');
const bank = await makePartner(runtime);
const { desk: momo } = await openGateway(runtime, operator, 'momo', address);
const { desk: telco } = await openGateway(runtime, operator, 'mobile-money', address);

afterEach(async () => {
  momo.calmDown();
  telco.calmDown();
  await assertInvariants(company.db);
});

let serial = 0;
const debtor = (totalVnd: bigint) => makeCustomer(runtime, { bills: [{ period: '2026-08', totalVnd }] });
const send = (path: string, body?: object) => counter.send('POST', `/gateways/orders${path}`, body);
const order = (account: string, customerCode: string, phone?: string) =>
  send('', { account, requestKey: `staff-doors-${++serial}`, customerCode, ...(phone && { phone }) });
const orderNow = async (id: string) => (await counter.get(`/gateways/orders/${id}`)).body.order;
const booked = async (customerId: bigint) =>
  (
    await many(
      company.db,
      sql<{ amount_vnd: bigint }>`
        select amount_vnd from payments where customer_id = ${customerId} and state = 'accepted' order by id`,
    )
  ).map(({ amount_vnd }) => amount_vnd);
const paidOf = async (billId: bigint) =>
  (await one(company.db, sql<{ paid_vnd: bigint }>`select paid_vnd from bills where id = ${billId}`))
    .paid_vnd;
const countWaiting = async () =>
  (
    await one(
      company.db,
      sql<{ waiting: bigint }>`
        select count(*) as waiting from pg_locks w
        where not w.granted and exists (
          select from pg_locks h join pg_database d on d.oid = h.database
          where h.pid = w.pid and d.datname = current_database())`,
    )
  ).waiting;
const rivalPays = (customerCode: string, amount: string) =>
  callPartner(app, bank.key, {
    method: 'POST',
    path: '/payments',
    body: { reference: `RIVAL-${++serial}`, customerCode, amount },
  });

test('Mobile Money asks the phone that is named, and needs one', async () => {
  const customer = await debtor(384_912n);
  assert.equal((await order('mobile-money', customer.code)).body.code, 'gateways.phone_needed');
  assert.equal(
    (await order('mobile-money', customer.code, '0239 385 5555')).body.code,
    'gateways.phone_needed',
  );
  const { body } = await order('mobile-money', customer.code, '0912 345 678');
  assert.deepEqual([body.state, body.payUrl, body.phone], ['pending', null, '84912345678']);
  assert.equal(telco.orders.get(body.reference)?.sent['cust_msisdn'], '84912345678');
  telco.pay(body.reference);
  await telco.callBack();
  assert.deepEqual([(await orderNow(body.id)).state, await booked(customer.id)], ['paid', [384_912n]]);
});

test('what goes beyond a limit of the subscriber is refused before anything is made, with rule and what is left', async () => {
  const phone = '0987654321';
  const customers = [
    await debtor(60_000_000n),
    await debtor(50_000_000n),
    await debtor(40_000_000n),
  ] as const;
  const first = await order('mobile-money', customers[0].code, phone);
  assert.equal(first.status, 200);
  const second = await order('mobile-money', customers[1].code, phone);
  assert.deepEqual(
    [second.status, second.body.code, second.body.params],
    [
      422,
      'gateways.over_limit',
      {
        rule: 'Nghị định 368/2025/NĐ-CP',
        limit: 'month',
        allowed: '100000000',
        used: '60000000',
        left: '40000000',
        asked: '50000000',
      },
    ],
  );
  assert.equal((await rivalPays(customers[1].code, '50000000')).statusCode, 201, 'its bill is not held');
  assert.equal(
    (await order('mobile-money', customers[2].code, phone)).status,
    200,
    'exactly what is left fits',
  );
  telco.giveUp(first.body.reference);
  await telco.callBack();
  const again = await order('mobile-money', (await debtor(60_000_000n)).code, phone);
  assert.equal(again.status, 200, 'what was not paid is not counted');
});

test('a cancelled order frees its bill at once; paid after all, it is posted like any money', async () => {
  const customer = await debtor(100_000n);
  const { body } = await order('momo', customer.code);
  const cancelled = await send(`/${body.id}/cancel`);
  assert.deepEqual([cancelled.body.state, cancelled.body.cancelledBy], ['pending', counter.login]);
  assert.equal((await rivalPays(customer.code, '100000')).statusCode, 201);
  momo.payerPays(body.payUrl);
  momo.switches.mute = true;
  await momo.callBack();
  await followOrders(occasionIn(company, 2));
  assert.deepEqual(
    [(await orderNow(body.id)).state, await booked(customer.id)],
    ['paid', [100_000n, 100_000n]],
  );
  assert.equal((await send(`/${body.id}/cancel`)).body.code, 'gateways.not_open');
});

test('a cancelled order that nobody pays ends with its time, without waiting for a day', async () => {
  const customer = await debtor(100_000n);
  const { body } = await order('momo', customer.code);
  await send(`/${body.id}/cancel`);
  await followOrders(occasionIn(company, 60));
  assert.deepEqual([(await orderNow(body.id)).state, await booked(customer.id)], ['expired', []]);
});

test('an order is not cancelled while its provider does not say whether it was paid, nor when it was', async () => {
  const customer = await debtor(100_000n);
  const { body } = await order('momo', customer.code);
  momo.switches.loseAnswers = 1;
  assert.equal((await send(`/${body.id}/cancel`)).body.code, 'gateways.outcome_unknown');
  momo.payerPays(body.payUrl);
  momo.waiting.length = 0;
  assert.equal((await send(`/${body.id}/cancel`)).body.code, 'gateways.not_open');
  assert.deepEqual([(await orderNow(body.id)).state, await booked(customer.id)], ['paid', [100_000n]]);
});

test('an order is over together with its hold, or not yet', async () => {
  const customer = await debtor(100_000n);
  const { body } = await order('momo', customer.code);
  momo.payerGivesUp(body.payUrl);
  const { told, state } = await transaction(company.db, async (tx) => {
    await run(tx, sql`select from bills where id = ${customer.billIds[0]!} for update`);
    const telling = momo.callBack();
    while ((await countWaiting()) === 0n) await setImmediate();
    return { told: telling, state: (await orderNow(body.id)).state };
  });
  assert.equal(state, 'pending', 'while the bill cannot be freed');
  await told;
  assert.equal((await orderNow(body.id)).state, 'failed');
  assert.equal((await rivalPays(customer.code, '100000')).statusCode, 201);
});

test('the list of orders leaves as a workbook', async () => {
  const customer = await debtor(100_000n);
  await order('momo', customer.code);
  const sheet = await counter.download(`/gateways/orders?customer=${customer.code}&format=xlsx`);
  assert.equal(sheet.statusCode, 200);
  assert.match(String(sheet.headers['content-disposition']), /lenh-qua-cong-.*\.xlsx/);
});

for (const [account, desk] of [
  ['momo', momo],
  ['mobile-money', telco],
] as const) {
  test(`${account}: a part goes back by two persons, then the rest; the bill follows, what is refused stays`, async () => {
    const customer = await debtor(100_000n);
    const { body } = await order(account, customer.code, '0900000001');
    desk.pay(body.reference);
    await desk.callBack();
    const wish = (amount?: string) =>
      send(`/${body.id}/refund`, { reason: 'thu thừa', ...(amount !== undefined && { amount }) });
    const approve = () => head.send('POST', `/gateways/orders/${body.id}/refund/approval`);
    assert.equal((await wish('100001')).body.code, 'gateways.refund_too_much');
    await wish('30000');
    const part = (await approve()).body;
    assert.deepEqual([part.state, part.refunded, part.refundBy], ['paid', '30000', null]);
    assert.deepEqual([await booked(customer.id), await paidOf(customer.billIds[0]!)], [[70_000n], 70_000n]);
    await wish('20000');
    desk.switches.refuse = true;
    const refused = (await approve()).body;
    assert.deepEqual(
      [refused.state, refused.attention, refused.refunded],
      ['paid', 'refund_refused', '30000'],
    );
    assert.deepEqual([await booked(customer.id), await paidOf(customer.billIds[0]!)], [[70_000n], 70_000n]);
    desk.calmDown();
    await wish('20000');
    desk.switches.loseAnswers = 1;
    assert.equal((await approve()).body.state, 'refund_pending');
    await send(`/${body.id}/query`);
    assert.deepEqual([(await orderNow(body.id)).refunded, await booked(customer.id)], ['50000', [50_000n]]);
    await wish();
    assert.deepEqual([(await approve()).body.state, await booked(customer.id)], ['refunded', []]);
    assert.equal(desk.orders.get(body.reference)?.state, 'refunded');
  });
}

/** A part of a paid order on its way back, whose outcome nobody has heard. */
async function partUnderWay(amount: string, paid?: { id: string; customerId: bigint }) {
  const made = paid ?? (await paidOrder());
  await send(`/${made.id}/refund`, { reason: 'thu thừa', amount });
  momo.switches.loseAnswers = 1;
  const pending = (await head.send('POST', `/gateways/orders/${made.id}/refund/approval`)).body;
  assert.equal(pending.state, 'refund_pending');
  const seen = (await findOrder(company.db, BigInt(made.id)))!;
  return { ...made, reference: pending.reference as string, seen };
}

async function paidOrder() {
  const customer = await debtor(100_000n);
  const { body } = await order('momo', customer.code);
  momo.pay(body.reference);
  await momo.callBack();
  return { id: body.id as string, customerId: customer.id };
}

test('a late step of one refund leaves the next refund of the order alone', async () => {
  const first = await partUnderWay('30000');
  await send(`/${first.id}/query`);
  await partUnderWay('20000', first);
  await followOne(occasionIn(company, 2), first.seen);
  const between = await orderNow(first.id);
  assert.deepEqual([between.state, between.refunded], ['refund_pending', '30000']);
  await send(`/${first.id}/query`);
  const after = await orderNow(first.id);
  assert.deepEqual(
    [after.state, after.refunded, await booked(first.customerId)],
    ['paid', '50000', [50_000n]],
  );
  assert.equal(momo.orders.get(first.reference)?.refundedVnd, 50_000n);
});

for (const refuse of [false, true]) {
  test(`several who carry on one refund at once end as one would${refuse ? ', also when it is refused' : ''}`, async () => {
    const { id, customerId, reference } = await partUnderWay('30000');
    if (refuse) {
      momo.refunds.clear();
      momo.orders.get(reference)!.refundedVnd = 0n;
      momo.switches.refuse = true;
    }
    momo.switches.latencyMs = 20;
    const byClock = [2, 3].map((minutes) => followOrders(occasionIn(company, minutes)));
    await Promise.all([send(`/${id}/query`), send(`/${id}/query`), ...byClock]);
    const { state, refunded, attention } = await orderNow(id);
    const back = momo.orders.get(reference)?.refundedVnd;
    assert.deepEqual([state, refunded, back], ['paid', String(back), refuse ? 0n : 30_000n]);
    assert.equal(attention, refuse ? 'refund_refused' : null);
    assert.deepEqual(await booked(customerId), [refuse ? 100_000n : 70_000n]);
  });
}

test('what the provider has refused is not asked again, even where the books follow later', async () => {
  const { id, customerId, seen } = await partUnderWay('30000');
  momo.refunds.clear();
  assert.ok(await keepRefusal(company.db, seen, '1080'), 'the server ended here');
  await followOne(occasionIn(company, 2), seen);
  const { state, refunded, failure } = await orderNow(id);
  assert.deepEqual([state, refunded, failure, momo.refunds.size], ['paid', '0', '1080', 0]);
  assert.deepEqual(await booked(customerId), [100_000n]);
});

test('only the wish that was seen is approved', async () => {
  const { id } = await paidOrder();
  await send(`/${id}/refund`, { reason: 'thu thừa', amount: '30000' });
  const seen = (await findOrder(company.db, BigInt(id)))!;
  await send(`/${id}/refund`, { reason: 'thu thừa', amount: '90000' });
  await assert.rejects(
    approveRefund(occasionIn(company, 0), seen, head.login),
    (error: { code?: string }) => error.code === 'gateways.not_paid',
  );
  assert.equal((await orderNow(id)).state, 'paid');
});
