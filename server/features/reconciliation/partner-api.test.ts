import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { addDays } from '../../../core/dates.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { partnerFile } from '../../../test/support/partner-files.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { processFile } from './index.ts';

const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { company } = runtime;
const app = await createApp(runtime);
afterEach(() => assertInvariants(company.db));
const accountant = await signInAs(app, runtime, 'accountant');
const bank = await makePartner(runtime);
const customers = await makeCustomers(
  runtime,
  Array.from({ length: 4 }, () => ({ bills: [{ period: '2026-10', totalVnd: 100_000n }] })),
);
const csv = { 'content-type': 'text/csv' };
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  callPartner(app, bank.key, { method: 'POST', path, body, headers });
const get = (path: string) => callPartner(app, bank.key, { method: 'GET', path });

test('a partner sends its file signed, asks for the result, and answers what it is asked in the same lines', async () => {
  const lines = [];
  for (const [index, { code }] of customers.slice(0, 2).entries()) {
    const body = { reference: `P-${index}`, customerCode: code, amount: '100000' };
    assert.equal((await post('/payments', body)).statusCode, 201);
    lines.push({ reference: body.reference, customer: code, amount: 100_000n });
  }
  const content = partnerFile([
    lines[0]!,
    { reference: 'P-9', customer: customers[2]!.code, amount: 5_000n },
  ]);
  const sent = await post(`/reconciliation/${today}/file`, content, csv);
  assert.equal(sent.statusCode, 202, sent.body);
  const before = (await get(`/reconciliation/${today}`)).json();
  assert.deepEqual([before.file, before.latest.state], [null, 'reading']);
  await processFile(runtime, company, BigInt(sent.json().fileId));
  const result = (await get(`/reconciliation/${today}`)).json();
  assert.deepEqual([result.matched, result.matchedAmount, result.difference], [1, '100000', '-95000']);
  assert.equal(result.file.lines, 2);
  const count = (lane: string) => result.byLane.find((row: { lane: string }) => row.lane === lane).count;
  assert.deepEqual([count('at_partner_only'), count('at_us_only'), count('pending')], [1, 1, 0]);
  assert.deepEqual(result.asked, []);

  const { body } = await accountant.get(`/reconciliation/differences?partner=${bank.code}&lane=at_us_only`);
  const [difference] = body.rows;
  const early = await post(`/reconciliation/${today}/answers`, { id: difference.id, answer: 'confirmed' });
  assert.deepEqual([early.statusCode, early.json().code], [409, 'reconciliation.not_asked']);
  const asking = { ids: [difference.id], fix: 'ask_partner', note: 'Đối tác kiểm tra giúp giao dịch này' };
  await accountant.send('POST', '/reconciliation/differences/resolve', asking);
  const [asked] = (await get(`/reconciliation/${today}`)).json().asked;
  assert.deepEqual([asked.reference, asked.ourAmount, asked.question], ['P-1', '100000', asking.note]);
  const answer = { id: difference.id, answer: 'will_resend', note: 'gửi bổ sung' };
  assert.equal((await post(`/reconciliation/${today}/answers`, answer)).statusCode, 200);
  const shown = (await accountant.get(`/reconciliation/differences/${difference.id}`)).body;
  assert.deepEqual([shown.state, shown.answer, shown.answerNote], ['open', 'will_resend', 'gửi bổ sung']);
  const last = shown.timeline.at(-1);
  assert.deepEqual([last.event, last.actor], ['answered', `partner:${bank.code}`]);
});

test('the same file again is unchanged; a day that has not come, a body that is changed and one too large are refused', async () => {
  const content = partnerFile([{ reference: 'Q-1', customer: customers[3]!.code, amount: 1_000n }]);
  const first = (await post(`/reconciliation/${today}/file`, content, csv)).json();
  await processFile(runtime, company, BigInt(first.fileId));
  const again = (await post(`/reconciliation/${today}/file`, content, csv)).json();
  assert.deepEqual([again.unchanged, again.fileId], [true, first.fileId]);
  const future = await post(`/reconciliation/${addDays(today, 1)}/file`, content, csv);
  assert.deepEqual([future.statusCode, future.json().code], [422, 'reconciliation.future_day']);
  const changed = await post(`/reconciliation/${today}/file`, content, {
    ...csv,
    'td-digest': 'sha-256=AAAA',
  });
  assert.deepEqual([changed.statusCode, changed.json().code], [401, 'signature.digest']);
  const large = 'x'.repeat(32 * 1024 * 1024 + 1);
  const refused = await post(`/reconciliation/${today}/file`, large, csv);
  assert.deepEqual([refused.statusCode, refused.json().code], [413, 'request.too_large']);
});

test('another partner sees nothing of it and cannot answer for it', async () => {
  const stranger = await makePartner(runtime);
  const result = await callPartner(app, stranger.key, { method: 'GET', path: `/reconciliation/${today}` });
  assert.deepEqual([result.json().file, result.json().asked], [null, []]);
  const { body } = await accountant.get(`/reconciliation/differences?partner=${bank.code}`);
  const answer = await callPartner(app, stranger.key, {
    method: 'POST',
    path: `/reconciliation/${today}/answers`,
    body: { id: body.rows[0].id, answer: 'not_ours' },
  });
  assert.deepEqual([answer.statusCode, answer.json().code], [404, 'reconciliation.unknown_difference']);
});

test('the routes stand in the OpenAPI of partners', async () => {
  const document = (await app.inject({ url: '/partner/v1/openapi.json' })).json();
  const paths = Object.keys(document.paths).filter((path) =>
    /reconciliation\/\{day\}(\/file|\/answers)?$/.test(path),
  );
  assert.equal(paths.length, 3, JSON.stringify(Object.keys(document.paths)));
});
