import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atEnd } from './at-end.ts';

test('what a test begins last ends first, and before what its file began', async (t) => {
  const ended: string[] = [];
  atEnd(() => ended.push('file'));
  await t.test('begins three things', () => {
    for (const name of ['database', 'server', 'worker']) atEnd(() => ended.push(name));
  });
  assert.deepEqual(ended, ['worker', 'server', 'database']);
});
