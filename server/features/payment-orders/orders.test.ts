import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { decodeQr } from '../../../core/qr/decode.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, type CustomerSpec } from '../../../test/support/make.ts';
import { notePayment } from '../../../test/support/notices.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { openSettlement } from '../../../test/support/settlement.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { mt940 } from '../../../test/support/statements.ts';
import { addDays } from '../../../core/dates.ts';
import { readClock } from '../../platform/clock.ts';
import { many, one } from '../../platform/db.ts';
import { reverseByStaff } from '../payments/index.ts';
import { followSettlement } from '../settlement/index.ts';
import { followTransfers } from '../statements/index.ts';
import { expireOrders } from './change-order.ts';
import { followPaymentOrders } from './index.ts';
import { orderQr } from './order-paper.ts';
import { getPaper } from './read-order.ts';

const { runtime, company, app, accountant, balance } = await openSettlement();
const { db } = company;
const own = await makePartner(runtime, { kind: 'own', channels: ['vietqr', 'payment_order', 'cheque'] });
const account = '12010000123456';
await accountant.send('PUT', `/bank-accounts/${account}`, { bankName: 'BIDV', transferPartner: own.code });
const declared = await accountant.send('PUT', `/payment-orders/accounts/${account}`, {
  holder: 'CONG TY DIEN LUC THU NGHIEM',
  bankName: 'BIDV',
  branch: 'Chi nhánh Hà Tĩnh',
  bankBin: '970418',
});
assert.equal(declared.status, 200, JSON.stringify(declared.body));
const { businessDate: today } = await readClock(runtime.platform);

let opening = 0;
let serial = 0;
/** A credit of a statement, and everything that follows from it, the rivals at the same time. */
async function bring(amount: number, text: string): Promise<void> {
  const line = { amount, text, reference: `FT26278${String(++serial).padStart(6, '0')}` };
  const content = mt940({ account, day: '2026-10-06', opening, lines: [line] });
  opening += amount;
  const { status, body } = await accountant.upload('/statements/file?fileName=a', Buffer.from(content));
  assert.equal(status, 200, JSON.stringify(body));
  await Promise.all([
    followTransfers(runtime, company),
    followPaymentOrders(runtime, company),
    followSettlement(runtime, company),
    followPaymentOrders(runtime, company),
  ]);
  await followPaymentOrders(runtime, company);
}

const september = (totalVnd: bigint) => ({ period: '2026-09', totalVnd });
const august = (totalVnd: bigint) => ({ period: '2026-08', totalVnd });
const threeCustomers: CustomerSpec[] = [
  { unit: 'PA16HT', bills: [august(100_000n), september(200_000n)] },
  { unit: 'PA16HT', bills: [september(300_000n)] },
  { unit: 'PA16HT', bills: [august(50_000n), september(350_000n)] },
];
const whole = 1_000_000;

async function makeOrder(customers: readonly { code: string }[], more: object = {}) {
  const made = await accountant.send('POST', '/payment-orders', {
    codes: customers.map(({ code }) => code),
    payerName: 'CÔNG TY CỔ PHẦN MAY HÀ TĨNH',
    payerAccount: '0011001234567',
    payerBank: 'Vietcombank',
    payerBankBin: '970436',
    account,
    expiresOn: addDays(today, 10),
    ...more,
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const issued = await accountant.send('POST', `/payment-orders/${made.body.id}/issue`);
  assert.equal(issued.status, 200, JSON.stringify(issued.body));
  return issued.body;
}
const detailOf = async (id: string) => (await accountant.get(`/payment-orders/${id}`)).body;

const creditOf = async (customerId: bigint): Promise<bigint> =>
  (
    await one(
      db,
      sql<{ vnd: bigint }>`
        select coalesce(sum(amount_vnd), 0)::bigint as vnd from customer_credits where customer_id = ${customerId}`,
    )
  ).vnd;

/** How banks deliver the text of an order. */
const habits: Record<string, (text: string) => string> = {
  'in capitals, behind their own words': (text) => `IBFT 884211 ${text.toUpperCase()}`,
  'without spaces': (text) => `MBVCB.5512.${text.replaceAll(' ', '')}.CT tu 0011`,
  'with the beginning cut off': (text) => text.slice(9),
  'with the end cut off': (text) => text.slice(0, 30).toLowerCase(),
};

for (const [habit, dress] of Object.entries(habits)) {
  test(`an order of three customers is paid by one transfer whose text comes ${habit}`, async () => {
    const customers = await makeCustomers(runtime, threeCustomers);
    const order = await makeOrder(customers);
    assert.deepEqual(
      [order.state, order.bills, order.customers, order.asked],
      ['issued', 5, 3, String(whole)],
    );
    const { text } = await detailOf(order.id);
    await bring(whole, dress(text));
    const { order: paid, lines, receipts } = await detailOf(order.id);
    assert.deepEqual([paid.state, paid.received, paid.open], ['paid', String(whole), '0']);
    assert.ok(lines.every(({ state }: { state: string }) => state === 'paid'));
    assert.equal(receipts.length, 3);
    const payments = await many(
      db,
      sql<{ channel: string; amount_vnd: bigint }>`
        select channel, amount_vnd from payments
        where id = any(${receipts.map((row: { paymentId: string }) => row.paymentId)}::bigint[])`,
    );
    assert.ok(payments.every(({ channel }) => channel === 'payment_order'));
    assert.equal(
      payments.reduce((sum, { amount_vnd }) => sum + amount_vnd, 0n),
      BigInt(whole),
    );
    assert.equal(await balance('113', own.id), 0n);
    await assertInvariants(db);
  });
}

test('less than the order asks for pays its oldest months; the rest stays and is paid by the next transfer', async () => {
  const customers = await makeCustomers(runtime, threeCustomers);
  const order = await makeOrder(customers);
  await bring(250_000, order.reference);
  const { order: short, lines } = await detailOf(order.id);
  assert.deepEqual([short.state, short.received, short.open], ['part_paid', '250000', '750000']);
  assert.deepEqual(
    lines.map(({ open }: { open: string }) => open),
    ['0', '100000', '300000', '0', '350000'],
  );
  const listed = await accountant.get('/payment-orders?state=part_paid');
  assert.ok(listed.body.rows.some(({ id }: { id: string }) => id === order.id));
  await bring(750_000, `lan 2 ${order.reference}`);
  assert.equal((await detailOf(order.id)).order.state, 'paid');
  await assertInvariants(db);
});

test('more than the order asks for, and a second transfer, become credit of the payer', async () => {
  const customers = await makeCustomers(runtime, threeCustomers);
  const payer = customers[1]!;
  const order = await makeOrder(customers, { payer: payer.code });
  await bring(whole + 70_000, order.reference);
  assert.equal((await detailOf(order.id)).order.state, 'paid');
  assert.equal(await creditOf(payer.id), 70_000n);
  await bring(whole, `${order.reference} chuyen lai`);
  assert.equal(await creditOf(payer.id), 70_000n + BigInt(whole));
  assert.equal(await creditOf(customers[0]!.id), 0n);
  const { receipts } = await detailOf(order.id);
  assert.equal(receipts.at(-1).credited, String(whole));
  await assertInvariants(db);
});

test('an order that has expired no longer keeps its bills, and is paid all the same when its money comes late', async () => {
  const customers = await makeCustomers(runtime, threeCustomers);
  const order = await makeOrder(customers);
  const again = await accountant.send('POST', '/payment-orders', {
    codes: [customers[0]!.code],
    bills: [String(customers[0]!.billIds[0])],
    account,
    expiresOn: today,
  });
  assert.equal(again.body.code, 'payment_orders.in_other_order');
  await expireOrders(db, addDays(today, 11), new Date());
  assert.equal((await detailOf(order.id)).order.state, 'expired');
  assert.equal((await accountant.download(`/payment-orders/${order.id}/form/file`)).statusCode, 409);
  const other = await makeOrder(customers.slice(0, 1));
  await bring(whole, `den muon ${order.reference}`);
  assert.equal((await detailOf(order.id)).order.state, 'paid');
  assert.equal((await detailOf(other.id)).order.open, '0');
  await assertInvariants(db);
});

test('a bill that was paid elsewhere leaves the papers, and its money becomes the credit of the payer', async () => {
  const customers = await makeCustomers(runtime, threeCustomers);
  const order = await makeOrder(customers);
  await notePayment(company, { partnerId: own.id, customerCode: customers[1]!.code, amountVnd: 300_000n });
  const { order: now, lines, qr } = await detailOf(order.id);
  assert.deepEqual([now.open, lines[2].state], ['700000', 'paid']);
  assert.ok(qr.startsWith('<svg'));
  const paper = pdfText((await accountant.download(`/payment-orders/${order.id}/form/file`)).rawPayload).join(
    '\n',
  );
  for (const words of [
    'ỦY NHIỆM CHI',
    '700.000 VND',
    'Bảy trăm nghìn đồng',
    'CÔNG TY CỔ PHẦN MAY',
    order.reference,
  ])
    assert.ok(paper.includes(words), words);
  assert.ok(!paper.includes(customers[1]!.code));
  await bring(whole, order.reference);
  assert.equal((await detailOf(order.id)).order.state, 'paid');
  assert.equal(await creditOf(customers[0]!.id), 300_000n);
});

test('without its reference, a text with the codes of the order and its exact sum is enough; anything less is not', async () => {
  const customers = await makeCustomers(runtime, threeCustomers);
  const order = await makeOrder(customers);
  const codes = customers.map(({ code }) => code).join(' ');
  await bring(whole - 1, `tien dien ${codes}`);
  assert.equal((await detailOf(order.id)).order.received, '0');
  await bring(whole, `thanh toan tien dien ${codes}`);
  const { order: paid, receipts } = await detailOf(order.id);
  assert.deepEqual([paid.state, receipts[0].rule], ['paid', 'codes_of_order']);
  await assertInvariants(db);
});

test('a person gives an order a credit that says nothing, once; a draft takes none', async () => {
  const customers = await makeCustomers(runtime, threeCustomers);
  const order = await makeOrder(customers);
  await bring(whole, 'cty may chuyen tien');
  const { body } = await accountant.get('/bank-credits?state=unidentified');
  const credit = body.rows.find(({ remittance }: { remittance: string }) => remittance.includes('cty may'));
  const path = `/payment-orders/${order.id}/credits`;
  const given = await Promise.all([1, 2].map(() => accountant.send('POST', path, { creditId: credit.id })));
  assert.deepEqual(given.map(({ status }) => status).sort(), [200, 409]);
  assert.deepEqual((await detailOf(order.id)).order.received, String(whole));
  const draft = await accountant.send('POST', '/payment-orders', {
    codes: [(await makeCustomers(runtime, [threeCustomers[1]!]))[0]!.code],
    account,
    expiresOn: today,
  });
  const refused = await accountant.send('POST', `/payment-orders/${draft.body.id}/credits`, {
    creditId: credit.id,
  });
  assert.equal(refused.body.code, 'payment_orders.credit_taken');
  await assertInvariants(db);
});

test('a payment that is taken back gives its part of the credit free, and the order waits again', async () => {
  const customers = await makeCustomers(runtime, threeCustomers);
  const order = await makeOrder(customers);
  await bring(whole, order.reference);
  const { receipts } = await detailOf(order.id);
  const mine = receipts.find((row: { customerCode: string }) => row.customerCode === customers[1]!.code);
  const reversal = { paymentId: BigInt(mine.paymentId), reason: 'sai', actor: 'test', businessOn: today };
  await reverseByStaff(db, reversal, new Date());
  await followPaymentOrders(runtime, company);
  const { order: open } = await detailOf(order.id);
  assert.deepEqual([open.state, open.received, open.open], ['part_paid', '700000', '300000']);
  await assertInvariants(db);
  const path = `/payment-orders/${order.id}/credits`;
  assert.equal((await accountant.send('POST', path, { creditId: mine.creditId })).status, 200);
  assert.equal((await detailOf(order.id)).order.state, 'paid');
  await assertInvariants(db);
});

test('the file for the bank is valid in both versions and says the whole sum; the QR code says the same', async () => {
  const customers = await makeCustomers(runtime, threeCustomers);
  const order = await makeOrder(customers);
  const { text } = await detailOf(order.id);
  for (const format of ['pain.001.001.03', 'pain.001.001.09']) {
    const file = await accountant.download(`/payment-orders/${order.id}/file?format=${format}`);
    assert.equal(file.statusCode, 200, file.body);
    const schemas = resolve(import.meta.dirname, '../../../data/iso20022');
    using schema = XmlDocument.fromBuffer(readFileSync(resolve(schemas, `${format}.xsd`)));
    using validator = XsdValidator.fromDoc(schema);
    using document = XmlDocument.fromBuffer(file.rawPayload);
    validator.validate(document);
    assert.ok(file.body.includes(`<InstdAmt Ccy="VND">${whole}</InstdAmt>`));
    assert.ok(file.body.includes(`<Ustrd>${text}</Ustrd>`));
    assert.ok(file.body.includes('<MmbId>970436</MmbId>') && file.body.includes('<MmbId>970418</MmbId>'));
  }
  const paper = await getPaper({ db, company, scope: 'all' } as never, order.id);
  const read = decodeQr(orderQr(paper)!);
  assert.deepEqual(
    [read.valid, String(read.amountVnd), read.account, read.reference],
    [true, String(whole), account, order.reference],
  );
  const open = await makeOrder(await makeCustomers(runtime, [threeCustomers[0]!]), {
    payerAccount: undefined,
  });
  const needs = await accountant.download(`/payment-orders/${open.id}/file?format=pain.001.001.09`);
  assert.equal(needs.json().code, 'payment_orders.payer_account_needed');
});

test('codes come from a pasted list or a file; unknown ones and others’ customers are refused', async () => {
  const customers = await makeCustomers(runtime, threeCustomers);
  const rows = ['STT;Mã khách hàng', ...customers.map(({ code }, index) => `${index + 1};${code}`)];
  const read = await accountant.upload(
    '/payment-orders/codes/file?fileName=ma.csv',
    Buffer.from(rows.join('\n')),
  );
  assert.deepEqual(
    read.body.codes,
    customers.map(({ code }) => code),
  );
  const offer = await accountant.send('POST', '/payment-orders/bills', {
    codes: [...read.body.codes, 'PA16HT9999999', customers[0]!.code.toLowerCase()],
  });
  assert.deepEqual([offer.body.unknown, offer.body.open], [['PA16HT9999999'], String(whole)]);
  const made = await accountant.send('POST', '/payment-orders', {
    codes: ['PA16HT9999999'],
    account,
    expiresOn: today,
  });
  assert.equal(made.body.code, 'payment_orders.unknown_codes');
  const bad = { codes: [customers[0]!.code], account, expiresOn: today, payerAccount: '.....' };
  const unread = await accountant.send('POST', '/payment-orders', bad);
  assert.equal(unread.body.code, 'payment_orders.bad_account');
  const unit = await one(db, sql<{ id: bigint }>`select id from org_units where code = 'PA99AA'`);
  const elsewhere = await signInAs(app, runtime, 'unit_staff', unit.id);
  const foreign = await elsewhere.send('POST', '/payment-orders/bills', { codes: [customers[0]!.code] });
  assert.equal(foreign.body.code, 'staff.outside_scope');
  const viewer = await signInAs(app, runtime, 'viewer');
  assert.equal((await viewer.send('POST', '/payment-orders', {})).status, 403);
  const cancelled = await makeOrder(customers);
  const reason = { reason: 'khách đổi ý' };
  assert.equal(
    (await accountant.send('POST', `/payment-orders/${cancelled.id}/cancel`, reason)).body.state,
    'cancelled',
  );
  assert.equal((await accountant.send('POST', `/payment-orders/${cancelled.id}/cancel`, reason)).status, 409);
});
