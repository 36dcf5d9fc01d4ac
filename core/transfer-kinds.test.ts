import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { backEndings, describeTransfer, transferKinds } from './transfer-kinds.ts';

/** Kinds as the posting functions write them: whole, or an ending added to a whole one. */
const sources = globSync('postings*.ts', { cwd: import.meta.dirname })
  .filter((name) => !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  .join('\n');
const spots = [...sources.matchAll(/\bkind(?::|\s=)\s*([^,;}\n]+)|\bmoved\(\s*('[^']*')/g)].map(
  ([, given, first]) => given ?? first ?? '',
);
const names = spots.flatMap((text) =>
  [...text.replaceAll(/===\s*'[^']*'/g, '').matchAll(/'([a-z_]+)'/g)].map(([, kind]) => kind!),
);

test('every transfer of the posting functions is described, and nothing else is', () => {
  assert.ok(names.length > 10, 'the kinds were not found in the posting functions');
  assert.deepEqual([...new Set(names)].sort(), Object.keys(transferKinds).sort());
});

test('every ending that takes a transfer back is known', () => {
  const endings = [...sources.matchAll(/\$\{kind\}(_[a-z_]+)/g)].map(([, ending]) => ending!);
  assert.deepEqual([...new Set(endings)].sort(), [...backEndings].sort());
  assert.equal(describeTransfer('payment_reversed', 'vi'), 'Hủy: thu tiền điện');
  assert.equal(
    describeTransfer('bill_vat_cancelled.TD', 'en'),
    'Taken back: VAT of electricity bills (kind TD)',
  );
  assert.equal(describeTransfer('nobody_knows', 'vi'), 'nobody_knows');
});
