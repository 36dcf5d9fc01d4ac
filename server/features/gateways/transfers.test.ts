import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { writeReference } from '../../../core/qr/transfer-reference.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer } from '../../../test/support/make.ts';
import { signInAs } from '../../../test/support/staff.ts';
import {
  cassoCall,
  payosCall,
  sepayCall,
  type WatchCall,
} from '../../../simulator/gateways/transfer-watch.ts';
import { createApp } from '../../app.ts';
import { many } from '../../platform/db.ts';
import { upsertPartner } from '../partners/index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const operator = await signInAs(app, runtime, 'operator');
const partner = await upsertPartner(company.db, {
  code: 'VCBQR',
  name: 'Tài khoản thu tại VCB',
  kind: 'bank',
  channels: ['vietqr'],
});
const notifiers = {
  sepay: { call: sepayCall, variant: 'hmac' },
  casso: { call: cassoCall, variant: 'v2' },
  payos: { call: payosCall, variant: null },
} as const;
type Notifier = keyof typeof notifiers;
const key = 'watch-test-secret';
const account = '0011000123456';
for (const [provider, { variant }] of Object.entries(notifiers)) {
  const saved = await operator.send('PUT', `/gateways/${provider}`, {
    partner: partner.code,
    provider,
    variant,
    channel: 'vietqr',
    merchant: account,
    publicUrl: 'https://thu.example.vn',
    secrets: { secretKey: key },
    enabled: true,
  });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
}

afterEach(() => assertInvariants(company.db));

let serial = 92_704;
async function send(service: Notifier, { headers, body }: WatchCall): Promise<[number, unknown]> {
  const answer = await app.inject({
    method: 'POST',
    url: `/gateways/PCTEST/${service}/callback`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: body,
  });
  return [answer.statusCode, answer.json()];
}

const tell = (service: Notifier, told: { amountVnd: bigint; text: string; account?: string; id?: number }) =>
  send(service, notifiers[service].call(key, { account, id: ++serial, ...told }));
const paymentsLike = (pattern: string) =>
  many(
    company.db,
    sql<{ amount_vnd: bigint; credited_vnd: bigint; customer_id: bigint | null; said: string | null }>`
      select p.amount_vnd, p.credited_vnd, p.customer_id, l.asked_code as said
      from payments p left join credit_lots l on l.payment_id = p.id where p.reference like ${pattern} order by p.id`,
  );
const makeDebtor = () =>
  makeCustomer(runtime, {
    bills: [
      { period: '2026-07', totalVnd: 100_000n },
      { period: '2026-08', totalVnd: 250_000n },
    ],
  });
const ok = [200, { success: true }];

for (const service of Object.keys(notifiers) as Notifier[]) {
  test(`${service}: a transfer pays the very bill its text names, once however often it is told`, async () => {
    const customer = await makeDebtor();
    const reference = writeReference({ kind: 'bill', number: customer.billIds[1]! });
    const told = {
      amountVnd: 250_000n,
      text: `MBVCB.123456.${reference} TD 08/2026.CT tu 0987`,
      id: ++serial,
    };
    assert.deepEqual(await tell(service, told), ok);
    assert.deepEqual(await tell(service, told), ok);
    const suffix = service === 'payos' ? `${told.id}-TF${told.id}` : String(told.id);
    assert.deepEqual(await paymentsLike(`${service}-${suffix}`), [
      { amount_vnd: 250_000n, credited_vnd: 0n, customer_id: customer.id, said: null },
    ]);
    const bills = await many(
      company.db,
      sql<{ state: string }>`select state from bills where customer_id = ${customer.id} order by period`,
    );
    assert.deepEqual(
      bills.map(({ state }) => state),
      ['open', 'paid'],
    );
  });

  test(`${service}: a forged notice posts nothing and is told so`, async () => {
    const { call } = notifiers[service];
    const told = { account, id: ++serial, amountVnd: 5_000n, text: 'gia mao' };
    assert.deepEqual(await send(service, call('another-secret', told)), [401, { success: false }]);
    assert.deepEqual(await paymentsLike(`${service}-${told.id}%`), []);
  });
}

test('a customer code in the text pays the oldest first, and what is too much becomes credit', async () => {
  const customer = await makeDebtor();
  assert.deepEqual(await tell('sepay', { amountVnd: 360_000n, text: `tien dien ${customer.code}` }), ok);
  const [payment] = await paymentsLike(`sepay-${serial}`);
  assert.deepEqual([payment!.customer_id, payment!.credited_vnd], [customer.id, 10_000n]);
});

test('money whose text names nobody, or two customers, waits as unidentified with what it said', async () => {
  const [one, other] = [await makeDebtor(), await makeDebtor()];
  const text = `${one.code} ${other.code}`;
  assert.deepEqual(await tell('casso', { amountVnd: 70_000n, text }), ok);
  assert.deepEqual(await paymentsLike(`casso-${serial}`), [
    { amount_vnd: 70_000n, credited_vnd: 70_000n, customer_id: null, said: text },
  ]);
  assert.deepEqual(await tell('casso', { amountVnd: 60_000n, text: 'chuc mung sinh nhat' }), ok);
  const [payment] = await paymentsLike(`casso-${serial}`);
  assert.deepEqual([payment!.customer_id, payment!.said], [null, 'chuc mung sinh nhat']);
});

test('money that left, and money of another account, is kept and not posted', async () => {
  const customer = await makeDebtor();
  assert.deepEqual(await tell('sepay', { amountVnd: -100_000n, text: customer.code }), ok);
  assert.deepEqual(await paymentsLike(`sepay-${serial}`), []);
  assert.deepEqual(await tell('payos', { amountVnd: 100_000n, text: customer.code, account: '999' }), ok);
  assert.deepEqual(await paymentsLike(`payos-${serial}%`), []);
  const kept: { verdict: string }[] = (await operator.get('/gateways/messages')).body.rows.slice(0, 2);
  assert.deepEqual(
    kept.map(({ verdict }) => verdict),
    ['wrong_merchant', 'ignored'],
  );
});

test('no order can be made through a service that only watches', async () => {
  const customer = await makeDebtor();
  const body = { account: 'sepay', requestKey: 'watch-order', customerCode: customer.code };
  assert.equal((await operator.send('POST', '/gateways/orders', body)).body.code, 'gateways.not_for_orders');
});
