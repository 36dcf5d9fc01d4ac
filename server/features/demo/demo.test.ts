import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { addDays } from '../../../core/dates.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { createApp } from '../../app.ts';
import { readClock, startDemoClock } from '../../platform/clock.ts';
import { many } from '../../platform/db.ts';
import { addStaff } from '../staff/index.ts';

const runtime = await openTestRuntime({ demo: true });
const app = await createApp(runtime);
const production = await createApp({ ...runtime, config: { ...runtime.config, demo: false } });

await addStaff(runtime.platform, runtime.company, {
  login: 'truong.phong',
  displayName: 'Phan Minh Anh',
  password: 'mat-khau',
  role: 'business_head',
  unitId: null,
});
const session = await app.inject({
  method: 'POST',
  url: '/api/session',
  payload: { login: 'truong.phong', password: 'mat-khau' },
});
const cookies = { td_session: session.cookies[0]!.value };
const headers = { 'x-csrf-token': session.json().csrfToken as string };

function advance(to: string, on = app) {
  return on.inject({ method: 'POST', url: '/api/clock/advance', payload: { to }, cookies, headers });
}

async function startedDays(): Promise<string[]> {
  const rows = await many(
    runtime.company.db,
    sql<{
      date: string;
    }>`select payload ->> 'date' as date from outbox where topic = 'business_day.started' order by xid, id`,
  );
  return rows.map(({ date }) => date);
}

describe('the demo', () => {
  test('introduces itself to everybody, and is not there in production', async () => {
    const answer = await app.inject({ url: '/api/demo' });
    assert.equal(answer.statusCode, 200);
    const demo = answer.json();
    assert.equal(demo.demo, true);
    assert.deepEqual(demo.companies, [{ code: 'PCTEST', name: 'Công ty Điện lực Thử nghiệm', fill: null }]);
    assert.match(demo.partnerApi.baseUrl, /\/partner\/v1$/);
    const hidden = await production.inject({ url: '/api/demo' });
    assert.equal(hidden.statusCode, 404);
    assert.equal(hidden.json().code, 'request.not_found');
  });

  test('keeps the pace it is told, within bounds', async () => {
    const put = (pace: number) =>
      app.inject({ method: 'PUT', url: '/api/demo/pace', payload: { pace }, cookies, headers });
    assert.equal((await put(12)).json().pace, 12);
    assert.equal((await app.inject({ url: '/api/demo' })).json().pace, 12);
    assert.equal((await put(201)).json().code, 'request.invalid');
  });

  test('does not move a clock that nobody started, nor one in production', async () => {
    assert.equal((await advance('day')).json().code, 'clock.not_movable');
    assert.equal(await startDemoClock(runtime.platform, -40), true);
    assert.equal((await advance('day', production)).json().code, 'clock.not_movable');
    assert.equal(await startDemoClock(runtime.platform, -90), false);
  });

  test('moves the clock to the first of the next month, telling the company of each skipped day in order', async () => {
    const before = await readClock(runtime.platform);
    const answer = await advance('month');
    assert.equal(answer.statusCode, 200);
    const { businessDate } = answer.json();
    assert.match(businessDate, /-01$/);
    const days = await startedDays();
    assert.equal(days[0], addDays(before.businessDate, 1));
    assert.equal(days.at(-1), businessDate);
    assert.deepEqual(days, [...days].sort());
    assert.equal(new Set(days).size, days.length);
  });

  test('says when no due date lies ahead', async () => {
    assert.equal((await advance('next-due')).json().code, 'clock.nothing_due');
  });

  test('moves the clock by two days when two people ask for the next day at once', async () => {
    const before = await readClock(runtime.platform);
    const answers = await Promise.all([advance('day'), advance('day')]);
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200],
    );
    const after = await readClock(runtime.platform);
    assert.equal(after.offsetDays - before.offsetDays, 2);
  });
});
