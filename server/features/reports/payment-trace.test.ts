import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner, today } from '../../../test/support/make.ts';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { collectAll } from '../../../test/support/clearing.ts';
import { creditOf, payOn } from '../../../test/support/settlement.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { getUnit } from '../companies/index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const accountant = await signInAs(app, runtime, 'accountant');

async function makePayment(amountVnd = 1_234_567n) {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-08', totalVnd: amountVnd }] });
  const partner = await makePartner(runtime);
  const paid = await callPartner(app, partner.key, {
    method: 'POST',
    path: '/payments',
    body: { reference: `T${customer.code}`, customerCode: customer.code, amount: String(amountVnd) },
  });
  assert.equal(paid.statusCode, 201, paid.body);
  return { customer, partner, id: paid.json<{ paymentId: string }>().paymentId };
}

interface TracedRow {
  kind: string;
  amount: string;
  debit: { code: string; of: string | null };
  credit: { code: string };
}

const traceOf = async (id: string) => {
  const { status, body } = await accountant.get(`/payments/${id}/trace`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};

test('a payment is shown from request to transfers before any window or clearing is there', async () => {
  const { customer, partner, id } = await makePayment();
  const trace = await traceOf(id);
  assert.equal(trace.request.reference, `T${customer.code}`);
  assert.equal(trace.request.customer.code, customer.code);
  assert.match(trace.request.requestHash, /^[0-9a-f]{64}$/);
  assert.deepEqual(
    trace.decision.allocations.map(({ amount, period }: { amount: string; period: string }) => [
      period,
      amount,
    ]),
    [['2026-08', '1234567']],
  );
  assert.deepEqual(
    trace.transfers.map(({ kind, debit, credit, amount }: TracedRow) => [
      kind,
      debit.code,
      debit.of,
      credit.code,
      amount,
    ]),
    [['payment', '113', partner.name, '131', '1234567']],
  );
  assert.equal(trace.settlement, null);
  assert.deepEqual(trace.clearing, []);
  assert.match(
    trace.sentence.vi,
    new RegExp(
      `^Khách hàng ${customer.code} trả 1\\.234\\.567 đ qua ${partner.name} \\(ứng dụng ngân hàng\\) lúc \\d\\d:\\d\\d ngày`,
    ),
  );
  assert.match(trace.sentence.vi, /hóa đơn kỳ 08\/2026 đã ghi trả, đang chờ chấm nợ; tiền chưa về\.$/);
  assert.match(
    trace.sentence.en,
    /the bill of 08\/2026 is paid and waits to be cleared; the money has not come in yet\.$/,
  );
});

test('every transfer names the seal that covers it, once one is made', async () => {
  const { id } = await makePayment();
  assert.equal((await traceOf(id)).transfers[0].seal, null);
  // Not by the sealing job, which waits for whatever transaction is open anywhere on the server.
  await runAsOwner(
    runtime,
    company,
    `insert into ledger_seals (upto_xid, upto_id, transfers, previous_hash, hash)
     select xid, id, 1, '\\x00', sha256('seal') from transfers where payment_id = ${id}`,
  );
  const [transfer] = (await traceOf(id)).transfers;
  assert.match(transfer.seal.hash, /^[0-9a-f]{64}$/);
});

test('the day of the partner, its bank credit and the clearing are on the same page', async () => {
  const day = '2026-11-03';
  const partner = await makePartner(runtime);
  const { code } = await makeCustomer(runtime, { bills: [{ period: '2026-08', totalVnd: 1_234_567n }] });
  await payOn(company, partner.id, { customerCode: code, businessOn: day, amounts: [1_234_567n] });
  const [paid] = (await accountant.get(`/customers/${code}/payments`)).body.rows;
  const window = `/settlement/windows/${partner.code}/${day}`;
  await accountant.send('POST', `${window}/close`);
  const creditId = await creditOf(accountant, { bookedOn: '2026-11-04', amount: 1_234_567n });
  await accountant.send('POST', `${window}/receipts`, { creditId, amount: '1234567' });
  await collectAll(company.db);
  const waiting = await traceOf(paid.id);
  assert.deepEqual(
    waiting.clearing.map(({ state, amount }: { state: string; amount: string }) => [state, amount]),
    [['waiting', '1234567']],
  );
  await runAsOwner(
    runtime,
    company,
    `update clearing_entries set state = 'cleared', answered_at = now() where payment_id = ${paid.id}`,
  );
  const trace = await traceOf(paid.id);
  assert.equal(trace.settlement.state, 'closed');
  assert.deepEqual(trace.settlement.money, { expected: '1234567', received: '1234567', carried: '0' });
  assert.deepEqual(
    trace.settlement.receipts.map(({ bookedOn, amount }: { bookedOn: string; amount: string }) => [
      bookedOn,
      amount,
    ]),
    [['2026-11-04', '1234567']],
  );
  assert.match(trace.sentence.vi, /hóa đơn kỳ 08\/2026 đã chấm nợ; tiền đã về ngày 04\/11\/2026\.$/);
});

test('a reversed payment says so and promises no money', async () => {
  const { id, customer, partner } = await makePayment();
  const reversed = await callPartner(app, partner.key, {
    method: 'POST',
    path: `/payments/T${customer.code}/reversal`,
    body: { reference: `R${customer.code}`, reason: 'Khách hủy' },
  });
  assert.equal(reversed.statusCode, 201, reversed.body);
  const trace = await traceOf(id);
  assert.equal(trace.later.reversal.reason, 'Khách hủy');
  assert.deepEqual(
    trace.decision.allocations.map(({ amount }: { amount: string }) => amount),
    ['1234567', '-1234567'],
  );
  assert.match(trace.sentence.vi, /khoản này đã bị hủy lúc .*, hóa đơn trở lại chưa trả\.$/);
  await assertInvariants(company.db);
});

test('money of nobody is for the whole company only, and an unknown id is answered so', async () => {
  const partner = await makePartner(runtime);
  const paid = await callPartner(app, partner.key, {
    method: 'POST',
    path: '/payments',
    body: { reference: 'NOBODY1', customerCode: 'PA99AA9999999', amount: '50000', intent: 'notice' },
  });
  const id = paid.json<{ paymentId: string }>().paymentId;
  const trace = await traceOf(id);
  assert.equal(trace.request.customer, null);
  assert.match(trace.sentence.vi, /^Một khoản chưa rõ của ai, số tiền 50\.000 đ/);
  assert.match(trace.sentence.vi, /50\.000 đ đang chờ xác định khách hàng/);
  const { customer } = await makePayment();
  const unit = await getUnit(company.db, customer.code.slice(0, 6), today);
  const clerk = await signInAs(app, runtime, 'unit_staff', unit.id);
  assert.equal((await clerk.get(`/payments/${id}/trace`)).body.code, 'staff.outside_scope');
  assert.equal((await accountant.get('/payments/99999999/trace')).body.code, 'reports.unknown_payment');
});
