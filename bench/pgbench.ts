import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const pgbench = [
  '/usr/bin/pgbench',
  '/usr/lib/postgresql/15/bin/pgbench',
  '/usr/lib/postgresql/17/bin/pgbench',
].find((path) => existsSync(path));
export const pgbenchScale = 50;

/** Fills pgbench's own tables. False when the machine has no pgbench. */
export function initPgbench(url: string): boolean {
  if (!pgbench) return false;
  const made = spawnSync(pgbench, ['-i', '-q', '-s', String(pgbenchScale), url], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`pgbench -i failed: ${made.stderr}`);
  return true;
}

/** Transactions a second of `pgbench -N`, prepared, 32 clients. */
export function runPgbench(url: string, seconds: number): number {
  const run = spawnSync(
    pgbench ?? 'pgbench',
    ['-N', '-n', '-M', 'prepared', '-c', '32', '-j', '2', '-T', String(seconds), url],
    { encoding: 'utf8' },
  );
  const tps = /tps = ([\d.]+)/.exec(run.stdout)?.[1];
  if (!tps) throw new Error(`pgbench failed: ${run.stderr}`);
  return Number(tps);
}
