import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, globSync, statfsSync } from 'node:fs';
import { cpus, userInfo } from 'node:os';
import { resolve } from 'node:path';
import pg from 'pg';
import { launchPostgres, type EmbeddedServer } from '../server/platform/embedded/launcher.ts';
import { readConfig } from '../server/config.ts';
import { loadAreas } from '../server/features/areas/index.ts';
import { addCompany } from '../server/features/companies/index.ts';
import { openRuntime } from '../server/platform/runtime.ts';
import { buildWeb } from './build-web.ts';

/**
 * Runs the tests: `node tools/test.ts [FILE or GLOB…]`. Starts the embedded PostgreSQL (or takes `DATABASE_URL`),
 * makes one migrated template database, and gives every test file a clone of it. No files is a failure.
 */
const root = resolve(import.meta.dirname, '..');
const patterns = process.argv.slice(2);
const files = globSync(
  patterns.length > 0 ? patterns : ['{core,server,clients,simulator,demo,tools,chaos,test,web}/**/*.test.ts'],
  {
    cwd: root,
    exclude: ['**/node_modules/**'],
  },
).sort();
if (files.length === 0) {
  console.error(`no test file matches ${patterns.join(' ') || 'the default folders'}`);
  process.exit(1);
}

const embedded = process.env['DATABASE_URL'] ? undefined : await launchTestServer();
const serverUrl = process.env['DATABASE_URL'] ?? embedded!.url;
const template = `template_${process.pid}`;
let code = 1;
try {
  // Once, before browser tests ask for it side by side.
  if (files.some((file) => file.startsWith('test/browser/'))) await buildWeb();
  await makeTemplate();
  code = await runTests();
} finally {
  await onServer(`drop database if exists ${template} with (force)`);
  await embedded?.release();
}
process.exit(code);

/**
 * Every test file has a clone of a database of a thousand small files, which takes a second or two to write on a disk
 * and a tenth of that in memory. Tests that kill the server start one of their own with full durability.
 */
function launchTestServer(): Promise<EmbeddedServer> {
  const memory = roomyMemory();
  const named = createHash('sha256').update(root).digest('hex').slice(0, 12);
  return launchPostgres({
    dataDir: memory
      ? resolve(memory, `tiendien-test-${userInfo().uid}-${named}`)
      : resolve(root, '.tiendien/test'),
    say: (line) => console.error(line),
    passing: memory !== undefined,
    // Its path is short enough for one.
    socket: memory !== undefined,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '300',
      max_wal_size: '512MB',
    },
  });
}

/** The machine's file system in memory, where it has one with room for what the tests write. */
function roomyMemory(): string | undefined {
  const folder = '/dev/shm';
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= 4 * 1024 ** 3 ? folder : undefined;
  } catch {
    return undefined;
  }
}

async function makeTemplate(): Promise<void> {
  await onServer(`create database ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  const runtime = await openRuntime(
    { ...readConfig({ LOG_LEVEL: 'silent' }), databaseUrl: url.href },
    () => undefined,
  );
  await addCompany(runtime, { code: 'PCTEST', name: 'Công ty Điện lực Thử nghiệm', demo: true });
  await loadAreas(runtime);
  await runtime.close();
}

function runTests(): Promise<number> {
  const reporter = 'spec';
  const child = spawn(
    process.execPath,
    [
      '--test',
      // One more than there are cores: a browser's test waits for its page, and a process for the database.
      `--test-concurrency=${Math.min(4, cpus().length + 1)}`,
      `--test-reporter=${reporter}`,
      '--test-timeout=300000',
      ...files,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        TEST_SERVER_URL: serverUrl,
        TEST_TEMPLATE: template,
        // Each file is a process of its own that reads the same hundreds of modules.
        NODE_COMPILE_CACHE: resolve(root, '.tiendien/compile-cache'),
      },
    },
  );
  return new Promise((done) => child.on('exit', (exit) => done(exit ?? 1)));
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
