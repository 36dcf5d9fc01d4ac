import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPages } from './export-pages.ts';

/** So many rows, the highest id first, and how often they were asked for. */
function listOf(count: number) {
  const asked: (bigint | null)[] = [];
  const list = async (behind: bigint | null, limit: number) => {
    asked.push(behind);
    const first = behind === null ? count : Number(behind) - 1;
    return Array.from({ length: Math.min(limit, first) }, (_, index) => ({ id: BigInt(first - index) }));
  };
  return { asked, rows: readPages(list, ({ id }) => id) };
}

test('a list longer than a page is read to its end, each row once and in order', async () => {
  for (const count of [0, 1, 5_000, 12_345]) {
    const { rows } = listOf(count);
    const ids = (await Array.fromAsync(rows)).map(({ id }) => Number(id));
    assert.deepEqual(
      ids,
      Array.from({ length: count }, (_, index) => count - index),
    );
  }
});

test('a list ends where a workbook does', async () => {
  const { asked, rows } = listOf(1_000_000);
  assert.equal((await Array.fromAsync(rows)).length, 200_000);
  assert.equal(asked.length, 40);
});
