import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../dates.ts';
import { bucketOf, debtBuckets, dueDatesOf } from './debt-buckets.ts';
import { bitOf, countHardship, hardshipSigns, signsOf } from './hardship.ts';

const on = '2026-11-22';

test('a bill is as old as the days since its due date, and on that day not late', () => {
  const table = [
    [-30, 'not_due'],
    [0, 'not_due'],
    [1, 'd1_7'],
    [7, 'd1_7'],
    [8, 'd8_15'],
    [15, 'd8_15'],
    [16, 'd16_30'],
    [30, 'd16_30'],
    [31, 'd31_90'],
    [90, 'd31_90'],
    [91, 'over_90'],
    [4_000, 'over_90'],
  ] as const;
  for (const [late, bucket] of table) assert.equal(bucketOf(addDays(on, -late), on), bucket, `${late} days`);
});

test('every due date lies between the ends of exactly the bucket that it is counted in', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), (late) => {
      const due = addDays(on, -late);
      const holding = debtBuckets.filter((bucket) => {
        const { from, to } = dueDatesOf(bucket, on);
        return (from === null || due >= from) && (to === null || due <= to);
      });
      assert.deepEqual(holding, [bucketOf(due, on)]);
    }),
  );
});

test('signs are counted each for itself, households once', () => {
  const cell = fc.record({
    org_unit_id: fc.constantFrom(1n, 2n),
    commune_code: fc.constantFrom('18073', '18100'),
    signs: fc.nat(2 ** hardshipSigns.length - 1),
    households: fc.bigInt(0n, 1_000n),
  });
  fc.assert(
    fc.property(fc.array(cell), fc.integer({ min: 1, max: 3 }), (cells, least) => {
      for (const { commune, cashOnly, inNeed, bySign } of countHardship(cells, least)) {
        const one = cells
          .filter(({ commune_code }) => commune_code === commune)
          .flatMap(({ signs, households }) => [{ signs: signsOf(signs), households }]);
        const sum = (rows: typeof one): bigint =>
          rows.reduce((total, { households }) => total + households, 0n);
        const needy = one.filter(({ signs }) => signs.length >= least);
        assert.equal(cashOnly, sum(one));
        assert.equal(inNeed, sum(needy));
        for (const sign of hardshipSigns)
          assert.equal(bySign[sign], sum(needy.filter(({ signs }) => signs.includes(sign))));
      }
    }),
  );
  assert.deepEqual(hardshipSigns.map(bitOf), [1, 2, 4, 8, 16, 32, 64]);
});
