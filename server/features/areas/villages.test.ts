import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { one, run, transaction } from '../../platform/db.ts';
import { ensureUnits, firstDay } from '../companies/index.ts';
import { AppError } from '../../platform/errors.ts';
import { ensureVillages, importVillages, villageKey } from './index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const head = await signInAs(app, runtime, 'business_head');

async function meetVillage(communeCode: string, name: string, searchKey: string): Promise<string> {
  const { ids } = await transaction(db, (tx) =>
    ensureVillages(tx, [{ communeCode, name, searchKey }], firstDay),
  );
  return String(ids.get(villageKey({ communeCode, searchKey })));
}

test('villages met in addresses become suggestions, once per commune and name', async () => {
  const met = [
    { communeCode: '18073', name: 'Thôn 11', searchKey: 'thon 11' },
    { communeCode: '18073', name: 'THÔN 11', searchKey: 'thon 11' },
    { communeCode: '18823', name: 'Thôn 11', searchKey: 'thon 11' },
  ];
  const first = await transaction(db, (tx) => ensureVillages(tx, met, firstDay));
  assert.equal(first.made, 2);
  assert.equal(first.ids.size, 2);
  const again = await transaction(db, (tx) => ensureVillages(tx, met, '2026-01-01'));
  assert.deepEqual(again, { ids: first.ids, made: 0 });
  const { body } = await head.get('/villages?commune=18073');
  assert.deepEqual(
    body.rows.map((row: { name: string; status: string; communeName: string; validFrom: string }) => [
      row.name,
      row.status,
      row.communeName,
      row.validFrom,
    ]),
    [['Thôn 11', 'suggested', 'Phường Thành Sen', '2000-01-01']],
  );
});

test('staff confirm, rename and describe a village, and its old spelling still finds it', async () => {
  const id = await meetVillage('18196', 'Thon 14', 'thon 14');
  const put = await head.send('PUT', `/villages/${id}`, {
    status: 'confirmed',
    name: 'Thôn 14 (Đại Vượng)',
    settlement: 'remote',
    ethnicMinority: false,
    mobileCoverage: true,
    fibre: false,
    validFrom: '2018-01-01',
    validTo: null,
  });
  assert.equal(put.status, 200);
  assert.deepEqual(
    [put.body.status, put.body.settlement, put.body.fibre, put.body.confirmedBy, put.body.validFrom],
    ['confirmed', 'remote', false, head.login, '2018-01-01'],
  );
  assert.equal(await meetVillage('18196', 'Thôn 14', 'thon 14'), id);
  const partial = await head.send('PUT', `/villages/${id}`, { fibre: true });
  assert.deepEqual(
    [partial.body.fibre, partial.body.settlement, partial.body.confirmedBy],
    [true, 'remote', head.login],
  );
  const audit = await one(
    db,
    sql<{
      count: number;
    }>`select count(*)::int as count from audit_events where subject = ${`village:${id}`}`,
  );
  assert.equal(audit.count, 2);
});

test('a rejected village is given to nobody, and stays rejected when met again', async () => {
  const id = await meetVillage('18196', 'Số 5', 'so 5');
  await head.send('PUT', `/villages/${id}`, { status: 'rejected' });
  assert.equal(await meetVillage('18196', 'Số 5', 'so 5'), 'undefined');
});

test('wrong dates, unknown villages and unknown words are refused by name', async () => {
  const id = await meetVillage('18197', 'Xóm Mới', 'xom moi');
  const dates = await head.send('PUT', `/villages/${id}`, { validFrom: '2026-01-01', validTo: '2026-01-01' });
  assert.equal(dates.body.code, 'areas.empty_validity');
  assert.equal(
    (await head.send('PUT', '/villages/999999', { fibre: true })).body.code,
    'areas.unknown_village',
  );
  assert.equal(
    (await head.send('PUT', `/villages/${id}`, { settlement: 'ngoại ô' })).body.code,
    'request.invalid',
  );
  assert.equal(
    (await head.send('PUT', `/villages/${id}`, { wifi: true })).body.code,
    'request.unknown_field',
  );
});

test('staff of one unit see and change villages of the communes where their customers live', async () => {
  const { ids } = await transaction(db, (tx) =>
    ensureUnits(tx, [{ code: 'VU1', parentCode: null, kind: 'unit' }], firstDay),
  );
  const unitId = ids.get('VU1')!;
  await run(
    db,
    sql`insert into customers (code, name, address, search_key, org_unit_id, commune_code, kind, import_id)
        values ('PATEST0000001', 'Nguyễn Văn Thử', 'Thôn 1', 'nguyen van thu', ${unitId}, '18844', 'SH', 0)`,
  );
  const mine = await meetVillage('18844', 'Thôn 1', 'thon 1');
  const theirs = await meetVillage('18814', 'Thôn 1', 'thon 1');
  const unitStaff = await signInAs(app, runtime, 'unit_staff', unitId);
  const { body } = await unitStaff.get('/villages');
  assert.deepEqual(
    body.rows.map((row: { id: string }) => row.id),
    [mine],
  );
  assert.equal((await unitStaff.send('PUT', `/villages/${mine}`, { status: 'confirmed' })).status, 200);
  const foreign = await unitStaff.send('PUT', `/villages/${theirs}`, { status: 'confirmed' });
  assert.deepEqual([foreign.status, foreign.body.code], [403, 'staff.outside_scope']);
  const viewer = await signInAs(app, runtime, 'viewer');
  const refused = await viewer.send('PUT', `/villages/${mine}`, { status: 'rejected' });
  assert.equal(refused.body.code, 'staff.no_permission');
});

test('the list of villages can be saved as a spreadsheet', async () => {
  const answer = await head.download('/villages?format=xlsx');
  assert.equal(
    answer.headers['content-type'],
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
  assert.equal(answer.rawPayload.subarray(0, 2).toString(), 'PK');
});

const folder = mkdtempSync(join(tmpdir(), 'villages-'));
after(() => rmSync(folder, { recursive: true }));

async function importList(fileName: string, content: string | Buffer) {
  const path = join(folder, fileName);
  writeFileSync(path, content);
  return importVillages(db, {
    path,
    fileName,
    maxUnpackedBytes: 10_000_000,
    actor: 'cli',
    onDate: '2026-11-22',
  });
}

test('a list of villages confirms what it names, and repeating it changes nothing', async () => {
  const met = await meetVillage('18652', 'Thôn Tân Tiến', 'thon tan tien');
  const list = [
    '\ufeffMA_XA;TEN_THON;KHU_VUC;DAN_TOC_THIEU_SO;SONG_DI_DONG;CAP_QUANG;TU_NGAY',
    '18652;Thôn Tân Tiến;Nông thôn;Không;Có;Có;01/07/2025',
    '18652;Bản Rào Tre;vùng sâu, vùng xa;x;Không;;',
    '18652;THÔN TÂN TIẾN;;;;;',
    '99999;Thôn Lạ;;;;;',
    '18652;Thôn Sai;ngoại ô;;;;31/02/2026',
    ';;;;;;',
  ].join('\r\n');
  const first = await importList('thon.csv', list);
  const { rejections, ...counts } = first;
  assert.deepEqual(counts, { rows: 5, made: 1, changed: 1, unchanged: 0, rejected: 3 });
  assert.deepEqual(
    rejections.map(({ line, field, code }) => `${line} ${field} ${code}`),
    [
      '4 TEN_THON same_village',
      '5 MA_XA unknown_commune',
      '6 KHU_VUC unknown_word',
      '6 TU_NGAY impossible_date',
    ],
  );
  const { body } = await head.get('/villages?commune=18652&status=confirmed');
  assert.deepEqual(
    body.rows.map((row: Record<string, unknown>) => [
      row['name'],
      row['settlement'],
      row['ethnicMinority'],
      row['fibre'],
    ]),
    [
      ['Thôn Tân Tiến', 'rural', false, true],
      ['Bản Rào Tre', 'remote', true, null],
    ],
  );
  assert.equal(body.rows[0].id, met);
  const again = await importList('thon.csv', list);
  assert.deepEqual([again.made, again.changed, again.unchanged, again.rejected], [0, 0, 2, 3]);
});

test('the saved spreadsheet of villages can be brought in again and says nothing new', async () => {
  await importList(
    'them.csv',
    'MA_XA,TEN_THON,KHU_VUC\n18754,Thôn Một,Thành thị\n18754,Thôn Hai,Nông thôn\n',
  );
  const saved = await head.download('/villages?format=xlsx&commune=18754');
  const result = await importList('thon.xlsx', saved.rawPayload);
  assert.deepEqual([result.rows, result.unchanged, result.rejected], [2, 2, 0]);
});

test('a file that is no list of villages is refused by name', async () => {
  const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;
  await assert.rejects(importList('khac.csv', 'A,B\n1,2\n'), refused('files.missing_columns'));
  await assert.rejects(importList('trong.csv', ''), refused('files.empty'));
});
