import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { addDays } from '../../../core/dates.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { payAsPartner, reverseAsPartner } from '../../../test/support/partner-calls.ts';
import { partnerFile, sendFile, type SentLine } from '../../../test/support/partner-files.ts';
import { createApp } from '../../app.ts';
import { many, one } from '../../platform/db.ts';

const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { company } = runtime;
const app = await createApp(runtime);
afterEach(() => assertInvariants(company.db));

const customers = await makeCustomers(
  runtime,
  Array.from({ length: 40 }, () => ({ bills: [{ period: '2026-10', totalVnd: 100_000n }] })),
);
let next = 0;
const yesterday = addDays(today, -1);

type Bank = Awaited<ReturnType<typeof makePartner>>;

/** A customer of their own pays; answers the line a partner's file would have for it. */
async function pay(
  bank: Bank,
  reference: string,
  options: { customer?: number; code?: string; intent?: 'notice'; amount?: string } = {},
): Promise<SentLine & { paymentId: string }> {
  const customer = options.code ?? customers[options.customer ?? next++]!.code;
  const amount = options.amount ?? '100000';
  const payment = { reference, customerCode: customer, amount, intent: options.intent };
  return { reference, customer, amount, paymentId: await payAsPartner(app, bank.key, payment) };
}

const takeBack = (bank: Bank, reference: string) => reverseAsPartner(app, bank.key, reference);

interface Stored {
  reference: string;
  lane: string;
  cause: string;
  state: string;
  resolution: string | null;
  other_day: string | null;
}
const differencesOf = (bank: Bank, day = today): Promise<Stored[]> =>
  many(
    company.db,
    sql<Stored>`select reference, lane, cause, state, resolution, other_day from differences
      where partner_id = ${bank.id} and settles_on = ${day}::date order by reference, ordinal`,
  );
const lanesOf = async (bank: Bank, day = today) =>
  Object.fromEntries(
    (await differencesOf(bank, day))
      .filter(({ state }) => state !== 'resolved')
      .map(({ reference, lane }) => [reference, lane]),
  );

test('nine planted kinds: each lands in its own lane, and together they explain the day to the dong', async () => {
  const [bank, other] = [await makePartner(runtime), await makePartner(runtime)];
  const same = await pay(bank, 'K-SAME');
  const amount = await pay(bank, 'K-AMOUNT');
  await pay(bank, 'K-US');
  const reversed = await pay(bank, 'K-REVERSED');
  await takeBack(bank, 'K-REVERSED');
  const customer = await pay(bank, 'K-CUSTOMER');
  const first = await pay(other, 'K-FIRST');
  const twice = await pay(bank, 'K-TWICE', { code: first.customer, intent: 'notice' });
  const crossed = await pay(bank, 'K-CROSSED');
  await moveToDay(crossed.paymentId, yesterday);
  const content = partnerFile([
    same,
    { ...amount, amount: 90_000n },
    reversed,
    { ...customer, customer: customers[39]!.code },
    twice,
    crossed,
    { reference: 'K-PARTNER', customer: customers[38]!.code, amount: 50_000n },
    { reference: 'K-PENDING', customer: customers[37]!.code, amount: 70_000n, status: 'Đang xử lý' },
    { reference: 'K-BAD', customer: customers[36]!.code, amount: 'một trăm' },
  ]);
  const file = await sendFile(runtime, { partner: bank.code, content });
  assert.equal(file.state, 'matched');
  assert.deepEqual(await lanesOf(bank), {
    'K-AMOUNT': 'amount_differs',
    'K-BAD': 'bad_line',
    'K-CROSSED': 'crossed_cut_off',
    'K-CUSTOMER': 'wrong_customer',
    'K-PARTNER': 'at_partner_only',
    'K-PENDING': 'pending',
    'K-REVERSED': 'reversed_after_cut_off',
    'K-TWICE': 'paid_twice',
    'K-US': 'at_us_only',
  });
  assert.equal(file.matched, 1);
  assert.equal(file.matched_vnd, 100_000n);
  const lanes = Object.values(file.by_lane ?? {});
  assert.deepEqual(
    lanes.map(({ count }) => count),
    Array.from({ length: 9 }, () => 1),
  );
  const explained = lanes.reduce((sum, lane) => sum + BigInt(lane.theirVnd) - BigInt(lane.ourVnd), 0n);
  assert.equal(explained, file.difference_vnd);
  const ours = await one(
    company.db,
    sql<{ s: bigint }>`select sum(amount_vnd)::bigint as s from payments
      where partner_id = ${bank.id} and settles_on = ${today}::date and state = 'accepted'`,
  );
  const theirs = 100_000n + 90_000n + 100_000n + 100_000n + 100_000n + 100_000n + 50_000n;
  assert.equal(file.difference_vnd, theirs - ours.s);
});

/** As if it had been paid before the cut-off. */
async function moveToDay(paymentId: string, day: string): Promise<void> {
  await company.db.client.query('update payments set settles_on = $1 where id = $2', [day, paymentId]);
}

test('a payment that crossed the cut-off is known to both days, whichever file comes first', async () => {
  const bank = await makePartner(runtime);
  const line = await pay(bank, 'C-1');
  const kept = await pay(bank, 'C-2');
  await moveToDay(kept.paymentId, yesterday);
  // They have it yesterday, we have it today; today's file comes first.
  await sendFile(runtime, { partner: bank.code, content: partnerFile([]) + 'C-X,PA99AA0000001,1000,,,,\n' });
  assert.equal((await lanesOf(bank))['C-1'], 'at_us_only');
  const early = { day: yesterday };
  const content = partnerFile([line, kept], early);
  await sendFile(runtime, { partner: bank.code, content, day: yesterday });
  const [atYesterday] = (await differencesOf(bank, yesterday)).filter(({ reference }) => reference === 'C-1');
  assert.deepEqual(
    [atYesterday?.lane, atYesterday?.cause, atYesterday?.other_day],
    ['crossed_cut_off', 'ours_on_other_day', today],
  );
  const atToday = (await differencesOf(bank)).filter(({ reference }) => reference === 'C-1');
  assert.deepEqual(
    atToday.map(({ lane, state, resolution, other_day }) => [lane, state, resolution, other_day]).sort(),
    [
      ['at_us_only', 'resolved', 'no_longer_found', null],
      ['crossed_cut_off', 'open', null, yesterday],
    ],
  );
});

test('what the reference does not find is found by our payment id, then by customer, bill and amount; never by amount', async () => {
  const bank = await makePartner(runtime);
  const byId = await pay(bank, 'M-1');
  const byBill = await pay(bank, 'M-2');
  const byNothing = await pay(bank, 'M-3');
  const bill = await one(
    company.db,
    sql<{
      external_id: string;
    }>`select b.external_id from allocations a join bills b on b.root_id = a.bill_root_id
      where a.payment_id = ${byBill.paymentId}::bigint`,
  );
  const file = await sendFile(runtime, {
    partner: bank.code,
    content: partnerFile([
      { ...byId, reference: 'THEIRS-1', ourId: byId.paymentId },
      { ...byBill, reference: 'THEIRS-2', bill: bill.external_id },
      { ...byNothing, reference: 'THEIRS-3' },
    ]),
  });
  assert.equal(file.matched, 2);
  assert.deepEqual(await lanesOf(bank), { 'M-3': 'at_us_only', 'THEIRS-3': 'at_partner_only' });
  const rules = await many(
    company.db,
    sql`select rule, payment_id::text from partner_line_matches where file_id = ${file.id} order by rule`,
  );
  assert.deepEqual(rules, [
    { rule: 'R2', payment_id: byId.paymentId },
    { rule: 'R3', payment_id: byBill.paymentId },
  ]);
});

test('a repeated line is paid twice, whether or not it follows at once; a repeated reversal is not', async () => {
  const bank = await makePartner(runtime);
  const one_ = await pay(bank, 'D-1');
  const two = await pay(bank, 'D-2');
  const back = await pay(bank, 'D-3');
  await takeBack(bank, 'D-3');
  const file = await sendFile(runtime, {
    partner: bank.code,
    content: partnerFile([one_, two, one_, back, { ...back, status: 'Đã hủy' }]),
  });
  assert.deepEqual(await lanesOf(bank), { 'D-1': 'paid_twice' });
  assert.deepEqual([file.matched, file.difference_vnd], [4, 100_000n]);
});
