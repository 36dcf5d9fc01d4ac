import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { addDays } from '../../../core/dates.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner, today } from '../../../test/support/make.ts';
import { notePayment } from '../../../test/support/notices.ts';
import { many, one, run, transaction } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { updateSettings } from '../companies/index.ts';
import { closePartnerDay } from '../partners/index.ts';
import {
  approveRefund,
  cancelRefund,
  correctPayment,
  payRefund,
  rejectRefund,
  requestRefund,
  reverseByStaff,
  reversePayment,
} from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const bank = await makePartner(runtime);
const wallet = await makePartner(runtime, { kind: 'wallet', channels: ['wallet'] });
afterEach(() => assertInvariants(db));

const now = new Date();
const by = { actor: 'ke.toan', reason: 'Khách đề nghị', businessOn: today };
const bill = (totalVnd: bigint, period = '2026-10') => ({ period, totalVnd });
const code = (expected: string) => (error: unknown) => error instanceof AppError && error.code === expected;

const lotOf = (paymentId: bigint) =>
  one(
    db,
    sql<{ customer_id: bigint | null; left_vnd: bigint; reserved_vnd: bigint }>`
      select customer_id, left_vnd, reserved_vnd from credit_lots where payment_id = ${paymentId}`,
  );
const paidOf = async (billId: bigint | undefined) =>
  (await one(db, sql<{ paid_vnd: bigint }>`select paid_vnd from bills where id = ${billId}`)).paid_vnd;
const transfersOf = (paymentId: bigint, kind: string) =>
  many(
    db,
    sql<{ debit: string; credit: string; amount_vnd: bigint }>`
      select d.code as debit, c.code as credit, t.amount_vnd
      from transfers t join accounts d on d.id = t.debit_account_id join accounts c on c.id = t.credit_account_id
      where t.payment_id = ${paymentId} and t.kind = ${kind} order by t.amount_vnd`,
  );

/** Credit of a customer who owes nothing. */
async function makeCredit(amountVnd: bigint) {
  const customer = await makeCustomer(runtime);
  const payment = await notePayment(company, {
    partnerId: bank.id,
    customerCode: customer.code,
    amountVnd,
  });
  return { customer, ...payment };
}

test('a late success becomes credit of the customer, and the bill stays paid once (Kill Bill #1015)', async () => {
  const customer = await makeCustomer(runtime, { bills: [bill(100_000n)] });
  const first = { partnerId: bank.id, customerCode: customer.code, amountVnd: 100_000n };
  await notePayment(company, first);
  const late = await notePayment(company, {
    ...first,
    partnerId: wallet.id,
    channel: 'wallet',
    billIds: customer.billIds,
  });
  assert.equal(late.creditedVnd, 100_000n);
  assert.equal(await paidOf(customer.billIds[0]), 100_000n);
  assert.deepEqual(await lotOf(late.paymentId), {
    customer_id: customer.id,
    left_vnd: 100_000n,
    reserved_vnd: 0n,
  });
});

test('a payment of the wrong customer moves to the right one from the oldest bill, across units', async () => {
  const wrong = await makeCustomer(runtime, { unit: 'PA99AA', bills: [bill(80_000n)] });
  const right = await makeCustomer(runtime, {
    unit: 'PA99BB',
    bills: [bill(30_000n, '2026-09'), bill(20_000n, '2026-08')],
  });
  const payment = await notePayment(company, {
    partnerId: bank.id,
    customerCode: wrong.code,
    amountVnd: 80_000n,
  });
  const moved = await correctPayment(
    db,
    { ...by, paymentId: payment.paymentId, customerCode: ` ${right.code.toLowerCase()} ` },
    now,
  );
  assert.equal(moved.allocatedVnd, 50_000n);
  assert.equal(moved.creditedVnd, 30_000n);
  assert.equal(await paidOf(wrong.billIds[0]), 0n);
  assert.equal((await lotOf(payment.paymentId)).customer_id, right.id);
  assert.deepEqual(
    (await transfersOf(payment.paymentId, 'payment_corrected')).map((row) => [row.debit, row.credit]),
    [
      ['131', '3387'],
      ['131', '131'],
    ],
  );
  await assert.rejects(
    correctPayment(db, { ...by, paymentId: payment.paymentId, customerCode: right.code }, now),
    code('credits.same_customer'),
  );
});

test('money of nobody goes to whom it belongs, and a bill another partner holds is left alone', async () => {
  const customer = await makeCustomer(runtime, {
    bills: [bill(40_000n, '2026-08'), bill(50_000n, '2026-09')],
  });
  const payment = await notePayment(company, {
    partnerId: bank.id,
    customerCode: 'PA99XX0000000',
    amountVnd: 60_000n,
  });
  await run(
    db,
    sql`update bills set hold_id = 1, held_by = ${wallet.id}, held_until = now() + interval '1 hour'
        where id = ${customer.billIds[0]!}`,
  );
  const moved = await correctPayment(
    db,
    { ...by, paymentId: payment.paymentId, customerCode: customer.code },
    now,
  );
  assert.equal(moved.allocatedVnd, 50_000n);
  assert.equal(moved.creditedVnd, 10_000n);
  assert.equal(await paidOf(customer.billIds[0]), 0n);
  assert.deepEqual(
    (await transfersOf(payment.paymentId, 'payment_identified')).map((row) => [row.debit, row.credit]),
    [
      ['3388', '3387'],
      ['3388', '131'],
    ],
  );
});

test('two corrections of one payment at once hand it to one customer', async () => {
  const payment = await notePayment(company, {
    partnerId: bank.id,
    customerCode: 'PA99XX0000001',
    amountVnd: 60_000n,
  });
  const customers = [await makeCustomer(runtime, { bills: [bill(60_000n)] }), await makeCustomer(runtime)];
  const moves = await Promise.allSettled(
    customers.map((customer) =>
      correctPayment(db, { ...by, paymentId: payment.paymentId, customerCode: customer.code }, now),
    ),
  );
  // Either order is right: the second moves it on from where the first put it.
  assert.ok(moves.every(({ status }) => status === 'fulfilled'));
  const { customer_id } = await one(
    db,
    sql<{ customer_id: bigint }>`select customer_id from payments where id = ${payment.paymentId}`,
  );
  assert.equal(await paidOf(customers[0]?.billIds[0]), customer_id === customers[0]?.id ? 60_000n : 0n);
});

test('one transition function: partner and staff take a payment back the same way, staff after the day (Kill Bill #1061)', async () => {
  const customer = await makeCustomer(runtime, { bills: [bill(70_000n)] });
  const payment = await notePayment(company, {
    partnerId: bank.id,
    customerCode: customer.code,
    amountVnd: 90_000n,
    businessOn: '2026-01-05',
  });
  await assert.rejects(
    reversePayment(
      db,
      { partnerId: bank.id, paymentReference: payment.reference, reference: 'LATE-R', ...by },
      now,
    ),
    code('payments.reversal_too_late'),
  );
  const back = await reverseByStaff(db, { ...by, paymentId: payment.paymentId }, now);
  assert.deepEqual([back.outcome, back.amountVnd], ['reversed', 90_000n]);
  assert.equal(back.reference, `STAFF-${payment.paymentId}`);
  assert.equal(await paidOf(customer.billIds[0]), 0n);
  assert.equal((await lotOf(payment.paymentId)).left_vnd, 0n);
  const again = await reverseByStaff(
    db,
    { ...by, reason: 'Nói cách khác', paymentId: payment.paymentId },
    now,
  );
  assert.equal(again.replayed, true);
});

test('a reversal settles on a day that is still open', async () => {
  const { paymentId, reference } = await makeCredit(20_000n);
  await transaction(db, (tx) => closePartnerDay(tx, { partnerId: bank.id, settlesOn: today }));
  await reversePayment(
    db,
    { partnerId: bank.id, paymentReference: reference, reference: 'OPEN-R', ...by },
    now,
  );
  const { later } = await one(
    db,
    sql<{ later: boolean }>`select settles_on > ${today}::date as later from payment_reversals
                            where payment_id = ${paymentId}`,
  );
  assert.equal(later, true);
  await run(db, sql`update partners set closed_through = null where id = ${bank.id}`);
});

test('fifty refunds of 60 at once on a credit of 100 are one refund (Hyperswitch #13182)', async () => {
  const { paymentId } = await makeCredit(100_000n);
  const asked = await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      requestRefund(db, { ...by, paymentId, amountVnd: 60_000n, way: 'partner' }, now),
    ),
  );
  assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 1);
  for (const one of asked) {
    if (one.status === 'rejected') assert.ok(code('refunds.not_enough_credit')(one.reason));
  }
  assert.deepEqual(await lotOf(paymentId).then(({ reserved_vnd }) => reserved_vnd), 60_000n);
});

test('a refund of nothing, of less than nothing, or of money that lies on a bill is refused (Hyperswitch #11491)', async () => {
  const { paymentId } = await makeCredit(100_000n);
  for (const amountVnd of [0n, -1n]) {
    await assert.rejects(
      requestRefund(db, { ...by, paymentId, amountVnd, way: 'partner' }, now),
      code('refunds.amount_not_positive'),
    );
  }
  const customer = await makeCustomer(runtime, { bills: [bill(30_000n)] });
  const onBill = await notePayment(company, {
    partnerId: bank.id,
    customerCode: customer.code,
    amountVnd: 30_000n,
  });
  await assert.rejects(
    requestRefund(db, { ...by, paymentId: onBill.paymentId, amountVnd: 1n, way: 'partner' }, now),
    code('refunds.lies_on_bills'),
  );
  await assert.rejects(
    requestRefund(db, { ...by, paymentId, amountVnd: 1n, way: 'bank' }, now),
    code('refunds.account_missing'),
  );
});

test('a refund is posted once however often it is asked for (Blnk #315), and lessens what the partner settles', async () => {
  const { paymentId } = await makeCredit(100_000n);
  const refund = await requestRefund(db, { ...by, paymentId, amountVnd: 40_000n, way: 'partner' }, now);
  assert.equal(refund.state, 'approved');
  const paid = await Promise.all(
    Array.from({ length: 10 }, () => payRefund(db, { ...by, refundId: refund.id }, now)),
  );
  assert.ok(paid.every(({ state, settles_on }) => state === 'paid' && settles_on !== null));
  assert.deepEqual(await transfersOf(paymentId, 'refund_by_partner'), [
    { debit: '3387', credit: '113', amount_vnd: 40_000n },
  ]);
  assert.deepEqual(await lotOf(paymentId).then(({ left_vnd, reserved_vnd }) => [left_vnd, reserved_vnd]), [
    60_000n,
    0n,
  ]);
  await assert.rejects(reverseByStaff(db, { ...by, paymentId }, now), code('credits.partly_refunded'));
  const other = await makeCustomer(runtime);
  await assert.rejects(
    correctPayment(db, { ...by, paymentId, customerCode: other.code }, now),
    code('credits.partly_refunded'),
  );
});

test('above the limit a refund needs a second person, also when it is cut into small ones', async () => {
  await transaction(db, (tx) => updateSettings(tx, { refundLimitVnd: 50_000n }));
  const { paymentId } = await makeCredit(100_000n);
  const bankAccount = { account: '0123456789', holder: 'NGUYEN VAN AN' };
  const small = await requestRefund(db, { ...by, paymentId, amountVnd: 50_000n, way: 'partner' }, now);
  assert.equal(small.state, 'approved');
  const second = await requestRefund(
    db,
    { ...by, paymentId, amountVnd: 1_000n, way: 'bank', bank: bankAccount },
    now,
  );
  assert.equal(second.state, 'requested');
  await assert.rejects(payRefund(db, { ...by, refundId: second.id }, now), code('refunds.wrong_state'));
  await assert.rejects(
    approveRefund(db, { refundId: second.id, actor: by.actor }, now),
    code('refunds.second_person'),
  );
  const head = { refundId: second.id, actor: 'truong.phong' };
  assert.equal((await approveRefund(db, head, now)).state, 'approved');
  await assert.rejects(
    payRefund(db, { ...by, refundId: second.id }, now),
    code('refunds.bank_reference_missing'),
  );
  await payRefund(db, { ...by, refundId: second.id, bankReference: 'UNC-1' }, now);
  assert.equal((await transfersOf(paymentId, 'refund_by_bank'))[0]?.credit, '112');
  await rejectRefund(db, { refundId: small.id, actor: 'truong.phong', reason: 'Sai khách' });
  assert.equal((await lotOf(paymentId)).reserved_vnd, 0n);
  await assert.rejects(
    cancelRefund(db, { refundId: small.id, actor: by.actor }),
    code('refunds.wrong_state'),
  );
  await transaction(db, (tx) => updateSettings(tx, { refundLimitVnd: 5_000_000n }));
});

test('a refund that races a reversal: one of them is done, never both', async () => {
  for (let round = 0; round < 10; round++) {
    const { paymentId } = await makeCredit(100_000n);
    const [refund, reversal] = await Promise.allSettled([
      requestRefund(db, { ...by, paymentId, amountVnd: 60_000n, way: 'partner' }, now),
      reverseByStaff(db, { ...by, paymentId }, now),
    ]);
    assert.equal([refund, reversal].filter(({ status }) => status === 'fulfilled').length, 1);
    if (reversal.status === 'rejected') assert.ok(code('credits.refund_open')(reversal.reason));
  }
});

test('money told without its business instant settles on its business day, whatever the real date is', async () => {
  const customer = await makeCustomer(runtime, { bills: [bill(100_000n)] });
  const businessOn = addDays(today, 20);
  const { paymentId } = await notePayment(company, {
    partnerId: wallet.id,
    customerCode: customer.code,
    amountVnd: 100_000n,
    businessOn,
  });
  const paid = await one(
    db,
    sql<{ settles_on: string }>`select settles_on from payments where id = ${paymentId}`,
  );
  assert.equal(paid.settles_on, businessOn);
});
