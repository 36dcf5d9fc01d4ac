import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findOverLimit } from './limits.ts';

const vnd = fc.bigInt({ min: 0n, max: 200_000_000n });
const asked = fc.bigInt({ min: 1n, max: 200_000_000n });
const limit = fc.option(fc.bigInt({ min: 1n, max: 100_000_000n }));

test('what fits every limit passes, what does not names the limit and what is left of it', () => {
  const limits = fc.record({
    rule: fc.constant('rule'),
    perPaymentVnd: limit,
    perDayVnd: limit,
    perMonthVnd: limit,
  });
  fc.assert(
    fc.property(limits, asked, vnd, vnd, (rules, askedVnd, dayVnd, earlier) => {
      const monthVnd = dayVnd + earlier;
      const over = findOverLimit(rules, askedVnd, { dayVnd, monthVnd });
      const fits =
        askedVnd <= (rules.perPaymentVnd ?? askedVnd) &&
        dayVnd + askedVnd <= (rules.perDayVnd ?? dayVnd + askedVnd) &&
        monthVnd + askedVnd <= (rules.perMonthVnd ?? monthVnd + askedVnd);
      assert.equal(over === undefined, fits);
      if (!over) return;
      assert.ok(over.leftVnd < askedVnd && over.leftVnd >= 0n);
      // Exactly what is left would fit this limit.
      assert.ok(over.leftVnd === 0n || over.usedVnd + over.leftVnd === over.allowedVnd);
    }),
  );
});
