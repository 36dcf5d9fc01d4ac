import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { addDays } from '../../../core/dates.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { payAsPartner } from '../../../test/support/partner-calls.ts';
import { partnerFile, sendFile, type SentLine } from '../../../test/support/partner-files.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { many, one } from '../../platform/db.ts';
import { watchBooks } from './index.ts';

const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { company } = runtime;
const app = await createApp(runtime);
afterEach(() => assertInvariants(company.db));
const accountant = await signInAs(app, runtime, 'accountant');
const colleague = await signInAs(app, runtime, 'accountant');
const head = await signInAs(app, runtime, 'business_head');

const customers = await makeCustomers(
  runtime,
  Array.from({ length: 40 }, () => ({ bills: [{ period: '2026-10', totalVnd: 100_000n }] })),
);
let next = 0;

type Bank = Awaited<ReturnType<typeof makePartner>>;

async function pay(
  bank: Bank,
  reference: string,
  options: { code?: string; intent?: 'notice'; amount?: string } = {},
): Promise<SentLine & { paymentId: string }> {
  const customer = options.code ?? customers[next++]!.code;
  const amount = options.amount ?? '100000';
  const payment = { reference, customerCode: customer, amount, intent: options.intent };
  return { reference, customer, amount, paymentId: await payAsPartner(app, bank.key, payment) };
}

const send = (bank: Bank, lines: readonly SentLine[]) =>
  sendFile(runtime, { partner: bank.code, content: partnerFile(lines) });

interface Shown {
  id: string;
  reference: string;
  lane: string;
  state: string;
  fixes: string[];
  suggestion: string;
}
async function listed(bank: Bank, state = 'unresolved'): Promise<Shown[]> {
  const { status, body } = await accountant.get(
    `/reconciliation/differences?partner=${bank.code}&state=${state}`,
  );
  assert.equal(status, 200);
  return (body as { rows: Shown[] }).rows;
}
const resolve = (ids: string[], fix: string, more: object = {}, who = accountant) =>
  who.send('POST', '/reconciliation/differences/resolve', { ids, fix, note: 'đã kiểm tra', ...more });

test('what only the partner has is accepted as it says, the day then matches, and it stays so when the file comes again', async () => {
  const bank = await makePartner(runtime);
  const kept = await pay(bank, 'A-1');
  const line = { reference: 'A-2', customer: customers[next++]!.code, amount: 100_000n };
  await send(bank, [kept, line]);
  const [difference] = await listed(bank);
  assert.deepEqual([difference?.lane, difference?.suggestion], ['at_partner_only', 'accept']);
  const { body } = await resolve([difference!.id], 'accept');
  assert.deepEqual(body.rows, [{ id: difference!.id, outcome: 'resolved', error: null }]);
  const detail = (await accountant.get(`/reconciliation/differences/${difference!.id}`)).body;
  assert.deepEqual(
    [detail.state, detail.resolution, detail.resolvedBy],
    ['resolved', 'accept', accountant.login],
  );
  const paid = await one(
    company.db,
    sql<{ id: bigint; amount_vnd: bigint }>`select id, amount_vnd from payments where reference = 'A-2'`,
  );
  assert.deepEqual(detail.made, { paymentId: String(paid.id), reference: 'A-2' });
  assert.deepEqual(
    detail.timeline.map(({ event }: { event: string }) => event),
    ['found', 'resolved'],
  );
  const again = await send(bank, [line, kept]);
  assert.deepEqual([again.matched, again.difference_vnd, again.by_lane], [2, 0n, {}]);
  assert.deepEqual(await listed(bank), []);
});

test('several differences are resolved at once only within one lane and one cause, each answered for itself', async () => {
  const bank = await makePartner(runtime);
  const lines = ['B-1', 'B-2'].map((reference) => ({
    reference,
    customer: customers[next++]!.code,
    amount: 100_000n,
  }));
  await pay(bank, 'B-3');
  await send(bank, lines);
  const all = await listed(bank);
  const mixed = await resolve(
    all.map(({ id }) => id),
    'close',
  );
  assert.deepEqual([mixed.status, mixed.body.code], [422, 'reconciliation.mixed_causes']);
  const ids = all.filter(({ lane }) => lane === 'at_partner_only').map(({ id }) => id);
  const wrong = await resolve(ids, 'refund');
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'reconciliation.fix_not_allowed']);
  await colleague.send('POST', `/reconciliation/differences/${ids[1]}/take`);
  const { body } = await resolve(ids, 'accept');
  assert.deepEqual(
    body.rows.map(({ outcome, error }: { outcome: string; error: { code: string } | null }) => [
      outcome,
      error?.code,
    ]),
    [
      ['resolved', undefined],
      ['refused', 'reconciliation.someone_is_on_it'],
    ],
  );
  const taken = await accountant.send('POST', `/reconciliation/differences/${ids[1]}/take`);
  assert.deepEqual([taken.status, taken.body.params.owner], [409, colleague.login]);
  await colleague.send('POST', `/reconciliation/differences/${ids[1]}/release`);
  assert.equal((await resolve([ids[1]!], 'accept')).body.rows[0].outcome, 'resolved');
});

test('taking our payment back needs a second person who is another one; refusing leaves it open', async () => {
  const bank = await makePartner(runtime);
  const kept = await pay(bank, 'C-1');
  await pay(bank, 'C-2');
  await send(bank, [kept]);
  const [difference] = await listed(bank);
  assert.equal((await resolve([difference!.id], 'reverse_ours')).body.rows[0].outcome, 'approval');
  const path = `/reconciliation/differences/${difference!.id}`;
  const own = await accountant.send('POST', `${path}/approve`, { note: 'tự duyệt' });
  assert.deepEqual([own.status, own.body.code], [403, 'reconciliation.same_person']);
  const refused = await head.send('POST', `${path}/reject`, { note: 'chưa đủ chứng từ' });
  assert.deepEqual([refused.status, refused.body.state, refused.body.proposal], [200, 'open', null]);
  await resolve([difference!.id], 'reverse_ours');
  const approved = await head.send('POST', `${path}/approve`, { note: 'đồng ý' });
  assert.equal(approved.status, 200, JSON.stringify(approved.body));
  assert.deepEqual([approved.body.state, approved.body.resolution], ['resolved', 'reverse_ours']);
  const { state } = await one(
    company.db,
    sql<{ state: string }>`select state from payments where reference = 'C-2'`,
  );
  assert.equal(state, 'reversed');
  const twice = await head.send('POST', `${path}/approve`, { note: 'đồng ý' });
  assert.deepEqual([twice.status, twice.body.code], [409, 'reconciliation.not_in_approval']);
});

test('their amount taken for right posts their amount instead of ours, with two persons', async () => {
  const bank = await makePartner(runtime);
  const line = await pay(bank, 'D-1');
  await send(bank, [{ ...line, amount: 90_000n }]);
  const [difference] = await listed(bank);
  assert.equal(difference?.lane, 'amount_differs');
  await resolve([difference!.id], 'accept_amount');
  const path = `/reconciliation/differences/${difference!.id}`;
  const approved = await head.send('POST', `${path}/approve`, { note: 'đúng sao kê' });
  assert.equal(approved.status, 200, JSON.stringify(approved.body));
  const sums = await many(
    company.db,
    sql`select state, amount_vnd from payments where partner_id = ${bank.id} order by id`,
  );
  assert.deepEqual(sums, [
    { state: 'reversed', amount_vnd: 100_000n },
    { state: 'accepted', amount_vnd: 90_000n },
  ]);
  const again = await send(bank, [{ ...line, amount: 90_000n, status: 'OK' }]);
  assert.deepEqual([again.matched, again.difference_vnd], [1, 0n]);
  assert.deepEqual(await listed(bank), []);
});

test('money under a code that nobody has is handed to the customer it was meant for', async () => {
  const bank = await makePartner(runtime);
  const right = customers[next++]!.code;
  const lost = await pay(bank, 'E-1', { code: 'PA99AA9999999', intent: 'notice' });
  await watchBooks(runtime, company);
  const [early] = await listed(bank);
  assert.deepEqual([early?.lane, early?.reference], ['wrong_customer', 'E-1']);
  await send(bank, [lost]);
  const [difference] = await listed(bank);
  assert.equal(difference?.id, early?.id);
  const missing = await resolve([difference!.id], 'correct_code');
  assert.deepEqual([missing.status, missing.body.code], [400, 'reconciliation.customer_needed']);
  const { body } = await resolve([difference!.id], 'correct_code', { customerCode: right });
  assert.equal(body.rows[0].outcome, 'resolved', JSON.stringify(body));
  const bill = await one(
    company.db,
    sql<{
      state: string;
    }>`select b.state from bills b join customers c on c.id = b.customer_id where c.code = ${right}`,
  );
  assert.equal(bill.state, 'paid');
  await send(bank, [{ ...lost, at: `${today} 11:00:00` }]);
  assert.deepEqual(await listed(bank), []);
});

test('a bill paid twice is seen before any file comes, and refunded within what is left', async () => {
  const [bank, other] = [await makePartner(runtime), await makePartner(runtime)];
  const first = await pay(other, 'F-0');
  const twice = await pay(bank, 'F-1', { code: first.customer, intent: 'notice' });
  await watchBooks(runtime, company);
  const [difference] = await listed(bank);
  assert.deepEqual([difference?.lane, difference?.suggestion], ['paid_twice', 'refund']);
  const { body } = await resolve([difference!.id], 'refund');
  assert.equal(body.rows[0].outcome, 'resolved', JSON.stringify(body));
  const detail = (await accountant.get(`/reconciliation/differences/${difference!.id}`)).body;
  assert.deepEqual([detail.made.amount, detail.made.way], ['100000', 'partner']);
  await send(bank, [twice]);
  assert.deepEqual(await listed(bank), []);
});

test('a refund above the limit of the company waits for the second person', async () => {
  await company.db.client.query('update company_settings set refund_limit_vnd = 50000');
  const [bank, other] = [await makePartner(runtime), await makePartner(runtime)];
  const first = await pay(other, 'G-0');
  await pay(bank, 'G-1', { code: first.customer, intent: 'notice' });
  await watchBooks(runtime, company);
  const [difference] = await listed(bank);
  assert.equal((await resolve([difference!.id], 'refund')).body.rows[0].outcome, 'approval');
  const path = `/reconciliation/differences/${difference!.id}`;
  const approved = await head.send('POST', `${path}/approve`, { note: 'đồng ý hoàn' });
  assert.equal(approved.status, 200, JSON.stringify(approved.body));
  const refund = await one(
    company.db,
    sql<{
      state: string;
      requested_by: string;
      approved_by: string;
    }>`select state, requested_by, approved_by from refunds
      where id = ${approved.body.made.refundId}::bigint`,
  );
  assert.deepEqual(refund, { state: 'approved', requested_by: accountant.login, approved_by: head.login });
  await company.db.client.query('update company_settings set refund_limit_vnd = 5000000');
});

test('waiting moves the deadline, asking hands it to the partner, and closing needs no money', async () => {
  const bank = await makePartner(runtime);
  await pay(bank, 'H-1');
  await send(bank, [{ reference: 'H-9', customer: customers[0]!.code, amount: 5n, status: 'treo' }]);
  const rows = await listed(bank);
  const pending = rows.find(({ lane }) => lane === 'pending')!;
  const late = await resolve([pending.id], 'wait', { untilDay: addDays(today, 40) });
  assert.deepEqual([late.status, late.body.code], [400, 'reconciliation.day_needed']);
  await resolve([pending.id], 'wait', { untilDay: addDays(today, 3) });
  const waiting = (await accountant.get(`/reconciliation/differences/${pending.id}`)).body;
  assert.deepEqual([waiting.state, waiting.dueOn, waiting.overdue], ['waiting', addDays(today, 3), false]);
  const ours = rows.find(({ lane }) => lane === 'at_us_only')!;
  await resolve([ours.id], 'ask_partner');
  assert.deepEqual(
    (await listed(bank, 'asked')).map(({ id }) => id),
    [ours.id],
  );
  await resolve([ours.id], 'close');
  assert.deepEqual(
    (await listed(bank, 'resolved')).map(({ id }) => id),
    [ours.id],
  );
});

test('the result set of a run is returned whole: pages, lanes, causes, one by one, and as a workbook', async () => {
  const bank = await makePartner(runtime);
  const lines = Array.from({ length: 230 }, (_, index) => ({
    reference: `I-${String(index).padStart(3, '0')}`,
    customer: customers[0]!.code,
    amount: 1000n,
  }));
  const file = await send(bank, lines);
  const seen: string[] = [];
  for (let after = ''; ;) {
    const page = `/reconciliation/differences?partner=${bank.code}&day=${today}${after && `&after=${after}`}`;
    const { body } = await accountant.get(page);
    seen.push(...body.rows.map(({ reference }: Shown) => reference));
    if (body.next === null) break;
    after = encodeURIComponent(body.next);
  }
  assert.deepEqual(
    seen.toSorted(),
    lines.map(({ reference }) => reference),
  );
  const { body: lanes } = await accountant.get(`/reconciliation/lanes?partner=${bank.code}&day=${today}`);
  assert.equal(lanes.rows.length, 9);
  assert.equal(lanes.rows.find(({ lane }: Shown) => lane === 'at_partner_only').open, 230);
  const { body: causes } = await accountant.get(`/reconciliation/causes?partner=${bank.code}`);
  assert.deepEqual(causes.lanes, [{ lane: 'at_partner_only', count: 230, open: 230, amount: '230000' }]);
  assert.deepEqual(causes.ageing[0], { bucket: '0-1', count: 230, amount: '230000' });
  const shown = (await accountant.get(`/reconciliation/files/${file.id}`)).body;
  assert.deepEqual([shown.matched, shown.difference, shown.openDifferences], [0, '230000', 230]);
  const workbook = await accountant.download(`/reconciliation/differences?partner=${bank.code}&format=xlsx`);
  assert.equal(workbook.statusCode, 200);
  assert.equal(workbook.rawPayload.subarray(0, 2).toString(), 'PK');
});

test('two people who resolve one difference at once post one payment', async () => {
  const bank = await makePartner(runtime);
  await send(bank, [{ reference: 'K-1', customer: customers[next++]!.code, amount: 100_000n }]);
  const [difference] = await listed(bank);
  const answers = await Promise.all([
    resolve([difference!.id], 'accept'),
    resolve([difference!.id], 'accept', {}, colleague),
  ]);
  const outcomes = answers.map(({ body }) => body.rows[0].outcome as string).toSorted();
  assert.ok(['refused,resolved', 'resolved,refused'].includes(outcomes.join()), outcomes.join());
  const { count } = await one(
    company.db,
    sql<{ count: number }>`select count(*)::int as count from payments where partner_id = ${bank.id}`,
  );
  assert.equal(count, 1);
});

test('reconciliation is for those who may, and for the whole company', async () => {
  const viewer = await signInAs(app, runtime, 'viewer');
  assert.equal((await viewer.get('/reconciliation/differences')).status, 403);
  assert.equal((await resolve(['1'], 'close', {}, head)).status, 403);
});
