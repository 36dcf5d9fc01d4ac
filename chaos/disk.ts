import { spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedServer } from '../server/platform/embedded/launcher.ts';
import { runOn } from './database.ts';

/**
 * A tablespace on a disk so small that it can be filled: a tmpfs of its own, which only root on Linux may mount. It
 * holds the tables of payments, so that their growth fails with "no space left on device" while the log still writes.
 */
export interface SmallDisk {
  /** Moves the payments' tables of a database onto it. */
  take(url: string, schema: string): Promise<void>;
  fill(): void;
  free(): void;
  close(): Promise<void>;
}

const tables = ['payments', 'payment_claims', 'allocations', 'transfers', 'payment_refusals'];

export async function openSmallDisk(embedded: EmbeddedServer): Promise<SmallDisk | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const mount = join(embedded.folder, 'small-disk');
  const space = join(mount, 'space');
  const filler = join(mount, 'filler');
  await runOn(embedded.url, ['drop tablespace if exists chaos_small']);
  spawnSync('umount', ['--lazy', mount], { stdio: 'ignore' });
  mkdirSync(mount, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'tiendien-chaos', mount], {
    stdio: 'ignore',
  });
  if (mounted.status !== 0) return undefined;
  const { uid, gid } = statSync(join(embedded.folder, 'data'));
  mkdirSync(space);
  chownSync(space, uid, gid);
  await runOn(embedded.url, [`create tablespace chaos_small location '${space}'`]);
  return {
    take: (url, schema) => runOn(url, [moveStatement(schema)]),
    fill: () => fill(filler),
    free: () => rmSync(filler, { force: true }),
    close: async () => {
      rmSync(filler, { force: true });
      await runOn(embedded.url, ['drop tablespace if exists chaos_small']);
      spawnSync('umount', ['--lazy', mount], { stdio: 'ignore' });
    },
  };
}

function moveStatement(schema: string): string {
  const list = tables.map((table) => `'${table}'`).join(', ');
  return `do $$ declare moved record; begin
    for moved in select c.oid::regclass as name, c.relkind from pg_class c
      where c.relnamespace = '${schema}'::regnamespace and (c.relname in (${list})
        or c.oid in (select indexrelid from pg_index i join pg_class t on t.oid = i.indrelid
                     where t.relnamespace = '${schema}'::regnamespace and t.relname in (${list})))
    loop
      execute format('alter %s %s set tablespace chaos_small', case moved.relkind when 'i' then 'index' else 'table' end, moved.name);
    end loop; end $$`;
}

/** Writes zeros until nothing more goes in. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (const size of [1_048_576, 4_096]) {
      const zeros = Buffer.alloc(size);
      try {
        while (writeSync(file, zeros) === size);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(file);
  }
}

/**
 * From here on the process can write no file past so many bytes; for one of PostgreSQL's that is its log of changes.
 * Says what went wrong, if anything did.
 */
export function limitFileSize(embedded: EmbeddedServer, pid: number, bytes: number): string | undefined {
  // Only the account PostgreSQL runs as may do this to it.
  const { uid, gid } = statSync(join(embedded.folder, 'data'));
  const { status, stderr, error } = spawnSync(
    'prlimit',
    ['--pid', String(pid), `--fsize=${bytes}:${bytes}`],
    {
      encoding: 'utf8',
      ...(process.getuid?.() === 0 && { uid, gid, cwd: '/' }),
    },
  );
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

export function postmasterPid(embedded: EmbeddedServer): number {
  return Number(readFileSync(join(embedded.folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
