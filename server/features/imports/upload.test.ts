import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { atEnd } from '../../../test/support/at-end.ts';
import { billFile, customerFile } from '../../../test/support/cmis-files.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { run } from '../../platform/db.ts';
import { addStaff } from '../staff/index.ts';
import { checkUpload } from './index.ts';

const folder = makeFolder();
const runtime = await openTestRuntime({ dataDir: folder, maxUploadBytes: 1_000_000 });
const { company } = runtime;
const app = await createApp(runtime);
const head = await signInAs(app, runtime, 'business_head');
const accountant = await signInAs(app, runtime, 'accountant');
const samples = resolve(import.meta.dirname, '../../../data/cmis');
afterEach(() => assertInvariants(company.db));
atEnd(() => app.close());

await addStaff(runtime.platform, company, {
  login: 'nguoi.tai',
  displayName: 'Người Tải',
  password: 'mat-khau',
  role: 'business_head',
  unitId: null,
});
const session = await app.inject({
  method: 'POST',
  url: '/api/session',
  payload: { login: 'nguoi.tai', password: 'mat-khau' },
});
const cookie = session.cookies[0]!;
const headers = {
  cookie: `${cookie.name}=${cookie.value}`,
  'x-csrf-token': session.json<{ csrfToken: string }>().csrfToken,
  'content-type': 'application/octet-stream',
};

await app.listen({ port: 0, host: '127.0.0.1' });

/** Uploads as the console does, and then runs the job that the upload asked for. */
async function upload(query: string, body: string | Buffer): Promise<string> {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/imports?${query}`,
    headers,
    payload: Readable.from([Buffer.from(body)]),
  });
  assert.equal(answer.statusCode, 202, answer.body);
  const { id } = answer.json<{ id: string }>();
  await checkUpload(runtime, company, BigInt(id));
  return id;
}
const read = async (id: string) => (await head.get(`/imports/${id}`)).body;

test('customers and bills go from upload through a second look to publication', async () => {
  const customers = await upload(
    'kind=customers&fileName=khachhang.csv',
    readFileSync(join(samples, 'khachhang.csv')),
  );
  const checked = await read(customers);
  assert.deepEqual(
    [checked.state, checked.rows, checked.accepted, checked.newUnits.length],
    ['checked', 3000, 3000, 10],
  );
  assert.equal(checked.bytesRead, checked.bytes);
  assert.equal(
    (await head.send('POST', `/imports/${customers}/publish`, {})).body.code,
    'imports.not_totalled',
  );
  assert.equal(
    (await accountant.send('PUT', `/imports/${customers}/control`, { rows: 2999 })).body.control.agree,
    false,
  );
  assert.equal(
    (await head.send('POST', `/imports/${customers}/publish`, {})).body.code,
    'imports.control_disagrees',
  );
  await accountant.send('PUT', `/imports/${customers}/control`, { rows: 3000 });
  assert.equal((await accountant.send('POST', `/imports/${customers}/publish`, {})).status, 403);
  const published = (await head.send('POST', `/imports/${customers}/publish`, {})).body;
  assert.deepEqual(
    [published.state, published.createdBy, published.publishedBy],
    ['published', 'nguoi.tai', head.login],
  );
  assert.equal(
    (await head.send('POST', `/imports/${customers}/publish`, {})).body.code,
    'imports.not_checked',
  );

  const query = 'kind=bills&fileName=hoadon-2026-08.csv&rows=3000&total=2603713896';
  const bills = await upload(query, readFileSync(join(samples, 'hoadon-2026-08.csv')));
  assert.deepEqual((await read(bills)).control, {
    source: 'typed',
    rows: 3000,
    total: '2603713896',
    agree: true,
  });
  assert.equal((await head.send('POST', `/imports/${bills}/publish`)).body.state, 'published');
  assert.deepEqual(
    existsSync(join(folder, 'uploads', company.code))
      ? readdirSync(join(folder, 'uploads', company.code))
      : [],
    [],
  );
  const list = (await head.get('/imports')).body;
  assert.deepEqual(
    list.rows.map((row: { id: string }) => row.id),
    [bills, customers],
  );
});

test('rejected rows are read page by page, as CSV and as XLSX', async () => {
  const id = await upload(
    'kind=bills&fileName=loi.csv',
    readFileSync(join(samples, 'hoadon-2026-11-loi.csv')),
  );
  const row = await read(id);
  assert.deepEqual(
    [row.state, row.rows, row.accepted, row.unchanged, row.rejected, row.total],
    ['checked', 412, 400, 1, 11, '457010532'],
  );
  const { rows, next } = (await head.get(`/imports/${id}/rejections`)).body;
  assert.equal(next, null);
  assert.deepEqual([rows[0].line, rows[0].field, rows[0].reason], [37, 'THANG', 'Tháng phải từ 1 đến 12']);
  const rest = (await head.get(`/imports/${id}/rejections?after=37~THANG~month_out_of_range`)).body.rows;
  assert.equal(rest.length, rows.length - 1);
  const csv = await head.download(`/imports/${id}/rejections.csv`);
  assert.ok(csv.body.startsWith('\ufeffline;field;reason;raw'));
  const xlsx = await head.download(`/imports/${id}/rejections?format=xlsx`);
  assert.equal(xlsx.rawPayload.subarray(0, 2).toString(), 'PK');
  assert.equal((await head.download('/imports?format=xlsx')).statusCode, 200);
  assert.equal((await head.send('POST', `/imports/${id}/abandon`)).body.state, 'abandoned');
  assert.equal(
    (await head.send('POST', `/imports/${id}/publish`, { withoutTotals: true })).body.code,
    'imports.not_checked',
  );
});

test('two files with the same bills, both checked before either is published, publish each bill once', async () => {
  const text = billFile([{ id: 'TWICE', customer: 'PA16HT0000001', net: 1000 }]);
  const [first, second] = [
    await upload('kind=bills&fileName=a.csv', text),
    await upload('kind=bills&fileName=b.csv', text),
  ];
  const publish = (id: string) => head.send('POST', `/imports/${id}/publish`, { withoutTotals: true });
  const answers = await Promise.all([publish(first), publish(second)]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  );
  assert.deepEqual(
    answers.map(({ body }) => body.accepted + body.unchanged),
    [1, 1],
  );
  assert.equal(
    answers.reduce((sum, { body }) => sum + body.accepted, 0),
    1,
  );
});

test('a file that is not what it says fails its import with a reason, and the next upload works', async () => {
  const id = await upload('kind=bills&fileName=hoadon.csv', '%PDF-1.7 nothing here');
  const { state, failure } = await read(id);
  assert.equal(state, 'failed');
  assert.equal(failure.code, 'files.not_what_it_says');
  assert.deepEqual(failure.params, { says: 'csv', is: 'pdf' });
  const cut = await upload(
    'kind=customers&fileName=k.csv',
    customerFile([{ code: 'PA16HT0000001' }]).slice(0, -60),
  );
  assert.equal((await read(cut)).failure.code, 'files.truncated');
});

test('an upload over the limit is refused, announced or not, and leaves no file', async () => {
  const announced = await app.inject({
    method: 'POST',
    url: '/api/imports?kind=bills&fileName=to.csv',
    headers: { ...headers, 'content-length': String(10 * 1024 ** 3) },
    payload: 'x',
  });
  assert.deepEqual([announced.statusCode, announced.json().code], [413, 'imports.too_large']);
  const endless = Readable.from(
    (function* () {
      for (let i = 0; i < 100; i++) yield Buffer.alloc(65_536, 0x41);
    })(),
  );
  const streamed = await app.inject({
    method: 'POST',
    url: '/api/imports?kind=bills&fileName=to.csv',
    headers,
    payload: endless,
  });
  assert.deepEqual([streamed.statusCode, streamed.json().code], [413, 'imports.too_large']);
  assert.equal((await head.get('/imports')).body.rows[0].failure.code, 'imports.too_large');
  assert.deepEqual(readdirSync(join(folder, 'uploads', company.code)), []);
});

test('a sender of too much over a real connection reads why it was refused', async () => {
  const status = await new Promise<number | undefined>((done, failed) => {
    const call = request({
      port: (app.server.address() as AddressInfo).port,
      method: 'POST',
      path: '/api/imports?kind=bills&fileName=to.csv',
      headers,
    });
    call.on('response', (response) => done(response.resume().statusCode));
    call.on('error', failed);
    for (let i = 0; i < 20; i++) call.write(Buffer.alloc(65_536, 0x41));
    call.end();
  });
  assert.equal(status, 413);
});

test('an upload that breaks off over a real connection fails its import', async () => {
  const { port } = app.server.address() as AddressInfo;
  const call = request({
    port,
    method: 'POST',
    path: '/api/imports?kind=bills&fileName=dut.csv',
    headers: { ...headers, 'content-length': '500000' },
  });
  call.on('error', () => undefined);
  call.write('ID_HDON,MA_KHANG');
  await waitFor(async () => (await head.get('/imports')).body.rows[0].fileName === 'dut.csv');
  call.destroy();
  await waitFor(async () => (await head.get('/imports')).body.rows[0].state === 'failed');
  assert.equal((await head.get('/imports')).body.rows[0].failure.code, 'imports.upload_broken');
});

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  assert.fail('the condition never came true');
}

const fallSilent = (id: string) =>
  run(company.db, sql`update imports set progress_at = now() - interval '5 minutes' where id = ${id}`);

test('an upload whose check was interrupted is checked anew, and given up after three times', async () => {
  const text = billFile([{ id: 'AGAIN', customer: 'PA16HT0000001', net: 1000 }]);
  const answer = await app.inject({
    method: 'POST',
    url: '/api/imports?kind=bills&fileName=lai.csv',
    headers,
    payload: text,
  });
  const { id } = answer.json<{ id: string }>();
  for (let attempt = 0; attempt < 3; attempt++) {
    await fallSilent(id);
    assert.equal((await read(id)).state, 'checking');
  }
  await checkUpload(runtime, company, BigInt(id));
  assert.deepEqual([(await read(id)).state, (await read(id)).accepted], ['checked', 1]);
  const other = await app.inject({
    method: 'POST',
    url: '/api/imports?kind=bills&fileName=lai.csv',
    headers,
    payload: text,
  });
  const otherId = other.json<{ id: string }>().id;
  for (let attempt = 0; attempt < 4; attempt++) {
    await fallSilent(otherId);
    await read(otherId);
  }
  const { state, failure } = await read(otherId);
  assert.deepEqual([state, failure.code], ['failed', 'imports.interrupted']);
  assert.match(failure.detail, /tải lại tệp/);
  assert.deepEqual(readdirSync(join(folder, 'uploads', company.code)), []);
});

test('an import of the command line that was interrupted is failed and says what to do', async () => {
  await run(
    company.db,
    sql`insert into imports (kind, file_name, state, created_by, progress_at)
        values ('bills', 'lau.csv', 'checking', 't', now() - interval '5 minutes')`,
  );
  const [row] = (await head.get('/imports')).body.rows;
  assert.deepEqual([row.fileName, row.state, row.failure.code], ['lau.csv', 'failed', 'imports.interrupted']);
});

test('imports are refused to those who may not see the whole company, and unknown ones by name', async () => {
  const viewer = await signInAs(app, runtime, 'viewer');
  assert.equal((await viewer.get('/imports')).status, 403);
  assert.equal((await head.get('/imports/999999')).body.code, 'imports.unknown');
  const wrong = await app.inject({
    method: 'POST',
    url: '/api/imports?kind=anything&fileName=x',
    headers,
    payload: 'x',
  });
  assert.equal(wrong.statusCode, 400);
});
