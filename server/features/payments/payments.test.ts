import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makeCustomers, makePartner } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { createApp } from '../../app.ts';
import { many, one, run, transaction } from '../../platform/db.ts';
import { lockBills } from '../bills/index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const bank = await makePartner(runtime);
afterEach(() => assertInvariants(company.db));

const pay = (body: Record<string, unknown>, key = bank.key) =>
  callPartner(app, key, { method: 'POST', path: '/payments', body });
const inquire = (code: string, key = bank.key) =>
  callPartner(app, key, { method: 'GET', path: `/customers/${code}/bills` });
const twoBills = [
  { period: '2026-09', totalVnd: 200_000n },
  { period: '2026-08', totalVnd: 100_000n },
];

test('a partner asks what is owed, oldest first with a masked name, and pays all of it', async () => {
  const customer = await makeCustomer(runtime, { bills: twoBills });
  const inquiry = (await inquire(customer.code.toLowerCase())).json();
  assert.equal(inquiry.maskedName, 'N***** V** An');
  assert.equal(inquiry.totalOpen, '300000');
  assert.deepEqual(
    inquiry.bills.map((bill: { period: string }) => bill.period),
    ['2026-08', '2026-09'],
  );
  const answer = await pay({ reference: 'R-1', customerCode: customer.code, amount: '300000' });
  assert.equal(answer.statusCode, 201);
  assert.equal(answer.json().outcome, 'accepted');
  assert.equal(answer.json().allocations.length, 2);
  assert.equal((await inquire(customer.code)).json().totalOpen, '0');
  const status = await callPartner(app, bank.key, { method: 'GET', path: '/payments/R-1' });
  assert.equal(status.json().currentState, 'accepted');
});

test('the same reference sent fifty times at once is one payment and one answer', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 77_000n }] });
  const body = { reference: 'FIFTY', customerCode: customer.code, amount: '77000' };
  const answers = await Promise.all(Array.from({ length: 50 }, () => pay(body)));
  const ids = new Set(answers.map((answer) => answer.json().paymentId as string));
  assert.equal(ids.size, 1);
  assert.equal(answers.filter(({ statusCode }) => statusCode === 201).length, 1);
  assert.equal(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true').length, 49);
});

test('two hundred concurrent payments of one bill are one acceptance and 199 clear refusals', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 50_000n }] });
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      pay({
        reference: `RACE-${i}`,
        customerCode: customer.code,
        amount: '50000',
        bills: customer.billIds.map(String),
      }),
    ),
  );
  assert.equal(answers.filter(({ statusCode }) => statusCode === 201).length, 1);
  assert.equal(answers.filter((answer) => answer.json().code === 'payments.already_paid').length, 199);
  const { n } = await one(
    company.db,
    sql<{ n: number }>`select count(*)::int as n from payments where customer_id = ${customer.id}`,
  );
  assert.equal(n, 1);
});

test('a reference used for another body is a conflict, and a refusal does not use its reference up', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 60_000n }] });
  const wrong = await pay({ reference: 'AGAIN', customerCode: customer.code, amount: '59000' });
  assert.equal(wrong.json().code, 'payments.wrong_amount');
  assert.equal(wrong.json().params.expectedAmount, '60000');
  assert.equal(
    (await pay({ reference: 'AGAIN', customerCode: customer.code, amount: '60000' })).statusCode,
    201,
  );
  const conflict = await pay({ reference: 'AGAIN', customerCode: customer.code, amount: '61000' });
  assert.equal(conflict.statusCode, 409);
  assert.equal(conflict.json().code, 'payments.conflict');
});

test('parts of a bill are taken only where the company allows them', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 60_000n }] });
  await run(company.db, sql`update company_settings set partial_payments = true`);
  const part = await pay({ reference: 'PART-1', customerCode: customer.code, amount: '20000' });
  assert.equal(part.statusCode, 201);
  assert.equal((await inquire(customer.code)).json().bills[0].state, 'part_paid');
  await run(company.db, sql`update company_settings set partial_payments = false`);
  assert.equal(
    (await pay({ reference: 'PART-2', customerCode: customer.code, amount: '10000' })).json().code,
    'payments.wrong_amount',
  );
  assert.equal(
    (await pay({ reference: 'PART-3', customerCode: customer.code, amount: '40000' })).statusCode,
    201,
  );
});

test('what is paid too much becomes credit; a notice is never refused for the state of a bill', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 60_000n }] });
  const over = await pay({ reference: 'OVER', customerCode: customer.code, amount: '65000' });
  assert.equal(over.json().credited, '5000');
  const late = await pay({
    reference: 'LATE',
    customerCode: customer.code,
    amount: '60000',
    intent: 'notice',
    bills: customer.billIds.map(String),
  });
  assert.equal(late.statusCode, 201);
  assert.equal(late.json().credited, '60000');
  const stranger = await pay({
    reference: 'WHO',
    customerCode: 'PA99ZZ0000000',
    amount: '1000',
    intent: 'notice',
  });
  assert.equal(stranger.json().credited, '1000');
  const reasons = await many(
    company.db,
    sql<{ reason: string }>`select reason from customer_credits order by id desc limit 3`,
  );
  assert.deepEqual(
    reasons.map(({ reason }) => reason),
    ['unknown_customer', 'late_success', 'overpayment'],
  );
});

test('a reversal on the same day opens the bill again, once, however often it is sent', async () => {
  const customer = await makeCustomer(runtime, { bills: twoBills });
  await pay({ reference: 'REV', customerCode: customer.code, amount: '310000' });
  const reverse = () =>
    callPartner(app, bank.key, {
      method: 'POST',
      path: '/payments/REV/reversal',
      body: { reference: 'REV-R', reason: 'nhầm khách hàng' },
    });
  const answers = await Promise.all([reverse(), reverse(), reverse()]);
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 200, 201]);
  assert.equal((await inquire(customer.code)).json().totalOpen, '300000');
  const replay = await pay({ reference: 'REV', customerCode: customer.code, amount: '310000' });
  assert.equal(replay.json().outcome, 'replayed');
  assert.equal(replay.json().currentState, 'reversed');
  const again = await callPartner(app, bank.key, {
    method: 'POST',
    path: '/payments/REV/reversal',
    body: { reference: 'REV-S', reason: 'lại' },
  });
  assert.equal(again.json().code, 'payments.conflict');
});

test('a reversal that comes before its payment refuses the payment when it comes', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 60_000n }] });
  const early = await callPartner(app, bank.key, {
    method: 'POST',
    path: '/payments/EARLY/reversal',
    body: { reference: 'EARLY-R', reason: 'hết giờ' },
  });
  assert.equal(early.json().outcome, 'tombstone');
  const payment = await pay({ reference: 'EARLY', customerCode: customer.code, amount: '60000' });
  assert.equal(payment.json().code, 'payments.reversed_before');
  assert.equal((await inquire(customer.code)).json().totalOpen, '60000');
});

test('one bad instruction fails alone in its batch', async () => {
  const good = await Promise.all(
    [1, 2, 3].map(() => makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 30_000n }] })),
  );
  await runAsOwner(
    runtime,
    company,
    `alter table payments add constraint planted check (reference <> 'CULPRIT')`,
  );
  const answers = await Promise.all(
    good.map((customer, i) =>
      pay({ reference: i === 1 ? 'CULPRIT' : `GOOD-${i}`, customerCode: customer.code, amount: '30000' }),
    ),
  ).finally(() => runAsOwner(runtime, company, 'alter table payments drop constraint planted'));
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [201, 500, 201],
  );
  assert.equal(answers[1]!.json().code, 'internal.fault');
});

test('a bill that somebody keeps locked holds up its own payment only', async () => {
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 4 }, () => ({ bills: [{ period: '2026-10', totalVnd: 30_000n }] })),
  );
  const [held] = made;
  let finish = (): void => undefined;
  const wait = new Promise<void>((resolve) => (finish = resolve));
  let locked = (): void => undefined;
  const ready = new Promise<void>((resolve) => (locked = resolve));
  const holder = transaction(company.db, async (tx) => {
    await lockBills(tx, { customerIds: [], billIds: held?.billIds ?? [] });
    locked();
    await wait;
  });
  await ready;
  const body = (customerCode: string) => ({
    reference: `BUSY-${customerCode}`,
    customerCode,
    amount: '30000',
  });
  const answers = await Promise.all(made.map(({ code }) => pay(body(code))));
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [503, 201, 201, 201],
  );
  assert.equal(answers[0]?.json().code, 'payments.busy');
  assert.equal(answers[0]?.headers['retry-after'], '2');
  finish();
  await holder;
  assert.equal((await pay(body(held?.code ?? ''))).statusCode, 201);
});

test('the limits of a partner are kept, also by concurrent payments of one day', async () => {
  const wallet = await makePartner(runtime, { channels: ['wallet'], kind: 'wallet' });
  await run(
    company.db,
    sql`update partners set payment_limit_vnd = 50000, daily_limit_vnd = 100000 where id = ${wallet.id}`,
  );
  const customers = await Promise.all(
    Array.from({ length: 6 }, () =>
      makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 40_000n }] }),
    ),
  );
  const answers = await Promise.all(
    customers.map((customer, i) =>
      pay({ reference: `DAY-${i}`, customerCode: customer.code, amount: '40000' }, wallet.key),
    ),
  );
  assert.equal(answers.filter(({ statusCode }) => statusCode === 201).length, 2);
  assert.equal(answers.filter((answer) => answer.json().code === 'payments.partner_limit').length, 4);
});

test('bad requests name the rule they break and leave nothing behind', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 60_000n }] });
  const body = { reference: 'BAD', customerCode: customer.code, amount: '60000' };
  const cases: [string, number, Promise<{ statusCode: number; json: () => { code: string } }>][] = [
    ['payments.unknown_customer', 404, pay({ ...body, customerCode: 'PA99ZZ9999999' })],
    ['request.unknown_field', 400, pay({ ...body, note: 'x' })],
    ['request.invalid', 400, pay({ ...body, amount: '60000.5' })],
    ['request.invalid', 400, pay({ ...body, amount: 60000 })],
    [
      'request.not_json',
      400,
      callPartner(app, bank.key, { method: 'POST', path: '/payments', body: '{"reference":' }),
    ],
    ['request.too_large', 413, pay({ ...body, reference: 'x'.repeat(70_000) })],
    ['payments.unknown_bill', 404, pay({ ...body, bills: ['999999'] })],
    ['payments.channel_not_allowed', 422, pay({ ...body, channel: 'wallet' })],
    [
      'payments.unknown_reference',
      404,
      callPartner(app, bank.key, { method: 'GET', path: '/payments/NOT-THERE' }),
    ],
    ['payments.unknown_customer', 404, inquire('PA99ZZ9999999')],
  ];
  for (const [code, status, answer] of cases) {
    const { statusCode, json } = await answer;
    assert.deepEqual([json().code, statusCode], [code, status]);
  }
  assert.equal((await pay(body)).statusCode, 201);
});

test('a reversal after the business day of the payment is too late', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 60_000n }] });
  await pay({ reference: 'YESTERDAY', customerCode: customer.code, amount: '60000' });
  await run(company.db, sql`update payments set business_on = business_on - 1 where reference = 'YESTERDAY'`);
  const answer = await callPartner(app, bank.key, {
    method: 'POST',
    path: '/payments/YESTERDAY/reversal',
    body: { reference: 'Y-R', reason: 'muộn' },
  });
  assert.equal(answer.json().code, 'payments.reversal_too_late');
});
