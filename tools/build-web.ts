import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

/**
 * Builds the console into `web/dist`: `npm run build`, and `npm start` before it serves. Does nothing when neither
 * `web/`, `core/` nor the lockfile has changed since the last build.
 */
const root = resolve(import.meta.dirname, '..');
const dist = resolve(root, 'web/dist');
const stampFile = resolve(dist, '.stamp');

export async function buildWeb(say: (line: string) => void = console.log): Promise<void> {
  const stamp = stampOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    say('web: unchanged since the last build');
    return;
  }
  const startedAt = performance.now();
  const { build } = await import('vite');
  // Built aside and then put in place, so that two builds at once leave one whole console.
  const aside = resolve(root, `node_modules/.vite/dist-${process.pid}`);
  await build({
    configFile: resolve(root, 'web/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: aside },
  });
  writeFileSync(resolve(aside, '.stamp'), stamp);
  rmSync(dist, { recursive: true, force: true });
  renameSync(aside, dist);
  say(`web: built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** A hash over names and contents of everything the bundle is made of. */
function stampOfSources(): string {
  const sources = globSync(['web/**/*', 'core/**/*.ts', 'package-lock.json'], {
    cwd: root,
    exclude: ['web/dist/**', '**/*.test.ts'],
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) => resolve(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of sources)
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

if (import.meta.main) await buildWeb();
