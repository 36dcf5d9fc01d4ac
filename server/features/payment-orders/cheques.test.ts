import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addDays } from '../../../core/dates.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, type MadeCustomer } from '../../../test/support/make.ts';
import { notePayment } from '../../../test/support/notices.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { openSettlement } from '../../../test/support/settlement.ts';
import { readClock } from '../../platform/clock.ts';
import { one } from '../../platform/db.ts';
import { acceptPayments, reverseByStaff } from '../payments/index.ts';
import { followTransfers } from '../statements/index.ts';
import { followPaymentOrders } from './index.ts';

const { runtime, company, accountant, balance } = await openSettlement();
const { db } = company;
const own = await makePartner(runtime, { kind: 'own', channels: ['vietqr', 'payment_order', 'cheque'] });
const bank = await makePartner(runtime);
const account = '12010000123456';
await accountant.send('PUT', `/bank-accounts/${account}`, { bankName: 'BIDV', transferPartner: own.code });
await accountant.send('PUT', `/payment-orders/accounts/${account}`, {
  holder: 'CONG TY DIEN LUC THU NGHIEM',
  bankName: 'BIDV',
  branch: '',
  bankBin: '970418',
});
const { businessDate: today } = await readClock(runtime.platform);

let serial = 100_000;
/** A cheque of a customer with bills of 200,000 and 300,000. */
async function takeIn(customer: MadeCustomer, more: object = {}) {
  const answer = await accountant.send('POST', '/cheques', {
    number: `AB ${++serial}`,
    drawer: 'CÔNG TY TNHH HỒNG LĨNH',
    drawerAccount: '0201000765432',
    draweeBank: 'VietinBank',
    amount: '500000',
    wordsAgree: true,
    issuedOn: today,
    certified: false,
    codes: [customer.code],
    account,
    ...more,
  });
  return answer;
}
const customerWithTwo = async () =>
  (
    await makeCustomers(runtime, [
      {
        unit: 'PA16HT',
        bills: [
          { period: '2026-08', totalVnd: 200_000n },
          { period: '2026-09', totalVnd: 300_000n },
        ],
      },
    ])
  )[0]!;

async function depositOf(...ids: string[]) {
  const answer = await accountant.send('POST', '/cheque-slips', { account, cheques: ids });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}
async function bring(amount: number, remittance: string): Promise<string> {
  const typed = await accountant.send('POST', '/bank-credits', {
    account,
    bookedOn: today,
    amount: String(amount),
    reference: `FT${++serial}`,
    remittance,
  });
  assert.equal(typed.status, 201, JSON.stringify(typed.body));
  await Promise.all([followTransfers(runtime, company), followPaymentOrders(runtime, company)]);
  await followPaymentOrders(runtime, company);
  return typed.body.id;
}
const chequeOf = async (id: string) => (await accountant.get(`/cheques/${id}`)).body;
const billOf = (id: bigint) =>
  one(db, sql<{ state: string; hold_id: bigint | null }>`select state, hold_id from bills where id = ${id}`);

/** What the customer's bank is answered when it wants to collect the same bills. */
async function collect({ code, billIds }: MadeCustomer): Promise<string> {
  const now = new Date();
  const [outcome] = await acceptPayments(
    db,
    [
      {
        partnerId: bank.id,
        reference: `B${++serial}`,
        intent: 'request',
        customerCode: code,
        amountVnd: 200_000n,
        billIds: [billIds[0]!],
        channel: 'bank_app',
        tender: null,
        occurredAt: now,
        businessOn: today,
      },
    ],
    now,
  );
  return outcome!.outcome;
}

test('a cheque holds its bills from receipt, moves no money, and pays them when the bank has paid its slip', async () => {
  const [one_, two] = [await customerWithTwo(), await customerWithTwo()];
  const first = (await takeIn(one_)).body;
  const second = (await takeIn(two)).body;
  assert.deepEqual([first.state, first.bills, first.presentBy], ['received', 2, addDays(today, 30)]);
  assert.equal(await collect(one_), 'held_elsewhere');
  assert.equal(await balance('113', own.id), 0n);
  await assertInvariants(db);
  const slip = await depositOf(first.id, second.id);
  assert.deepEqual([slip.cheques, slip.amount], [2, '1000000']);
  const paper = pdfText((await accountant.download(`/cheque-slips/${slip.id}/file`)).rawPayload).join('\n');
  for (const words of ['BẢNG KÊ NỘP SÉC', first.number, '1.000.000', 'Một triệu đồng', slip.reference])
    assert.ok(paper.includes(words), words);
  await bring(1_000_000, `THU SEC ${slip.reference.toLowerCase()} BKE`);
  for (const [id, customer] of [
    [first.id, one_],
    [second.id, two],
  ] as const) {
    const { cheque, receipts } = await chequeOf(id);
    assert.deepEqual([cheque.state, cheque.clearedOn, receipts.length], ['cleared', today, 1]);
    for (const bill of customer.billIds)
      assert.deepEqual(await billOf(bill), { state: 'paid', hold_id: null });
  }
  assert.equal(await balance('113', own.id), 0n);
  const { rows } = (await accountant.get('/cheque-slips')).body;
  assert.equal(rows.find(({ id }: { id: string }) => id === slip.id).cleared, '1000000');
  await assertInvariants(db);
});

test('a credit with the number of one cheque and its sum clears it; the number alone does not', async () => {
  const customer = await customerWithTwo();
  const { id, number } = (await takeIn(customer)).body;
  await bring(500_000, `thu sec so ${number}`);
  assert.equal((await chequeOf(id)).cheque.state, 'received', 'the bank cannot pay what it was not given');
  await depositOf(id);
  await followPaymentOrders(runtime, company);
  assert.equal((await chequeOf(id)).cheque.state, 'cleared');
  const other = (await takeIn(await customerWithTwo())).body;
  await depositOf(other.id);
  await bring(499_000, `thu sec ${other.number}`);
  await bring(500_000, `thu sec ${Number(other.number.slice(2)) + 1}`);
  assert.equal((await chequeOf(other.id)).cheque.state, 'deposited');
  await assertInvariants(db);
});

test('a bounced cheque frees its bills with the reason in words; money that comes late pays all the same', async () => {
  const customer = await customerWithTwo();
  const { id, number } = (await takeIn(customer)).body;
  await depositOf(id);
  const bounced = await accountant.send('POST', `/cheques/${id}/bounce`, {
    reason: 'insufficient_funds',
    fee: '20000',
    feeBearer: 'drawer',
  });
  assert.deepEqual(
    [bounced.body.state, bounced.body.bounceWords, bounced.body.fee, bounced.body.feeBearer],
    ['bounced', 'Tài khoản không đủ khả năng thanh toán', '20000', 'drawer'],
  );
  assert.deepEqual(await billOf(customer.billIds[0]!), { state: 'open', hold_id: null });
  assert.equal(await collect(customer), 'accepted');
  await assertInvariants(db);
  await bring(500_000, `SEC ${number} tra cham`);
  assert.equal((await chequeOf(id)).cheque.state, 'cleared');
  assert.equal((await billOf(customer.billIds[1]!)).state, 'paid');
  const { vnd } = await one(
    db,
    sql<{ vnd: bigint }>`
      select coalesce(sum(amount_vnd), 0)::bigint as vnd from customer_credits where customer_id = ${customer.id}`,
  );
  assert.equal(vnd, 200_000n, 'the bill that a bank collected meanwhile');
  await assertInvariants(db);
});

test('a person clears cheques by hand from one credit until nothing of it is left', async () => {
  const customers = [await customerWithTwo(), await customerWithTwo(), await customerWithTwo()];
  const ids: string[] = [];
  for (const customer of customers) ids.push((await takeIn(customer)).body.id);
  const credit = await bring(1_000_000, 'bu tru sec');
  const clear = (id: string) => accountant.send('POST', `/cheques/${id}/clear`, { creditId: credit });
  assert.equal((await clear(ids[0]!)).body.code, 'cheques.act_not_possible');
  await depositOf(...ids);
  const answers = await Promise.all([clear(ids[0]!), clear(ids[0]!)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  assert.equal((await clear(ids[1]!)).status, 200);
  assert.equal((await clear(ids[2]!)).body.code, 'payment_orders.credit_taken');
  assert.equal((await chequeOf(ids[2]!)).cheque.state, 'deposited');
  await assertInvariants(db);
});

test('a cheque whose payment is taken back counts as not paid', async () => {
  const customer = await customerWithTwo();
  const { id, number } = (await takeIn(customer)).body;
  await depositOf(id);
  await bring(500_000, `sec ${number}`);
  const { receipts } = await chequeOf(id);
  const reversal = {
    paymentId: BigInt(receipts[0].paymentId),
    reason: 'ngân hàng đòi lại',
    actor: 'test',
    businessOn: today,
  };
  await reverseByStaff(db, reversal, new Date());
  await followPaymentOrders(runtime, company);
  assert.deepEqual((await chequeOf(id)).cheque.bounceReason, 'taken_back');
  assert.equal((await billOf(customer.billIds[0]!)).state, 'open');
  await assertInvariants(db);
});

test('money taken elsewhere overtakes a held bill, and the cheque becomes credit; nothing breaks', async () => {
  const customer = await customerWithTwo();
  const { id, number } = (await takeIn(customer)).body;
  await notePayment(company, { partnerId: bank.id, customerCode: customer.code, amountVnd: 200_000n });
  await assertInvariants(db);
  await depositOf(id);
  await bring(500_000, `sec ${number}`);
  const { cheque, receipts } = await chequeOf(id);
  assert.deepEqual([cheque.state, receipts[0].credited], ['cleared', '200000']);
  await assertInvariants(db);
});

test('a cheque that cannot be paid is not taken in, nor twice, nor for bills that somebody holds', async () => {
  const customer = await customerWithTwo();
  const refused: [object, string][] = [
    [{ wordsAgree: false }, 'cheques.words_differ'],
    [{ issuedOn: addDays(today, 1) }, 'cheques.out_of_time'],
    [{ issuedOn: addDays(today, -200) }, 'cheques.out_of_time'],
    [{ number: 'A1' }, 'cheques.bad_number'],
    [{ codes: ['PA16HT9999999'] }, 'payment_orders.unknown_codes'],
    [{ account: '999999' }, 'payment_orders.unknown_account'],
  ];
  for (const [more, code] of refused) assert.equal((await takeIn(customer, more)).body.code, code);
  const taken = (await takeIn(customer, { number: 'CD 777777' })).body;
  assert.equal((await takeIn(customer)).body.code, 'cheques.bills_held');
  const other = await customerWithTwo();
  assert.equal((await takeIn(other, { number: 'cd777777' })).body.code, 'cheques.taken_in_before');
  assert.deepEqual(await billOf(other.billIds[0]!), { state: 'open', hold_id: null });
  const given = await accountant.send('POST', `/cheques/${taken.id}/withdraw`, { reason: 'khách rút lại' });
  assert.equal(given.body.state, 'withdrawn');
  assert.deepEqual(await billOf(customer.billIds[0]!), { state: 'open', hold_id: null });
  assert.equal((await takeIn(other, { number: 'cd777777' })).status, 200);
  const file = await accountant.download('/cheques?format=xlsx');
  assert.equal(file.statusCode, 200);
  await assertInvariants(db);
});
