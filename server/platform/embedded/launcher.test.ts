import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:net';
import { after, test } from 'node:test';
import pg from 'pg';
import { withFileLock } from './file-lock.ts';
import { launchPostgres } from './launcher.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tiendien-launch-'));
chmodSync(dataDir, 0o755);
after(() => rmSync(dataDir, { recursive: true, force: true }));
const launch = (say: (line: string) => void = () => undefined) =>
  launchPostgres({ dataDir, say, settings: { fsync: 'off' } });

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return Object.values((await client.query(statement)).rows[0] ?? {})[0];
  } finally {
    await client.end().catch(() => undefined);
  }
}

test('five programs at once share one server, and the starter leaves it to the others', async () => {
  const held = await Promise.all(Array.from({ length: 5 }, () => launch()));
  assert.equal(new Set(held.map(({ url }) => url)).size, 1);
  assert.equal(held.filter(({ startedHere }) => startedHere).length, 1);
  const starter = held.find(({ startedHere }) => startedHere);
  await starter?.release();
  for (const other of held.filter((one) => one !== starter)) {
    assert.equal(await ask(other.url, 'select 1'), 1);
    await other.release();
  }
});

test('a server whose owner was killed is adopted, owned and stopped by the next program', async () => {
  const adopted = await launch();
  assert.equal(adopted.startedHere, true);
  await adopted.release();
  await assert.rejects(ask(adopted.url, 'select 1'));
});

test('a lock left by a dead process does not stop the next start', async () => {
  writeFileSync(join(dataDir, 'postgres.lock'), '999999');
  const started = await launch();
  assert.equal(started.startedHere, true);
  await started.release();
});

async function waitUntilBack(url: string): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  while ((await ask(url, 'select 1').catch(() => undefined)) !== 1) {
    assert.ok(Date.now() < giveUpAt, 'the server did not come back');
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function killPostmaster(url: string): Promise<void> {
  process.kill(
    Number(await ask(url, `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)`)),
    'SIGKILL',
  );
}

test('a server killed with -9 comes back on the same port while it is held', async () => {
  const held = await launch();
  await killPostmaster(held.url);
  await waitUntilBack(held.url);
  await held.release();
});

test('when another program has taken its port meanwhile, it waits for it: nobody would find it elsewhere', async () => {
  const said: string[] = [];
  const held = await launch((line) => void said.push(line));
  let other: Server | undefined;
  // While we have the lock nobody starts anything.
  await withFileLock(
    join(dataDir, 'postgres.lock'),
    async () => {
      await killPostmaster(held.url);
      other = await takePort(Number(new URL(held.url).port));
    },
    { timeoutMs: 30_000 },
  );
  while (!said.some((line) => line.includes('taken by another program')))
    await new Promise((done) => setTimeout(done, 50));
  await assert.rejects(ask(held.url, 'select 1'));
  await new Promise((done) => other?.close(done));
  await waitUntilBack(held.url);
  await held.release();
});

async function takePort(port: number): Promise<Server> {
  for (;;) {
    const server = createServer((socket) => socket.destroy());
    const taken = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (taken) return server;
  }
}

test('the data of a passing server goes with it, and not while another program is there', async () => {
  const passing = () =>
    launchPostgres({ dataDir, say: () => undefined, settings: { fsync: 'off' }, passing: true });
  const first = await passing();
  const data = join(first.folder, 'data');
  const second = await passing();
  await first.release();
  assert.equal(await ask(second.url, 'select 1'), 1);
  await second.release();
  assert.equal(existsSync(data), true);
  const last = await passing();
  await last.release();
  assert.equal(existsSync(data), false);
});
