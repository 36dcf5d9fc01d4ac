import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keepBack, leastBills, withholdAmong, withholdInGroups, type Withheld } from './withholding.ts';

const counts = fc.array(fc.bigInt({ min: 0n, max: 20n }), { maxLength: 8 });
const sum = (numbers: readonly bigint[]): bigint => numbers.reduce((total, one) => total + one, 0n);
const hidden = (all: readonly bigint[], withheld: readonly Withheld[]): bigint[] =>
  all.filter((_, at) => withheld[at]);

test('a small place takes the next smallest with it, and nothing is left out where all are large', () => {
  assert.deepEqual(withholdAmong([100n, 3n, 7n, 50n]), [null, 'few', 'cover', null]);
  assert.deepEqual(withholdAmong([100n, 7n]), [null, null]);
  // Two that are small and hold four together: the three of a third cover them.
  assert.deepEqual(withholdAmong([1n, 3n, 9n, 8n]), ['few', 'few', null, 'cover']);
  assert.deepEqual(withholdAmong([2n, 3n, 9n]), ['few', 'few', null]);
  assert.deepEqual(withholdAmong([4n, 0n]), ['few', null]);
});

test('the total less what is shown never tells one place, nor fewer bills than a place must have to be shown', () => {
  fc.assert(
    fc.property(counts, (all) => {
      const withheld = withholdAmong(all);
      const left = hidden(all, withheld);
      for (const [at, count] of all.entries())
        assert.equal(withheld[at] === 'few', count > 0n && count < leastBills);
      if (!withheld.includes('few')) return assert.equal(left.length, 0);
      const filled = all.filter((count) => count > 0n);
      if (left.length === filled.length) return;
      assert.ok(left.length >= 2 && sum(left) >= leastBills);
      // No more than needed: without the largest cover it would not do.
      const covers = all.filter((_, at) => withheld[at] === 'cover');
      if (covers.length > 0) {
        const most = covers.reduce((one, other) => (other > one ? other : one));
        assert.ok(left.length === 2 || sum(left) - most < leastBills);
        for (const [at, count] of all.entries()) if (!withheld[at] && count > 0n) assert.ok(count >= most);
      }
    }),
  );
});

test('in groups neither the total, nor a group, nor groups and places together tell one place', () => {
  fc.assert(
    fc.property(fc.array(counts, { maxLength: 5 }), (groups) => {
      const withheld = withholdInGroups(groups);
      for (const [at, { group, parts }] of withheld.entries()) {
        const all = groups[at]!;
        assert.equal(parts.length, all.length);
        const left = hidden(all, parts);
        const filled = all.filter((count) => count > 0n);
        if (group === null && left.length > 0 && left.length < filled.length) assert.ok(left.length >= 2);
        if (group === null && left.length === filled.length && left.length > 0)
          assert.ok(sum(all) >= leastBills);
        if (group !== null && filled.length > 0) assert.ok(left.length > 0, 'its places do not add up to it');
      }
      const sums = groups.map(sum);
      const away = hidden(
        sums,
        withheld.map(({ group }) => group),
      );
      if (away.length > 0 && away.length < sums.filter((one) => one > 0n).length) assert.ok(away.length >= 2);
    }),
  );
});

test('what is kept back of a place that is not shown is at least one of its parts', () => {
  assert.deepEqual(keepBack([9n, 7n, 8n]), [null, 'cover', null]);
  assert.deepEqual(keepBack([9n, 2n, 8n]), [null, 'few', 'cover']);
  assert.deepEqual(keepBack([]), []);
});
