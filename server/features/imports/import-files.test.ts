import assert from 'node:assert/strict';
import { createWriteStream, readFileSync, truncateSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { parseVnd } from '../../../core/money.ts';
import { billFile, customerFile } from '../../../test/support/cmis-files.ts';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { makeFolder, writeFileIn } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { many, one } from '../../platform/db.ts';
import { writeXlsx } from '../../platform/xlsx/writer.ts';
import { importFile } from './index.ts';

const folder = makeFolder();
const runtime = await openTestRuntime({ dataDir: folder, maxUploadBytes: 20_000_000 });
const { company } = runtime;
const samples = resolve(import.meta.dirname, '../../../data/cmis');
interface Answer {
  rows: number;
  accepted: number;
  rejected: number;
  unchanged?: number;
  totalAmount: number;
}
const expected = JSON.parse(readFileSync(join(samples, 'expected.json'), 'utf8')) as {
  bills: Record<string, Answer>;
};

afterEach(() => assertInvariants(company.db));

const bring = (kind: 'customers' | 'bills', path: string, more: object = {}) =>
  importFile(runtime, company, { kind, path, actor: 'test', ...more });
const bringText = (kind: 'customers' | 'bills', text: string | Buffer, more: object = {}, name = 'tep.csv') =>
  bring(kind, writeFileIn(folder, name, text), more);
const countRows = async (table: 'bills' | 'customers' | 'transfers' | 'imports' | 'bill_import_rows') =>
  (await one(company.db, sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`)).n;
const refused = (work: Promise<unknown>, code: string) => assert.rejects(work, { code });

test('the sample of customers makes the units it names, and says which', async () => {
  const result = await bring('customers', join(samples, 'khachhang.csv'));
  assert.deepEqual([result.rows, result.accepted, result.rejected], [3000, 3000, 0]);
  assert.equal(result.newUnits?.length, 10);
  const unit = await one(
    company.db,
    sql<{
      kind: string;
      to_be_named: boolean;
    }>`select kind, to_be_named from org_units where code = 'PA16HT'`,
  );
  assert.deepEqual(unit, { kind: 'unit', to_be_named: true });
  const again = await bring('customers', join(samples, 'khachhang.csv'));
  assert.deepEqual([again.accepted, again.unchanged, again.changed, again.newUnits], [0, 3000, 0, []]);
});

test('the samples of bills give exactly the expected answers, and nothing a second time', async () => {
  for (const [name, answer] of Object.entries(expected.bills)) {
    const result = await bring('bills', join(samples, name));
    const { rows, accepted, unchanged, changed, rejected, totalAmount } = result;
    assert.deepEqual(
      { rows, accepted, unchanged, changed, rejected, totalAmount },
      {
        rows: answer.rows,
        accepted: answer.accepted,
        unchanged: answer.unchanged ?? 0,
        changed: 0,
        rejected: answer.rejected,
        totalAmount: String(answer.totalAmount),
      },
      name,
    );
    const before = [await countRows('bills'), await countRows('transfers')];
    const again = await bring('bills', join(samples, name));
    assert.equal(again.accepted + again.changed, 0);
    assert.equal(again.unchanged, accepted + unchanged);
    assert.deepEqual([await countRows('bills'), await countRows('transfers')], before);
  }
  assert.equal(await countRows('bill_import_rows'), 0);
});

test('every rejected row of the faulty sample comes back with line, field, reason and the row', async () => {
  const { rejectedFile } = await bring('bills', join(samples, 'hoadon-2026-11-loi.csv'), { dryRun: true });
  const text = readFileSync(rejectedFile ?? '', 'utf8');
  assert.ok(text.startsWith('\ufeffline;field;reason;raw'));
  const rows = text.trimEnd().split('\r\n').slice(1);
  assert.deepEqual(
    [...new Set(rows.map((row) => Number(row.split(';')[0])))],
    [37, 91, 117, 133, 154, 216, 238, 331, 336, 354, 392],
  );
  assert.match(rows[0] ?? '', /^37;THANG;Tháng phải từ 1 đến 12;"96111060000007;PA16HK0000007;/);
});

test('the same bills as a spreadsheet, with numbers and real dates, give the same answers', async () => {
  const lines = readFileSync(join(samples, 'hoadon-2026-11-loi.csv'), 'utf8')
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n');
  const rows = lines.map((line) => line.split(';'));
  const [header = [], ...data] = rows;
  const path = join(folder, 'hoadon.xlsx');
  const isDate = (name: string) => name === 'NGAY_HDON' || name === 'HAN_TTOAN';
  const isNumber = (name: string) => /TIEN|KY|THANG|NAM|TYLE|TTHU|GTGT|ID_HDON/.test(name) && !isDate(name);
  await writeXlsx(createWriteStream(path), {
    fileName: 'hoadon.xlsx',
    sheets: [
      {
        name: 'HDN_HDON',
        title: 'Danh sách hóa đơn tháng 11',
        notes: ['Xuất từ CMIS'],
        columns: header.map((name) => ({
          header: name.toLowerCase(),
          kind: isDate(name) ? ('date' as const) : isNumber(name) ? ('integer' as const) : ('text' as const),
        })),
        rows: data.map((cells) =>
          cells.map((cell, index) => {
            const name = header[index] ?? '';
            if (isDate(name)) return isoOf(cell);
            const amount = parseVnd(cell, { allowNegative: true });
            return isNumber(name) && typeof amount === 'bigint' ? amount : cell;
          }),
        ),
      },
    ],
  });
  const result = await bring('bills', path);
  assert.deepEqual([result.rows, result.accepted, result.unchanged, result.rejected], [412, 0, 401, 11]);
});

function isoOf(date: string): string {
  const [day, month, year] = date.split('/');
  const iso = `${year}-${month}-${day}`;
  return Number.isNaN(Date.parse(iso)) || !new Date(iso).toISOString().startsWith(iso) ? date : iso;
}

test('a dry run says what would happen and leaves nothing', async () => {
  const before = [await countRows('bills'), await countRows('imports'), await countRows('transfers')];
  const result = await bringText('bills', billFile([{ id: 'DRY1', customer: 'PA16HT0000001', net: 1000 }]), {
    dryRun: true,
  });
  assert.deepEqual([result.accepted, result.totalAmount], [1, '1080']);
  assert.deepEqual(
    [await countRows('bills'), await countRows('imports'), await countRows('transfers')],
    before,
  );
});

test('control totals that disagree publish nothing, typed or in a trailer', async () => {
  const text = billFile([
    { id: 'CT1', customer: 'PA16HT0000001', net: 1000 },
    { id: 'CT2', customer: 'PA16CX0000002', net: 2000 },
  ]);
  const before = await countRows('bills');
  await refused(bringText('bills', text, { control: { rows: 3 } }), 'imports.control_disagrees');
  await refused(
    bringText('bills', text, { control: { rows: 2, totalVnd: 3241n } }),
    'imports.control_disagrees',
  );
  await refused(bringText('bills', `${text}TỔNG CỘNG,3,3240\n`), 'imports.control_disagrees');
  await refused(
    bringText('bills', `${text}TONG,2,3.240\n`, { control: { rows: 3 } }),
    'imports.controls_differ',
  );
  await refused(bringText('bills', `${text}TONG,hai,3.240\n`), 'imports.bad_trailer');
  await refused(bringText('bills', text.replace('CT2', 'TONG,1,1080\nCT2')), 'imports.rows_after_trailer');
  assert.equal(await countRows('bills'), before);
  const agreed = await bringText('bills', `${text}TONG;2;3.240`.replaceAll(',', ';'), {
    control: { rows: 2, totalVnd: 3240n },
  });
  assert.deepEqual([agreed.rows, agreed.accepted, agreed.totalAmount], [2, 2, '3240']);
  const kept = await one(
    company.db,
    sql<{ control_source: string; control_rows: number }>`
      select control_source, control_rows from imports order by id desc limit 1`,
  );
  assert.deepEqual(kept, { control_source: 'trailer', control_rows: 2 });
});

test('customers are added, changed and left alone by code; a file may leave optional cells empty', async () => {
  const first = await bringText(
    'customers',
    customerFile([{ code: 'PA77AA0000001' }, { code: 'PA77AA0000002' }]),
  );
  assert.deepEqual([first.accepted, first.newUnits], [2, ['PA77AA']]);
  const second = await bringText(
    'customers',
    customerFile([
      { code: 'PA77AA0000001', phone: '' },
      { code: 'pa77aa0000002 ', name: 'Lê Thị Bình', village: 'tdp 3' },
      { code: 'PA77AA0000003', unit: 'PA77BB' },
      { code: 'PA77AA0000003', unit: 'PA77BB' },
      { code: 'PA77AA0000003', unit: 'PA77BB', name: 'Ai Khác' },
      { code: '', unit: 'PA77BB' },
      { code: 'PA77AA0000004', unit: company.code },
    ]),
  );
  const { rows, accepted, unchanged, changed, rejected, newUnits } = second;
  assert.deepEqual([rows, accepted, unchanged, changed, rejected, newUnits], [7, 1, 2, 1, 3, ['PA77BB']]);
  const stored = await many(
    company.db,
    sql<{ code: string; name: string; phone: string; village: string }>`
      select c.code, c.name, c.phone, v.name as village from customers c left join villages v on v.id = c.village_id
      where c.code like 'PA77AA%' order by c.code`,
  );
  assert.deepEqual(stored, [
    { code: 'PA77AA0000001', name: 'Nguyễn Văn An', phone: '0908375770', village: 'Thôn 11' },
    { code: 'PA77AA0000002', name: 'Lê Thị Bình', phone: '0908375770', village: 'Tổ dân phố 3' },
    { code: 'PA77AA0000003', name: 'Nguyễn Văn An', phone: '0908375770', village: 'Thôn 11' },
  ]);
});

test('decomposed Vietnamese, tabs, UTF-16 and a header in another case are read alike', async () => {
  const text = customerFile([{ code: 'PA78AA0000001', name: 'Đặng Thị Ngọc Yến' }]);
  assert.equal((await bringText('customers', text)).accepted, 1);
  const tabs = text.normalize('NFD').toLowerCase().replace('đ', 'Đ').split('\n');
  const shuffled = tabs.map((line) => line.replaceAll(/,(?! )/g, '\t')).join('\r\n');
  const decomposed = shuffled.replaceAll(
    'đặng thị ngọc yến'.normalize('NFD'),
    'Đặng Thị Ngọc Yến'.normalize('NFD'),
  );
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  assert.equal((await bringText('customers', utf16)).unchanged, 1);
  const result = await bringText('customers', decomposed);
  assert.deepEqual([result.rows, result.rejected], [1, 0]);
});

test('a file that is not what it says is refused by name, and the next import works', async () => {
  const before = [await countRows('bills'), await countRows('customers')];
  const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj');
  const good = billFile([{ id: 'OK1', customer: 'PA16HT0000001', net: 1000 }]);
  const latin = Buffer.from(customerFile([{ code: 'PA16HT0000009', name: 'José' }]), 'latin1');
  await refused(bringText('bills', pdf), 'files.not_what_it_says');
  await refused(bringText('bills', pdf, {}, 'hoadon.pdf'), 'files.unknown_format');
  await refused(bringText('bills', '<html><body>Hết phiên</body></html>'), 'files.not_what_it_says');
  await refused(bringText('bills', good, {}, 'hoadon.xlsx'), 'files.not_what_it_says');
  await refused(
    bringText('bills', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), {}, 'cu.xls'),
    'files.unknown_format',
  );
  await refused(bringText('bills', Buffer.from([1, 0, 2, 0, 3])), 'files.not_what_it_says');
  await refused(bringText('customers', latin), 'files.not_utf8');
  await refused(bringText('bills', ''), 'files.empty');
  await refused(bringText('bills', good.split('\n')[0] ?? ''), 'files.empty');
  await refused(bringText('bills', good.replace('TONG_TIEN', 'TONG')), 'files.missing_columns');
  await refused(bringText('bills', good.replace('TYLE_THUE', 'SO_TIEN')), 'files.missing_columns');
  await refused(bringText('bills', 'xin chào\n'), 'files.missing_columns');
  await refused(bring('bills', join(folder, 'khong-co.csv')), 'files.unreadable');
  await refused(bring('bills', folder), 'files.unreadable');
  assert.deepEqual([await countRows('bills'), await countRows('customers')], before);
  assert.equal((await bringText('bills', good, { dryRun: true })).accepted, 1);
});

test('a truncated file is refused, whether its last line is cut in a quote or short of cells', async () => {
  const bills = billFile([
    { id: 'TR1', customer: 'PA16HT0000001', net: 1000 },
    { id: 'TR2', customer: 'PA16HT0000001', net: 1000 },
  ]);
  await refused(bringText('bills', bills.slice(0, -30)), 'files.truncated');
  const customers = customerFile([{ code: 'PA79AA0000001' }, { code: 'PA79AA0000002' }]);
  await refused(bringText('customers', customers.slice(0, customers.lastIndexOf('Sen'))), 'files.truncated');
  assert.equal((await bringText('bills', bills.trimEnd(), { dryRun: true })).accepted, 2);
});

test('ten gigabytes are refused before they are read', async () => {
  const path = writeFileIn(folder, 'to.csv', 'x');
  truncateSync(path, 10 * 1024 ** 3);
  const before = await countRows('imports');
  const started = performance.now();
  await refused(bring('bills', path), 'imports.too_large');
  assert.ok(performance.now() - started < 1000);
  assert.equal(await countRows('imports'), before);
});

test('rows lost in a crash of the database fail the import instead of publishing half of it', async () => {
  const { publishImport } = await import('./publish-import.ts');
  const { checkImport } = await import('./check-import.ts');
  const { insertImport, findImport } = await import('./queries.ts');
  const path = writeFileIn(
    folder,
    'mat.csv',
    billFile([{ id: 'LOST1', customer: 'PA16HT0000001', net: 1000 }]),
  );
  const none = { source: 'none', rows: null, totalVnd: null } as const;
  const importId = await insertImport(company.db, {
    kind: 'bills',
    fileName: 'mat.csv',
    state: 'checking',
    control: none,
    by: 't',
  });
  await checkImport(company.db, {
    importId,
    kind: 'bills',
    source: { path, fileName: 'mat.csv', maxUnpackedBytes: 1e6 },
  });
  await runAsOwner(runtime, company, 'truncate bill_import_rows');
  const publish = () =>
    publishImport(company.db, {
      importId,
      by: 't',
      withoutTotals: true,
      businessOn: '2026-11-22',
      now: new Date(),
    });
  await refused(publish(), 'imports.staging_lost');
  assert.equal((await findImport(company.db, importId))?.state, 'failed');
  await refused(publish(), 'imports.not_checked');
});
