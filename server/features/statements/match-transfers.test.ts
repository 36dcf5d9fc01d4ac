import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { writeReference } from '../../../core/qr/transfer-reference.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner } from '../../../test/support/make.ts';
import { openSettlement, plainTerms } from '../../../test/support/settlement.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { camt, mt940, type WrittenLine } from '../../../test/support/statements.ts';
import { readClock } from '../../platform/clock.ts';
import { find, one } from '../../platform/db.ts';
import { reverseByStaff } from '../payments/index.ts';
import { followSettlement } from '../settlement/index.ts';
import { followTransfers } from './index.ts';
import { claimCredits, claimOf } from './match-transfers.ts';

const { runtime, company, app, accountant, balance, pay, windowOf } = await openSettlement();
const { db } = company;
const own = await makePartner(runtime, { kind: 'own', channels: ['vietqr'] });
const account = '12010000123456';
const set = await accountant.send('PUT', `/bank-accounts/${account}`, {
  bankName: 'BIDV Hà Tĩnh',
  transferPartner: own.code,
});
assert.equal(set.status, 200, JSON.stringify(set.body));

let opening = 0;
let serial = 0;
/** A statement of one day behind the one before, and everything that follows from it. */
async function bring(...lines: WrittenLine[]): Promise<void> {
  const named = lines.map((line) => ({
    reference: `FT2627800${String(++serial).padStart(4, '0')}`,
    ...line,
  }));
  const statement = { account, day: '2026-10-06', opening, lines: named };
  opening += lines.reduce((sum, { amount }) => sum + amount, 0);
  const content = serial % 2 === 0 ? camt(statement) : mt940(statement);
  const { status, body } = await accountant.upload('/statements/file?fileName=a', Buffer.from(content));
  assert.equal(status, 200, JSON.stringify(body));
  await followTransfers(runtime, company);
  await followSettlement(runtime, company);
}

const billText = (id: bigint) => writeReference({ kind: 'bill', number: id });
const customerText = (id: bigint) => writeReference({ kind: 'customer', number: id });

interface Row {
  id: string;
  remittance: string;
  unidentified: string;
  transfer: { customerCode: string; state: string; paymentId: string; rule: string } | null;
  suggestions: object[];
  suggestedCustomers: string[];
}
async function creditWith(text: string): Promise<Row> {
  const { body } = await accountant.get('/bank-credits?state=all');
  const rows = (body.rows as Row[]).filter(({ remittance }) => remittance.includes(text));
  assert.equal(rows.length, 1, `credits with ${text}`);
  return rows[0]!;
}

const stateOf = (billId: bigint) =>
  one(db, sql<{ state: string; paid_vnd: bigint }>`select state, paid_vnd from bills where id = ${billId}`);
async function creditOf(customerId: bigint): Promise<bigint> {
  const row = await one(
    db,
    sql<{
      vnd: bigint;
    }>`select coalesce(sum(amount_vnd), 0)::bigint as vnd from customer_credits where customer_id = ${customerId}`,
  );
  return row.vnd;
}

const october = [{ period: '2026-09', totalVnd: 350_000n }];

test('a transfer that carries the reference of a bill pays it, and nobody is left owing the money', async () => {
  const customer = await makeCustomer(runtime, { bills: october });
  const text = billText(customer.billIds[0]!);
  await bring({ amount: 350_000, text: `MBVCB.5512.${text} TD 09/2026.CT tu 0011 toi 1201` });
  assert.equal((await stateOf(customer.billIds[0]!)).state, 'paid');
  const { transfer, unidentified } = await creditWith(text);
  assert.deepEqual([transfer?.customerCode, transfer?.state, unidentified], [customer.code, 'posted', '0']);
  assert.equal(await balance('113', own.id), 0n);
  const payment = await one(
    db,
    sql<{
      channel: string;
      occurred_at: Date;
    }>`select channel, occurred_at from payments where id = ${transfer!.paymentId}`,
  );
  assert.equal(payment.channel, 'vietqr');
  assert.equal(payment.occurred_at.toISOString(), '2026-10-05T17:00:00.000Z', 'the day the bank booked it');
  const window = await find(db, sql`select 1 from settlement_windows where partner_id = ${own.id}`);
  assert.equal(window, undefined, 'there is nothing to settle with oneself');
  await assertInvariants(db);
});

test('the same transfer read again pays nothing; a second one for a paid bill becomes credit', async () => {
  const customer = await makeCustomer(runtime, { bills: october });
  const text = billText(customer.billIds[0]!);
  await bring({ amount: 350_000, text: `${text} lan 1` });
  await followTransfers(runtime, company);
  assert.equal(await creditOf(customer.id), 0n);
  await bring({ amount: 350_000, text: `${text} lan 2` });
  assert.equal(await creditOf(customer.id), 350_000n);
  assert.equal(await balance('113', own.id), 0n);
  const { transfer } = await creditWith(`${text} lan 2`);
  const asked = { amount: '350000', way: 'partner', reason: 'trả hai lần' };
  const refund = await accountant.send('POST', `/payments/${transfer!.paymentId}/refunds`, asked);
  assert.equal(refund.body.code, 'refunds.only_by_bank', 'no partner holds the money');
  await assertInvariants(db);
});

test('another amount than the bill pays part of it, or leaves credit', async () => {
  const short = await makeCustomer(runtime, { bills: october });
  const long = await makeCustomer(runtime, { bills: october });
  await bring(
    { amount: 100_000, text: billText(short.billIds[0]!) },
    {
      amount: 400_000,
      text: customerText(long.id)
        .replace(/(.{6})/, '$1 ')
        .toLowerCase(),
    },
  );
  assert.deepEqual(await stateOf(short.billIds[0]!), { state: 'part_paid', paid_vnd: 100_000n });
  assert.deepEqual(await stateOf(long.billIds[0]!), { state: 'paid', paid_vnd: 350_000n });
  assert.equal(await creditOf(long.id), 50_000n);
  await assertInvariants(db);
});

test('a customer code pays with the amount of that customer alone; otherwise it is a suggestion', async () => {
  const sure = await makeCustomer(runtime, { unit: 'PA16HT', bills: october });
  const doubtful = await makeCustomer(runtime, { unit: 'PA16HT', bills: october });
  await bring(
    { amount: 350_000, text: `${sure.code} NGUYEN VAN AN tien dien` },
    { amount: 349_000, text: `${doubtful.code} tien dien` },
    { amount: 77_000, text: 'chuyen tien dien' },
  );
  assert.equal((await stateOf(sure.billIds[0]!)).state, 'paid');
  assert.equal((await stateOf(doubtful.billIds[0]!)).state, 'open');
  const left = await creditWith(doubtful.code);
  assert.deepEqual(
    [left.transfer, left.unidentified, left.suggestedCustomers],
    [null, '349000', [doubtful.code]],
  );
  assert.deepEqual((await creditWith('chuyen tien dien')).suggestedCustomers, []);
  const path = `/bank-credits/${left.id}/customer`;
  const given = await Promise.all(
    [1, 2].map(() => accountant.send('POST', path, { customerCode: doubtful.code })),
  );
  assert.deepEqual(given.map(({ status }) => status).sort(), [200, 409]);
  assert.equal((await stateOf(doubtful.billIds[0]!)).paid_vnd, 349_000n);
  assert.equal((await accountant.send('POST', path, { customerCode: 'PA16HT9999999' })).status, 404);
  await assertInvariants(db);
});

test("a partner's settlement stays a settlement; a customer's bank in the text of a reference is no partner", async () => {
  const partner = await makePartner(runtime);
  await accountant.send('PUT', `/settlement/terms/${partner.code}`, { ...plainTerms, prefunded: false });
  const customer = await makeCustomer(runtime, { unit: 'PA16HT', bills: october });
  await pay(partner.id, '2026-10-05', 350_000n);
  await followSettlement(runtime, company);
  await bring(
    { amount: 350_000, text: `${partner.code} thu ho ${customer.code}` },
    { amount: 350_000, text: `${partner.code} ${billText(customer.billIds[0]!)}` },
  );
  assert.equal((await windowOf(partner.code, '2026-10-05')).received, '350000');
  assert.equal((await stateOf(customer.billIds[0]!)).paid_vnd, 350_000n);
  await assertInvariants(db);
});

test('what stopped between the claim and the payment is posted once by the next run', async () => {
  const customer = await makeCustomer(runtime, { bills: october });
  const text = customerText(customer.id);
  const typed = await accountant.send('POST', '/bank-credits', {
    account,
    bookedOn: '2026-10-06',
    amount: '350000',
    reference: 'TYPED-1',
    remittance: text,
  });
  const now = new Date();
  const by = { actor: 'test', now, businessNow: now, businessOn: '2026-11-01' };
  const credit = {
    id: BigInt(typed.body.id),
    partner_id: own.id,
    amount_vnd: 350_000n,
    booked_on: '2026-10-06',
  };
  const whose = { customerCode: customer.code, billIds: null, rule: 'reference' };
  await claimCredits(db, [claimOf(credit, whose)], by);
  await assertInvariants(db);
  assert.equal(await balance('113', own.id), -350_000n, 'kept, and not yet a payment');
  await Promise.all([followTransfers(runtime, company), followTransfers(runtime, company)]);
  assert.equal((await stateOf(customer.billIds[0]!)).paid_vnd, 350_000n);
  assert.equal(await balance('113', own.id), 0n);
  await assertInvariants(db);
});

test('a reversed payment gives its credit free, which nobody then lays but a person', async () => {
  const customer = await makeCustomer(runtime, { bills: october });
  const right = await makeCustomer(runtime, { bills: october });
  const text = billText(customer.billIds[0]!);
  await bring({ amount: 350_000, text });
  const { transfer, id } = await creditWith(text);
  const { businessDate: businessOn } = await readClock(runtime.platform);
  await reverseByStaff(
    db,
    { paymentId: BigInt(transfer!.paymentId), reason: 'sai', actor: 'test', businessOn },
    new Date(),
  );
  await assertInvariants(db);
  await followTransfers(runtime, company);
  await followTransfers(runtime, company);
  const free = await creditWith(text);
  assert.deepEqual([free.transfer?.state, free.unidentified], ['released', '350000']);
  assert.equal(await balance('113', own.id), 0n);
  const given = await accountant.send('POST', `/bank-credits/${id}/customer`, { customerCode: right.code });
  assert.equal(given.status, 200, JSON.stringify(given.body));
  assert.equal((await stateOf(right.billIds[0]!)).state, 'paid');
  await assertInvariants(db);
});

test('reversals and returns wait for a person, with the credit that they take back', async () => {
  const customer = await makeCustomer(runtime, { bills: october });
  const text = billText(customer.billIds[0]!);
  await bring({ amount: 350_000, text });
  await bring(
    { amount: -350_000, text: `Huy giao dich ${text}`, reversal: true },
    { amount: 90_000, text: `Hoan tra ${customerText(customer.id)}`, reversal: true },
  );
  assert.equal((await stateOf(customer.billIds[0]!)).state, 'paid', 'nothing is taken back by itself');
  assert.equal(await creditOf(customer.id), 0n, 'nor does a returned debit pay a bill');
  const { body } = await accountant.get('/statements');
  const [taken, back] = body.attention;
  assert.deepEqual(
    [taken.attention, taken.amount, taken.creditDebit, back.creditDebit],
    ['reversal', '350000', 'DBIT', 'CRDT'],
  );
  assert.equal(
    taken.takesBack.paymentId,
    (await creditWith(`${text}`).catch(() => null))?.transfer?.paymentId,
  );
  const path = `/statements/lines/${taken.id}/attended`;
  assert.equal((await accountant.send('POST', path, { note: 'đã gọi ngân hàng' })).status, 204);
  assert.equal((await accountant.send('POST', path, { note: 'lần nữa' })).status, 404);
  assert.equal((await accountant.get('/statements')).body.attention.length, 1);
  await assertInvariants(db);
});

test('where a notice service tells of transfers, the statement makes no second payment of them', async () => {
  const watched = '0011000987654';
  await accountant.send('PUT', `/bank-accounts/${watched}`, { bankName: 'VCB', transferPartner: own.code });
  const operator = await signInAs(app, runtime, 'operator');
  const saved = await operator.send('PUT', '/gateways/sepay', {
    partner: own.code,
    provider: 'sepay',
    variant: 'hmac',
    channel: 'vietqr',
    merchant: watched,
    publicUrl: 'https://thu.example.vn',
    secrets: { secretKey: 'bi-mat-thu' },
    enabled: true,
  });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  const customer = await makeCustomer(runtime, { bills: october });
  const typed = { account: watched, bookedOn: '2026-10-06', amount: '350000' };
  await accountant.send('POST', '/bank-credits', { ...typed, remittance: billText(customer.billIds[0]!) });
  await followTransfers(runtime, company);
  const left = await creditWith(billText(customer.billIds[0]!));
  assert.deepEqual([left.transfer, left.suggestedCustomers], [null, [customer.code]]);
  assert.equal((await stateOf(customer.billIds[0]!)).state, 'open');
});

test('an account is matched only through a partner of the company itself', async () => {
  const bank = await makePartner(runtime, { kind: 'bank', channels: ['vietqr'] });
  const refused = await accountant.send('PUT', '/bank-accounts/9999000011', {
    bankName: 'x',
    transferPartner: bank.code,
  });
  assert.equal(refused.body.code, 'statements.bad_account');
  const customer = await makeCustomer(runtime, { bills: october });
  const typed = await accountant.send('POST', '/bank-credits', {
    account: '9999000011',
    bookedOn: '2026-10-06',
    amount: '1000',
    remittance: customerText(customer.id),
  });
  await followTransfers(runtime, company);
  const given = await accountant.send('POST', `/bank-credits/${typed.body.id}/customer`, {
    customerCode: customer.code,
  });
  assert.equal(given.body.code, 'statements.no_transfer_partner');
});
