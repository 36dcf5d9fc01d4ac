import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { one, run, transaction } from '../../platform/db.ts';
import { ensureUnits, firstDay } from '../companies/index.ts';
import { ensureVillages, villageKey } from './index.ts';

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
