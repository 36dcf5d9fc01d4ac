import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { retryWaits } from '../../../core/webhooks.ts';
import { atEnd } from '../../../test/support/at-end.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import {
  billLine,
  importText,
  makeCustomer,
  makeCustomers,
  makePartner,
} from '../../../test/support/make.ts';
import { payAsPartner, reverseAsPartner } from '../../../test/support/partner-calls.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { startReceiver, type Received } from '../../../test/support/webhook-receiver.ts';
import { createApp } from '../../app.ts';
import { many, one } from '../../platform/db.ts';
import { collectEvents, deliverEvents, resend, sendTest } from './index.ts';

const runtime = await openTestRuntime({ webhookTargets: 'any' });
const { company } = runtime;
const { db } = company;
const app = await createApp(runtime);
const operator = await signInAs(app, runtime, 'operator');
atEnd(() => assertInvariants(db));

const day = 86_400_000;
let offsetMs = 0;
const later = (): Date => new Date(Date.now() + offsetMs);

/** What the jobs do, so much later than before. */
async function tell(laterMs = 0): Promise<number> {
  offsetMs += laterMs;
  const now = later();
  await collectAll(now);
  return deliverEvents(db, { companyCode: company.code, targets: runtime.config.webhookTargets, now });
}

/** A run reads only what no open transaction can precede, and on a server shared with other tests theirs count too. */
async function collectAll(now: Date): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await collectEvents(db, now);
    const { left } = await one(
      db,
      sql<{ left: number }>`
        select count(*)::int as left from outbox o join reader_positions r on r.reader = 'webhooks.collect' and o.xid >= r.xid
        where topic ~ '^(bills|payments)' and exists (select from webhook_endpoints where state = 'live')`,
    );
    if (left === 0) return;
    if (attempt > 600) throw new Error(`${left} events are still not collected`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

async function listen(
  partner: { code: string },
  url: string,
  wish: { eventTypes?: string[]; reach?: 'own' | 'all' } = {},
): Promise<{ id: string; secret: string }> {
  const { status, body } = await operator.send('POST', `/partners/${partner.code}/webhooks`, {
    url,
    eventTypes: wish.eventTypes ?? [],
    reach: wish.reach ?? 'all',
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body as { id: string; secret: string };
}

async function endpointsOf(partner: { code: string }) {
  return (await operator.get(`/partners/${partner.code}/webhooks`)).body.rows;
}

async function remove(partner: { code: string }, id: string): Promise<void> {
  await operator.send('PUT', `/partners/${partner.code}/webhooks/${id}/state`, { state: 'removed' });
}

const ok = () => ({ status: 204 });
const told = (received: readonly Received[]): string[] => received.map(({ event }) => event.type);

test('a bill is told when it is published, paid and open again, masked and numbered; a reversal is told to whose payment it was', async () => {
  const [bank, other] = [await makePartner(runtime), await makePartner(runtime)];
  const [ours, theirs] = [await startReceiver(ok), await startReceiver(ok)];
  const [mine, second] = [await listen(bank, ours.url), await listen(other, theirs.url)];
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 60_000n }] });
  await tell();
  await payAsPartner(app, bank.key, { reference: 'W-1', customerCode: customer.code, amount: 60_000n });
  await tell();
  await reverseAsPartner(app, bank.key, 'W-1');
  await tell();
  assert.deepEqual(told(ours.received), ['bill.published', 'bill.paid', 'bill.reopened', 'payment.reversed']);
  assert.deepEqual(told(theirs.received), ['bill.published', 'bill.paid', 'bill.reopened']);
  const paid = ours.received[1]!.event.data;
  assert.deepEqual(
    [paid.customerCode, paid.maskedName, paid.amount, paid.state, paid.sequence, paid.paidByYou],
    [customer.code, 'N***** V** An', '0', 'paid', 2, true],
  );
  assert.equal(theirs.received[1]!.event.data.paidByYou, false);
  assert.ok(!ours.received.some(({ body }) => body.includes('Nguyễn')));
  assert.deepEqual(ours.received[3]!.event.data.reference, 'W-1');
  assert.match(ours.received[0]!.id, /^evt_pctest_\d+$/);
  await remove(bank, mine.id);
  await remove(other, second.id);
});

test('the published library of Standard Webhooks verifies every message, with either of two live secrets', async () => {
  const bank = await makePartner(runtime);
  const receiver = await startReceiver(ok);
  const { id, secret } = await listen(bank, receiver.url);
  const rolled = await operator.send('POST', `/partners/${bank.code}/webhooks/${id}/secrets`);
  assert.match(rolled.body.secret, /^whsec_/);
  const third = await operator.send('POST', `/partners/${bank.code}/webhooks/${id}/secrets`);
  assert.deepEqual([third.status, third.body.code], [409, 'webhooks.two_live_secrets']);
  await operator.send('POST', `/partners/${bank.code}/webhooks/${id}/test`);
  assert.equal(await tell(), 1);
  const [message] = receiver.received;
  const headers = message!.headers as Record<string, string>;
  assert.equal(headers['webhook-signature']!.split(' ').length, 2);
  for (const live of [secret, rolled.body.secret]) new Webhook(live).verify(message!.body, headers);
  const stranger = `whsec_${Buffer.alloc(32).toString('base64')}`;
  assert.throws(() => new Webhook(stranger).verify(message!.body, headers));
  assert.throws(() => new Webhook(secret).verify(message!.body.replace('Hello', 'Hallo'), headers));
  const old = { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 400) };
  assert.throws(() => new Webhook(secret).verify(message!.body, old));
  await remove(bank, id);
});

test('a partner hears of its own customers unless it asks for all, and never of a bill handed to another', async () => {
  const [bank, other] = [await makePartner(runtime), await makePartner(runtime)];
  const receiver = await startReceiver(ok);
  const own = await listen(bank, `${receiver.url}/own`, { reach: 'own', eventTypes: ['bill.paid'] });
  const all = await listen(bank, `${receiver.url}/all`, { reach: 'all', eventTypes: ['bill.paid'] });
  const [known, stranger] = await makeCustomers(runtime, [
    { bills: [1, 2].map((month) => ({ period: `2026-0${month}`, totalVnd: 10_000n })) },
    { bills: [{ period: '2026-01', totalVnd: 10_000n }] },
  ]);
  await payAsPartner(app, bank.key, { reference: 'O-1', customerCode: known!.code, amount: 10_000n });
  await tell();
  for (const { code } of [known!, stranger!]) {
    await payAsPartner(app, other.key, { reference: `O-${code}`, customerCode: code, amount: 10_000n });
  }
  await tell();
  const heard = (path: string): string[] =>
    receiver.received
      .filter((one) => one.path === path)
      .map(({ event }) => event.data.customerCode as string);
  assert.deepEqual(heard('/own'), [known!.code, known!.code]);
  assert.deepEqual(heard('/all').sort(), [known!.code, known!.code, stranger!.code].sort());
  await remove(bank, own.id);
  await remove(bank, all.id);
});

test('bills published by the hundred are told as one sum, and nothing is written where nobody listens', async () => {
  const counts = () =>
    one(
      db,
      sql<{ events: number; numbers: number }>`
      select (select count(*) from webhook_events)::int as events, (select count(*) from webhook_sequences)::int as numbers`,
    );
  const header =
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';
  const customer = await makeCustomer(runtime);
  const publish = (year: string) =>
    importText(runtime, 'bills', [
      header,
      ...Array.from({ length: 230 }, (_, at) =>
        billLine(customer.code, 'PA99AA', {
          period: `${year}-${String((at % 12) + 1).padStart(2, '0')}`,
          totalVnd: 1_000n,
          externalId: `N${year}${at}`,
        }).replace(',1,', `,${Math.floor(at / 12) + 1},`),
      ),
    ]);
  const before = await counts();
  await publish('2024');
  await tell();
  assert.deepEqual(await counts(), before);
  const bank = await makePartner(runtime);
  const receiver = await startReceiver(ok);
  const { id } = await listen(bank, receiver.url);
  const { accepted } = await publish('2025');
  await tell();
  assert.deepEqual(told(receiver.received), ['bills.published']);
  const { bills, amount } = receiver.received[0]!.event.data;
  assert.deepEqual([bills, amount], [accepted, String(accepted * 1_000)]);
  assert.equal((await counts()).events, before.events + 1);
  await remove(bank, id);
});

test('endpoints in private networks, with another scheme or a user name are refused, and a name that leads there is never called', async () => {
  const bank = await makePartner(runtime);
  const { id } = await listen(bank, 'https://localhost:1/');
  await operator.send('POST', `/partners/${bank.code}/webhooks/${id}/test`);
  const publicOnly = { companyCode: company.code, targets: 'public' as const, now: later() };
  assert.equal(await deliverEvents(db, publicOnly), 1);
  assert.equal((await endpointsOf(bank))[0].lastFault, 'PRIVATE_ADDRESS');
  const strict = await createApp({ ...runtime, config: { ...runtime.config, webhookTargets: 'public' } });
  const person = await signInAs(strict, runtime, 'operator');
  const add = (url: string) =>
    person.send('POST', `/partners/${bank.code}/webhooks`, { url, eventTypes: [], reach: 'own' });
  for (const url of [
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://[fd00::1]/',
    'https://0/',
  ]) {
    assert.equal((await add(url)).body.code, 'webhooks.private_address', url);
  }
  for (const url of [
    'http://example.com/',
    'ftp://example.com/',
    'https://a:b@example.com/',
    'file:///etc/passwd',
    'x',
  ]) {
    assert.equal((await add(url)).body.code, 'webhooks.bad_url', url);
  }
  assert.equal((await add('https://example.com/hook')).status, 201);
  const [endpoint] = (await endpointsOf(bank)).slice(-1);
  await remove(bank, endpoint.id);
  await remove(bank, id);
});

test("a redirect is not followed, and another partner's deliveries cannot be sent again", async () => {
  const [bank, other] = [await makePartner(runtime), await makePartner(runtime)];
  const receiver = await startReceiver(({ path }) =>
    path === '/' ? { status: 302, headers: { location: '/inside' } } : { status: 200 },
  );
  const { id } = await listen(bank, receiver.url);
  await operator.send('POST', `/partners/${bank.code}/webhooks/${id}/test`);
  await tell();
  assert.deepEqual(
    receiver.received.map(({ path }) => path),
    ['/'],
  );
  const { rows } = (await operator.get(`/partners/${bank.code}/webhooks/deliveries`)).body;
  assert.equal(rows[0].lastStatus, 302);
  const by = { partnerId: other.id, actor: 'test', now: later() };
  await assert.rejects(resend(db, [BigInt(rows[0].id)], by), { code: 'webhooks.unknown_delivery' });
  await remove(bank, id);
});

test('whatever fails in between, the messages of a bill arrive in their order, each in the end', async () => {
  const bank = await makePartner(runtime);
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: 3 }, () => ({ bills: [{ period: '2026-09', totalVnd: 9_000n }] })),
  );
  let serial = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ customer: fc.nat(2), wait: fc.constantFrom(0, 1, 90, 4_000) }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.array(fc.constantFrom(204, 500, 204, 'silence' as const), { maxLength: 5 }),
      async (steps, faults) => {
        const left = [...faults];
        const receiver = await startReceiver(() => {
          const fault = left.shift() ?? 204;
          return fault === 'silence' ? fault : { status: fault };
        });
        const { id } = await listen(bank, receiver.url, { eventTypes: ['bill.paid', 'bill.reopened'] });
        const before = left.length;
        const delivered: Received[] = [];
        for (const { customer, wait } of steps) {
          const reference = `P-${++serial}`;
          const { code } = customers[customer]!;
          await payAsPartner(app, bank.key, { reference, customerCode: code, amount: 9_000n });
          await tell(wait * 1000);
          await reverseAsPartner(app, bank.key, reference);
          await tell(wait * 1000);
        }
        for (let turn = 0; turn < 9; turn++) await tell(day / 12);
        // The answers in the order of the requests: what was refused came again later.
        receiver.received.forEach((one, at) => {
          if ((faults[at] ?? 204) === 204) delivered.push(one);
        });
        const order = Map.groupBy(delivered, ({ event }) => event.data.externalId as string);
        for (const [bill, messages] of order) {
          const numbers = messages.map(({ event }) => event.data.sequence as number);
          assert.deepEqual(
            numbers,
            numbers.map((_, at) => numbers[0]! + at),
            bill,
          );
        }
        assert.equal(delivered.length, 2 * steps.length);
        assert.equal(before, faults.length);
        await remove(bank, id);
      },
    ),
    { numRuns: 4 },
  );
});

test('what fails is tried again by the schedule, one that says it is gone is disabled, one that fails for days too; failed ones are sent again on request', async () => {
  const bank = await makePartner(runtime);
  let status = 500;
  const receiver = await startReceiver(() => ({ status, body: 'x'.repeat(300_000) }));
  const { id } = await listen(bank, receiver.url);
  const by = () => ({ partnerId: bank.id, actor: 'test', now: later() });
  const send = () => sendTest(db, BigInt(id), by());
  await send();
  await tell();
  for (const wait of retryWaits) {
    // The clock of the test runs on by itself a little.
    assert.equal(await tell(wait * 1000 - 10_000), 0, `not before ${wait} s`);
    await tell(wait * 100 + 10_001);
  }
  const { rows } = (await operator.get(`/partners/${bank.code}/webhooks/deliveries`)).body;
  assert.equal(rows[0].attempts, receiver.received.length);
  assert.ok(rows[0].state === 'failed' && rows[0].lastStatus === 500, JSON.stringify(rows[0]));
  assert.equal(new Set(receiver.received.map((one) => one.id)).size, 1);
  status = 200;
  assert.equal(await resend(db, 'failed', by()), 1);
  await tell(day);
  assert.equal((await endpointsOf(bank))[0].failed, 0);
  status = 503;
  await send();
  for (let at = 0; at < 7; at++) {
    await send();
    await tell(day);
  }
  const [failing] = await endpointsOf(bank);
  assert.deepEqual(
    [failing.state, failing.disabledReason, failing.lastFault],
    ['disabled', 'failing', 'HTTP 503'],
  );
  await operator.send('PUT', `/partners/${bank.code}/webhooks/${id}/state`, { state: 'live' });
  status = 410;
  await send();
  await tell();
  const [gone] = await endpointsOf(bank);
  assert.deepEqual([gone.state, gone.disabledReason], ['disabled', 'gone']);
  const attempts = await many(
    db,
    sql<{ longest: number }>`select max(length(reply))::int as longest from webhook_attempts`,
  );
  assert.ok(attempts[0]!.longest <= 1_000);
  await remove(bank, id);
});
