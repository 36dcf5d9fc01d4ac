import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { listen, openGateway } from '../../../test/support/gateways.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, today } from '../../../test/support/make.ts';
import { sendFile } from '../../../test/support/partner-files.ts';
import { creditOf } from '../../../test/support/settlement.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { addDays } from '../../../core/dates.ts';
import { simulatedProviders, type SimulatedProvider } from '../../../simulator/gateways/contracts.ts';
import { writeDayList } from '../../../simulator/gateways/day-list.ts';
import type { Desk } from '../../../simulator/gateways/desk.ts';
import { createApp } from '../../app.ts';
import { moveBusinessClock, startDemoClock } from '../../platform/clock.ts';
import { transaction } from '../../platform/db.ts';
import { agreeWindow, followSettlement } from '../settlement/index.ts';

const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { company } = runtime;
const app = await createApp(runtime);
const address = await listen(app);
const operator = await signInAs(app, runtime, 'operator');
const counter = await signInAs(app, runtime, 'unit_staff');
const head = await signInAs(app, runtime, 'business_head');
const accountant = await signInAs(app, runtime, 'accountant');
afterEach(() => assertInvariants(company.db));

const bills = [{ period: '2026-10', totalVnd: 100_000n }];

/** Orders of one provider, paid by its payers and told. */
async function payOrders(provider: SimulatedProvider, desk: Desk, count: number) {
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: count }, () => ({ bills })),
  );
  const orders = [];
  for (const { code: customerCode } of customers) {
    const form = { account: provider, requestKey: `list-${provider}-${customerCode}`, customerCode };
    const { status, body } = await counter.send('POST', '/gateways/orders', { ...form, phone: '0912345678' });
    assert.equal(status, 200, JSON.stringify(body));
    if (body.payUrl !== null) desk.visit(body.payUrl);
    desk.pay(body.reference);
    orders.push(body);
  }
  await desk.callBack();
  return orders;
}

async function enterMapping(provider: SimulatedProvider, partnerCode: string): Promise<void> {
  const path = join(import.meta.dirname, '../../../data/gateway-lists', `${provider}.json`);
  const mapping = JSON.parse(readFileSync(path, 'utf8')) as object;
  const answer = await accountant.send('POST', '/reconciliation/mappings', {
    partnerCode,
    name: provider,
    mapping,
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
}

const partnerOf = (provider: SimulatedProvider) => provider.toUpperCase().replaceAll('-', '_');
const sendList = (provider: SimulatedProvider, desk: Desk) =>
  sendFile(runtime, {
    partner: partnerOf(provider),
    content: writeDayList(provider, desk),
    name: 'ngay.csv',
  });

for (const provider of simulatedProviders.filter((one) => one !== 'vnpay')) {
  test(`${provider}: its own list of the day is matched; what only one side has, or has otherwise, is named`, async () => {
    const { desk } = await openGateway(runtime, operator, provider, address);
    await enterMapping(provider, partnerOf(provider));
    const [, refunded, changed, hidden] = await payOrders(provider, desk, 4);
    if (provider !== 'viettel') {
      await counter.send('POST', `/gateways/orders/${refunded.id}/refund`, { reason: 'trả nhầm' });
      await head.send('POST', `/gateways/orders/${refunded.id}/refund/approval`);
    }
    const whole = await sendList(provider, desk);
    assert.deepEqual([whole.state, whole.refusal, whole.by_lane], ['matched', null, {}]);
    // The provider's books differ: an order we have no money of, another amount, and one it does not list.
    const { sent } = desk.orders.get(hidden.reference)!;
    desk.orders.delete(hidden.reference);
    desk.orders.get(changed.reference)!.amountVnd = 90_000n;
    desk.take({ reference: `${hidden.reference}X`, amountVnd: 70_000n, callbackUrl: '', sent });
    desk.pay(`${hidden.reference}X`);
    desk.waiting.length = 0;
    const { by_lane: lanes, refusal } = await sendList(provider, desk);
    assert.equal(refusal, null);
    const found = Object.entries(lanes ?? {}).map(([lane, sums]) => [lane, sums.ourVnd, sums.theirVnd]);
    assert.deepEqual(found.sort(), [
      ['amount_differs', '100000', '90000'],
      ['at_partner_only', '0', '70000'],
      ['at_us_only', '100000', '0'],
    ]);
  });
}

test('a day of VNPAY, from orders over its own list and the bank credit to a settled window', async () => {
  const { desk, partnerId } = await openGateway(runtime, operator, 'vnpay', address);
  await enterMapping('vnpay', 'VNPAY');
  const [, refunded] = await payOrders('vnpay', desk, 3);
  await counter.send('POST', `/gateways/orders/${refunded.id}/refund`, { reason: 'trả nhầm' });
  await head.send('POST', `/gateways/orders/${refunded.id}/refund/approval`);
  const { state, refusal, by_lane: lanes } = await sendList('vnpay', desk);
  assert.deepEqual([state, refusal, lanes], ['matched', null, {}]);
  await startDemoClock(runtime.platform, 0);
  await transaction(runtime.platform, (tx) => moveBusinessClock(tx, 1));
  await followSettlement(runtime, company);
  await creditOf(accountant, {
    bookedOn: addDays(today, 1),
    amount: 200_000n,
    remittance: 'VNPAY QUYET TOAN',
  });
  await followSettlement(runtime, company);
  await transaction(company.db, (tx) =>
    agreeWindow(tx, { partnerId, settlesOn: today, actor: 'test', now: new Date(), detail: {} }),
  );
  await accountant.send('POST', '/settlement/settle', { partner: 'VNPAY' });
  const { body: window } = await accountant.get(`/settlement/windows/VNPAY/${today}`);
  assert.deepEqual([window.state, window.received, window.difference], ['settled', '200000', '0']);
});
