import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { transaction } from '../../platform/db.ts';
import { closePartnerDay } from '../partners/index.ts';

const runtime = await openTestRuntime();
const app = await createApp(runtime);
const bills = [{ period: '2026-09', totalVnd: 400_000n }];
const customers = await makeCustomers(
  runtime,
  Array.from({ length: 6 }, () => ({ bills })),
);
const agent = await makePartner(runtime, { kind: 'post', channels: ['agent_cash'] });
const head = await signInAs(app, runtime, 'business_head');
const put = (code: string, change: object) =>
  head.send('PUT', `/agent-points/${agent.code}/${code}`, {
    name: 'Bưu cục Kỳ Anh',
    open: true,
    ...change,
  });
let serial = 0;
const pay = async (at: number, more: object) => {
  const body = { reference: `P${++serial}`, customerCode: customers[at]!.code, amount: '400000', ...more };
  const answer = await callPartner(app, agent.key, { method: 'POST', path: '/payments', body });
  return answer.json<{ outcome?: string; code?: string }>();
};
const pointOf = async (code: string) =>
  (await head.get('/agent-points')).body.rows.find((row: { code: string }) => row.code === code);

test('a point collects up to its own limit, whoever asks at once; a shut point collects nothing', async () => {
  assert.equal((await put('BC-01', { limit: '1000000' })).status, 200);
  const answers = await Promise.all([0, 1, 2].map((at) => pay(at, { pointCode: 'BC-01' })));
  const outcomes = answers.map(({ outcome, code }) => outcome ?? code).sort();
  assert.deepEqual(outcomes, ['accepted', 'accepted', 'payments.partner_limit']);
  const point = await pointOf('BC-01');
  assert.deepEqual([point.used, point.todayCount, point.overLimit], ['800000', 2, false]);
  const refused = answers.findIndex(({ code }) => code === 'payments.partner_limit');
  assert.equal((await pay(refused, { pointCode: 'BC-02' })).outcome, 'accepted', 'another point, no limit');
  assert.equal((await pointOf('BC-02')).registered, false);
  await put('BC-01', { limit: '9000000', open: false });
  assert.equal((await pay(3, { pointCode: 'BC-01' })).code, 'payments.partner_limit');
  await assertInvariants(runtime.company.db);
});

test('money that was taken already is never refused for a limit, and shows above it', async () => {
  await put('BC-01', { limit: '1000000' });
  assert.equal((await pay(3, { pointCode: 'BC-01', intent: 'notice' })).outcome, 'accepted');
  const point = await pointOf('BC-01');
  assert.deepEqual([point.used, point.overLimit], ['1200000', true]);
});

test('a day that the agent has closed makes room again', async () => {
  const day = { partnerId: agent.id, settlesOn: today };
  await transaction(runtime.company.db, (tx) => closePartnerDay(tx, day));
  assert.equal((await pointOf('BC-01')).used, '0');
  assert.equal((await pay(4, { pointCode: 'BC-01' })).outcome, 'accepted');
});

test('the same reference with another point is another payment; a point that is no agent’s is refused', async () => {
  const reference = 'SAME-REFERENCE';
  assert.equal((await pay(5, { pointCode: 'BC-01', reference })).outcome, 'accepted');
  assert.equal((await pay(5, { pointCode: 'BC-01', reference })).outcome, 'replayed');
  assert.equal((await pay(5, { pointCode: 'BC-02', reference })).code, 'payments.conflict');
  const bank = await makePartner(runtime);
  const answer = await head.send('PUT', `/agent-points/${bank.code}/X`, { name: 'X', open: true });
  assert.equal(answer.body.code, 'tills.not_an_agent');
});
