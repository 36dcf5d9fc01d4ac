import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { billLine, importText, makeCustomer, makePartner, today } from '../../../test/support/make.ts';
import { notePayment } from '../../../test/support/notices.ts';
import { many, one, run } from '../../platform/db.ts';
import { checkKpi, refreshKpi } from '../kpi/index.ts';
import { applyCredit, correctPayment, requestRefund, reverseByStaff } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const bank = await makePartner(runtime);
const wallet = await makePartner(runtime, { kind: 'wallet', channels: ['wallet'] });
afterEach(() => assertInvariants(db));

const now = new Date();
const by = { actor: 'ke.toan', reason: 'Khách đề nghị', businessOn: today };
const billHeader =
  'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';

/** Credit of a customer who owes nothing. */
async function makeCredit(amountVnd: bigint) {
  const customer = await makeCustomer(runtime);
  const notice = { partnerId: bank.id, customerCode: customer.code, amountVnd };
  return { customer, ...(await notePayment(company, notice)) };
}

test('credit pays the next bill by itself, oldest credit first, and keeps the channel it came from', async () => {
  const { customer, paymentId } = await makeCredit(70_000n);
  await importText(runtime, 'bills', [
    billHeader,
    billLine(customer.code, 'PA99AA', { period: '2026-11', totalVnd: 100_000n }),
  ]);
  const asked = { businessOn: today, actor: 'system' };
  const first = await applyCredit(db, asked, now);
  assert.deepEqual(first, { customers: 1, amountVnd: 70_000n });
  assert.deepEqual(await applyCredit(db, asked, now), { customers: 0, amountVnd: 0n });
  const moved = await many(
    db,
    sql<{ debit: string; credit: string; amount_vnd: bigint }>`
      select d.code as debit, c.code as credit, t.amount_vnd
      from transfers t join accounts d on d.id = t.debit_account_id join accounts c on c.id = t.credit_account_id
      where t.payment_id = ${paymentId} and t.kind = 'credit_applied'`,
  );
  assert.deepEqual(moved, [{ debit: '3387', credit: '131', amount_vnd: 70_000n }]);
  await refreshKpi(db);
  assert.deepEqual(await checkKpi(db), []);
  // Taking the payment back takes it from the bill that the credit paid, too.
  await reverseByStaff(db, { ...by, paymentId }, now);
  assert.equal(
    (
      await one(
        db,
        sql<{ n: number }>`select count(*)::int as n from bills
    where customer_id = ${customer.id} and paid_vnd > 0`,
      )
    ).n,
    0,
  );
});

test('credit leaves alone what is held, handed to one collector, or set aside for a refund', async () => {
  const { customer, paymentId } = await makeCredit(70_000n);
  await requestRefund(db, { ...by, paymentId, amountVnd: 60_000n, way: 'partner' }, now);
  await importText(runtime, 'bills', [
    billHeader,
    ...['2026-08', '2026-09', '2026-10'].map((period) =>
      billLine(customer.code, 'PA99AA', { period, totalVnd: 100_000n }),
    ),
  ]);
  await run(
    db,
    sql`update bills set handed_to = ${wallet.id} where customer_id = ${customer.id} and period = '2026-08-01'`,
  );
  await run(
    db,
    sql`update bills set hold_id = 1, held_by = ${bank.id}, held_until = now() + interval '1 hour'
        where customer_id = ${customer.id} and period = '2026-09-01'`,
  );
  const applied = await applyCredit(db, { businessOn: today, actor: 'system' }, now);
  assert.equal(applied.amountVnd, 10_000n);
  const paid = await many(
    db,
    sql<{ paid_vnd: bigint }>`select paid_vnd from bills where customer_id = ${customer.id} order by period`,
  );
  assert.deepEqual(
    paid.map((row) => row.paid_vnd),
    [0n, 0n, 10_000n],
  );
});

test('refunds that race applied credit never give the same dong twice', async () => {
  for (let round = 0; round < 5; round++) {
    const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 100_000n }] });
    const paid = { partnerId: bank.id, customerCode: customer.code, amountVnd: 100_000n };
    await notePayment(company, paid);
    const { paymentId } = await notePayment(company, paid);
    await importText(runtime, 'bills', [
      billHeader,
      billLine(customer.code, 'PA99AA', { period: '2026-11', totalVnd: 90_000n }),
    ]);
    await Promise.allSettled([
      ...Array.from({ length: 5 }, () =>
        requestRefund(db, { ...by, paymentId, amountVnd: 60_000n, way: 'partner' }, now),
      ),
      applyCredit(db, { businessOn: today, actor: 'system', customerId: customer.id }, now),
    ]);
    const lot = await one(
      db,
      sql<{
        whole: boolean;
      }>`select reserved_vnd <= left_vnd as whole from credit_lots where payment_id = ${paymentId}`,
    );
    assert.ok(lot.whole);
  }
});

test('a reversal that races applied credit takes back every part, also the one laid a moment before', async () => {
  for (let round = 0; round < 8; round++) {
    const { customer, paymentId } = await makeCredit(50_000n);
    await importText(runtime, 'bills', [
      billHeader,
      billLine(customer.code, 'PA99AA', { period: '2026-11', totalVnd: 90_000n }),
    ]);
    const credit = { businessOn: today, actor: 'system', customerId: customer.id };
    await Promise.all([
      applyCredit(db, credit, now),
      reverseByStaff(db, { ...by, paymentId }, now),
      applyCredit(db, credit, now),
    ]);
    await assertInvariants(db);
  }
});

test('a reversal that races a correction leaves the money with nobody twice', async () => {
  for (let round = 0; round < 8; round++) {
    const owes = round % 2 === 0 ? [{ period: '2026-10', totalVnd: 20_000n }] : [];
    const customer = await makeCustomer(runtime, { bills: owes });
    const { paymentId } = await notePayment(company, {
      partnerId: bank.id,
      customerCode: `PA99XX${String(round).padStart(7, '0')}`,
      amountVnd: 30_000n,
    });
    const [corrected, reversed] = await Promise.allSettled([
      correctPayment(db, { ...by, paymentId, customerCode: customer.code }, now),
      reverseByStaff(db, { ...by, paymentId }, now),
    ]);
    assert.equal(reversed.status, 'fulfilled');
    assert.ok(corrected.status === 'fulfilled' || /credits.payment_reversed/.test(String(corrected.reason)));
    await assertInvariants(db);
  }
});
