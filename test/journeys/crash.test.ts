import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { createPartnerClient, ProblemError } from '../../clients/typescript/client.ts';
import type { PartnerKey } from '../../clients/typescript/signing.ts';
import { readConfig } from '../../server/config.ts';
import { addCompany } from '../../server/features/companies/index.ts';
import { many } from '../../server/platform/db.ts';
import { openRuntime, type Company, type Runtime } from '../../server/platform/runtime.ts';
import { assertInvariants } from '../support/invariants.ts';
import { makeCustomers, makePartner, type MadeCustomer } from '../support/make.ts';

const customersCount = 400;
const amountVnd = 50_000n;
const root = resolve(import.meta.dirname, '../..');

test('kill -9 of the server and of PostgreSQL under load: every acknowledged payment is there once', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tiendien-crash-'));
  chmodSync(dataDir, 0o755);
  const config = { ...readConfig({ LOG_LEVEL: 'silent' }), dataDir, databaseUrl: undefined };
  const runtime = await openRuntime(config, () => undefined);
  const server = new KilledServer(dataDir);
  try {
    const { company } = await addCompany(runtime, { code: 'PCCRASH', name: 'Công ty thử sự cố', demo: true });
    const here = { ...runtime, company };
    const bills = [{ period: '2026-10', totalVnd: amountVnd }];
    const customers = await makeCustomers(
      here,
      Array.from({ length: customersCount }, () => ({ bills })),
    );
    const partner = await makePartner(here);
    await server.start();
    const answers = new Map<string, string>();
    const load = payAll(server, partner.key, customers, answers);
    for (const [turn, victim] of ['server', 'postgres', 'server', 'postgres'].entries()) {
      const killAt = (customersCount * (turn + 1)) / 6;
      await waitUntil(() => answers.size >= killAt);
      if (victim === 'server') await server.killAndRestart();
      else await killPostgres(runtime);
    }
    await load;
    assert.equal(server.kills, 2);
    assert.equal(answers.size, customersCount);
    await compareWithBooks(company, answers);
    await assertInvariants(company.db);
  } catch (error) {
    console.error(readFileSync(join(dataDir, 'server.log'), 'utf8').slice(-20_000));
    throw error;
  } finally {
    await server.stop();
    await runtime.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/** The product's server, which is killed and started again on the same port. */
class KilledServer {
  address = '';
  kills = 0;
  private child: ChildProcess | undefined;
  private port = '0';
  private readonly dataDir: string;
  private readonly log: number;

  constructor(dataDir: string) {
    this.dataDir = dataDir;
    this.log = openSync(join(dataDir, 'server.log'), 'a');
  }

  async start(): Promise<void> {
    const child = fork(resolve(root, 'server/main.ts'), {
      env: {
        ...process.env,
        DATABASE_URL: '',
        TIENDIEN_DATA_DIR: this.dataDir,
        PORT: this.port,
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'ignore', this.log, 'ipc'],
    });
    this.child = child;
    this.address = await new Promise<string>((done, failed) => {
      child.on('message', (message: { listening?: string }) => message.listening && done(message.listening));
      child.on('exit', (code) => failed(new Error(`the server ended with code ${code}`)));
    });
    this.port = new URL(this.address).port;
  }

  async killAndRestart(): Promise<void> {
    const gone = new Promise((done) => this.child?.once('exit', done));
    this.child?.kill('SIGKILL');
    await gone;
    this.kills++;
    await this.start();
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.child?.once('exit', done));
    this.child?.kill('SIGTERM');
    await gone;
  }
}

/** The postmaster alone is killed; its children notice and leave, and the product starts it again. */
async function killPostgres(runtime: Runtime): Promise<void> {
  const client = new pg.Client({ connectionString: runtime.ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: string }>(
    `select split_part(pg_read_file('postmaster.pid'), E'\n', 1) as pid`,
  );
  process.kill(Number(rows[0]?.pid), 'SIGKILL');
  await client.end().catch(() => undefined);
}

/** Eight tellers pay every customer, sending again with the same reference until the answer is definite. */
async function payAll(
  server: KilledServer,
  key: PartnerKey,
  customers: readonly MadeCustomer[],
  answers: Map<string, string>,
): Promise<void> {
  const queue = [...customers];
  const teller = async (): Promise<void> => {
    for (let customer = queue.shift(); customer; customer = queue.shift()) {
      const reference = `CRASH-${customer.code}`;
      answers.set(reference, await payUntilAnswered(server, key, customer.code, reference));
    }
  };
  await Promise.all(Array.from({ length: 8 }, teller));
}

async function payUntilAnswered(
  server: KilledServer,
  key: PartnerKey,
  customerCode: string,
  reference: string,
): Promise<string> {
  const giveUpAt = Date.now() + 15_000;
  for (;;) {
    try {
      const client = createPartnerClient({ baseUrl: server.address, key, attempts: 1, timeoutMs: 5_000 });
      const payment = await client.pay({ reference, customerCode, amount: String(amountVnd) });
      return payment.paymentId;
    } catch (error) {
      if (error instanceof ProblemError && !error.retryable) throw error;
      if (Date.now() > giveUpAt) throw new Error(`no answer for ${reference}`, { cause: error });
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

async function compareWithBooks(company: Company, answers: ReadonlyMap<string, string>): Promise<void> {
  const payments = await many(
    company.db,
    sql<{ id: bigint; reference: string }>`select id, reference from payments`,
  );
  assert.equal(payments.length, answers.size);
  for (const { id, reference } of payments) assert.equal(answers.get(reference), String(id));
  const open = await many(
    company.db,
    sql<{ n: number }>`select count(*)::int as n from bills where state <> 'paid'`,
  );
  assert.equal(open[0]?.n, 0);
}

async function waitUntil(met: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 15_000;
  while (!met()) {
    if (Date.now() > giveUpAt) throw new Error('the load came to a stand');
    await new Promise((done) => setTimeout(done, 5));
  }
}
