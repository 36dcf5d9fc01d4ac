import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { errorMessages } from '../core/messages/errors.ts';
import * as layout from './tidy/layout.ts';
import { readSources, readTexts, type Source } from './tidy/sources.ts';

/** The rules of the house that a compiler does not know. Each failure names the file and says what to do. */
const root = resolve(import.meta.dirname, '..');
const sources = readSources();
const product = sources.filter(({ isTest }) => !isTest);
const order: readonly string[] = layout.featureOrder;

function none(problems: readonly string[]): void {
  if (problems.length > 0) assert.fail(`\n  ${problems.join('\n  ')}\n`);
}

function featureOf(path: string): string | undefined {
  return /^server\/features\/([^/]+)\//.exec(path)?.[1];
}

/** Ring of a file: core, platform, a feature, entry point, or one of the folders beside the server. */
function ringOf(path: string): string {
  const feature = featureOf(path);
  if (feature) return `feature ${feature}`;
  if (path.startsWith('server/platform/')) return 'platform';
  if (path === 'server/config.ts') return 'settings';
  if (path.startsWith('server/')) return 'entry';
  return path.split('/')[0] ?? path;
}

function importIsAllowed(from: string, to: string): boolean {
  const [ring, target] = [ringOf(from), ringOf(to)];
  if (ring === target || target === 'core') return true;
  if (ring === 'settings') return false;
  if (ring === 'platform') return target === 'settings';
  if (ring === 'entry') return to.startsWith('server/');
  const feature = featureOf(from);
  if (!feature)
    return (layout.mayImport[ring] ?? []).some((allowed) => to === allowed || to.startsWith(`${allowed}/`));
  if (target === 'platform' || target === 'settings') return true;
  const other = featureOf(to);
  return (
    other !== undefined && to.endsWith(`${other}/index.ts`) && order.indexOf(other) < order.indexOf(feature)
  );
}

test('imports point inwards, and a feature imports only the index.ts of features before it', () => {
  none(
    product.flatMap(({ path, imports }) =>
      imports
        .filter(({ ours, target }) => ours && !importIsAllowed(path, target))
        .map(({ target }) => `${path} (${ringOf(path)}) may not import ${target} (${ringOf(target)})`),
    ),
  );
});

test('core is pure: no packages, nothing of Node, no await', () => {
  const inCore = product.filter(({ path }) => path.startsWith('core/'));
  none([
    ...inCore.flatMap(({ path, imports }) =>
      imports.filter(({ ours }) => !ours).map(({ target }) => `${path} imports ${target}`),
    ),
    ...inCore.filter(({ text }) => /^\s*[^*/]*\bawait\b/m.test(text)).map(({ path }) => `${path} awaits`),
  ]);
});

test('every feature folder is in the ordered list', () => {
  const found = new Set(sources.flatMap(({ path }) => featureOf(path) ?? []));
  none(
    [...found]
      .filter((name) => !order.includes(name))
      .map((name) => `${name}: place it in tools/tidy/layout.ts`),
  );
});

test('every table has one owner, and only the owner writes it', () => {
  const ownerOfTable = new Map(
    Object.entries(layout.tablesOfOwner).flatMap(([owner, tables]) =>
      tables.map((table) => [table, owner] as const),
    ),
  );
  const made = globSync('db/migrations/**/*.sql', { cwd: root }).flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/^create (?:unlogged )?table (\w+)/gm)].map(
      ([, name]) => name!,
    ),
  );
  const writes =
    /\b(?:insert\s+into|update|delete\s+from|copy|truncate(?:\s+table)?)\s+(?:only\s+)?(?:platform\.)?(\w+)/gi;
  const ownerOfFile = (path: string): string => featureOf(path) ?? ringOf(path);
  none([
    ...made.filter((table) => !ownerOfTable.has(table)).map((table) => `table ${table} has no owner`),
    ...[...ownerOfTable.keys()]
      .filter((table) => !made.includes(table))
      .map((table) => `no migration makes ${table}`),
    ...product
      .filter(({ path }) => path.startsWith('server/'))
      .flatMap(({ path, text }) =>
        [...withoutComments(text).matchAll(writes)]
          .map(([, table]) => table!)
          .filter((table) => ownerOfTable.has(table) && ownerOfTable.get(table) !== ownerOfFile(path))
          .map((table) => `${path} writes ${table}, which belongs to ${ownerOfTable.get(table)}`),
      ),
  ]);
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
}

function outside(allowed: readonly string[], linesOf: (source: Source) => number[]): string[] {
  return sources
    .filter(({ path, isTest }) => !isTest && !allowed.some((place) => path.startsWith(place)))
    .flatMap((source) => linesOf(source).map((line) => `${source.path}:${line}`));
}

test('the environment is read in one place', () => {
  none(outside(layout.readsEnvironment, (source) => source.readsEnvironment));
});

test('the clock is read once per request or job; everything else is told the time', () => {
  none(outside(layout.readsClock, (source) => source.readsClock));
});

test('files and functions stay short enough to read at a glance', () => {
  none([
    ...sources
      .filter(({ lines }) => lines > layout.longestFile)
      .map(({ path, lines }) => `${path} has ${lines} lines (at most ${layout.longestFile})`),
    ...product.flatMap(({ path, functions }) => {
      const longest = path.endsWith('.tsx') ? layout.longestComponent : layout.longestFunction;
      return functions
        .filter(({ length }) => length > longest)
        .map(({ name, line, length }) => `${path}:${line} ${name} has ${length} lines (at most ${longest})`);
    }),
  ]);
});

test('index.ts of a feature stays a short table of contents', () => {
  none(
    sources
      .filter(({ path, lines }) => featureOf(path) && path.endsWith('/index.ts') && lines > 40)
      .map(({ path, lines }) => `${path} has ${lines} lines (at most 40)`),
  );
});

test('names say what a thing is for', () => {
  const empty = new RegExp(`(?:^|[a-z0-9])(?:${layout.emptyWords.join('|')})(?=$|[A-Z0-9])`);
  const emptyFile = new RegExp(`(?:^|[-/])(?:${layout.emptyWords.join('|').toLowerCase()})(?=[-./]|$)`);
  none(
    sources.flatMap(({ path, declares }) => [
      ...(emptyFile.test(path) ? [path] : []),
      ...declares
        .filter(({ name }) => empty.test(name[0]!.toUpperCase() + name.slice(1)))
        .map(({ name, line }) => `${path}:${line} ${name}`),
    ]),
  );
});

test('no test is switched off or run alone, and nothing is left to do', () => {
  const left = new RegExp(
    ['\\b(?:test|it|describe)\\.(?:only|skip|todo)\\b', '\\bTO' + 'DO\\b', '\\bFIX' + 'ME\\b'].join('|'),
  );
  none(
    sources.filter(({ text }) => left.test(text)).map(({ path, text }) => `${path}: ${left.exec(text)?.[0]}`),
  );
});

test('there are no default exports, except where a tool asks for one', () => {
  none(
    sources
      .filter(({ path, hasDefaultExport }) => hasDefaultExport && !layout.defaultExportAllowed.test(path))
      .map(({ path }) => path),
  );
});

test('every error code says in both languages what is wrong, and is declared in exactly one errors.ts', () => {
  const declared = new Map<string, string[]>();
  for (const { path, text } of product.filter(({ path }) => /^server\/.*errors\.ts$/.test(path))) {
    for (const [, code] of text.matchAll(/'([a-z_]+\.[a-z_]+)':\s/g)) {
      declared.set(code!, [...(declared.get(code!) ?? []), path]);
    }
  }
  // What any request can meet is thrown by the platform and the entry points themselves.
  const rim = product
    .filter(({ path }) => path.startsWith('server/') && !featureOf(path))
    .map(({ text }) => text);
  const thrownAtTheRim = (code: string): boolean => rim.some((text) => text.includes(`'${code}'`));
  none(
    Object.entries(errorMessages).flatMap(([code, { vi, en }]) => {
      const places = declared.get(code) ?? [];
      return [
        ...(vi.trim() === '' || vi !== vi.normalize('NFC')
          ? [`${code}: Vietnamese text missing or decomposed`]
          : []),
        ...(en.trim() === '' ? [`${code}: English text missing`] : []),
        ...(places.length > 1 ? [`${code} is declared in ${places.join(' and ')}`] : []),
        ...(places.length === 0 && !thrownAtTheRim(code) ? [`${code} is declared in no errors.ts`] : []),
      ];
    }),
  );
});

test('no file names a machine, a registry or a folder of one person', () => {
  const place = new RegExp(
    [
      '/work' + '/(?:main|shared)',
      '/ro' + 'ot/',
      '/ho' + 'me/[a-z]',
      'regis' + 'try\\.(?:npmjs|yarnpkg)',
      '"resol' + 'ved":',
    ].join('|'),
  );
  none(
    readTexts().flatMap(({ path, text }) => (place.test(text) ? [`${path}: ${place.exec(text)?.[0]}`] : [])),
  );
});
