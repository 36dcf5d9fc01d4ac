import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { readSources } from './tidy/sources.ts';

const root = resolve(import.meta.dirname, '..');

test('every test that docs/proof.md names is there', () => {
  const titles = new Set(
    readSources()
      .filter(({ path }) => path.endsWith('.test.ts'))
      .flatMap(({ text }) =>
        [...text.matchAll(/\b(?:test|it)\(\s*'((?:[^'\\]|\\.)+)'/g)].map(([, title]) => title),
      ),
  );
  const rows = readFileSync(resolve(root, 'docs/proof.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| reported of') && !line.startsWith('| ---'))
    .map((line) => line.split('|').map((cell) => cell.trim())[3] ?? '');
  assert.ok(rows.length > 20);
  assert.deepEqual(
    rows.filter((title) => !titles.has(title)),
    [],
  );
});
