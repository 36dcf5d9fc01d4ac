import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './at-end.ts';

/** A folder of its own for one test file, gone afterwards. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tiendien-test-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

let made = 0;

/** Writes a file in its own place, so that names may repeat. */
export function writeFileIn(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, `${++made}-${name}`);
  writeFileSync(path, content);
  return path;
}
