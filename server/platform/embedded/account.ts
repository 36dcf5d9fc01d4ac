import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The account PostgreSQL runs as, and the folder it may use. PostgreSQL refuses to run as root. */
export interface ServerAccount {
  /** Undefined when the server runs as the user of this process. */
  ids: { uid: number; gid: number; name: string } | undefined;
  /** Holds `data/`, `postgres.log` and, where needed, a copy of the binaries. */
  folder: string;
  /** True when the account cannot enter the checkout, so that the binaries must be copied to `folder`. */
  outside: boolean;
}

/**
 * As an ordinary user everything stays in `dataDir`. As root the server runs as `postgres` or `nobody`; when that
 * account cannot enter the data folder or the binaries, a folder named by the checkout's hash in a place it can
 * enter is used instead.
 */
export function chooseAccount(dataDir: string, binaries: string): ServerAccount {
  mkdirSync(dataDir, { recursive: true });
  const folder = join(dataDir, 'postgres');
  if (process.platform === 'win32' || process.getuid?.() !== 0) {
    return { ids: undefined, folder, outside: false };
  }
  const ids = findAccount('postgres') ?? findAccount('nobody');
  if (!ids)
    throw new Error('PostgreSQL does not run as root, and there is neither an account postgres nor nobody');
  mkdirSync(folder, { recursive: true });
  chownSync(folder, ids.uid, ids.gid);
  if (mayEnter(ids, folder) && mayEnter(ids, binaries)) return { ids, folder, outside: false };
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const place = ['/var/tmp', tmpdir(), '/tmp'].find(
    (candidate) => existsSync(candidate) && mayEnter(ids, candidate),
  );
  if (!place) throw new Error(`the account ${ids.name} can enter neither ${dataDir} nor a temporary folder`);
  const outside = join(place, `tiendien-${hash}`);
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  chownSync(outside, ids.uid, ids.gid);
  return { ids, folder: outside, outside: true };
}

function findAccount(name: string): ServerAccount['ids'] {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid), name };
}

function mayEnter(ids: { uid: number; gid: number }, folder: string): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1" && ls . >/dev/null', 'probe', folder], {
    uid: ids.uid,
    gid: ids.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}
