import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atEnd } from '../../../test/support/at-end.ts';
import { billFile, customerFile } from '../../../test/support/cmis-files.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeFolder, writeFileIn } from '../../../test/support/files.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { findUnit } from '../companies/index.ts';
import { importFile } from '../imports/index.ts';
import { readSheet } from '../../../test/support/sheet.ts';

const folder = makeFolder();
const runtime = await openTestRuntime({ dataDir: folder });
const app = await createApp(runtime);
atEnd(() => app.close());
const bring = (kind: 'customers' | 'bills', text: string) =>
  importFile(runtime, runtime.company, { kind, path: writeFileIn(folder, 'tep.csv', text), actor: 'test' });
await bring(
  'customers',
  customerFile([
    { code: 'PA16HT0000001', name: 'Đặng Thị Ngọc Yến' },
    { code: 'PA16HT0000002', name: 'Nguyễn Văn An' },
    { code: 'PA16CX0000003', name: 'Đặng Văn Bình' },
    { code: 'PA16CX0000004', name: 'Trần 100% Tốt' },
  ]),
);
const head = await signInAs(app, runtime, 'business_head');
const unit = await findUnit(runtime.company.db, 'PA16HT', '2026-11-22');
const unitStaff = await signInAs(app, runtime, 'unit_staff', unit?.id ?? null);
const codes = (body: { rows: { code: string }[] }) => body.rows.map(({ code }) => code);

test('customers are found by name without marks, by code and by last digits, page by page', async () => {
  const find = async (query: string) => codes((await head.get(`/customers?${query}`)).body);
  assert.deepEqual(await find('query=dang'), ['PA16CX0000003', 'PA16HT0000001']);
  assert.deepEqual(await find(`query=${encodeURIComponent('yến ĐẶNG')}`), ['PA16HT0000001']);
  assert.deepEqual(await find('query=pa16ht'), ['PA16HT0000001', 'PA16HT0000002']);
  assert.deepEqual(await find('query=0003'), ['PA16CX0000003']);
  assert.deepEqual(await find(`query=${encodeURIComponent('100%')}`), ['PA16CX0000004']);
  assert.deepEqual(await find('query=%25%25'), []);
  assert.deepEqual(await find('unit=PA16CX&commune=18073'), ['PA16CX0000003', 'PA16CX0000004']);
  const page = (await head.get('/customers?limit=3')).body;
  assert.equal(page.next, 'PA16HT0000001');
  assert.deepEqual(codes((await head.get(`/customers?limit=3&after=${page.next}`)).body), ['PA16HT0000002']);
});

test('one customer shows unit, book, village, masked phone and what is open', async () => {
  await bring('bills', billFile([{ id: 'H1', customer: 'PA16HT0000002', net: 100_000 }]));
  const { body } = await head.get('/customers/pa16ht0000002');
  assert.deepEqual(
    [body.unit.code, body.book.code, body.commune.code, body.village.name, body.village.status],
    ['PA16HT', 'BPA16HT01', '18073', 'Thôn 11', 'suggested'],
  );
  assert.deepEqual(
    [body.phone, body.effectiveOn, body.openAmount, body.creditAmount],
    ['*******770', '2018-09-04', '108000', '0'],
  );
});

test('the bills of a customer show every version and what each corrects', async () => {
  await bring(
    'bills',
    billFile([
      { id: 'H2', customer: 'PA16HT0000001', net: 100_000 },
      { id: 'H3', customer: 'PA16HT0000001', month: 9, net: 5_000 },
    ]),
  );
  await bring('bills', billFile([{ id: 'H2', customer: 'PA16HT0000001', net: 90_000 }]));
  const { rows } = (await head.get('/customers/PA16HT0000001/bills')).body;
  assert.deepEqual(
    rows.map((row: Record<string, unknown>) => [
      row['externalId'],
      row['period'],
      row['version'],
      row['correctsExternalVersion'],
      row['total'],
      row['state'],
    ]),
    [
      ['H3', '2026-09', 1, null, '5400', 'open'],
      ['H2', '2026-08', 2, 1, '97200', 'open'],
      ['H2', '2026-08', 1, null, '108000', 'cancelled'],
    ],
  );
  assert.equal((await head.download('/customers/PA16HT0000001/bills?format=xlsx')).statusCode, 200);
});

test('someone of one unit sees that unit’s customers only', async () => {
  assert.deepEqual(codes((await unitStaff.get('/customers')).body), ['PA16HT0000001', 'PA16HT0000002']);
  assert.equal((await unitStaff.get('/customers/PA16CX0000003')).body.code, 'staff.outside_scope');
  assert.equal((await unitStaff.get('/customers/PA16CX0000003/bills')).status, 403);
  assert.equal((await unitStaff.get('/customers?unit=PA16CX')).body.code, 'staff.outside_scope');
  assert.equal((await head.get('/customers/PA16HT9999999')).body.code, 'customers.unknown');
});

test('the list is exported as a workbook with the same rows', async () => {
  const answer = await unitStaff.download('/customers?format=xlsx');
  const rows = await readSheet(answer.rawPayload);
  assert.deepEqual(
    rows.slice(-2).map(([code, name]) => [code, name]),
    [
      ['PA16HT0000001', 'Đặng Thị Ngọc Yến'],
      ['PA16HT0000002', 'Nguyễn Văn An'],
    ],
  );
});
