import { closeSync, mkdirSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * One lock between processes of one machine: a file that names its holder. A holder that died without letting go is
 * recognised by its process id and moved aside atomically.
 */
export async function withFileLock<Result>(
  file: string,
  work: () => Promise<Result>,
  options: { timeoutMs: number },
): Promise<Result> {
  mkdirSync(dirname(file), { recursive: true });
  const giveUpAt = Date.now() + options.timeoutMs;
  while (!tryLock(file)) {
    dropIfHolderDied(file);
    if (Date.now() > giveUpAt)
      throw new Error(`another process has held ${file} for ${options.timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25 + Math.random() * 50));
  }
  try {
    return await work();
  } finally {
    unlinkSync(file);
  }
}

function tryLock(file: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o644);
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function dropIfHolderDied(file: string): void {
  const holder = readHolder(file);
  if (holder === undefined || isAlive(holder)) return;
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    // Between reading and renaming a new holder may have come: if so, give the lock back to it.
    const moved = Number(readFileSync(aside, 'utf8'));
    if (moved && moved !== holder && isAlive(moved)) renameSync(aside, file);
    else unlinkSync(aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function readHolder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
