import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addMonths, firstDayOf, monthOf } from '../../../core/dates.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { today } from '../../../test/support/make.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { counterIn, keepPlace } from '../../../test/support/places.ts';
import { letter, makePlanBy, readPlan, stepBy, type SeenRow } from '../../../test/support/plans.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { makeTwoUnits } from '../../../test/support/two-units.ts';
import { unpackAll } from '../../../test/support/unpack.ts';
import { createApp } from '../../app.ts';
import { many, one, transaction } from '../../platform/db.ts';
import { loadAreas } from '../areas/index.ts';
import { assignBooks } from '../assignments/index.ts';
import { getUnit } from '../companies/index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const app = await createApp(runtime);
const period = addMonths(monthOf(today), -1);

await makeTwoUnits(runtime, period);
const head = await signInAs(app, runtime, 'business_head');

const read = (id: string, who = head) => readPlan(who, id);
const makePlan = (more: object = {}) => makePlanBy(head, period, more);
const step = (id: string, path: string, body: object, method: 'POST' | 'PUT' = 'POST') =>
  stepBy(head, id, path, body, method);

test('a goal is handed down to whole customers, changed by hand, spread again and handed over; boards take it from there', async () => {
  const id = await makePlan();
  const first = await read(id);
  assert.equal(first.baseMonth, period);
  assert.deepEqual(
    first.rows.map(({ code, kind, base, reached }) => [code, kind, base, reached]),
    [
      ['PCTEST', 'company', '40', '15'],
      ['PA99NN', 'unit', '10', '6'],
      ['NNTO1', 'team', '10', '6'],
      ['nv.mot', 'employee', '5', '3'],
      ['nv.hai', 'employee', '5', '3'],
      ['PA99SS', 'unit', '30', '9'],
    ],
  );
  assert.equal(first.of('PCTEST').target, '32', '80 % of 40');
  assert.equal(Number(first.of('PA99NN').target) + Number(first.of('PA99SS').target), 32);
  assert.ok(first.rows.every(({ difference }) => difference === null || difference === '0'));
  assert.ok(first.of('PA99SS').grounds.factors.some(({ name, effect }) => name === 'ratio' && effect > 0));
  assert.ok(first.of('nv.mot').grounds.assumed);

  const south = first.of('PA99SS').key;
  const wish = { version: 1, reason: 'vùng khó', rows: [{ key: south, shareBp: 6_000 }] };
  assert.equal((await step(id, 'rows', wish, 'PUT')).body.version, 2);
  const changed = await read(id);
  assert.deepEqual([changed.of('PA99SS').target, changed.of('PA99SS').locked], ['18', true]);
  const gap = 14 - Number(first.of('PA99NN').target);
  assert.equal(changed.of('PCTEST').difference, String(gap));
  const early = { version: 2, number: '01/KH', ...letter };
  assert.equal((await step(id, 'hand-over', early)).body.code, 'targets.sums_differ');
  const unsent = await head.download(`/targets/plans/${id}/file?format=pdf`);
  assert.equal(unsent.json<{ code: string }>().code, 'targets.not_handed_over');

  await step(id, 'rows', { version: 2, reason: 'vừa sức', rows: [{ key: south, shareBp: 8_000 }] }, 'PUT');
  assert.equal((await step(id, 'spread', { version: 3 })).body.version, 4);
  const spread = await read(id);
  assert.deepEqual(
    spread.rows.map(({ target, difference }) => [target, difference]),
    [
      ['32', '0'],
      ['8', '0'],
      ['8', '0'],
      ['4', null],
      ['4', null],
      ['24', null],
    ],
  );
  const history = (await head.get(`/targets/plans/${id}/rows/${south}/changes`)).body.rows;
  assert.deepEqual(
    history.map((row: { from: string; to: string; reason: string; by: string }) => [
      row.from,
      row.to,
      row.reason,
    ]),
    [
      ['18', '24', 'vừa sức'],
      [first.of('PA99SS').target, '18', 'vùng khó'],
      ['0', first.of('PA99SS').target, ''],
    ],
  );
  assert.equal((await step(id, 'hand-over', { version: 4, number: '215/KH-PCTEST', ...letter })).status, 200);
  for (const format of ['pdf', 'docx', 'xlsx'] as const) {
    const file = await head.download(`/targets/plans/${id}/file?format=${format}&unit=PA99NN`);
    assert.equal(file.statusCode, 200, file.body);
    const again = await head.download(`/targets/plans/${id}/file?format=${format}&unit=PA99NN`);
    if (format !== 'pdf') continue;
    assert.ok(file.rawPayload.equals(again.rawPayload), 'a letter that was sent stays as it is');
    const lines = pdfText(file.rawPayload);
    for (const line of ['THÔNG BÁO', 'Kính gửi: Điện lực Bắc', 'Trần Hai'])
      assert.ok(
        lines.some((printed) => printed.includes(line)),
        `${line} in ${lines.join(' / ')}`,
      );
  }
  const board = (await head.get(`/board?period=${period}`)).body;
  assert.equal(board.figures.customers.target, 0.8);
  assert.equal(board.units.find(({ code }: { code: string }) => code === 'PA99NN').customers.target, 0.8);
  const late = { version: 5, reason: 'x', rows: [{ key: south, locked: false }] };
  assert.equal((await step(id, 'rows', late, 'PUT')).body.code, 'targets.handed_over');
  const again = await makePlan();
  await step(again, 'proposal', { version: 1 });
  const taken = { version: 2, number: '215/KH-PCTEST', ...letter };
  assert.equal((await step(again, 'hand-over', taken)).body.code, 'targets.number_taken');
});

test('a plan that stands is adjusted by a letter of its own; the earlier one stays as it was sent', async () => {
  const id = await makePlan();
  await step(id, 'hand-over', { version: 1, number: '300/KH-PCTEST', ...letter });
  const fileOf = async (more: string) =>
    (await head.download(`/targets/plans/${id}/file?format=pdf${more}`)).rawPayload;
  const sent = await fileOf('');
  const stood = await read(id);
  const south = stood.of('PA99SS');
  const reason = 'sáp nhập hai xã';
  const raise = async (version: number) => {
    const more = (row: SeenRow) => ({ key: row.key, target: String(Number(row.target) + 2) });
    const rows = [south, stood.of('PCTEST')].map(more);
    assert.equal((await step(id, 'rows', { version, reason, rows }, 'PUT')).status, 200);
  };
  const early = await step(id, 'adjustment/drop', { version: 2, reason });
  assert.equal(early.body.code, 'targets.handed_over');
  assert.equal((await step(id, 'adjustment', { version: 2, reason })).body.version, 3);
  await raise(3);
  const adjusting = await read(id);
  assert.equal(adjusting.state, 'adjusting');
  assert.equal(adjusting.of('PA99SS').inForce?.target, south.target);
  assert.ok((await fileOf('')).equals(sent), 'what is in force is the first letter');
  await step(id, 'adjustment/drop', { version: 4, reason: 'thôi' });
  assert.deepEqual(
    (await read(id)).rows.map(({ target, shareBp }) => [target, shareBp]),
    stood.rows.map(({ target, shareBp }) => [target, shareBp]),
  );

  const people = (await head.get('/targets/owners')).body.rows;
  const owner = people.find(({ login }: { login: string }) => login === 'nv.hai');
  const owners = { rows: [{ key: south.key, staff: owner.id }] };
  assert.equal((await head.send('PUT', `/targets/plans/${id}/owners`, owners)).status, 200);
  await step(id, 'adjustment', { version: 5, reason });
  await raise(6);
  const handed = await step(id, 'hand-over', { version: 7, number: '301/KH-PCTEST', ...letter });
  assert.equal(handed.status, 200, JSON.stringify(handed.body));
  const adjusted = pdfText(await fileOf('')).join(' ');
  for (const words of ['Điều chỉnh kế hoạch giao', 'văn bản số 300/', reason, '+2', 'Trần Hai'])
    assert.ok(adjusted.includes(words), `${words} in ${adjusted}`);
  assert.ok((await fileOf('&no=1')).equals(sent), 'the earlier letter stays on record');
  const after = await read(id);
  assert.deepEqual(
    after.letters.map((one) => [one.number, one.reason]),
    [
      ['300/KH-PCTEST', ''],
      ['301/KH-PCTEST', reason],
    ],
  );
  assert.equal(after.of('PA99SS').owner?.name, 'Trần Hai');
  const next = await read(await makePlan());
  assert.equal(next.of('PA99SS').owner?.name, 'Trần Hai', 'the next plan begins with them');
  const board = (await head.get(`/board?period=${period}`)).body;
  assert.equal(board.figures.customers.target, 0.8, 'an earlier month is held against what it was given');
});

test('what was attained of a row is what plain SQL counts, and what nobody recorded is not zero', async () => {
  const plan = await read(await makePlan());
  const counted = await many(
    db,
    sql<{ code: string; good: string; billed: string }>`
      select u.code, count(*) filter (where paid.cashless) as good, count(*) as billed
      from customers c join org_units u on u.id = c.org_unit_id
      join lateral (
        select bool_and(b.state = 'paid' and not exists (
          select from allocations a join payments p on p.id = a.payment_id
          where a.bill_root_id = b.root_id and p.channel in ('staff_cash', 'counter_cash'))) as cashless
        from bills b where b.customer_id = c.id and b.is_current and b.period = ${firstDayOf(period)}::date
      ) paid on paid.cashless is not null
      where u.code in ('PA99NN', 'PA99SS') group by u.code order by u.code`,
  );
  assert.deepEqual(
    counted.map(({ code, good, billed }) => [code, String(good), String(billed)]),
    ['PA99NN', 'PA99SS'].map((code) => [code, plan.of(code).attained.value, plan.of(code).attained.base]),
  );
  assert.equal(plan.of('nv.mot').attained.value, null, 'nobody said which customers are whose');
  const ahead = await read(await makePlan({ month: addMonths(period, 24), span: 'year' }));
  assert.equal(ahead.counted, null);
  assert.equal(ahead.of('PCTEST').attained.value, null);
});

test('a count is handed down by the customers who are not cashless yet, and adds up to the last wallet', async () => {
  const plan = await read(
    await makePlan({ measure: 'wallets_opened', span: 'quarter', mode: 'cumulative', goal: '7' }),
  );
  const north = plan.of('PA99NN');
  const south = plan.of('PA99SS');
  assert.equal(Number(north.target) + Number(south.target), 7);
  assert.ok(Number(south.target) > Number(north.target), 'twenty-one without against four');
  assert.equal(north.shareBp, null);
  assert.equal(Number(plan.of('nv.hai').target) + Number(plan.of('nv.mot').target), Number(north.target));
});

test('an earlier version comes back as a step of its own, and locks with it', async () => {
  const id = await makePlan();
  const first = await read(id);
  const key = first.of('PA99SS').key;
  await step(id, 'rows', { version: 1, reason: 'thử', rows: [{ key, target: '5' }] }, 'PUT');
  assert.equal((await step(id, 'undo', { version: 2, to: 1, reason: 'nhầm' })).body.version, 3);
  const back = await read(id);
  assert.deepEqual(
    back.rows.map(({ target, locked, shareBp }) => [target, locked, shareBp]),
    first.rows.map(({ target, locked, shareBp }) => [target, locked, shareBp]),
  );
  const steps = (await head.get(`/targets/plans/${id}/steps`)).body.rows;
  assert.deepEqual(
    steps.map(({ action, changed }: { action: string; changed: number }) => [action, changed]),
    [
      ['undone', 1],
      ['overridden', 1],
      ['made', 6],
    ],
  );
});

test('weights change the proposal and nothing that is locked', async () => {
  const id = await makePlan();
  const first = await read(id);
  const lock = { version: 1, reason: 'giữ', rows: [{ key: first.of('PA99NN').key, locked: true }] };
  await step(id, 'rows', lock, 'PUT');
  const weights = { ratio: 100, rural: 0, disadvantaged: 0, coverage: 0, trend: 0 };
  assert.equal((await step(id, 'proposal', { version: 2, weights })).status, 200);
  const held = await read(id);
  assert.equal(held.of('PA99NN').target, first.of('PA99NN').target);
  assert.deepEqual(held.weights, weights);
  assert.ok(held.of('PA99SS').grounds.factors.some(({ name, effect }) => name === 'ratio' && effect > 20));
});

test('customers make an employee, and with them a team, stand for themselves; what nobody has is a row of its own', async () => {
  const { id: staffId } = await one(db, sql<{ id: bigint }>`select id from staff where login = 'nv.mot'`);
  const { id: bookId } = await getUnit(db, 'NN001', today);
  await transaction(db, (tx) =>
    assignBooks(tx, [{ staffId, bookId }], { from: firstDayOf(period) }, { actor: 'test' }),
  );
  const plan = await read(await makePlan());
  assert.deepEqual(
    plan.rows.map(({ code, kind, base, reached, attained }) => [code || kind, base, reached, attained.value]),
    [
      ['PCTEST', '40', '15', '15'],
      ['PA99NN', '10', '6', '6'],
      ['NNTO1', '10', '6', '6'],
      ['nv.mot', '10', '6', '6'],
      ['nv.hai', '0', null, null],
      ['PA99SS', '30', '9', '9'],
    ],
  );
  assert.equal(plan.of('nv.mot').target, plan.of('PA99NN').target);
  assert.equal(plan.of('nv.hai').target, '0');
  assert.equal(plan.of('nv.mot').grounds.assumed, false);
  const counts = await read(await makePlan({ measure: 'auto_debits', mode: 'at_end', goal: '9' }));
  assert.equal(counts.of('NNTO1').target, counts.of('nv.mot').target);
});

test('a unit sees its own rows with the same figures, and changes nothing of another', async () => {
  const id = await makePlan();
  const whole = await read(id);
  const { id: northId } = await getUnit(db, 'PA99NN', today);
  const staff = await signInAs(app, runtime, 'unit_staff', northId);
  const own = await read(id, staff);
  assert.deepEqual(
    own.rows.map(({ code, target, attained }) => [code, target, attained]),
    ['PA99NN', 'NNTO1', 'nv.mot', 'nv.hai'].map((code) => {
      const { target, attained } = whole.of(code);
      return [code, target, attained];
    }),
  );
  assert.equal(own.rows[0]!.parent, null);
  const above = whole.of('PA99NN').grounds.factors.find(({ name }) => name === 'ratio')!;
  const told = own.of('PA99NN').grounds;
  assert.ok(above.value > above.beside && above.effect < 0, 'the north is better than the company');
  assert.deepEqual(
    told.factors.find(({ name }) => name === 'ratio'),
    { name: 'ratio', value: above.value, beside: null, effect: null, draws: 'less' },
  );
  assert.equal(told.percent, null);
  assert.ok(told.factors.every(({ beside, effect }) => beside === null && effect === null));
  assert.deepEqual(own.of('NNTO1').grounds, whole.of('NNTO1').grounds, 'held against their own unit');
  const sheet = await unpackAll((await staff.download(`/targets/plans/${id}?format=xlsx`)).rawPayload);
  assert.match(sheet, /Tỷ lệ hiện nay 60,00% \(giao ít hơn mức chung\)/);
  assert.doesNotMatch(sheet, /22,50 điểm %/, 'sixty per cent beside thirty-seven and a half of the company');
  const [listed] = (await staff.get('/targets/plans')).body.rows;
  assert.deepEqual([listed.target, listed.holders], [whole.of('PA99NN').target, own.rows.length]);
  const south = whole.of('PA99SS').key;
  const answer = await staff.get(`/targets/plans/${id}/rows/${south}/changes`);
  assert.equal(answer.body.code, 'staff.outside_scope');
  const wish = { version: 1, reason: 'x', rows: [{ key: south, target: '1' }] };
  assert.equal((await staff.send('PUT', `/targets/plans/${id}/rows`, wish)).body.code, 'staff.no_permission');
  const northHead = await signInAs(app, runtime, 'business_head', northId);
  const codeOf = async (body: object) =>
    (await northHead.send('PUT', `/targets/plans/${id}/rows`, { version: 1, reason: 'x', ...body })).body
      .code;
  assert.equal(await codeOf({ rows: [{ key: south, target: '1' }] }), 'staff.outside_scope');
  assert.equal(await codeOf({ rows: [{ key: whole.of('PCTEST').key, target: '1' }] }), 'staff.outside_scope');
});

test('what speaks for and against a row is what plain SQL counts of its communes', async () => {
  await loadAreas(runtime);
  const marked = await head.send('PUT', '/kpi/disadvantaged-communes', {
    codes: ['18100'],
    since: firstDayOf(period),
    source: 'thử',
  });
  assert.equal(marked.status, 200, JSON.stringify(marked.body));
  await keepPlace(head, 'DT01', counterIn('18073'));
  const plan = await read(await makePlan());
  const [counted] = await many(
    db,
    sql<Record<string, number>>`
      select count(*) filter (where commune_code = '18100' and u.code = 'PA99SS')::float8
               / count(*) filter (where u.code = 'PA99SS') as disadvantaged,
             count(*) filter (where commune_code = '18100')::float8 / count(*) as "disadvantagedAbove",
             1000.0 / count(*) filter (where u.code = 'PA99NN')::float8 as coverage,
             1000.0 / count(*)::float8 as "coverageAbove"
      from customers c join org_units u on u.id = c.org_unit_id`,
  );
  const factorOf = (code: string, name: string) =>
    plan.of(code).grounds.factors.find((factor) => factor.name === name);
  assert.deepEqual(factorOf('PA99SS', 'disadvantaged'), {
    name: 'disadvantaged',
    value: counted!['disadvantaged'],
    beside: counted!['disadvantagedAbove'],
    effect: -8,
  });
  assert.deepEqual(factorOf('PA99NN', 'coverage'), {
    name: 'coverage',
    value: counted!['coverage'],
    beside: counted!['coverageAbove'],
    effect: 10,
  });
  assert.equal(factorOf('PA99SS', 'rural')?.value, 0, 'both communes are wards');
});

test('what cannot be is refused by name', async () => {
  const plan = { measure: 'share_customers', span: 'month', month: period, mode: 'at_end', goal: '9000' };
  const refused = async (more: object) =>
    (await head.send('POST', '/targets/plans', { ...plan, ...more })).body.code;
  assert.equal(await refused({ goal: '10001' }), 'targets.out_of_range');
  assert.equal(await refused({ measure: 'channel_money:barter' }), 'targets.unknown_measure');
  assert.equal(await refused({ measure: 'share_money', definition: 'ha-tinh-all' }), 'targets.not_counted');
  assert.equal(await refused({ definition: 'nobody' }), 'kpi.unknown_definition');
  const id = await makePlan();
  const rows = await read(id);
  const change = async (body: object) =>
    (await step(id, 'rows', { version: 1, reason: 'x', ...body }, 'PUT')).body.code;
  assert.equal(await change({ rows: [{ key: 'u999999', target: '1' }] }), 'targets.unknown_row');
  assert.equal(await change({ rows: [{ key: rows.of('PA99NN').key, target: '11' }] }), 'targets.above_all');
  assert.equal(
    await change({ rows: [{ key: rows.of('PA99NN').key, shareBp: 10_001 }] }),
    'targets.out_of_range',
  );
  assert.equal(
    (await step(id, 'rows', { version: 9, reason: 'x', rows: [{ key: 'u1', locked: true }] }, 'PUT')).body
      .code,
    'targets.plan_moved_on',
  );
  assert.equal((await head.get('/targets/plans/999999')).body.code, 'targets.unknown_plan');
});

test('a plan and the list of plans go out as workbooks', async () => {
  for (const path of [`/targets/plans/${await makePlan()}`, '/targets/plans']) {
    const file = await head.download(`${path}?format=xlsx`);
    assert.equal(file.rawPayload.subarray(0, 2).toString(), 'PK', path);
  }
});
