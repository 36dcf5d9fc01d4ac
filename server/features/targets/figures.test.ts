import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addMonths, firstDayOf, monthOf } from '../../../core/dates.ts';
import { countMeasures, isShareMeasure, shareMeasures } from '../../../core/targets/measures.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { registerMandates } from '../../../test/support/debits.ts';
import { makePartner, today } from '../../../test/support/make.ts';
import {
  isSettled,
  monthsOfCustomers,
  ownCash,
  plainSums,
  readPlainBills,
  waysOf,
} from '../../../test/support/plain-count.ts';
import { makePlanBy, readPlan } from '../../../test/support/plans.ts';
import { signInAs, type StaffClient } from '../../../test/support/staff.ts';
import { makeTwoUnits } from '../../../test/support/two-units.ts';
import { unpackAll } from '../../../test/support/unpack.ts';
import { createApp } from '../../app.ts';
import { many, one, transaction } from '../../platform/db.ts';
import { loadAreas } from '../areas/index.ts';
import { assignBooks } from '../assignments/index.ts';
import { getUnit } from '../companies/index.ts';
import { countPlans } from './index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const period = addMonths(monthOf(today), -1);

await loadAreas(runtime);
await makeTwoUnits(runtime, period);
const head = await signInAs(app, runtime, 'business_head');
const north = await getUnit(db, 'PA99NN', today);
await fillRegisters();

/** Half of the north's customers in the hands of two employees, and of everything that is counted a little. */
async function fillRegisters(): Promise<void> {
  const { id: staffId } = await one(db, sql<{ id: bigint }>`select id from staff where login = 'nv.mot'`);
  const { id: bookId } = await getUnit(db, 'NN001', today);
  const from = firstDayOf(period);
  await transaction(db, (tx) => assignBooks(tx, [{ staffId, bookId }], { from }, { actor: 'test' }));
  const codes = (await many(db, sql<{ code: string }>`select code from customers order by id`)).map(
    ({ code }) => code,
  );
  const take = async (who: StaffClient, path: string, lines: readonly string[]): Promise<void> => {
    const answer = await who.upload(`${path}?fileName=ds.csv`, Buffer.from(lines.join('\n')));
    assert.deepEqual([answer.status, answer.body.rejected], [200, 0], JSON.stringify(answer.body));
  };
  const some = [codes[0]!, codes[3]!, codes[12]!, codes[30]!];
  await take(head, '/contacts/list', [
    'MA_KHANG;DTHOAI;NGAY_XAC_MINH;NGAY_ZALO',
    ...some.map((code, index) => `${code};091234567${index};${from};${index % 2 === 0 ? from : ''}`),
  ]);
  await take(head, '/account-openings/list', [
    'MA_KHANG;LOAI;NGAY_MO;NOI_MO;NHAN_VIEN',
    `${codes[1]};wallet;${from};Ví Thử;`,
    `${codes[20]};wallet;${from};Ví Thử;nv.hai`,
    `${codes[2]};account;${from};Ngân hàng Thử;`,
  ]);
  const bank = await makePartner(runtime, { channels: ['auto_debit_bank'] });
  await take(head, '/pay-points/list', [
    'MA_DIEM;LOAI_DIEM;TEN_DIEM;MA_XA;NGAY_MO;MA_DOI_TAC',
    `DL01;agent;Đại lý Một;18073;${from};${bank.code}`,
    `DL02;agent;Đại lý Hai;18100;${from};${bank.code}`,
    `BT01;counter;Bàn thu Một;18073;${from};`,
  ]);
  const operator = await signInAs(app, runtime, 'operator');
  await registerMandates(operator, bank.code, [{ code: codes[4]! }, { code: codes[15]! }]);
}

interface Thing {
  code: string;
  n: string;
}

/** Every row behind a figure, page by page, and what they come to. */
async function openFigure(id: string, key: string, part: 'reached' | 'missing', who = head) {
  const things: Thing[] = [];
  for (let after = ''; ;) {
    const { status, body } = await who.get(
      `/targets/plans/${id}/rows/${key}/things?part=${part}${after && `&after=${encodeURIComponent(after)}`}`,
    );
    assert.equal(status, 200, JSON.stringify(body));
    things.push(...body.rows);
    if (body.next === null) {
      const sum = things.reduce((total, { n }) => total + BigInt(n), 0n);
      return {
        value: body.value as string | null,
        base: body.base as string | null,
        sum: String(sum),
        things,
      };
    }
    after = body.next;
  }
}

const counted = [...countMeasures, 'channel_customers:bank_app', 'channel_money:bank_app'] as const;

test('what came of every row opens to the rows that it is the sum of, whatever is measured', async () => {
  const whole = [...shareMeasures, ...counted].map((measure) => [measure, 'quarter', 'cumulative'] as const);
  for (const [measure, span, mode] of [...whole, ['auto_debits', 'month', 'at_end'] as const]) {
    const isShare = isShareMeasure(measure);
    const id = await makePlanBy(head, period, { measure, span, mode, goal: isShare ? '8000' : '9' });
    const plan = await readPlan(head, id);
    for (const { key, code, kind, attained } of plan.rows) {
      const said = `${measure} ${mode} ${code || kind}`;
      const reached = await openFigure(id, key, 'reached');
      assert.equal(reached.value, attained.value, said);
      if (attained.value === null) continue;
      assert.equal(reached.sum, attained.value, said);
      if (!isShare) continue;
      const missing = await openFigure(id, key, 'missing');
      assert.equal(String(BigInt(reached.sum) + BigInt(missing.sum)), attained.base, said);
    }
    if (measure === 'agent_points' || measure === 'communes_without_counter') continue;
    const team = Number(plan.of('NNTO1').attained.value ?? 0);
    const people = ['nv.mot', 'nv.hai'].map((code) => Number(plan.of(code).attained.value ?? 0));
    assert.equal(team, people[0]! + people[1]!, `${measure}: a team has what its people have`);
  }
});

test('a figure opens to the customers that plain SQL names, for the unit and for the head alike, and for nobody else', async () => {
  const id = await makePlanBy(head, period, {
    measure: 'auto_debits',
    span: 'quarter',
    mode: 'at_end',
    goal: '9',
  });
  const plain = await many(
    db,
    sql<{ code: string }>`
      select c.code from customers c join org_units u on u.id = c.org_unit_id
      where u.code = 'PA99NN' and exists (select from mandates m where m.customer_id = c.id and m.state = 'active')
      order by c.code`,
  );
  const unit = await signInAs(app, runtime, 'unit_staff', north.id);
  const plan = await readPlan(head, id);
  for (const who of [head, unit])
    assert.deepEqual(
      (await openFigure(id, plan.of('PA99NN').key, 'reached', who)).things.map(({ code }) => code),
      plain.map(({ code }) => code),
    );
  await countPlans(db, { businessDate: today, now: new Date() });
  assert.ok((await one(db, sql<{ n: bigint }>`select count(*) as n from measure_counts`)).n > 0n);
  const kept = await readPlan(head, id);
  assert.deepEqual(
    kept.rows.map(({ key, attained }) => [key, attained]),
    plan.rows.map(({ key, attained }) => [key, attained]),
    'what is counted behind the scenes is what was counted when asked',
  );
  const south = plan.of('PA99SS').key;
  assert.equal(
    (await unit.get(`/targets/plans/${id}/rows/${south}/things`)).body.code,
    'staff.outside_scope',
  );
  const file = await head.download(`/targets/plans/${id}/rows/${south}/things?format=xlsx`);
  assert.equal(file.rawPayload.subarray(0, 2).toString(), 'PK');
});

test('where and how those pay whom a row lacks is what plain SQL counts, for the unit and for the head alike', async () => {
  const id = await makePlanBy(head, period, {});
  const { body } = await head.get(`/targets/plans/${id}/reasons`);
  assert.deepEqual([body.period, body.definition, body.rows.length], [period, 'official', 3]);
  const { of } = await readPlan(head, id);
  const months = monthsOfCustomers(await readPlainBills(db)).filter((month) => month.period === period);
  for (const code of ['PCTEST', 'PA99NN', 'PA99SS']) {
    const own = months.filter(({ unit }) => code === 'PCTEST' || (unit === 'PA99SS') === (code === 'PA99SS'));
    const lacking = [...Map.groupBy(own, ({ commune }) => commune)].map(([commune, rows]) => {
      const [good, all] = plainSums(rows, ownCash).customers;
      return [commune, String(all - good)] as const;
    });
    const { counter_cash: [, , atCounters] = [0, 0, 0] } = waysOf(own);
    const row = body.rows.find(({ key }: { key: string }) => key === of(code).key);
    assert.deepEqual(
      row.communes.map((one: { code: string; missing: string }) => [one.code, one.missing]),
      lacking.toSorted((one, other) => Number(other[1]) - Number(one[1])),
    );
    assert.deepEqual(
      row.cash,
      atCounters === 0 ? [] : [{ channel: 'counter_cash', customers: String(atCounters) }],
    );
    assert.equal(Number(row.unpaid), own.filter(({ bills }) => !bills.every(isSettled)).length);
  }
  const staff = await signInAs(app, runtime, 'unit_staff', north.id);
  const seen = (await staff.get(`/targets/plans/${id}/reasons`)).body.rows;
  const ofNorth = body.rows.filter(({ key }: { key: string }) => key === of('PA99NN').key);
  assert.deepEqual(seen, ofNorth);
});

test('a plan is counted by the version that its months begin with, and never by two without being told', async () => {
  const define = (more: object) =>
    head.send('POST', '/kpi/definitions', { name: 'turning', counts: ['customers'], ...more });
  const begun = `${Number(period.slice(0, 4)) + 2}-07`;
  for (const more of [{}, { cashChannels: ['bank_app'], validFrom: begun }])
    assert.equal((await define(more)).status, 201);
  const turning = { definition: 'turning' };
  const defined = async (more: object) => {
    const { body } = await head.get(
      `/targets/plans/${await makePlanBy(head, period, { ...turning, ...more })}`,
    );
    return [body.definition.version, body.otherVersions];
  };
  assert.deepEqual(await defined({}), [1, []]);
  assert.deepEqual(await defined({ month: begun }), [2, []]);
  const year = { ...turning, span: 'year', month: begun };
  const plan = { measure: 'share_customers', mode: 'at_end', goal: '9000' };
  const refused = (await head.send('POST', '/targets/plans', { ...plan, ...year })).body;
  assert.deepEqual(
    [refused.code, refused.params],
    ['targets.two_definitions', { definitions: ['turning@1', 'turning@2'], from: begun }],
  );
  assert.deepEqual(await defined({ ...year, definition: 'turning@1' }), [1, [{ version: 2, from: begun }]]);
  const named = await makePlanBy(head, period, { ...year, definition: 'turning@1' });
  const sheet = await unpackAll((await head.download(`/targets/plans/${named}?format=xlsx`)).rawPayload);
  assert.match(sheet, /turning@2/, 'the sheet says that another version counts some of its months');
});
