import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import {
  simulatedClearingSecret,
  startBillingGate,
  type BillingGate,
  type GateOptions,
} from '../../../simulator/billing-gate.ts';
import { atEnd } from '../../../test/support/at-end.ts';
import { collectAll } from '../../../test/support/clearing.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner } from '../../../test/support/make.ts';
import { payAsPartner, reverseAsPartner } from '../../../test/support/partner-calls.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { many, run } from '../../platform/db.ts';
import { deliverEntries } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db, code: companyCode } = company;
const app = await createApp(runtime);
const bank = await makePartner(runtime);
const accountant = await signInAs(app, runtime, 'accountant');
const gates: BillingGate[] = [];
/** Real time as the runs see it; a test moves it on. */
let now = new Date('2026-11-20T03:00:00Z');
const businessDate = '2026-11-20';

beforeEach(() => {
  now = new Date(now.getTime() + 86_400_000);
});
afterEach(() => assertInvariants(db));
atEnd(() => Promise.all(gates.map((gate) => gate.stop())));

const deliver = () => deliverEntries(db, { companyCode, now, businessDate });
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

/** A billing system of the test's own, to which the company delivers from now on. */
async function openGate(options: Partial<GateOptions> = {}): Promise<BillingGate> {
  const gate = await startBillingGate({ today: () => undefined, now: () => now, ...options });
  gates.push(gate);
  const secret = simulatedClearingSecret(companyCode).toString('base64');
  const answer = await accountant.send('PUT', '/clearing/target', { url: gate.urlOf(companyCode), secret });
  assert.deepEqual([answer.status, answer.body.newSecret], [200, null]);
  return gate;
}

let serial = 0;
async function pay(customerCode: string, amount: bigint): Promise<string> {
  const reference = `D-${++serial}`;
  await payAsPartner(app, bank.key, { reference, customerCode, amount });
  return reference;
}

const reverse = (reference: string) => reverseAsPartner(app, bank.key, reference);

interface Entry {
  seq: bigint;
  kind: string;
  state: string;
  attempts: number;
  answer_code: string | null;
}

/** Pays a bill each of so many new customers and answers the entries made of them. */
async function payBills(count: number): Promise<{ seqs: bigint[]; bills: string[]; references: string[] }> {
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: count }, () => ({ bills: [{ period: '2026-10', totalVnd: 108_000n }] })),
  );
  const references: string[] = [];
  for (const { code } of customers) references.push(await pay(code, 108_000n));
  await collectAll(db);
  const made = await many(
    db,
    sql<{ seq: bigint; bill: string }>`
      select seq, bill_external_id as bill from clearing_entries
      where customer_code = any(${customers.map(({ code }) => code)}::text[]) order by seq`,
  );
  return { seqs: made.map(({ seq }) => seq), bills: made.map(({ bill }) => bill), references };
}

const entriesOf = (bills: readonly string[]) =>
  many(
    db,
    sql<Entry>`
      select seq, kind, state, attempts, answer_code from clearing_entries
      where bill_external_id = any(${bills}::text[]) order by seq`,
  );
const statesOf = async (bills: readonly string[]) => (await entriesOf(bills)).map(({ state }) => state);

test('entries go out once and in order; what is finished is never sent again', async () => {
  const gate = await openGate();
  const { seqs, bills, references } = await payBills(3);
  await reverse(references[1]!);
  await collectAll(db);
  assert.equal(await deliver(), 'done');
  assert.deepEqual(await statesOf(bills), ['cleared', 'cleared', 'cleared', 'cleared']);
  const order = gate.booksOf(companyCode).order.map(BigInt);
  assert.deepEqual(order, [...seqs, order.at(-1)!]);
  assert.deepEqual(
    bills.map((bill) => gate.booksOf(companyCode).clearedOf(bill)),
    [108_000, 0, 108_000],
  );
  const sent = gate.deliveries.length;
  later(86_400);
  assert.equal(await deliver(), 'done');
  assert.equal(gate.deliveries.length, sent);
});

test('an entry never goes in one delivery with, or before, its predecessor on the same bill', async () => {
  const gate = await openGate();
  const { bills, references } = await payBills(1);
  await reverse(references[0]!);
  await collectAll(db);
  assert.equal(await deliver(), 'done');
  const [clear, unclear] = await entriesOf(bills);
  assert.deepEqual([clear?.kind, unclear?.kind], ['clear', 'unclear']);
  assert.deepEqual(
    gate.deliveries.map(({ seqs }) => seqs.map(BigInt)),
    [[clear!.seq], [unclear!.seq]],
  );
});

test('a gate that closes stops everything visibly; when it opens all that waited goes out in order', async () => {
  const gate = await openGate();
  gate.switchTo({ open: false, reason: 'Chốt sổ tháng 11', opensOn: '2026-12-02' });
  const first = await payBills(2);
  assert.equal(await deliver(), 'closed');
  const second = await payBills(2);
  later(60);
  assert.equal(await deliver(), 'closed');
  const closed = (await accountant.get('/clearing/summary')).body;
  assert.deepEqual(
    [closed.gate.open, closed.gate.reason, closed.gate.opensOn, closed.gate.changedBy],
    [false, 'Chốt sổ tháng 11', '2026-12-02', 'billing'],
  );
  assert.deepEqual([closed.waiting.entries, closed.waiting.amount], [4, '432000']);
  assert.deepEqual(gate.deliveries, []);
  assert.deepEqual(
    (await entriesOf([...first.bills, ...second.bills])).map(({ attempts }) => attempts),
    [0, 0, 0, 0],
  );

  gate.switchTo(null);
  assert.equal(await deliver(), 'done');
  assert.deepEqual(gate.booksOf(companyCode).order.map(BigInt), [...first.seqs, ...second.seqs]);
  const opened = (await accountant.get('/clearing/summary')).body;
  assert.deepEqual([opened.gate.open, opened.waiting.entries], [true, 0]);
});

test('staff close the gate with a reason and a day; on that day it opens by itself', async () => {
  const gate = await openGate();
  const { bills } = await payBills(1);
  const close = (body: object) => accountant.send('POST', '/clearing/gate', { open: false, ...body });
  assert.equal((await close({ reason: '  ' })).body.code, 'clearing.gate_needs_reason');
  const past = await close({ reason: 'Chốt tháng', opensOn: '2020-01-01' });
  assert.equal(past.body.code, 'clearing.opens_in_the_past');
  const opensOn = '2199-12-31';
  const answer = await close({ reason: 'Chốt tháng', opensOn });
  assert.deepEqual([answer.status, answer.body.changedBy], [200, accountant.login]);
  assert.equal((await close({ reason: 'Lần nữa' })).body.code, 'clearing.gate_is_so');
  assert.equal(await deliver(), 'closed');
  assert.equal(await deliverEntries(db, { companyCode, now, businessDate: opensOn }), 'done');
  assert.deepEqual(await statesOf(bills), ['cleared']);
  assert.equal(gate.deliveries.length, 1);

  assert.equal((await close({ reason: 'Chờ CMIS' })).status, 200);
  const opened = await accountant.send('POST', '/clearing/gate', { open: true });
  assert.deepEqual([opened.body.open, opened.body.reason], [true, '']);
});

test('when the answer is lost the delivery pauses, then repeats it, and nothing is cleared twice', async () => {
  const gate = await openGate();
  const { bills } = await payBills(2);
  gate.loseAnswers(2);
  assert.equal(await deliver(), 'silent');
  assert.deepEqual(
    (await entriesOf(bills)).map(({ state, attempts }) => [state, attempts]),
    [
      ['waiting', 1],
      ['waiting', 1],
    ],
  );
  assert.equal(await deliver(), 'paused');
  later(31);
  assert.equal(await deliver(), 'silent');
  later(31);
  assert.equal(await deliver(), 'paused', 'the second pause is longer than the first');
  const { target } = (await accountant.get('/clearing/summary')).body;
  assert.ok(target.silentSince < target.nextTryAt && target.lastFault);
  later(30);
  assert.equal(await deliver(), 'done');
  assert.deepEqual(await statesOf(bills), ['cleared', 'cleared']);
  assert.deepEqual(
    bills.map((bill) => gate.booksOf(companyCode).clearedOf(bill)),
    [108_000, 108_000],
  );
  // The number of a delivery is its own; the entries are the same.
  assert.equal(new Set(gate.deliveries.map(({ id }) => id)).size, 3);
  assert.equal((await accountant.get('/clearing/summary')).body.target.silentSince, null);
});

test('an entry that is never answered is tried within bounds and set apart; its neighbours go on', async () => {
  let deaf = '';
  let isDeaf = true;
  const gate = await openGate({ habit: ({ billId }) => (isDeaf && billId === deaf ? 'silent' : 'clear') });
  const { bills, references } = await payBills(3);
  deaf = bills[1]!;
  await reverse(references[1]!);
  await collectAll(db);
  for (let tries = 0; tries < 20; tries++) {
    await deliver();
    later(601);
  }
  const entries = await entriesOf(bills);
  assert.deepEqual(
    entries.map(({ state, attempts }) => [state, attempts]),
    [
      ['cleared', 1],
      ['failed', 12],
      ['cleared', 1],
      ['waiting', 0],
    ],
  );
  const stuck = (await accountant.get('/clearing/summary')).body;
  assert.deepEqual([stuck.failed.entries, stuck.failed.amount, stuck.blocked], [1, '108000', 1]);
  const failed = (await accountant.get('/clearing/entries?state=failed')).body.rows;
  assert.deepEqual([failed.length, failed[0].marking, failed[0].billId], [1, '05', deaf]);
  const waiting = (await accountant.get('/clearing/entries?state=waiting')).body.rows;
  assert.equal(waiting[0].behindSeq, failed[0].seq);
  const sent = gate.deliveries.length;
  await deliver();
  assert.equal(gate.deliveries.length, sent, 'what has failed waits for a person');

  isDeaf = false;
  const retried = await accountant.send('POST', '/clearing/entries/retry', { seqs: [failed[0].seq] });
  assert.deepEqual(retried.body, { entries: 1 });
  assert.equal(await deliver(), 'done');
  assert.deepEqual(await statesOf(bills), ['cleared', 'cleared', 'cleared', 'cleared']);
  assert.equal(gate.booksOf(companyCode).clearedOf(deaf), 0);
});

test('an entry that makes the other side fall over is set apart, and not one of its neighbours with it', async () => {
  let poison = '';
  const gate = await openGate({ habit: ({ billId }) => (billId === poison ? 'crash' : 'clear') });
  const { bills } = await payBills(12);
  poison = bills[4]!;
  for (let tries = 0; tries < 40; tries++) {
    await deliver();
    later(601);
  }
  const states = await statesOf(bills);
  assert.deepEqual(
    states,
    states.map((_, index) => (index === 4 ? 'failed' : 'cleared')),
  );
  const booked = gate.booksOf(companyCode).order.length;
  assert.equal(booked, 11);
  await accountant.send('POST', '/clearing/entries/retry', { state: 'failed' });
  await openGate();
  assert.equal(await deliver(), 'done');
});

test('a refusal keeps its code, is not sent again by itself, and goes again with what followed it on the bill', async () => {
  const known = new Set<string>();
  await openGate({ habit: ({ billId }) => (known.has(billId) ? 'clear' : 'unknown_bill') });
  const { bills, references } = await payBills(1);
  await deliver();
  await reverse(references[0]!);
  await collectAll(db);
  await deliver();
  assert.deepEqual(
    (await entriesOf(bills)).map(({ state, answer_code }) => [state, answer_code]),
    [
      ['refused', '4002'],
      ['refused', '4002'],
    ],
  );
  later(86_400);
  await deliver();
  assert.deepEqual(
    (await entriesOf(bills)).map(({ attempts }) => attempts),
    [1, 1],
  );
  const [first] = (await accountant.get('/clearing/entries?state=refused')).body.rows;
  assert.deepEqual([first.marking, first.answerDetail], ['04', 'Không có hóa đơn này']);
  const retry = await accountant.send('POST', '/clearing/entries/retry', { seqs: [first.seq] });
  assert.equal(retry.body.entries, 2);
  // A new start of the billing system, which knows the bill by now.
  known.add(bills[0]!);
  await openGate();
  assert.equal(await deliver(), 'done');
  assert.deepEqual(await statesOf(bills), ['cleared', 'cleared']);
});

test('late answers are asked for again; answers said twice or about others change nothing', async () => {
  let slow = '';
  const gate = await openGate({
    habit: ({ billId }) => (billId === slow ? 'late' : 'clear'),
    repeatsItself: true,
  });
  const { bills } = await payBills(2);
  slow = bills[0]!;
  assert.equal(await deliver(), 'done');
  const [late] = (await accountant.get('/clearing/entries?state=waiting')).body.rows;
  assert.deepEqual([late.marking, late.answerCode, late.attempts], ['03', '098', 1]);
  assert.ok(late.nextTryAt > now.toISOString());
  later(31);
  assert.equal(await deliver(), 'done');
  assert.deepEqual(await statesOf(bills), ['cleared', 'cleared']);
  assert.equal(gate.booksOf(companyCode).order.length, 2);
});

test('one run delivers at a time, and one that died lets the next one in after two minutes', async () => {
  const gate = await openGate();
  const { seqs } = await payBills(3);
  const died = new Date(now.getTime() + 120_000);
  await run(db, sql`update clearing_targets set busy_until = ${died}`);
  assert.equal(await deliver(), 'busy');
  later(120);
  await Promise.all(Array.from({ length: 4 }, () => deliver()));
  assert.deepEqual(
    gate.deliveries.flatMap((delivery) => delivery.seqs.map(BigInt)),
    seqs,
  );
});

test('where nobody listens, and where the signature is not believed, entries wait and the reason is on record', async () => {
  const gate = await openGate();
  const { bills } = await payBills(1);
  await gate.stop();
  assert.equal(await deliver(), 'silent');
  assert.equal((await accountant.get('/clearing/summary')).body.target.lastFault, 'ECONNREFUSED');
  const other = await openGate();
  const url = other.urlOf(companyCode);
  const secret = Buffer.alloc(32, 7).toString('base64');
  await accountant.send('PUT', '/clearing/target', { url, secret });
  later(31);
  assert.equal(await deliver(), 'silent');
  assert.equal((await accountant.get('/clearing/summary')).body.target.lastFault, 'HTTP 401');
  await openGate();
  later(61);
  assert.equal(await deliver(), 'done');
  assert.deepEqual(await statesOf(bills), ['cleared']);
  await accountant.send('PUT', '/clearing/target', { url: null });
  assert.equal(await deliver(), 'nowhere');
});
