import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createApp } from '../server/app.ts';
import { demoPassword } from '../server/features/demo/index.ts';
import { addCompany, getCompany } from '../server/features/companies/index.ts';
import { refreshKpi, showKpi } from '../server/features/kpi/index.ts';
import { readClock } from '../server/platform/clock.ts';
import { startWorker } from '../server/worker.ts';
import { startWorld } from '../simulator/world.ts';
import { openTestRuntime } from '../test/support/database.ts';
import { checkBooks } from './check-books.ts';
import { ensureDemo, resetDemo } from './ensure-demo.ts';
import { readDemoState } from './state.ts';

const runtime = await openTestRuntime({ demo: true, dataDir: mkdtempSync(join(tmpdir(), 'tiendien-demo-')) });
const only = { PCHATINH: { size: 160, months: 2 }, PCHAGIANG: { size: 120, months: 1 } };
const quiet = (): void => undefined;

describe('filling the demo', () => {
  test('lives its history through the product and leaves true books', async () => {
    const ensured = await ensureDemo(runtime, { only }, quiet);
    assert.ok(ensured.did === 'filled');
    assert.deepEqual(
      ensured.report.checks.flatMap(({ broken }) => broken),
      [],
    );
    const [haTinh] = ensured.report.companies;
    assert.equal(haTinh?.code, 'PCHATINH');
    assert.equal(haTinh?.bills, 3 * 160);
    assert.deepEqual(await readDemoState(runtime), { state: 'filled' });
    const { offsetDays, movable } = await readClock(runtime.platform);
    assert.deepEqual({ offsetDays, movable }, { offsetDays: 0, movable: true });
    const company = await getCompany(runtime, 'PCHATINH');
    const { anchor } = ensured.report;
    const shown = await showKpi(company.db, {
      period: anchor,
      unitCode: undefined,
      definition: 'official',
      businessDate: `${anchor}-28`,
    });
    assert.equal(Math.round((shown.customers.ratio ?? 0) * 100), 92);
  });

  test('leaves a filled demo alone', async () => {
    assert.deepEqual(await ensureDemo(runtime, { only }, quiet), { did: 'nothing' });
  });
});

describe('the simulated world', () => {
  let server: { address: string; stop(): Promise<void> };
  before(async () => {
    const app = await createApp(runtime);
    const worker = await startWorker(runtime);
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    const stop = async (): Promise<void> => {
      await app.close();
      await worker.stop();
    };
    server = { address, stop };
  });
  after(() => server.stop());

  test('pays over the signed API, brings in the next month, and leaves true books', async () => {
    const { address } = server;
    const session = await signIn(address);
    await session('PUT', '/demo/pace', { pace: 100 });
    const world = startWorld(address, quiet);
    try {
      await until(async () => (await paidToday(session)) > 40);
      const { businessDate } = (await session('POST', '/clock/advance', { to: 'month' })) as {
        businessDate: string;
      };
      assert.match(businessDate, /-01$/);
      const period = businessDate.slice(0, 7);
      await until(async () =>
        ((await session('GET', '/board')) as { periods: string[] }).periods.includes(period),
      );
      await until(async () => (await paidToday(session)) > 10);
    } finally {
      await world.stop();
    }
    for (const code of Object.keys(only)) {
      const company = await getCompany(runtime, code);
      await refreshKpi(company.db);
      assert.deepEqual((await checkBooks(company)).broken, []);
    }
  });
});

describe('resetting the demo', () => {
  test('does an interrupted fill again from the start', async () => {
    const fresh = { PCHAGIANG: { size: 60, months: 1 } };
    await addCompany(runtime, { code: 'PCNINHBINH', name: 'Công ty Điện lực Ninh Bình', demo: true });
    assert.deepEqual(await readDemoState(runtime), { state: 'interrupted' });
    const ensured = await ensureDemo(runtime, { only: fresh }, quiet);
    assert.ok(ensured.did === 'filled');
    assert.ok(ensured.dropped.includes('PCHATINH'));
  });

  test('is refused where a company lives that is no demo', async () => {
    await addCompany(runtime, { code: 'PCTHAT', name: 'Công ty Điện lực Thật', demo: false });
    assert.deepEqual(await resetDemo(runtime, {}, quiet), { did: 'refused', companies: ['PCTHAT'] });
  });
});

type Call = (method: string, path: string, content?: unknown) => Promise<unknown>;

async function signIn(address: string): Promise<Call> {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'truongphong.ht', password: demoPassword }),
  });
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return async (method, path, content) => {
    const response = await fetch(`${address}/api${path}`, {
      method,
      headers: {
        cookie,
        'x-csrf-token': csrfToken,
        ...(content ? { 'content-type': 'application/json' } : {}),
      },
      ...(content ? { body: JSON.stringify(content) } : {}),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
    return response.json();
  };
}

async function paidToday(session: Call): Promise<number> {
  return ((await session('GET', '/payments/summary')) as { today: { count: number } }).today.count;
}

async function until(met: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  while (!(await met())) {
    assert.ok(Date.now() < giveUpAt, 'it did not happen within a minute');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
