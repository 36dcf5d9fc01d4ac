import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StatementTally } from './statement.ts';

const units = (value: bigint) => ({ units: value, scale: 0 });

test('declared totals agree with what is booked, with what is pending too, or, of all entries, with what is left', () => {
  const tally = new StatementTally();
  tally.add({ amount: units(10n), currency: 'VND', creditDebit: 'CRDT' });
  tally.add({ amount: units(70n), currency: 'VND', creditDebit: 'DBIT' });
  tally.addPending(units(5n), 'CRDT');
  const differs = (of: 'CRDT' | 'both', count: number | undefined, sum: bigint): boolean =>
    tally.checkTotals([{ line: 1, what: 'totals', of, count, sum: units(sum) }]).length > 0;
  for (const [count, sum] of [
    [2, 80n],
    [3, 85n],
    [2, 60n],
    [2, -60n],
    [3, 55n],
  ] as const)
    assert.equal(differs('both', count, sum), false, `${count} ${sum}`);
  assert.deepEqual(
    [
      differs('CRDT', 1, 10n),
      differs('CRDT', 2, 15n),
      differs('CRDT', 1, 60n),
      differs('both', 4, 80n),
      differs('both', 2, 81n),
    ],
    [false, false, true, true, true],
  );
});
