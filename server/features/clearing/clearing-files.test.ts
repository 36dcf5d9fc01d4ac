import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { collectAll } from '../../../test/support/clearing.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { getUnit } from '../companies/index.ts';
import { many } from '../../platform/db.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const bank = await makePartner(runtime);
const other = await makePartner(runtime, { kind: 'wallet', channels: ['wallet'] });
const accountant = await signInAs(app, runtime, 'accountant');
const cookie = await app.inject({
  method: 'POST',
  url: '/api/session',
  payload: { login: accountant.login, password: 'mat-khau-thu' },
});

let serial = 0;
/** So many new customers pay a bill each. */
async function payBills(count: number, payer = bank): Promise<string[]> {
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: count }, () => ({ bills: [{ period: '2026-10', totalVnd: 108_000n }] })),
  );
  for (const { code } of customers) {
    const body = { reference: `F-${++serial}`, customerCode: code, amount: '108000' };
    const answer = await callPartner(app, payer.key, { method: 'POST', path: '/payments', body });
    assert.equal(answer.statusCode, 201, answer.body);
  }
  await collectAll(db);
  return customers.map(({ code }) => code);
}

async function uploadAnswers(text: string, fileName = 'tra-loi.csv') {
  const { name, value } = cookie.cookies[0]!;
  const answer = await app.inject({
    method: 'POST',
    url: `/api/clearing/answers?fileName=${fileName}`,
    cookies: { [name]: value },
    headers: {
      'x-csrf-token': cookie.json<{ csrfToken: string }>().csrfToken,
      'content-type': 'application/octet-stream',
    },
    payload: text,
  });
  return { status: answer.statusCode, body: answer.json() };
}

const statesFrom = (seq: number) =>
  many(
    db,
    sql<{ state: string; answer_code: string | null }>`
      select state, answer_code from clearing_entries where seq >= ${seq} order by seq`,
  );

test('the feed gives the same bytes however often it is asked for, and says where it ends', async () => {
  await payBills(3);
  const first = await accountant.download('/clearing/feed?format=csv');
  const lines = first.body.split('\r\n');
  assert.equal(lines[0], 'SEQ;KIND;ID_HDON;MA_KHANG;SO_TIEN;PARTNER;CHANNEL;PAID_ON');
  assert.match(lines[1]!, new RegExp(`^1;clear;H.+;108000;${bank.code};bank_app;2026-`));
  assert.deepEqual(lines.slice(4), ['TONG;3;324000', '']);
  const tail = (await accountant.download('/clearing/feed?format=csv&after=2')).body.split('\r\n');
  assert.deepEqual(tail.slice(1), [lines[3], 'TONG;1;108000', '']);
  assert.match(String(first.headers['content-disposition']), /cham-no-1-3\.csv/);

  await uploadAnswers('SEQ;RESULT;CODE\n1;cleared;000\n');
  await payBills(1);
  const again = await accountant.download('/clearing/feed?format=csv&upto=3');
  assert.equal(again.body, first.body);
  const asked = await accountant.get('/clearing/feed?after=1&upto=3');
  assert.deepEqual(
    asked.body.rows.map(({ seq, amount }: { seq: string; amount: string }) => [seq, amount]),
    [
      ['2', '108000'],
      ['3', '108000'],
    ],
  );
  const xlsx = await accountant.download('/clearing/feed?format=xlsx');
  assert.equal(xlsx.rawPayload.subarray(0, 2).toString(), 'PK');
});

test('files follow each other without a gap, and each can be had again with the SHA-256 on record', async () => {
  const first = await accountant.send('POST', '/clearing/files', {});
  assert.deepEqual([first.status, first.body.fromSeq, first.body.uptoSeq], [201, '1', '4']);
  assert.equal((await accountant.send('POST', '/clearing/files', {})).body.code, 'clearing.nothing_new');
  await payBills(2);
  const second = await accountant.send('POST', '/clearing/files', {});
  const { fromSeq, uptoSeq, entries, total } = second.body;
  assert.deepEqual(
    { fromSeq, uptoSeq, entries, total },
    { fromSeq: '5', uptoSeq: '6', entries: 2, total: '216000' },
  );
  const csv = await accountant.download(`/clearing/files/${second.body.id}/csv`);
  assert.equal(createHash('sha256').update(csv.rawPayload).digest('hex'), second.body.sha256);
  const repeated = await accountant.send('POST', '/clearing/files', { fromSeq: '5', uptoSeq: '6' });
  assert.equal(repeated.body.sha256, second.body.sha256);
  const files = await accountant.get('/clearing/files');
  assert.deepEqual(
    files.body.rows.map(({ fileName }: { fileName: string }) => fileName),
    ['cham-no-5-6.csv', 'cham-no-5-6.csv', 'cham-no-1-4.csv'],
  );
  assert.equal((await accountant.get('/clearing/files/999/csv')).body.code, 'clearing.unknown_file');
});

test('an answer file is taken whole or not at all, and what is finished stays as it is', async () => {
  const wrong = [
    ['SEQ;RESULT\n2;cleared\nhai;cleared\n', { line: 3, field: 'SEQ', value: 'hai' }],
    ['SEQ;RESULT\n2;xong\n', { line: 2, field: 'RESULT', value: 'xong' }],
    ['SEQ;RESULT\n2;cleared\n2;refused\n', { line: 3, field: 'SEQ', value: '2' }],
    ['SEQ;RESULT\n2;cleared\n999;cleared\n', { field: 'SEQ', value: '999' }],
  ] as const;
  for (const [text, row] of wrong) {
    const answer = await uploadAnswers(text);
    assert.deepEqual([answer.status, answer.body.code], [422, 'clearing.bad_answer_file']);
    assert.deepEqual(answer.body.params.rows, [row]);
  }
  assert.equal((await uploadAnswers('A;B\n1;2\n')).body.code, 'files.missing_columns');
  assert.equal((await uploadAnswers('')).status, 422);
  assert.deepEqual((await statesFrom(2))[0], { state: 'waiting', answer_code: null });

  const taken = await uploadAnswers(
    'SEQ;RESULT;CODE;DETAIL\n1;cleared;000;\n2;02;000;\n3;04;825;Nguồn khác\n3;04;825;Nguồn khác\nTONG;4;0\n',
  );
  assert.deepEqual(taken.body, { written: 2, repeated: 1, contradicting: 0 });
  assert.deepEqual((await statesFrom(2)).slice(0, 2), [
    { state: 'cleared', answer_code: '000' },
    { state: 'refused', answer_code: '825' },
  ]);
  const contrary = await uploadAnswers('SEQ;RESULT\n2;refused\n3;refused\n');
  assert.deepEqual(contrary.body, { written: 0, repeated: 1, contradicting: 1 });
  await assertInvariants(db);
});

test('the list is filtered, paged by number in both directions, and taken out as a workbook', async () => {
  const [payer] = await payBills(120, other);
  const waiting = (await accountant.get('/clearing/entries?state=waiting')).body;
  assert.equal(waiting.rows.length, 100);
  const next = (await accountant.get(`/clearing/entries?state=waiting&after=${waiting.next}`)).body;
  assert.deepEqual([next.rows.length, next.next], [23, null]);
  const seqs = [...waiting.rows, ...next.rows].map(({ seq }: { seq: string }) => Number(seq));
  assert.deepEqual(
    seqs,
    seqs.toSorted((a, b) => a - b),
  );
  const all = (await accountant.get('/clearing/entries')).body;
  assert.ok(Number(all.rows[0].seq) > Number(all.rows[99].seq));
  const ofPartner = (await accountant.get(`/clearing/entries?partner=${other.code}&state=cleared`)).body;
  assert.deepEqual(ofPartner.rows, []);
  const ofCustomer = (await accountant.get(`/clearing/entries?customer=${payer}`)).body.rows;
  assert.deepEqual(
    [ofCustomer.length, ofCustomer[0].partnerCode, ofCustomer[0].marking],
    [1, other.code, '01'],
  );
  const ofPayment = (await accountant.get(`/clearing/entries?payment=${ofCustomer[0].paymentId}`)).body.rows;
  assert.deepEqual(ofPayment, ofCustomer);
  const book = await accountant.download('/clearing/entries?state=waiting&format=xlsx');
  assert.equal(book.rawPayload.subarray(0, 2).toString(), 'PK');

  const { waiting: sum, cleared, refused, lastSeq } = (await accountant.get('/clearing/summary')).body;
  assert.deepEqual([sum.entries, cleared.entries, refused.entries, lastSeq], [123, 2, 1, '126']);
  assert.deepEqual([sum.amount, cleared.amount], ['13284000', '216000']);
});

test('who may look may not act, and a unit sees nothing of it', async () => {
  const head = await signInAs(app, runtime, 'business_head');
  assert.equal((await head.get('/clearing/summary')).status, 200);
  const acts = [
    ['POST', '/clearing/gate', { open: false, reason: 'x' }],
    ['POST', '/clearing/entries/retry', { state: 'failed' }],
    ['POST', '/clearing/files', {}],
    ['PUT', '/clearing/target', { url: null }],
  ] as const;
  for (const [method, url, body] of acts) {
    assert.equal((await head.send(method, url, body)).body.code, 'staff.no_permission');
  }
  const viewer = await signInAs(app, runtime, 'viewer');
  assert.equal((await viewer.get('/clearing/summary')).status, 403);
  const unit = await getUnit(db, 'PA99AA', '2026-11-01');
  const local = await signInAs(app, runtime, 'accountant', unit.id);
  assert.equal((await local.get('/clearing/summary')).body.code, 'staff.outside_scope');
});

test('a target is an address without credentials; a secret made here is shown once', async () => {
  for (const url of ['ftp://x/y', 'khong phai', 'http://a:b@host/', 'https://host/?q=1']) {
    const answer = await accountant.send('PUT', '/clearing/target', { url });
    assert.equal(answer.body.code, 'clearing.bad_url', url);
  }
  const set = await accountant.send('PUT', '/clearing/target', { url: 'https://cmis.example/cham-no/' });
  assert.equal(set.body.url, 'https://cmis.example/cham-no');
  assert.equal(Buffer.from(set.body.newSecret, 'base64').length, 32);
  const again = await accountant.send('PUT', '/clearing/target', { url: 'https://cmis.example/khac' });
  assert.equal(again.body.newSecret, null);
  const summary = await accountant.get('/clearing/summary');
  assert.equal(summary.body.target.url, 'https://cmis.example/khac');
  assert.ok(!JSON.stringify(summary.body).includes(set.body.newSecret));
});
