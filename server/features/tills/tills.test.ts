import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createApp } from '../../app.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { creditOf } from '../../../test/support/settlement.ts';
import { signInAs, type StaffClient } from '../../../test/support/staff.ts';
import { cashFor, countOf, makeTill, openTill, plainTill, tillBalance } from '../../../test/support/tills.ts';
import { one } from '../../platform/db.ts';
import { reverseByStaff } from '../payments/index.ts';
import { followSettlement } from '../settlement/index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const app = await createApp(runtime);
const bills = [{ period: '2026-09', totalVnd: 350_000n }];
const [lan, minh, hoa, tuan, mai, binh, phuc, son, thu, dao] = await makeCustomers(
  runtime,
  Array.from({ length: 10 }, () => ({ bills })),
);
const head = await signInAs(app, runtime, 'business_head');
const accountant = await signInAs(app, runtime, 'accountant');
const [cashier, other] = [
  await signInAs(app, runtime, 'cashier'),
  await signInAs(app, runtime, 'unit_staff'),
];
const account = '12010000123456';
const declared = { bankName: 'BIDV', transferPartner: null };
assert.equal((await accountant.send('PUT', `/bank-accounts/${account}`, declared)).status, 200);

const stateOf = async (billId: bigint | undefined) =>
  (await one(db, sql<{ state: string }>`select state from bills where id = ${billId ?? 0n}`)).state;
const pay = (client: StaffClient, session: string, wish: object) =>
  client.send('POST', `/tills/sessions/${session}/cash`, wish);
const close = (client: StaffClient, session: string, counted: bigint) =>
  client.send('POST', `/tills/sessions/${session}/closing`, countOf(counted));

test('a customer pays in cash once, however often the button is pressed, and gets change and a numbered receipt', async () => {
  await makeTill(head, 'QT01');
  const session = await openTill(cashier, 'QT01', '500000');
  const desk = await cashier.get(`/tills/desk/${lan!.code}`);
  assert.equal(desk.body.open, '350000');
  const wish = cashFor(lan!, 350_000n, 500_000n);
  const answers = await Promise.all([1, 2, 3].map(() => pay(cashier, session, wish)));
  for (const { status, body } of answers) {
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.receipt, body.change, body.state], ['QT01-000001', '150000', 'taken']);
  }
  assert.equal(await stateOf(lan!.billIds[0]), 'paid');
  assert.equal(await tillBalance(company, '111', 'QT01'), 350_000n);
  const changed = await pay(cashier, session, { ...wish, amount: '340000' });
  assert.equal(changed.body.code, 'tills.request_conflict');
  const second = await pay(cashier, session, cashFor(lan!, 350_000n));
  assert.equal(second.body.code, 'payments.already_paid');
  assert.equal((await pay(cashier, session, cashFor(minh!, 350_000n))).body.receipt, 'QT01-000002');
  await assertInvariants(db);
});

test('more than the bills say, or less cash than that, is not taken; a refused try may be repeated', async () => {
  const session = (await cashier.get('/tills/sessions/mine')).body.open.session.id;
  const above = cashFor(hoa!, 350_001n);
  assert.equal((await pay(cashier, session, above)).body.code, 'payments.wrong_amount');
  assert.equal((await pay(cashier, session, above)).body.code, 'payments.wrong_amount');
  const poor = await pay(cashier, session, cashFor(hoa!, 350_000n, 300_000n));
  assert.equal(poor.body.code, 'tills.given_too_little');
  assert.equal((await pay(cashier, session, cashFor(hoa!, 350_000n))).body.receipt, 'QT01-000003');
  const notMine = await pay(other, session, cashFor(tuan!, 350_000n));
  assert.equal(notMine.body.code, 'tills.not_your_session');
});

test('a till has one open session, and so has a cashier', async () => {
  const busy = await other.send('POST', '/tills/QT01/sessions', { float: '0' });
  assert.equal(busy.body.code, 'tills.till_busy');
  await makeTill(head, 'QT02');
  const twice = await cashier.send('POST', '/tills/QT02/sessions', { float: '0' });
  assert.equal(twice.body.code, 'tills.cashier_busy');
});

test('the receipt fits the roll and A5, and says of every later print that it is a copy', async () => {
  const { takings } = (await cashier.get('/tills/sessions/mine')).body.open;
  const { id } = takings.at(-1);
  const texts = [];
  for (const size of ['roll80', 'A5']) {
    const file = await cashier.fetchFile(`/tills/takings/${id}/prints`, { size });
    assert.equal(file.subarray(0, 5).toString(), '%PDF-');
    texts.push(pdfText(file).join('\n'));
  }
  for (const words of ['QT01-000001', lan!.code, 'Ba trăm năm mươi nghìn đồng', 'Trả lại'])
    assert.ok(texts[0]?.includes(words), `${words} in ${texts[0]}`);
  assert.ok(!texts[0]?.includes('BẢN SAO'));
  assert.ok(texts[1]?.includes('BẢN SAO'));
});

test('a mistaken receipt is voided by two persons while the session is open; its number is never used again', async () => {
  const session = (await cashier.get('/tills/sessions/mine')).body.open.session.id;
  const taken = (await pay(cashier, session, cashFor(tuan!, 350_000n))).body;
  const ask = (client: StaffClient) =>
    client.send('POST', `/tills/takings/${taken.id}/void`, { reason: 'thu nhầm khách' });
  assert.equal((await ask(other)).body.code, 'tills.not_your_session');
  const card = { reason: 'thẻ 4111 1111 1111 1111' };
  assert.equal(
    (await cashier.send('POST', `/tills/takings/${taken.id}/void`, card)).body.code,
    'tills.card_number',
  );
  assert.equal((await ask(cashier)).body.state, 'void_asked');
  assert.equal((await close(cashier, session, 0n)).body.code, 'tills.void_waiting');
  assert.equal((await cashier.send('POST', `/tills/takings/${taken.id}/void/approval`)).status, 403);
  const approved = await head.send('POST', `/tills/takings/${taken.id}/void/approval`);
  assert.equal(approved.body.state, 'voided', JSON.stringify(approved.body));
  assert.equal(await stateOf(tuan!.billIds[0]), 'open');
  assert.equal((await pay(cashier, session, cashFor(tuan!, 350_000n))).body.receipt, 'QT01-000005');
  await assertInvariants(db);
});

test('the count closes a session; what is short is posted, and cleared by another person only', async () => {
  const session = (await cashier.get('/tills/sessions/mine')).body.open.session.id;
  // Float 500,000 and four bills of 350,000; ten thousand are missing.
  const closed = await close(cashier, session, 1_890_000n);
  assert.equal(closed.status, 200, JSON.stringify(closed.body));
  const { expected, counted, difference, cash } = closed.body.session;
  assert.deepEqual([expected, counted, difference, cash], ['1900000', '1890000', '-10000', '1390000']);
  assert.equal((await close(cashier, session, 0n)).body.session.counted, '1890000', 'closed once');
  assert.equal(await tillBalance(company, '1381', 'QT01'), 10_000n);
  assert.equal(await tillBalance(company, '111', 'QT01'), 1_390_000n);
  const late = await pay(cashier, session, cashFor(mai!, 350_000n));
  assert.equal(late.body.code, 'tills.session_over');
  await assertInvariants(db);
  const clear = (client: StaffClient, resolution: string) =>
    client.send('POST', `/tills/differences/${session}/clearing`, { resolution, note: 'đã xác minh' });
  assert.equal((await clear(cashier, 'expense')).status, 403);
  assert.equal((await clear(head, 'income')).body.code, 'tills.wrong_resolution');
  assert.equal((await clear(head, 'cashier_owes')).body.clearedBy, head.login);
  assert.equal((await clear(accountant, 'expense')).body.code, 'tills.already_cleared');
  assert.equal(await tillBalance(company, '1381', 'QT01'), 0n);
  assert.equal(await tillBalance(company, '1388', 'QT01'), 10_000n);
  await assertInvariants(db);
});

test('cash goes to the bank under a number that the bank’s credit brings back', async () => {
  const before = (await head.get('/tills')).body.rows.find(({ code }: { code: string }) => code === 'QT01');
  assert.deepEqual([before.kept, before.cash, before.keptSince], ['1390000', '1390000', today]);
  const [session] = (await cashier.get('/tills/sessions?till=QT01')).body.rows;
  const wish = { till: 'QT01', sessions: [session.id], bankAccount: account };
  const made = await cashier.send('POST', '/remittances', wish);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const again = await cashier.send('POST', '/remittances', wish);
  assert.equal(again.body.code, 'tills.nothing_to_remit');
  assert.equal(await tillBalance(company, '113', 'QT01'), 1_390_000n);
  assert.equal(await tillBalance(company, '111', 'QT01'), 0n);
  await assertInvariants(db);
  const { number, id } = made.body.remittance;
  await creditOf(accountant, { bookedOn: today, amount: 1_000n, remittance: `nop tien ${number}` });
  const spaced = number.replace('NT', 'NT ').toLowerCase();
  const creditId = await creditOf(accountant, {
    bookedOn: today,
    amount: 1_390_000n,
    remittance: `PC NOP TM ${spaced} QT01`,
  });
  await followSettlement(runtime, company);
  const settled = (await head.get(`/remittances/${id}`)).body;
  assert.deepEqual(
    [settled.remittance.state, settled.receipts[0].rule, settled.receipts[0].creditId],
    ['settled', 'slip_number', creditId],
  );
  assert.equal(await tillBalance(company, '113', 'QT01'), 0n);
  await assertInvariants(db);
  const wrong = { credit: creditId, amount: '1000' };
  const taken = await accountant.send('POST', `/remittances/${id}/receipts`, wrong);
  assert.equal(taken.body.code, 'tills.remittance_over');
  const [receipt] = settled.receipts;
  const undo = await accountant.send('POST', `/remittances/${id}/receipts/${receipt.id}/undo`);
  assert.equal(undo.body.remittance.state, 'sent', JSON.stringify(undo.body));
  await assertInvariants(db);
  const byHand = { credit: creditId, amount: '1390000' };
  const laid = await accountant.send('POST', `/remittances/${id}/receipts`, byHand);
  assert.equal(laid.body.remittance.state, 'settled', JSON.stringify(laid.body));
  const cancel = await cashier.send('POST', `/remittances/${id}/cancelling`);
  assert.equal(cancel.body.code, 'tills.remittance_over');
  await assertInvariants(db);
});

test('a collector brings the list of the device later, and hands the bag to a counter', async () => {
  await makeTill(head, 'NV01', { kind: 'collector', name: 'Trần Văn Đoàn' });
  const collector = await signInAs(app, runtime, 'cashier');
  const session = await openTill(collector, 'NV01');
  const handed = await head.send('POST', '/bills/hand-over', { partner: 'NV01', period: '2026-09' });
  assert.equal(handed.status, 200, JSON.stringify(handed.body));
  const desk = (await cashier.get(`/tills/desk/${mai!.code}`)).body;
  assert.equal(desk.bills[0].handedElsewhere, true);
  const occurredAt = new Date(Date.now() - 3_600_000).toISOString();
  const row = (customer: typeof mai, amount: bigint) => {
    const { given: _given, ...wish } = cashFor(customer!, amount);
    return { ...wish, occurredAt };
  };
  const rows = [row(mai, 350_000n), row(binh, 350_000n), row(phuc, 999_999n)];
  const list = await collector.send('POST', `/tills/sessions/${session}/offline`, { rows });
  assert.deepEqual(
    list.body.rows.map((one: { taking: { receipt: string } | null; problem: { code: string } | null }) =>
      one.taking ? one.taking.receipt : one.problem?.code,
    ),
    ['NV01-000001', 'NV01-000002', 'tills.above_bills'],
  );
  const twice = await collector.send('POST', `/tills/sessions/${session}/offline`, {
    rows: rows.slice(0, 2),
  });
  assert.equal(twice.body.rows[1].taking.receipt, 'NV01-000002');
  const payment = await one(
    db,
    sql<{ channel: string; intent: string; occurred_at: Date }>`
      select channel, intent, occurred_at from payments where id = ${list.body.rows[0].taking.paymentId}`,
  );
  assert.deepEqual(
    [payment.channel, payment.intent, payment.occurred_at.toISOString()],
    ['staff_cash', 'notice', occurredAt],
  );
  await close(collector, session, 705_000n);
  assert.equal(await tillBalance(company, '3381', 'NV01'), -5_000n);
  const slip = { till: 'NV01', sessions: [session], toTill: 'QT02' };
  const offered = (await collector.send('POST', '/remittances', slip)).body.remittance;
  assert.equal(offered.state, 'offered');
  await assertInvariants(db);
  const early = await cashier.send('POST', `/remittances/${offered.id}/receiving`);
  assert.equal(early.body.code, 'tills.counter_not_open');
  const counter = await openTill(cashier, 'QT02', '200000');
  const received = await cashier.send('POST', `/remittances/${offered.id}/receiving`);
  assert.equal(received.body.remittance.state, 'received', JSON.stringify(received.body));
  assert.equal(await tillBalance(company, '111', 'NV01'), 0n);
  const closed = await close(cashier, counter, 905_000n);
  assert.deepEqual([closed.body.session.difference, closed.body.session.cash], ['0', '705000']);
  await assertInvariants(db);
});

test('a card payment is posted once per slip under the acquiring bank, and voided on its day only', async () => {
  await head.send('POST', '/bills/hand-over', { partner: null, period: '2026-09', from: 'NV01' });
  const bank = await makePartner(runtime, { channels: ['bank_card'] });
  const wrongBank = await makePartner(runtime);
  const terminal = (partner: string) =>
    head.send('PUT', '/tills/terminals/POS00001', { partner, till: 'QT01', enabled: true });
  assert.equal((await terminal(wrongBank.code)).body.code, 'tills.not_an_acquirer');
  assert.equal((await terminal(bank.code)).status, 200);
  const session = await openTill(cashier, 'QT01');
  const send = (wish: object) => cashier.send('POST', `/tills/sessions/${session}/cards`, wish);
  const { given: _given, ...wish } = cashFor(phuc!, 350_000n);
  const slip = {
    terminalId: 'POS00001',
    batchNumber: '000012',
    traceNumber: '000345',
    approvalCode: 'A1B2C3',
    last4: '1234',
  };
  const number = await send({ ...wish, ...slip, last4: '4111111111111111' });
  assert.equal(number.status, 400, 'there is no place for the number of a card');
  assert.equal((await send({ ...wish, ...slip, amount: '357000' })).body.code, 'tills.above_bills');
  const paid = await send({ ...wish, ...slip });
  assert.equal(paid.status, 200, JSON.stringify(paid.body));
  const otherKey = await send({ ...wish, ...slip, requestKey: 'another-key', traceNumber: '345' });
  assert.equal(otherKey.body.id, paid.body.id, 'terminal, batch and trace are one payment');
  assert.equal(await tillBalance(company, '113', bank.code), 350_000n);
  assert.equal(await tillBalance(company, '111', 'QT01'), 0n);
  const closing = await cashier.send('POST', `/tills/takings/${paid.body.id}/void`, {
    reason: 'khách đổi ý',
  });
  assert.equal(closing.body.state, 'void_asked');
  const voided = await accountant.send('POST', `/tills/takings/${paid.body.id}/void/approval`);
  assert.equal(voided.body.state, 'voided', JSON.stringify(voided.body));
  assert.equal(await tillBalance(company, '113', bank.code), 0n);
  const empty = await close(cashier, session, 0n);
  assert.equal(empty.body.session.difference, '0', 'cards are no cash');
  await assertInvariants(db);
});

test('money given back after its session is expected to be missing from the next one', async () => {
  const session = await openTill(cashier, 'QT01');
  const taken = (await pay(cashier, session, cashFor(phuc!, 350_000n))).body;
  await close(cashier, session, 350_000n);
  const request = { paymentId: BigInt(taken.paymentId), reason: 'trả lại khách', actor: 'test' };
  await reverseByStaff(db, { ...request, businessOn: today }, new Date());
  const next = await openTill(cashier, 'QT01', '400000');
  const closed = await close(cashier, next, 50_000n);
  assert.deepEqual([closed.body.session.expected, closed.body.session.difference], ['50000', '0']);
  await assertInvariants(db);
});

test('a till closed for good takes no money, and is not closed while there is some', async () => {
  const session = await openTill(cashier, 'QT01');
  assert.equal((await pay(cashier, session, cashFor(son!, 350_000n))).status, 200);
  const closing = { ...plainTill, name: 'Bàn thu QT01', closesOn: today };
  assert.equal((await head.send('PUT', '/tills/QT01', closing)).body.code, 'tills.holds_cash');
  await close(cashier, session, 350_000n);
  await makeTill(head, 'QT03');
  assert.equal(
    (await head.send('PUT', '/tills/QT03', { ...closing, name: 'Bàn thu QT03' })).body.closesOn,
    today,
  );
  const refused = await cashier.send('POST', '/tills/QT03/sessions', { float: '0' });
  assert.equal(refused.body.code, 'tills.closed_for_good');
  const other2 = await head.send('PUT', '/tills/QT03', { ...closing, kind: 'collector', name: 'A' });
  assert.equal(other2.body.code, 'tills.code_taken');
});

test('staff of another unit neither see the till nor the name of a customer', async () => {
  await makeCustomer(runtime, { unit: 'PA99BB' });
  const { id } = await one(db, sql<{ id: bigint }>`select id from org_units where code = 'PA99BB'`);
  const stranger = await signInAs(app, runtime, 'cashier', id);
  assert.deepEqual((await stranger.get('/tills')).body.rows, []);
  const opened = await stranger.send('POST', '/tills/QT01/sessions', { float: '0' });
  assert.equal(opened.body.code, 'staff.outside_scope');
  const desk = await stranger.get(`/tills/desk/${thu!.code}`);
  assert.notEqual(desk.body.customer.name, 'Nguyễn Văn An');
  assert.equal(desk.body.open, '350000');
  assert.ok(dao);
  const download = await head.download('/tills?format=xlsx');
  assert.equal(download.statusCode, 200);
});
