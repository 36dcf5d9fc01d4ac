import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestRuntime } from '../../../test/support/database.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { describeCommune, formerDistrictsOf, loadAreas } from './index.ts';
import { countAreas, listProvinces } from './queries.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const head = await signInAs(app, runtime, 'business_head');

test('all areas and mappings are loaded, and loading them again does nothing', async () => {
  assert.deepEqual(await countAreas(db), { areas: 34 + 3_321 + 63 + 696 + 10_035, mappings: 10_040 });
  assert.deepEqual(await loadAreas(runtime), { loaded: false });
});

test('names are stored composed, and a province is found in both eras', async () => {
  for (const era of ['present', 'former'] as const) {
    const provinces = await listProvinces(db, era);
    assert.ok(provinces.every(({ full_name }) => full_name === full_name.normalize('NFC')));
    assert.equal(provinces.find(({ code }) => code === '42')?.full_name, 'Tỉnh Hà Tĩnh');
  }
  const { body } = await head.get('/areas/provinces?era=former');
  assert.equal(body.rows.length, 63);
});

test('communes are found by part of their name, typed without marks, in the era asked for', async () => {
  const today = await head.get('/areas/communes?province=42&query=thanh%20sen');
  assert.deepEqual(today.body, {
    rows: [
      {
        code: '18073',
        name: 'Phường Thành Sen',
        district: null,
        province: { code: '42', name: 'Tỉnh Hà Tĩnh' },
      },
    ],
    next: null,
  });
  const before = await head.get('/areas/communes?era=former&province=42&query=Nam%20Hà');
  assert.deepEqual(before.body.rows[0]?.district, { code: '436', name: 'Thành phố Hà Tĩnh' });
});

test('a long list comes in pages that neither repeat nor skip', async () => {
  const codes: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const { body } = await head.get(`/areas/communes?era=former&province=02&after=${next || '0'}`);
    codes.push(...body.rows.map((row: { code: string }) => row.code));
    next = body.next;
  }
  assert.equal(new Set(codes).size, codes.length);
  assert.equal(codes.length, 193);
});

test('a commune is followed from before to today and back, and a split says that it is undecided', async () => {
  const to = await head.get('/areas/mappings?former=00712');
  assert.deepEqual(to.body.rows[0], {
    formerCode: '00712',
    formerName: 'Thị trấn Phó Bảng',
    formerDistrict: 'Huyện Đồng Văn',
    presentCode: '00745',
    presentName: 'Xã Phó Bảng',
    decided: true,
  });
  const from = await head.get('/areas/mappings?present=00745');
  assert.equal(from.body.rows.length, 4);
  const split = await head.get('/areas/mappings?former=00166');
  assert.deepEqual(
    split.body.rows.map((row: { presentName: string; decided: boolean }) => [row.presentName, row.decided]),
    [
      ['Phường Nghĩa Đô', false],
      ['Phường Cầu Giấy', false],
    ],
  );
  assert.equal((await head.get('/areas/mappings?former=99999')).body.code, 'areas.unknown');
  assert.equal((await head.get('/areas/mappings')).status, 400);
  assert.equal((await head.get('/areas/mappings?former=00166&present=00745')).status, 400);
});

test('splits and communes that span districts are listed, not guessed', async () => {
  const { body } = await head.get('/areas/undecided');
  assert.deepEqual(
    body.rows.map((row: { formerCode: string; reason: string }) => `${row.formerCode} ${row.reason}`),
    [
      '00166 split',
      '00167 split',
      '03766 split',
      '20200 split',
      '23938 unmapped',
      '24221 split',
      '25996 split',
    ],
  );
  assert.equal(body.spanning.length, 194 + 6);
  const hanoi = await head.get('/areas/undecided?province=01');
  assert.equal(hanoi.body.rows.length, 2);
});

test('a present commune has one former district only where all its former communes lie in it', async () => {
  const districts = await formerDistrictsOf(db, ['00745', '19742', '00160', '18196']);
  assert.equal(districts.get('00745')?.name, 'Huyện Đồng Văn');
  assert.equal(districts.get('18196')?.name, 'Huyện Hương Sơn');
  assert.equal(districts.has('00160'), false);
  assert.equal(districts.has('19742'), false);
  const { body } = await head.get('/areas/undecided?province=42');
  for (const row of body.spanning as { presentCode: string }[]) {
    assert.equal((await formerDistrictsOf(db, [row.presentCode])).size, 0);
  }
});

test('a commune code is described with its province, the present one first', async () => {
  assert.equal((await describeCommune(db, '18073'))?.full_name, 'Phường Thành Sen');
  assert.equal((await describeCommune(db, '18073', 'former'))?.district_name, 'Thành phố Hà Tĩnh');
  assert.equal(await describeCommune(db, '99999'), undefined);
});

test('every list of areas can be saved as a spreadsheet', async () => {
  for (const url of [
    '/areas/communes?era=former',
    '/areas/mappings?present=00745',
    '/areas/undecided',
    '/units',
  ]) {
    const answer = await head.download(`${url}${url.includes('?') ? '&' : '?'}format=xlsx`);
    assert.deepEqual([answer.statusCode, answer.rawPayload.subarray(0, 2).toString()], [200, 'PK'], url);
  }
});
