import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { many, one, transaction } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import {
  addCompany,
  ensureUnits,
  findUnit,
  firstDay,
  getUnit,
  listUnitsBelow,
  readSettings,
} from './index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const head = await signInAs(app, runtime, 'business_head');

/** A unit with one book, under codes of the test's own. */
async function makeUnit(code: string): Promise<{ unitId: bigint; bookId: bigint }> {
  const { ids } = await transaction(db, (tx) =>
    ensureUnits(
      tx,
      [
        { code: `${code}B`, parentCode: code, kind: 'book' },
        { code, parentCode: null, kind: 'unit' },
      ],
      firstDay,
    ),
  );
  return { unitId: ids.get(code)!, bookId: ids.get(`${code}B`)! };
}

/** Without who changed them. */
function settingsOf({ changes: _, ...settings }: Record<string, unknown>): Record<string, unknown> {
  return settings;
}

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof AppError && error.code === code;
}

test('units met in a file are made once, in one go, under the company or under each other', async () => {
  const wanted = [
    { code: 'A01B1', parentCode: 'A01', kind: 'book' as const },
    { code: 'A01', parentCode: null, kind: 'unit' as const },
    { code: 'A01B1', parentCode: 'A01', kind: 'book' as const },
  ];
  const first = await transaction(db, (tx) => ensureUnits(tx, wanted, firstDay));
  assert.deepEqual(first.made, ['A01', 'A01B1']);
  const again = await transaction(db, (tx) => ensureUnits(tx, wanted, firstDay));
  assert.deepEqual(again, { ids: first.ids, made: [] });
  const unit = await getUnit(db, 'A01', '2026-09-01');
  assert.deepEqual([unit.name, unit.parent_code, unit.to_be_named], ['A01', 'PCTEST', true]);
  const below = await listUnitsBelow(db, first.ids.get('A01')!, '2026-09-01');
  assert.deepEqual(below.length, 2);
});

test('two imports that meet the same units at once do not trip over each other', async () => {
  const units = Array.from({ length: 40 }, (_, i) => ({
    code: `RACE${i}`,
    parentCode: null,
    kind: 'unit' as const,
  }));
  const results = await Promise.all(
    [units, [...units].reverse(), units].map((list) =>
      transaction(db, (tx) => ensureUnits(tx, list, firstDay)),
    ),
  );
  assert.equal(
    results.reduce((sum, { made }) => sum + made.length, 0),
    40,
  );
  assert.deepEqual(results[0]!.ids.get('RACE7'), results[1]!.ids.get('RACE7'));
});

test('a unit under a parent nobody knows, and a code of another kind, are refused whole', async () => {
  await makeUnit('KIND');
  const make = (unit: { code: string; parentCode: string | null; kind: 'unit' | 'book' }) =>
    transaction(db, (tx) => ensureUnits(tx, [unit], firstDay));
  await assert.rejects(
    make({ code: 'X1', parentCode: 'NOBODY', kind: 'unit' }),
    refusal('companies.unknown_unit'),
  );
  await assert.rejects(
    make({ code: 'KIND', parentCode: null, kind: 'book' }),
    refusal('companies.wrong_kind'),
  );
  await assert.rejects(
    make({ code: 'X2', parentCode: 'KINDB', kind: 'unit' }),
    refusal('companies.wrong_parent'),
  );
  assert.equal(await findUnit(db, 'X1', firstDay), undefined);
});

test('a name given from a day on leaves earlier days as they were', async () => {
  await makeUnit('NAME');
  const put = await head.send('PUT', '/units/NAME', { name: ' Đội  Thạch Hà ', from: '2025-07-01' });
  assert.equal(put.status, 200);
  assert.deepEqual(
    [put.body.name, put.body.toBeNamed, put.body.validFrom, put.body.validTo],
    ['Đội Thạch Hà', false, '2025-07-01', null],
  );
  const before = await head.get('/units?on=2025-06-30');
  assert.equal(before.body.rows.find((row: { code: string }) => row.code === 'NAME').name, 'NAME');
  const again = await head.send('PUT', '/units/NAME', { name: 'Đội Thạch Hà', from: '2025-07-01' });
  assert.equal(again.status, 200);
  const corrected = await head.send('PUT', '/units/NAME', { name: 'Đội Thạch Hà 1', from: '2025-07-01' });
  assert.equal(corrected.body.name, 'Đội Thạch Hà 1');
  const audit = await one(
    db,
    sql<{ count: number; actor: string }>`
      select count(*)::int as count, min(actor) as actor from audit_events where subject = 'unit:NAME'`,
  );
  assert.deepEqual(audit, { count: 2, actor: head.login });
});

test('a unit moves with all that is below it, and the tree of the day before still stands', async () => {
  const { unitId: oldHome, bookId } = await makeUnit('OLDHOME');
  const { unitId: newHome } = await makeUnit('NEWHOME');
  const moved = await head.send('PUT', '/units/OLDHOMEB', { parentCode: 'NEWHOME', from: '2026-03-01' });
  assert.equal(moved.body.parentCode, 'NEWHOME');
  assert.ok((await listUnitsBelow(db, newHome, '2026-03-01')).includes(bookId));
  assert.ok(!(await listUnitsBelow(db, oldHome, '2026-03-01')).includes(bookId));
  assert.ok((await listUnitsBelow(db, oldHome, '2026-02-28')).includes(bookId));
});

test('circles, moves of the company, days before a unit stood, and overlaps are refused by name', async () => {
  await makeUnit('TOP');
  await makeUnit('SUB');
  assert.equal((await head.send('PUT', '/units/SUB', { parentCode: 'TOP', from: '2026-01-01' })).status, 200);
  const refuse = async (code: string, body: object): Promise<string> =>
    (await head.send('PUT', `/units/${code}`, body)).body.code;
  assert.equal(await refuse('TOP', { parentCode: 'SUB', from: '2026-02-01' }), 'companies.unit_circle');
  assert.equal(await refuse('TOP', { parentCode: 'TOP', from: '2026-02-01' }), 'companies.unit_circle');
  assert.equal(await refuse('TOP', { parentCode: 'SUBB', from: '2026-02-01' }), 'companies.wrong_parent');
  assert.equal(await refuse('PCTEST', { parentCode: 'TOP', from: '2026-02-01' }), 'companies.root_stays');
  assert.equal(await refuse('TOP', { name: 'Sớm quá', from: '1999-12-31' }), 'companies.unknown_unit');
  assert.equal(await refuse('KHONGCO', { name: 'Không', from: '2026-01-01' }), 'companies.unknown_unit');
  await head.send('PUT', '/units/TOP', { name: 'Tên sau này', from: '2027-01-01' });
  assert.equal(await refuse('TOP', { name: 'Tên bây giờ', from: '2026-06-01' }), 'companies.change_overlaps');
  assert.equal((await getUnit(db, 'TOP', '2026-12-31')).name, 'TOP');
});

test('two moves that would make a circle together cannot both happen', async () => {
  await makeUnit('LEFT');
  await makeUnit('RIGHT');
  const answers = await Promise.all([
    head.send('PUT', '/units/LEFT', { parentCode: 'RIGHT', from: '2026-01-01' }),
    head.send('PUT', '/units/RIGHT', { parentCode: 'LEFT', from: '2026-01-01' }),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 422]);
});

test('staff of one unit see and change only what lies in it; a viewer changes nothing', async () => {
  const { unitId } = await makeUnit('MINE');
  await makeUnit('THEIRS');
  const unitStaff = await signInAs(app, runtime, 'unit_staff', unitId);
  const seen = await unitStaff.get('/units');
  assert.deepEqual(seen.body.rows.map((row: { code: string }) => row.code).sort(), ['MINE', 'MINEB']);
  const foreign = await unitStaff.send('PUT', '/units/THEIRS', { name: 'Lấn', from: '2026-01-01' });
  assert.equal(foreign.body.code, 'staff.outside_scope');
  const away = await unitStaff.send('PUT', '/units/MINEB', { parentCode: 'THEIRS', from: '2026-01-01' });
  assert.equal(away.body.code, 'staff.outside_scope');
  const settings = await unitStaff.send('PUT', '/settings', { oldestFirst: true });
  assert.equal(settings.body.code, 'staff.outside_scope');
  const viewer = await signInAs(app, runtime, 'viewer');
  const refused = await viewer.send('PUT', '/units/MINE', { name: 'Xem thôi', from: '2026-01-01' });
  assert.deepEqual([refused.status, refused.body.code], [403, 'staff.no_permission']);
  assert.equal((await app.inject({ url: '/api/units' })).statusCode, 401);
});

test('settings change one by one; only what is new is written down', async () => {
  const { changes: none, ...before } = (await head.get('/settings')).body;
  assert.deepEqual([before.oldestFirst, none], [false, []]);
  const after = (await head.send('PUT', '/settings', { oldestFirst: true, noGaps: false })).body;
  assert.deepEqual(settingsOf(after), { ...before, oldestFirst: true });
  const money = { noGaps: true, holdMinutes: 30, refundLimit: '2000000', applyCredit: false };
  const all = (await head.send('PUT', '/settings', money)).body;
  assert.deepEqual(settingsOf(all), { ...settingsOf(after), ...money });
  assert.deepEqual((await head.send('PUT', '/settings', money)).body, all);
  const { refundLimitVnd, ...others } = await readSettings(db);
  assert.deepEqual({ ...others, refundLimit: String(refundLimitVnd) }, settingsOf(all));
  for (const wrong of [
    { holdMinutes: 0 },
    { holdMinutes: 1441 },
    { refundLimit: '-1' },
    { refundLimit: 5 },
    { changes: [] },
  ]) {
    assert.equal((await head.send('PUT', '/settings', wrong)).status, 400);
  }
  const audits = await many(
    db,
    sql<{ detail: object }>`select detail from audit_events where action = 'settings.changed' order by id`,
  );
  assert.deepEqual(
    audits.map(({ detail }) => detail),
    [{ oldestFirst: true }, money],
  );
});

test('settings say who changed each of them last, to everyone who may see them', async () => {
  const operator = await signInAs(app, runtime, 'operator');
  await head.send('PUT', '/settings', { holdMinutes: 20, refundLimit: '3000000' });
  await operator.send('PUT', '/settings', { holdMinutes: 25 });
  const viewer = await signInAs(app, runtime, 'viewer');
  const { body } = await viewer.get('/settings');
  const lastOf = (setting: string) =>
    body.changes.find((one: { setting: string }) => one.setting === setting);
  assert.deepEqual([lastOf('holdMinutes').by, lastOf('holdMinutes').name], [operator.login, 'Người Thử']);
  assert.equal(lastOf('refundLimit').by, head.login);
  assert.ok(lastOf('holdMinutes').at > lastOf('refundLimit').at);
  assert.equal(lastOf('partialPayments'), undefined);
});

test('two people who change different settings at once both get their way', async () => {
  const wishes = [{ holdMinutes: 40 }, { refundLimit: '4000000' }, { partialPayments: true }];
  await Promise.all(wishes.map((wish) => head.send('PUT', '/settings', wish)));
  const { body } = await head.get('/settings');
  assert.deepEqual([body.holdMinutes, body.refundLimit, body.partialPayments], [40, '4000000', true]);
});

test('a company is added with its tree; adding it again is harmless; colliding codes are refused', async () => {
  const wanted = { code: 'PCMOI', name: 'Công ty Điện lực Mới', demo: false };
  const first = await addCompany(runtime, wanted);
  assert.equal(first.made, true);
  assert.equal((await getUnit(first.company.db, 'PCMOI', '2026-01-01')).kind, 'company');
  assert.equal((await addCompany(runtime, wanted)).made, false);
  await assert.rejects(addCompany(runtime, { ...wanted, code: 'MOI' }), refusal('companies.code_taken'));
  for (const code of ['pcmoi', 'PC', 'PC-MOI', '']) {
    await assert.rejects(addCompany(runtime, { ...wanted, code }), refusal('companies.bad_code'), code);
  }
});
