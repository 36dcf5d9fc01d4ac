import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { addDays } from '../../../core/dates.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner, today } from '../../../test/support/make.ts';
import { notePayment } from '../../../test/support/notices.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { one, run, transaction } from '../../platform/db.ts';
import { updateSettings } from '../companies/index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const app = await createApp(runtime);
const accountant = await signInAs(app, runtime, 'accountant');
const head = await signInAs(app, runtime, 'business_head');
const bank = await makePartner(runtime);
const wallet = await makePartner(runtime, { kind: 'wallet', channels: ['wallet'] });
afterEach(() => assertInvariants(db));

test('a bill paid at two partners is listed with both, and the later payment is refunded by two persons', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 6_000_000n }] });
  const paid = { customerCode: customer.code, amountVnd: 6_000_000n };
  const first = await notePayment(company, { ...paid, partnerId: bank.id });
  const late = await notePayment(company, { ...paid, partnerId: wallet.id, channel: 'wallet' });
  const { body } = await accountant.get('/credits?kind=late_success');
  const row = body.rows.find((one: { paymentId: string }) => one.paymentId === String(late.paymentId));
  assert.equal(row.partner.code, wallet.code);
  assert.equal(row.other.paymentId, String(first.paymentId));
  assert.equal(row.other.partner.code, bank.code);
  assert.deepEqual([row.left, row.reserved, row.ageDays], ['6000000', '0', 0]);

  const asked = await accountant.send('POST', `/payments/${late.paymentId}/refunds`, {
    amount: '6000000',
    way: 'partner',
    reason: 'Khách trả trùng',
  });
  assert.deepEqual([asked.status, asked.body.state, asked.body.needsSecond], [201, 'requested', true]);
  const step = (who: typeof head, name: string, payload = {}) =>
    who.send('POST', `/refunds/${asked.body.id}/${name}`, payload);
  assert.equal((await step(accountant, 'approve')).body.code, 'refunds.second_person');
  assert.equal((await step(accountant, 'pay')).body.code, 'refunds.wrong_state');
  assert.equal((await step(head, 'approve')).body.state, 'approved');
  assert.equal((await step(head, 'pay')).status, 403);
  assert.equal((await step(accountant, 'pay')).body.state, 'paid');
  assert.equal((await step(accountant, 'pay')).body.state, 'paid');
  const refunds = (await head.get('/refunds?state=paid')).body.rows;
  assert.equal(refunds[0].approvedBy, head.login);
  assert.equal(refunds[0].settlesOn !== null, true);
  assert.deepEqual((await accountant.get('/credits?kind=late_success')).body.rows, []);
});

test('a refund below zero, in fractions or without a reason is refused at the door', async () => {
  for (const body of [
    { amount: '-5', way: 'partner', reason: 'x' },
    { amount: '10.5', way: 'partner', reason: 'x' },
    { amount: '5', way: 'partner', reason: ' ' },
    { amount: '5', way: 'cash', reason: 'x' },
  ]) {
    assert.equal((await accountant.send('POST', '/payments/1/refunds', body)).body.code, 'request.invalid');
  }
  const nothing = { amount: '0', way: 'partner', reason: 'x' };
  const answer = await accountant.send('POST', '/payments/1/refunds', nothing);
  assert.equal(answer.body.code, 'refunds.amount_not_positive');
});

test('credit is laid on what the customer owes at once where staff say so', async () => {
  await transaction(db, (tx) => updateSettings(tx, { applyCredit: false }));
  const customer = await makeCustomer(runtime);
  const notice = { partnerId: bank.id, customerCode: customer.code, amountVnd: 10_000n };
  const { paymentId } = await notePayment(company, notice);
  const none = await accountant.send('POST', `/credits/${paymentId}/apply`);
  assert.deepEqual(none.body, { amount: '0' });
  await transaction(db, (tx) => updateSettings(tx, { applyCredit: true }));
});

test('money of nobody shows its age and who may have meant it, and one click hands it over', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 123_000n }] });
  const neighbour = await makeCustomer(runtime);
  const swapped = `${customer.code.slice(0, 11)}${customer.code[12]}${customer.code[11]}`;
  const sent = swapped === customer.code ? `${customer.code}0` : swapped;
  const notice = { partnerId: bank.id, amountVnd: 123_000n };
  const { paymentId } = await notePayment(company, { ...notice, customerCode: sent });
  await run(db, sql`update payments set business_on = ${addDays(today, -5)}::date where id = ${paymentId}`);
  const { body } = await accountant.get('/suspense?bucket=4-7');
  assert.deepEqual(
    body.buckets.filter((bucket: { count: number }) => bucket.count > 0),
    [{ source: 'payment', bucket: '4-7', count: 1, amount: '123000' }],
  );
  const [row] = body.rows;
  assert.deepEqual([row.said, row.ageDays, row.partner.code], [sent, 5, bank.code]);
  assert.equal(row.suggestions[0].customer.code, customer.code);
  assert.equal(row.suggestions[0].bill.period, '2026-10');
  assert.ok(row.suggestions[0].reasons.length > 0);
  const identify = (customerCode: string) =>
    accountant.send('POST', `/suspense/${paymentId}/identify`, { customerCode, reason: 'Sai mã khi nhập' });
  assert.deepEqual((await identify(customer.code)).body, { allocated: '123000', credited: '0' });
  assert.equal((await identify(neighbour.code)).body.code, 'credits.identified_before');
  assert.deepEqual((await accountant.get('/suspense')).body.rows, []);
  assert.equal((await head.send('POST', `/suspense/${paymentId}/identify`, {})).status, 403);
});

test('what the bank credited for nobody is listed too, with customers found by phone, name and code', async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 456_000n }] });
  await run(db, sql`update customers set phone = '0912345678' where id = ${customer.id}`);
  await run(
    db,
    sql`insert into bank_credits (account, booked_on, value_on, amount_vnd, payer, remittance, fingerprint, source, recorded_by)
        values ('1', ${today}, ${today}, 456000, 'NGUYEN VAN AN', ${`TT tien dien ${customer.code} 0912.345.678`}, 'f1', 'typed', 'x')`,
  );
  const { body } = await accountant.get('/suspense?source=bank');
  const [row] = body.rows;
  assert.deepEqual([row.partner, row.left, row.payer], [null, '456000', 'NGUYEN VAN AN']);
  assert.equal(row.suggestions[0].customer.code, customer.code);
  assert.deepEqual(row.suggestions[0].reasons, ['written_otherwise', 'phone', 'name']);
  await run(db, sql`delete from bank_credits`);
});

test('credits, refunds, suspense and payments are saved as workbooks; credits for the whole company only', async () => {
  const paths = ['/credits', '/refunds?state=all', '/suspense', '/payments'];
  for (const path of paths.map((each) => `${each}${each.includes('?') ? '&' : '?'}format=xlsx`)) {
    const file = await accountant.download(path);
    assert.match(file.headers['content-type'] as string, /spreadsheetml/);
    assert.equal(file.rawPayload.subarray(0, 2).toString(), 'PK');
  }
  const { id } = await one(
    db,
    sql<{ id: bigint }>`select org_unit_id as id from customers order by id limit 1`,
  );
  const unitStaff = await signInAs(app, runtime, 'unit_staff', id);
  assert.equal((await unitStaff.get('/credits')).body.code, 'staff.outside_scope');
});
