import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Mapping } from '../../../core/reconciliation/mapping.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { payAsPartner } from '../../../test/support/partner-calls.ts';
import { sendFile } from '../../../test/support/partner-files.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { many } from '../../platform/db.ts';
import { addStaff } from '../staff/index.ts';
import { parseMapping, processFile } from './index.ts';
import { openPartnerFile } from './open-file.ts';
import { emptyTally, ensureControl, readPartnerLines } from './read-file.ts';

const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { company } = runtime;
const app = await createApp(runtime);
const accountant = await signInAs(app, runtime, 'accountant');
const bank = await makePartner(runtime);
const [first, second] = await makeCustomers(
  runtime,
  Array.from({ length: 2 }, () => ({ bills: [{ period: '2026-10', totalVnd: 100_000n }] })),
);
for (const [reference, customer] of [
  ['V-1', first!],
  ['V-2', second!],
] as const) {
  await payAsPartner(app, bank.key, { reference, customerCode: customer.code, amount: 100_000n });
}
const content =
  'BÁO CÁO GIAO DỊCH\n' +
  'STT;Trace;PE;Tiền;KQ\n' +
  `1;V-1;${first!.code};100,000;D\n` +
  `2;V-2;${second!.code};100,000.50;D\n` +
  `3;V-3;${second!.code};5,000;W\n`;
const mapping = {
  columns: { reference: 'Trace', customerCode: 'PE', amount: 'Tiền', status: 'KQ' },
  formats: { amount: 'commas' },
  statusValues: { D: 'paid', W: 'pending' },
};
const sample = Buffer.from(content).toString('base64');
const preview = (more: object) =>
  accountant.send('POST', '/reconciliation/mappings/preview', { fileName: 'mau.csv', sample, ...more });

test('a sample is shown as a mapping reads it: header, rows, and the errors of each column', async () => {
  const blind = (await preview({})).body;
  assert.equal(blind.refusal.code, 'reconciliation.missing_columns');
  const { status, body } = await preview({ mapping });
  assert.equal(status, 200);
  assert.deepEqual([body.header, body.headerLine], [['STT', 'Trace', 'PE', 'Tiền', 'KQ'], 2]);
  assert.deepEqual(
    body.rows.map((row: Record<string, unknown>) => [
      row['line'],
      row['reference'],
      row['amount'],
      row['status'],
    ]),
    [
      [3, 'V-1', '100000', 'paid'],
      [4, 'V-2', null, null],
      [5, 'V-3', '5000', 'pending'],
    ],
  );
  const [error] = body.errorsByColumn;
  assert.deepEqual([error.field, error.code, error.count], ['amount', 'fractional_dong', 1]);
});

test('a sample says which words stand for states, and which of its rows holds control totals', async () => {
  const text = content.replace(',000.50', ',000') + `4;V-4;${first!.code};1,000;X\n`;
  const see = async (end: string, more: object) =>
    (await preview({ sample: Buffer.from(text + end).toString('base64'), ...more })).body;
  const open = await see('Ket thuc;4;;206,000\n', { mapping });
  assert.deepEqual(open.statusWords, [
    { word: 'D', count: 2 },
    { word: '', count: 1 },
    { word: 'W', count: 1 },
    { word: 'X', count: 1 },
  ]);
  assert.deepEqual(
    open.errorsByColumn.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`).sort(),
    ['customerCode empty_customer_code', 'status unknown_word'],
  );
  const cells = ['Ket thuc', '4', '', '206,000'];
  const unknown = { line: 7, cells, recognised: false, rows: null, total: null, countCell: 2, sumCell: 4 };
  assert.deepEqual(open.trailer, unknown);

  const asPayment = await see('9;Ket-thuc;4;206,000;\n', { mapping });
  assert.deepEqual([asPayment.trailer.countCell, asPayment.trailer.sumCell], [3, 4]);
  assert.equal((await see('9;V-9;4;206,001;\n', { mapping })).trailer, null);

  const trailer = { marker: 'KẾT THÚC', count: 2, sum: 4 };
  const set = { ...mapping, statusValues: { ...mapping.statusValues, X: 'ignore' }, trailer };
  const closed = await see('Ket thuc;4;;206,000\n', { mapping: set });
  assert.deepEqual([closed.refusal, closed.errorsByColumn, closed.rows.length], [null, [], 3]);
  assert.deepEqual(closed.trailer, { ...unknown, recognised: true, rows: 4, total: '206000' });
  assert.equal(
    (await see('Ket thuc;4;;207,000\n', { mapping: set })).refusal.code,
    'reconciliation.sum_disagrees',
  );
  const wrongCell = await see('Ket thuc;4;;206,000\n', {
    mapping: { ...set, trailer: { ...trailer, sum: 3 } },
  });
  assert.deepEqual([wrongCell.refusal.code, wrongCell.rows.length], ['reconciliation.bad_trailer', 3]);
  assert.equal((await see('', { mapping: set })).trailer, null);
  assert.equal((await see('Ket thuc;4;;206,000', { mapping: set })).trailer.rows, 4);
});

test("a mapping is tried on a past day's file and keeps nothing; kept under a name, the next file is read by it", async () => {
  const plain = `MA_GD;MA_KHANG;SO_TIEN\nX-9;${first!.code};1000\n`;
  const file = await sendFile(runtime, { partner: bank.code, content: plain });
  const before = await many(company.db, sql`select reference, lane, state from differences order by id`);
  const trial = (more: object) =>
    accountant.send('POST', '/reconciliation/mappings/test', { fileId: String(file.id), ...more });
  const columns = { reference: 'MA_GD', customerCode: 'MA_KHANG', amount: 'SO_TIEN' };
  const tried = (await trial({ mapping: { columns } })).body;
  const count = (lane: string) => tried.byLane.find((row: { lane: string }) => row.lane === lane).count;
  assert.deepEqual([tried.refusal, tried.lines, tried.matched, tried.difference], [null, 1, 0, '-199000']);
  assert.deepEqual([count('at_partner_only'), count('at_us_only')], [1, 2]);
  const wrong = (await trial({ mapping: { columns: { ...columns, amount: 'TIEN' } } })).body;
  assert.equal(wrong.refusal.code, 'reconciliation.missing_columns');
  assert.deepEqual(
    await many(company.db, sql`select reference, lane, state from differences order by id`),
    before,
  );

  const kept = await accountant.send('POST', '/reconciliation/mappings', {
    partnerCode: bank.code,
    name: 'Báo cáo ngày',
    mapping,
  });
  assert.deepEqual([kept.status, kept.body.version, kept.body.retired], [201, 1, false]);
  const read = await sendFile(runtime, { partner: bank.code, content });
  assert.deepEqual(
    [read.refusal, read.mapping_name, read.matched, read.bad_lines],
    [null, 'Báo cáo ngày', 1, 1],
  );
  await accountant.send('POST', '/reconciliation/mappings', {
    partnerCode: bank.code,
    name: 'Báo cáo ngày',
    mapping,
  });
  const { body } = await accountant.get(`/reconciliation/mappings?partner=${bank.code}`);
  assert.deepEqual(
    body.rows.map(({ version }: { version: number }) => version),
    [2],
  );
});

test('an upload is a stream of bytes; what arrived is listed with its counts and its bad lines, also as a workbook', async () => {
  const login = 'nguoi.doi.soat';
  const password = 'mat-khau-thu';
  const person = {
    login,
    displayName: 'Người Đối Soát',
    password,
    role: 'accountant' as const,
    unitId: null,
  };
  await addStaff(runtime.platform, company, person);
  const session = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password } });
  const cookie = session.cookies[0]!;
  const answer = await app.inject({
    method: 'POST',
    url: `/api/reconciliation/files?partner=${bank.code}&day=${today}&fileName=ngay.csv`,
    headers: {
      cookie: `${cookie.name}=${cookie.value}`,
      'x-csrf-token': session.json<{ csrfToken: string }>().csrfToken,
      'content-type': 'application/octet-stream',
    },
    payload: Readable.from([Buffer.from(content.replace('BÁO CÁO', 'BẢNG KÊ'))]),
  });
  assert.equal(answer.statusCode, 202, answer.body);
  const { id } = answer.json<{ id: string }>();
  await processFile(runtime, company, BigInt(id));
  const { body } = await accountant.get(`/reconciliation/files?partner=${bank.code}&day=${today}`);
  assert.deepEqual(
    body.rows.map((row: { id: string; state: string }) => row.state),
    ['matched', 'superseded', 'superseded'],
  );
  assert.deepEqual([body.rows[0].id, body.rows[0].receivedBy, body.rows[0].badLines], [id, login, 1]);
  const bad = await accountant.get(`/reconciliation/files/${id}/bad-lines`);
  assert.deepEqual([bad.body.rows[0].line, bad.body.rows[0].code], [4, 'fractional_dong']);
  const workbook = await accountant.download(`/reconciliation/files/${id}/bad-lines?format=xlsx`);
  assert.equal(workbook.rawPayload.subarray(0, 2).toString(), 'PK');
});

test('the sample files say what the guide says of them', async () => {
  const folder = resolve(import.meta.dirname, '../../../data/partner-files');
  const own = parseMapping(readFileSync(resolve(folder, 'own-columns.json'), 'utf8'));
  assert.ok('mapping' in own);
  const read = async (fileName: string, mapping?: Mapping) => {
    const source = { path: resolve(folder, fileName), fileName, maxUnpackedBytes: 1_000_000 };
    const tally = emptyTally();
    const opened = await openPartnerFile(source, mapping);
    for await (const batch of readPartnerLines(opened, { mapping, cutOff: '24:00', tally })) {
      assert.deepEqual(batch.bad, []);
    }
    ensureControl(tally);
    return [tally.lines, tally.allVnd, tally.control?.lines ?? null];
  };
  assert.deepEqual(await read('full-day.csv'), [4, 1_989_250n, 4]);
  assert.deepEqual(await read('english-headers.csv'), [2, 1_378_150n, null]);
  assert.deepEqual(await read('own-columns.csv', own.mapping), [2, 1_378_150n, 2]);
});
