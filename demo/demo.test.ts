import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { addDays } from '../core/dates.ts';
import { createApp } from '../server/app.ts';
import { demoPassword } from '../server/features/demo/index.ts';
import { addCompany, getCompany } from '../server/features/companies/index.ts';
import { refreshKpi, showKpi } from '../server/features/kpi/index.ts';
import { readClock } from '../server/platform/clock.ts';
import { one } from '../server/platform/db.ts';
import { startWorker } from '../server/worker.ts';
import { startWorld } from '../simulator/world.ts';
import { openTestRuntime } from '../test/support/database.ts';
import { checkBooks } from './check-books.ts';
import { recordFolder } from './desk.ts';
import { ensureDemo, resetDemo } from './ensure-demo.ts';
import { chooseFreePort } from './free-port.ts';
import { readDemoState } from './state.ts';

const { port: controlPort } = await chooseFreePort({ host: '127.0.0.1', port: 21_000, portIsFixed: false });
const runtime = await openTestRuntime({
  demo: true,
  dataDir: mkdtempSync(join(tmpdir(), 'tiendien-demo-')),
  simulatorUrl: `http://127.0.0.1:${controlPort}`,
});
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

  test('is paid by the statements of its banks, by mandates and through gateways, and leaves no gap', async () => {
    const { db } = await getCompany(runtime, 'PCHATINH');
    const found = await one(
      db,
      sql<Record<'statements' | 'refused' | 'mandates' | 'orders' | 'own' | 'stray', bigint>>`
        select (select count(*) from statement_files where state = 'imported') as statements,
               (select count(*) from statement_files where state = 'refused') as refused,
               (select count(*) from mandates where state = 'active') as mandates,
               (select count(*) from gateway_orders where state = 'paid') as orders,
               (select coalesce(sum(case when t.debit_account_id = a.id then t.amount_vnd else -t.amount_vnd end), 0)
                from accounts a join partners p on p.id = a.partner_id
                join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
                where a.code = '113' and p.code = 'VIETQR')::bigint as own,
               (select count(*) from bank_credits where assigned_vnd = 0) as stray`,
    );
    assert.ok(
      found.statements > 5n && found.mandates > 0n && found.orders > 0n,
      JSON.stringify(found, String),
    );
    assert.deepEqual([found.refused, found.own, found.stray], [0n, 0n, 1n]);
  });

  test('keeps a living desk at the tills: one is open, one was counted short, and old slips are credited', async () => {
    const { db } = await getCompany(runtime, 'PCHATINH');
    const { businessDate } = await readClock(runtime.platform);
    const found = await one(
      db,
      sql<Record<'open' | 'waiting' | 'late' | 'uncredited', bigint>>`
        select (select count(*) from till_sessions where state = 'open' and opened_on = ${businessDate}) as open,
               (select count(*) from till_differences where resolution is null) as waiting,
               (select count(*) from remittances where state <> 'settled' and made_on < ${addDays(businessDate, -4)}) as late,
               (select count(*) from remittances r where state = 'settled'
                  and not exists (select from remittance_receipts e where e.remittance_id = r.id and e.rule = 'slip_number'))
                 as uncredited`,
    );
    assert.deepEqual(found, { open: 1n, waiting: 1n, late: 0n, uncredited: 0n });
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
    const world = startWorld(address, quiet, { notes: recordFolder(runtime.config.dataDir), controlPort });
    try {
      await until(async () => (await paidToday(session)) > 40);
      await until(async () => ((await session('GET', '/demo/providers')) as Providers).rows.length > 18);
      const turned = (await session('PUT', '/demo/providers/momo/switches/refuse', {
        on: true,
      })) as Providers;
      const refuse = turned.rows[0]?.switches.find(({ name }) => name === 'refuse');
      assert.deepEqual(refuse, { name: 'refuse', on: true });
      const { sent } = (await session('POST', '/demo/actions/send-statements')) as {
        sent: { outcome: string }[];
      };
      assert.ok(sent.every(({ outcome }) => outcome === 'taken'));
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

interface Providers {
  rows: { code: string; switches: { name: string; on: boolean }[] }[];
}

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
