import { spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { chooseAccount, type ServerAccount } from './account.ts';
import { copyBinaries, findBinaries, restoreLinks } from './binaries.ts';
import { isAlive, withFileLock } from './file-lock.ts';

/** A running embedded server, held by one open connection so that nobody else stops it. */
export interface EmbeddedServer {
  url: string;
  folder: string;
  /** Version of the server, and whether this process started it. */
  startedHere: boolean;
  /** Lets go; stops the server if this process started it and no other client is connected. */
  release(): Promise<void>;
}

export interface LaunchOptions {
  dataDir: string;
  say: (line: string) => void;
  /** Extra settings, for example of a test cluster. */
  settings?: Record<string, string>;
  /** Programs meet the server at a socket in its folder, which costs less per statement than a port. */
  socket?: boolean;
  /** The data of a server that stops is thrown away, for example of a cluster in memory. */
  passing?: boolean;
}

const superuser = 'postgres';
const lockTimeoutMs = 120_000;

/**
 * Starts the embedded PostgreSQL of a data folder, or adopts the one that runs there already (also one orphaned by
 * `kill -9`). Starting and stopping go under one file lock. While it is held, a server that dies is started again on
 * the same port, so that the pools of this process find it.
 */
export async function launchPostgres(options: LaunchOptions): Promise<EmbeddedServer> {
  const native = findBinaries();
  if (!native) {
    throw new Error(
      `no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a PostgreSQL 15 or newer`,
    );
  }
  const account = chooseAccount(options.dataDir, native);
  if (account.outside) {
    options.say(`the database account cannot enter the checkout: data is in ${account.folder}`);
  }
  const underLock = <Result>(work: () => Promise<Result>): Promise<Result> =>
    withFileLock(join(options.dataDir, 'postgres.lock'), work, { timeoutMs: lockTimeoutMs });
  const held: Held = { lease: undefined, port: undefined, startedHere: false, released: false };
  const hold = async (): Promise<Cluster> => {
    const cluster = prepareCluster(native, account, options);
    const started = await startUnlessRunning(cluster, options, held.port);
    held.port = getPort(cluster);
    held.lease = await openLease(clusterUrl(cluster, held.port, options));
    // Found running with nobody connected: its owner was killed, so whoever adopts it owns it.
    held.startedHere ||= started || (await otherClients(held.lease)) === 0;
    held.lease.on('end', () => {
      if (!held.released) void holdAgain();
    });
    return cluster;
  };
  const holdAgain = async (): Promise<void> => {
    while (!held.released) {
      options.say('the embedded PostgreSQL went away: starting it again');
      const back = await underLock(hold).then(
        () => true,
        (error: unknown) => {
          options.say(String(error));
          return false;
        },
      );
      if (back) return;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  };
  const cluster = await underLock(hold);
  return {
    url: clusterUrl(cluster, held.port ?? getPort(cluster), options),
    folder: account.folder,
    startedHere: held.startedHere,
    release: () => {
      held.released = true;
      return underLock(() => letGo(cluster, held, options.passing === true));
    },
  };
}

/** What this process holds of a running server. */
interface Held {
  lease: pg.Client | undefined;
  /** Where the pools of this process look for it. */
  port: number | undefined;
  startedHere: boolean;
  released: boolean;
}

interface Cluster {
  native: string;
  data: string;
  log: string;
  password: string;
  account: ServerAccount;
}

function prepareCluster(native: string, account: ServerAccount, options: LaunchOptions): Cluster {
  const data = join(account.folder, 'data');
  const ours = account.outside || !restoreLinks(native);
  if (!existsSync(account.folder)) spawnSync('mkdir', ['-p', account.folder]);
  const binaries = ours ? copyBinaries(native, account.folder) : native;
  const passwordFile = join(options.dataDir, 'postgres.password');
  const cluster = { native: binaries, data, log: join(account.folder, 'postgres.log'), account };
  if (existsSync(join(data, 'PG_VERSION')) && existsSync(passwordFile)) {
    return { ...cluster, password: readFileSync(passwordFile, 'utf8') };
  }
  rmSync(data, { recursive: true, force: true });
  const password = randomBytes(18).toString('base64url');
  initialise(cluster, password, options);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  return { ...cluster, password };
}

function initialise(cluster: Omit<Cluster, 'password'>, password: string, options: LaunchOptions): void {
  options.say('creating the database (once)');
  const passwordFile = join(cluster.account.folder, 'initdb.password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (cluster.account.ids) chownSync(passwordFile, cluster.account.ids.uid, cluster.account.ids.gid);
  const made = spawnSync(
    join(cluster.native, 'bin', 'initdb'),
    [
      ['-D', cluster.data],
      ['-U', superuser],
      ['-E', 'UTF8'],
      ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ['--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    ].flat(),
    { ...spawnAs(cluster.account), encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(cluster.data, { recursive: true, force: true });
    throw new Error(`initdb failed: ${made.error?.message ?? `${made.stderr}${made.stdout}`}`);
  }
}

function spawnAs(account: ServerAccount): {
  uid?: number;
  gid?: number;
  cwd: string;
  env: NodeJS.ProcessEnv;
} {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', HOME: account.folder };
  return { ...(account.ids && { uid: account.ids.uid, gid: account.ids.gid }), cwd: account.folder, env };
}

/** The port in `postmaster.pid`, when its process is alive. */
function runningPort(cluster: Cluster): number | undefined {
  const file = join(cluster.data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n');
  if (!pid || !isAlive(Number(pid)) || !isPostgres(Number(pid))) return undefined;
  return port && status?.trim() === 'ready' ? Number(port) : undefined;
}

/** After a reboot another program may carry the old process id. */
function isPostgres(pid: number): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

/** Children of a killed server may hold its memory for a moment, which turns the first starts away. */
const startAttempts = 40;

async function startUnlessRunning(
  cluster: Cluster,
  options: LaunchOptions,
  port: number | undefined,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    if (runningPort(cluster) !== undefined) return false;
    await waitForOldProcess(cluster);
    if (runningPort(cluster) !== undefined) return false;
    if (port !== undefined && (await listenOnce(port)) === undefined)
      throw new Error(`port ${port}, on which PostgreSQL is looked for, is taken by another program`);
    try {
      await startServer(cluster, options, port ?? (await choosePort(cluster)));
      return true;
    } catch (error) {
      if (attempt >= startAttempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

async function startServer(cluster: Cluster, options: LaunchOptions, port: number): Promise<void> {
  const log = openSync(cluster.log, 'a');
  const settings = {
    ...defaultSettings(),
    ...(options.socket && { unix_socket_directories: cluster.account.folder }),
    ...options.settings,
    port: String(port),
  };
  const child = spawn(
    join(cluster.native, 'bin', 'postgres'),
    ['-D', cluster.data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    { ...spawnAs(cluster.account), detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  let failed: string | undefined;
  child.on('exit', (code) => (failed = `PostgreSQL ended with code ${code}; its log is ${cluster.log}`));
  child.on('error', (error) => (failed = `PostgreSQL could not be started: ${error.message}`));
  child.unref();
  await waitFor(
    () => runningPort(cluster) !== undefined,
    60_000,
    () => failed,
  );
}

/** A server killed with -9 may leave children that still hold the memory segment, or be in recovery. */
async function waitForOldProcess(cluster: Cluster): Promise<void> {
  const file = join(cluster.data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (pid && isAlive(pid) && isPostgres(pid)) {
    await waitFor(
      () => runningPort(cluster) !== undefined || !isAlive(pid),
      60_000,
      () => undefined,
    );
  }
}

function defaultSettings(): Record<string, string> {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '256MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    max_connections: '150',
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    random_page_cost: '1.1',
    jit: 'off',
    log_min_messages: 'warning',
    timezone: 'Asia/Ho_Chi_Minh',
  };
  if (process.platform === 'linux' && smallSharedMemory()) settings['dynamic_shared_memory_type'] = 'mmap';
  return settings;
}

function smallSharedMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize < 256 * 1024 * 1024;
  } catch {
    return true;
  }
}

/**
 * The port this cluster had last, so that it can be found again after a crash; otherwise a free one. Free ones are
 * looked for below those that systems give to outgoing connections: one of these could take it while a killed server
 * is started again.
 */
async function choosePort(cluster: Cluster): Promise<number> {
  const file = join(cluster.account.folder, 'port');
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const low = Array.from({ length: 20 }, () => randomInt(20_000, 32_000));
  for (const wanted of [...(last > 0 ? [last] : []), ...low, 0]) {
    const port = await listenOnce(wanted);
    if (port === undefined) continue;
    writeFileSync(file, String(port));
    return port;
  }
  throw new Error('no free port on 127.0.0.1');
}

/** The port when it is free (0: any), undefined when it is taken. */
function listenOnce(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

function getPort(cluster: Cluster): number {
  const port = runningPort(cluster);
  if (port === undefined)
    throw new Error(`PostgreSQL stopped right after its start; its log is ${cluster.log}`);
  return port;
}

async function waitFor(
  met: () => boolean,
  timeoutMs: number,
  failed: () => string | undefined,
): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs;
  while (!met()) {
    const reason = failed();
    if (reason) throw new Error(reason);
    if (Date.now() > giveUpAt) throw new Error(`PostgreSQL was not ready after ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function clusterUrl(cluster: Cluster, port: number, { socket }: LaunchOptions): string {
  const url = `postgres://${superuser}:${cluster.password}@127.0.0.1:${port}/postgres`;
  return socket ? `${url}?host=${encodeURIComponent(cluster.account.folder)}` : url;
}

async function openLease(url: string): Promise<pg.Client> {
  const lease = new pg.Client({ connectionString: url, application_name: 'tiendien:lease' });
  lease.on('error', () => undefined);
  await lease.connect();
  return lease;
}

async function letGo(cluster: Cluster, { lease, startedHere }: Held, passing: boolean): Promise<void> {
  const port = runningPort(cluster);
  const others = startedHere && lease ? await waitAlone(lease) : 1;
  await lease?.end().catch(() => undefined);
  if (others > 0 || port === undefined) return;
  const pid = Number(readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGINT');
  await waitFor(
    () => !isAlive(pid),
    60_000,
    () => undefined,
  );
  if (passing) rmSync(cluster.data, { recursive: true, force: true });
}

/** Connections that this process has just closed are still counted for a moment. */
async function waitAlone(lease: pg.Client): Promise<number> {
  for (let look = 1; ; look++) {
    const others = await otherClients(lease);
    if (others === 0 || look === 10) return others;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function otherClients(lease: pg.Client): Promise<number> {
  try {
    const { rows } = await lease.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return rows[0]?.others ?? 0;
  } catch {
    return 1;
  }
}
