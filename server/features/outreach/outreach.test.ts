import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { firstDayOf } from '../../../core/dates.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { today } from '../../../test/support/make.ts';
import {
  historyMonths,
  makeConversionHistory,
  people,
  type Person,
} from '../../../test/support/outreach-history.ts';
import { counterIn, keepPlace } from '../../../test/support/places.ts';
import { visitsWish } from '../../../test/support/visits-wish.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { many, one } from '../../platform/db.ts';
import { realNow } from '../../platform/clock.ts';
import { askPlan } from './ask-plan.ts';
import { listCashHouseholds } from './household-queries.ts';
import { outreachJobs } from './jobs.ts';
import { usualWish } from './plan-shapes.ts';
import { listVillagesOfPlan } from './visit-queries.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const app = await createApp(runtime);
const head = await signInAs(app, runtime, 'business_head');
const last = historyMonths.at(-1)!;
const wish = { ...visitsWish, targetBp: 5_000, closes: ['18073'] };

async function work(id: string): Promise<void> {
  const context = { runtime, company, log: runtime.log, now: realNow() };
  await outreachJobs.jobs['outreach.plan']!.handler(context, { planId: id });
}

test('before there is any history a plan says that there is too little, and invents nothing', async () => {
  const unit = company.code;
  const ground = await head.get('/outreach/ground');
  assert.equal(ground.status, 200);
  assert.equal(ground.body.standing, null);
  assert.equal(ground.body.model, null);
  const asked = await head.send('POST', '/outreach/plans', { unit, ...wish });
  assert.equal(asked.status, 200);
  await work(asked.body.id);
  const { body } = await head.get(`/outreach/plans/${asked.body.id}`);
  assert.deepEqual([body.state, body.failure, body.scenarios], ['failed', 'too_little', []]);
  const next = await head.send('POST', '/outreach/plans', { unit, ...wish });
  assert.equal((await head.get(`/outreach/plans/${next.body.id}/visits`)).body.code, 'outreach.not_ready');
});

test('the ground of a unit is what a plain count of its customers says', async () => {
  await makeConversionHistory(runtime);
  const { body } = await head.get('/outreach/ground?unit=PA99QA');
  const plain = await one(
    db,
    sql<{ customers: number; cash: number; counter: number }>`
      select count(distinct b.customer_id)::int as customers,
        count(distinct b.customer_id) filter (where p.channel <> 'bank_app')::int as cash,
        count(distinct b.customer_id) filter (where p.channel = 'counter_cash')::int as counter
      from bills b join allocations a on a.bill_root_id = b.root_id join payments p on p.id = a.payment_id
      join customers c on c.id = b.customer_id
      where b.period = ${firstDayOf(last)}::date and c.code like 'PA99QA%'`,
  );
  assert.deepEqual(body.standing, {
    month: last,
    customers: plain.customers,
    cashless: plain.customers - plain.cash,
    paid: plain.customers,
  });
  assert.deepEqual(
    body.counters.map(({ code, households }: { code: string; households: number }) => [code, households]),
    [['18073', plain.counter]],
  );
});

test('what is known of a household is what its own months, bills and neighbours say', async () => {
  const at = 4;
  const month = historyMonths[at]!;
  const rows = await listCashHouseholds(db, {
    month,
    lookBack: 5,
    whose: { unitIds: 'all', everyBook: 1 },
    withOutcome: true,
  });
  const cashless = (person: Person, when: number): boolean => when >= person.changes;
  const ids = new Map(
    (await many(db, sql<{ id: bigint; code: string }>`select id, code from customers`)).map(
      ({ id, code }) => [id, code],
    ),
  );
  const share = people.filter((one) => cashless(one, at)).length / people.length;
  assert.equal(rows.length, people.filter((one) => !cashless(one, at)).length);
  for (const row of rows) {
    const person = people.find(({ code }) => code === ids.get(row.customer_id))!;
    const neighbours = people.filter((one) => one.village === person.village && one !== person);
    const changed = neighbours.filter((one) => cashless(one, at)).length;
    assert.equal(row.cash_months, 5);
    assert.equal(row.cashless_before, false);
    assert.ok(Math.abs(row.village_share - (changed + 4 * share) / (neighbours.length + 4)) < 1e-9);
    assert.ok(Math.abs(row.commune_share - share) < 1e-9);
    assert.equal(row.late_share, person.late ? 1 : 0);
    assert.equal(row.collector, person.village % 3 === 0);
    assert.equal(row.converted, cashless(person, at + 1) && cashless(person, at + 2));
  }
});

test('a plan tells what the target takes, visit by visit, and is opened again as it was', async () => {
  const unitStaff = await signInAs(app, runtime, 'unit_staff', await unitId('PA99QA'));
  const outside = await unitStaff.send('POST', '/outreach/plans', { unit: 'PA99QB', ...wish });
  assert.equal(outside.body.code, 'staff.outside_scope');
  const past = await unitStaff.send('POST', '/outreach/plans', { unit: 'PA99QA', ...wish, until: today });
  assert.equal(past.body.code, 'outreach.bad_date');
  const { body: asked } = await unitStaff.send('POST', '/outreach/plans', { unit: 'PA99QA', ...wish });
  await work(asked.id);
  const { body: plan } = await unitStaff.get(`/outreach/plans/${asked.id}`);
  assert.equal(plan.state, 'done');
  assert.equal(plan.model.verdict, 'learned', JSON.stringify(plan.model));
  assert.ok(plan.model.measured.ranking > 0.7, `ranking ${plan.model.measured.ranking}`);
  const base = plan.scenarios[0];
  assert.equal(base.verdict, 'reached');
  assert.equal(base.gap, Math.ceil(plan.ground.customers * 0.5) - plan.ground.cashless);
  assert.equal(plan.ground.households, plan.ground.customers - plan.ground.cashless);
  assert.ok(base.cashless.mean >= 0.5 * plan.ground.customers - 1e-6);
  assert.deepEqual(
    plan.scenarios.map(({ name }: { name: string }) => name),
    ['base', 'moreWorkers', 'promotion', 'closing', 'together', 'weaker'],
  );
  const byName = new Map(plan.scenarios.map((one: { name: string }) => [one.name, one])) as Map<
    string,
    typeof base
  >;
  assert.ok(byName.get('closing').need.visits < base.need.visits);
  assert.ok(byName.get('weaker').need.visits > base.need.visits);
  assert.ok(byName.get('together').need.visits <= byName.get('closing').need.visits);
  assert.deepEqual(
    [byName.get('moreWorkers').workers, byName.get('together').workers],
    [wish.workers + 2, wish.workers + 2],
  );
  await compareLists(unitStaff, asked.id, base);
  const again = (await unitStaff.get(`/outreach/plans/${asked.id}`)).body;
  await work(asked.id);
  assert.deepEqual((await unitStaff.get(`/outreach/plans/${asked.id}`)).body, again);
  assert.deepEqual((await head.get(`/outreach/plans/${asked.id}`)).body, again);
  const other = await signInAs(app, runtime, 'unit_staff', await unitId('PA99QB'));
  assert.equal((await other.get(`/outreach/plans/${asked.id}/visits`)).body.code, 'staff.outside_scope');
  assert.equal((await head.get('/outreach/plans/999999')).body.code, 'outreach.unknown_plan');
});

test('with too little history the order is the stated one, and it is said that nothing was learned', async () => {
  const early = { businessOn: `${historyMonths[3]}-10`, until: `${historyMonths[6]}-28` };
  const assumed = { ...usualWish, workers: 1 };
  const asked = { ...early, targetBp: 6_000, assumed, actor: head.login, unitId: await unitId('PA99QA') };
  const id = String(await askPlan(db, asked));
  await work(id);
  const { body: plan } = await head.get(`/outreach/plans/${id}`);
  assert.deepEqual([plan.state, plan.model, plan.ground.thin.through], ['done', null, historyMonths[2]]);
  const { rows } = (await head.get(`/outreach/plans/${id}/visits?limit=200`)).body;
  assert.ok(rows.length > 0);
  assert.equal(new Set(rows.map(({ chanceAlone }: { chanceAlone: number }) => chanceAlone)).size, 1);
  const pushes = rows.flatMap(({ reasons }: { reasons: { push: number }[] }) =>
    reasons.map(({ push }) => push),
  );
  assert.ok(pushes.length > 0 && pushes.every((push: number) => push === 0));
  assert.equal((await head.download(`/outreach/plans/${id}/file`)).statusCode, 200);
});

test('of the counters of the register, the last one of a commune that closes changes habits', async () => {
  const counters = ['BT-01', 'BT-02'];
  for (const code of counters) await keepPlace(head, code, counterIn('18073', { name: `Bàn thu ${code}` }));
  const { body: ground } = await head.get('/outreach/ground?unit=PA99QA');
  const [commune] = ground.counters;
  assert.deepEqual(
    commune.points.map(({ code }: { code: string }) => code),
    counters,
  );
  const asked = { unit: 'PA99QA', ...wish, closes: [], promotionOdds: 1, moreWorkers: 3 };
  const names = [];
  for (const closesPoints of [counters.slice(0, 1), counters]) {
    const { body } = await head.send('POST', '/outreach/plans', { ...asked, closesPoints });
    await work(body.id);
    const plan = (await head.get(`/outreach/plans/${body.id}`)).body;
    assert.equal(plan.ground.closing[0].points.length, closesPoints.length);
    assert.equal(plan.ground.closing[0].whole, closesPoints.length === counters.length);
    names.push(plan.scenarios.map(({ name }: { name: string }) => name));
  }
  assert.deepEqual(names, [
    ['base', 'moreWorkers', 'weaker'],
    ['base', 'moreWorkers', 'closing', 'together', 'weaker'],
  ]);
});

async function unitId(code: string): Promise<bigint> {
  return (await one(db, sql<{ id: bigint }>`select id from org_units where code = ${code}`)).id;
}

/** The lists hold the visits that the figures speak of, in order, and households that still pay in cash. */
async function compareLists(
  who: typeof head,
  id: string,
  base: { visits: number; villages: number; gain: number; lastOn: string },
): Promise<void> {
  const visits = [];
  for (let after: string | null = '0'; after !== null;) {
    const { body } = await who.get(`/outreach/plans/${id}/visits?after=${after}&limit=20`);
    visits.push(...body.rows);
    after = body.next;
  }
  assert.deepEqual(
    visits.map(({ place }) => place),
    Array.from({ length: base.visits }, (_, at) => at + 1),
  );
  const gain = visits.reduce((sum, one) => sum + one.chanceVisited - one.chanceAlone, 0);
  assert.ok(Math.abs(gain - base.gain) < 1e-6);
  for (const { code, visitOn, reasons, village } of visits) {
    const person = people.find((one) => one.code === code)!;
    assert.ok(person.changes > historyMonths.length - 1 && visitOn > today && visitOn <= base.lastOn);
    assert.ok(reasons.length > 0 && village > 0);
  }
  const { body } = await who.get(`/outreach/plans/${id}/villages?limit=200`);
  assert.equal(body.rows.length, base.villages);
  assert.equal(
    body.rows.reduce((sum: number, one: { visits: number }) => sum + one.visits, 0),
    base.visits,
  );
  const first = await listVillagesOfPlan(db, { planId: BigInt(id), after: 0, limit: 1 });
  const { body: ofVillage } = await who.get(
    `/outreach/plans/${id}/visits?village=${first[0]!.village}&limit=200`,
  );
  assert.equal(ofVillage.rows.length, first[0]!.visits);
  const workers = (await who.get(`/outreach/plans/${id}/workers`)).body.rows;
  assert.equal(
    workers.reduce((sum: number, one: { visits: number }) => sum + one.visits, 0),
    base.visits,
  );
  for (const path of [
    'file',
    'sheets/file',
    `sheets/file?worker=1`,
    `sheets/file?village=${first[0]!.village}`,
  ]) {
    const pdf = await who.download(`/outreach/plans/${id}/${path}`);
    assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-', path);
  }
  const file = await who.download(`/outreach/plans/${id}/visits?format=xlsx`);
  assert.equal(file.statusCode, 200);
  assert.match(String(file.headers['content-disposition']), /ke-hoach-den-nha-PA99QA/);
}
