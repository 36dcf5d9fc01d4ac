import { spawnSync } from 'node:child_process';
import { sql } from 'kysely';
import { moveBusinessClock } from '../server/platform/clock.ts';
import { run, transaction } from '../server/platform/db.ts';
import type { Company, Runtime } from '../server/platform/runtime.ts';
import { runOn } from './database.ts';
import { limitFileSize, postmasterPid } from './disk.ts';
import { pause } from './errands.ts';
import type { KilledServer } from './killed-server.ts';
import type { Fault, FaultKind } from './plan.ts';
import type { DatabaseProxy, HeldCommit } from './proxy.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** What a fault may touch. */
export interface Scene {
  stage: Stage;
  server: KilledServer;
  proxy: DatabaseProxy;
  /** Straight to PostgreSQL, past the proxy. */
  runtime: Runtime;
  company: Company;
  random: Random;
}

export interface Struck {
  kind: FaultKind;
  /** From when to when. */
  at: [number, number];
  /** What was killed (the server, or a process of PostgreSQL) while a commit of money had no answer yet. */
  killedInCommit: boolean;
  /** Why it did not strike. */
  missed?: string;
}

type Outcome = { killedInCommit?: boolean; missed?: string } | undefined | void;
type Strike = (scene: Scene, fault: Fault) => Promise<Outcome>;

const strikes: Record<FaultKind, Strike> = {
  'server-killed': ({ server, proxy }) => killServer(server, proxy),
  'server-killed-in-commit': (scene) => inCommit(scene, killServerInCommit),
  'backend-killed-in-commit': (scene) =>
    inCommit(scene, async (_, commit) => {
      commit.forward();
      process.kill(commit.backendPid, 'SIGKILL');
      return { killedInCommit: true };
    }),
  'postgres-killed': async ({ stage, proxy }) => {
    const killedInCommit = proxy.openCommits > 0;
    process.kill(postmasterPid(stage.embedded), 'SIGKILL');
    return { killedInCommit };
  },
  'postgres-killed-in-commit': (scene) =>
    inCommit(scene, async ({ stage }, commit) => {
      commit.forward();
      killAllOfPostgres(postmasterPid(stage.embedded));
      return { killedInCommit: true };
    }),
  'backend-terminated': async ({ stage, proxy, random }) => {
    const victims = random.shuffle(proxy.backendPids()).slice(0, 3);
    await runOn(
      stage.embedded.url,
      victims.map((pid) => `select pg_terminate_backend(${pid})`),
    );
  },
  'backend-frozen-in-commit': (scene) =>
    inCommit(scene, async (_, commit) => {
      process.kill(commit.backendPid, 'SIGSTOP');
      commit.forward();
      await pause(frozenMs);
      process.kill(commit.backendPid, 'SIGCONT');
      await Promise.race([commit.answered, pause(1_000)]);
      commit.release();
    }),
  'cut-before-commit': (scene) =>
    inCommit(scene, async ({ random }, commit) => {
      // Time for whoever answers too early to do so.
      await pause(random.between(0, 40));
      commit.cut();
    }),
  'cut-after-commit': (scene) =>
    inCommit(scene, async (_, commit) => {
      commit.forward();
      await commit.answered;
      commit.cut();
    }),
  'commit-answer-late': (scene, { forMs }) =>
    inCommit(scene, async (_, commit) => {
      commit.forward();
      await pause(forMs);
      commit.release();
    }),
  'connections-cut': async ({ proxy }) => proxy.cutAll(),
  'connections-slow': ({ proxy, random }, { forMs }) => slowDown(proxy, random, forMs),
  'disk-full': async ({ stage }, { forMs }) => {
    if (!stage.disk) return { missed: 'no small disk may be mounted here' };
    stage.disk.fill();
    await pause(forMs);
    stage.disk.free();
  },
  'log-write-fails': (scene) => inCommit(scene, breakLog),
  'bills-locked': ({ company }, { forMs }) => lockBillsFor(company, forMs),
  midnight: async ({ runtime }) => {
    await transaction(runtime.platform, (tx) => moveBusinessClock(tx, 1));
  },
};

/** Lets one fault happen, and waits until the server is there again where it was killed. */
export async function strike(scene: Scene, fault: Fault): Promise<Struck> {
  const from = Date.now();
  const outcome = await retryWhileDown(() => strikes[fault.kind](scene, fault));
  return { kind: fault.kind, at: [from, Date.now()], killedInCommit: false, ...outcome };
}

/** The fault before may have taken PostgreSQL away; what asks it something waits until it is back. */
async function retryWhileDown(work: () => Promise<Outcome>): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 60) throw error;
      await pause(200);
    }
  }
}

const commitWaitMs = 4_000;
/** Longer than the server waits for an answer: it gives up, and the commit happens all the same, later. */
const frozenMs = 17_000;

async function inCommit(
  scene: Scene,
  work: (scene: Scene, commit: HeldCommit) => Promise<Outcome>,
): Promise<Outcome> {
  const commit = await scene.proxy.nextCommit(commitWaitMs);
  if (!commit) return { missed: 'no commit came by' };
  return work(scene, commit);
}

async function killServer(server: KilledServer, proxy: DatabaseProxy): Promise<Outcome> {
  const killedInCommit = proxy.openCommits > 0;
  await server.killAndRestart();
  return { killedInCommit };
}

/** Sometimes before PostgreSQL has done it, sometimes after. */
async function killServerInCommit({ server, random }: Scene, commit: HeldCommit): Promise<Outcome> {
  commit.forward();
  await Promise.race([pause(random.between(0, 15)), commit.answered]);
  await server.killAndRestart();
  return { killedInCommit: true };
}

/** The process may write no file past its first pages: its COMMIT ends in PostgreSQL's PANIC and recovery. */
async function breakLog({ stage }: Scene, commit: HeldCommit): Promise<Outcome> {
  const problem = limitFileSize(stage.embedded, commit.backendPid, 8_192);
  commit.forward();
  if (problem !== undefined) {
    commit.release();
    return { missed: problem };
  }
  await Promise.race([commit.answered, pause(2_000)]);
  // Another process may have written the log for it: then it lives, nothing was killed, and the answer is lost.
  await pause(50);
  const died = !isAlive(commit.backendPid);
  commit.cut();
  return { killedInCommit: died };
}

async function slowDown(proxy: DatabaseProxy, random: Random, forMs: number): Promise<void> {
  const until = Date.now() + forMs;
  while (Date.now() < until) {
    proxy.stall(true);
    await pause(random.between(20, 120));
    proxy.stall(false);
    await pause(random.between(5, 40));
  }
}

/** A correction that takes long: somebody holds bills that partners want to pay. */
async function lockBillsFor(company: Company, forMs: number): Promise<void> {
  await transaction(company.db, async (tx) => {
    await run(tx, sql`select from bills where id in (select id from bills order by id limit 12) for update`);
    await pause(forMs + 2_000);
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * The postmaster first, so that nothing is started again; then its children. Were one of them left waiting for a lock
 * of one that is gone, it would wait for ever and keep the memory from the next start.
 */
function killAllOfPostgres(postmaster: number): void {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], { encoding: 'utf8' });
  process.kill(postmaster, 'SIGKILL');
  for (const line of stdout.split('\n')) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    if (pid && parent === postmaster && isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
}
