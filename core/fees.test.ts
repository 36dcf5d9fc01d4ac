import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { checkFeeRule, feeOf, vatOf, type AmountCount, type FeeRule } from './fees.ts';
import { sumVnd } from './money.ts';

const amounts: AmountCount[] = [
  { amountVnd: 346_150n, count: 3 },
  { amountVnd: 1_032_000n, count: 2 },
];

test('no fee, a fee per payment, and a percentage rounded half up payment by payment', () => {
  assert.deepEqual(feeOf({ kind: 'none' }, amounts, 0), { lines: [], feeVnd: 0n });
  assert.equal(feeOf({ kind: 'flat', perPaymentVnd: '2200' }, amounts, 0).feeVnd, 11_000n);
  // 0.15 % of 346,150 is 519.225, of 1,032,000 it is 1,548.
  assert.equal(feeOf({ kind: 'percent', basisPoints: 15 }, amounts, 0).feeVnd, 3n * 519n + 2n * 1_548n);
  assert.equal(feeOf({ kind: 'percent', basisPoints: 50 }, [{ amountVnd: 100n, count: 1 }], 0).feeVnd, 1n);
});

test('a percentage keeps to its least and most', () => {
  const rule: FeeRule = { kind: 'percent', basisPoints: 100, minVnd: '4000', maxVnd: '10000' };
  assert.equal(feeOf(rule, amounts, 0).feeVnd, 3n * 4_000n + 2n * 10_000n);
});

test('tiers by amount price each payment by what it is', () => {
  const rule: FeeRule = {
    kind: 'tiers',
    by: 'amount',
    tiers: [
      { upTo: '346150', perPaymentVnd: '2000' },
      { upTo: null, basisPoints: 30 },
    ],
  };
  const fee = feeOf(rule, amounts, 0);
  assert.deepEqual(
    fee.lines.map(({ tier, payments, feeVnd }) => [tier, payments, feeVnd]),
    [
      [1, 3, 6_000n],
      [2, 2, 6_192n],
    ],
  );
});

const byCount: FeeRule = {
  kind: 'tiers',
  by: 'count',
  tiers: [
    { upTo: '10', perPaymentVnd: '3000' },
    { upTo: '25', perPaymentVnd: '2500' },
    { upTo: null, perPaymentVnd: '1000' },
  ],
};

test('tiers by count go on from what the month had before', () => {
  const fee = feeOf(byCount, [{ amountVnd: 1n, count: 20 }], 8);
  assert.deepEqual(
    fee.lines.map(({ tier, payments }) => [tier, payments]),
    [
      [1, 2],
      [2, 15],
      [3, 3],
    ],
  );
  assert.equal(fee.feeVnd, 6_000n + 37_500n + 3_000n);
});

test('tiers by count do not depend on how the month is cut into windows, reversals among them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -15, max: 30 }), { maxLength: 20 }), (windows) => {
      let before = 0;
      const fees = windows.map((count) => {
        const { feeVnd } = feeOf(byCount, [{ amountVnd: 1n, count }], before);
        before += count;
        return feeVnd;
      });
      assert.equal(sumVnd(fees), feeOf(byCount, [{ amountVnd: 1n, count: before }], 0).feeVnd);
    }),
  );
});

const vnd = fc.bigInt({ min: 1n, max: 10_000_000n });
const rules = fc.oneof(
  fc.record({ kind: fc.constant('flat' as const), perPaymentVnd: vnd.map(String) }),
  fc.record({ kind: fc.constant('percent' as const), basisPoints: fc.integer({ min: 0, max: 10_000 }) }),
  fc.constant(byCount),
);

test('what a reversal takes back is what its payment cost, whatever the rule', () => {
  const counted = fc.array(fc.record({ amountVnd: vnd, count: fc.integer({ min: 1, max: 50 }) }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(rules, counted, fc.integer({ min: 0, max: 40 }), (rule, list, before) => {
      const back = list.map(({ amountVnd, count }) => ({ amountVnd, count: -count }));
      const n = list.reduce((sum, { count }) => sum + count, 0);
      assert.equal(feeOf(rule, list, before).feeVnd + feeOf(rule, back, before + n).feeVnd, 0n);
      assert.equal(feeOf(rule, [...list, ...back], before).feeVnd, 0n);
    }),
  );
});

test('VAT is rounded half up, and taking back is the opposite', () => {
  assert.equal(vatOf(4_405n, 10), 441n);
  assert.equal(vatOf(4_404n, 10), 440n);
  fc.assert(
    fc.property(
      fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
      fc.integer({ min: 0, max: 100 }),
      (fee, rate) => {
        assert.equal(vatOf(-fee, rate), -vatOf(fee, rate));
      },
    ),
  );
});

test('a rule that cannot be reckoned with says why', () => {
  const tiers = (
    ...list: { upTo: string | null; perPaymentVnd?: string; basisPoints?: number }[]
  ): FeeRule => ({
    kind: 'tiers',
    by: 'count',
    tiers: list,
  });
  const price = { perPaymentVnd: '1' };
  assert.equal(checkFeeRule(byCount), undefined);
  assert.equal(checkFeeRule({ kind: 'percent', basisPoints: 1, minVnd: '2', maxVnd: '1' }), 'min_above_max');
  assert.equal(checkFeeRule(tiers()), 'no_tiers');
  assert.equal(checkFeeRule(tiers({ upTo: '5', ...price })), 'last_tier_has_end');
  assert.equal(
    checkFeeRule(tiers({ upTo: '5', ...price }, { upTo: '5', ...price }, { upTo: null, ...price })),
    'tiers_not_rising',
  );
  assert.equal(checkFeeRule(tiers({ upTo: null, ...price }, { upTo: null, ...price })), 'tiers_not_rising');
  assert.equal(checkFeeRule(tiers({ upTo: null })), 'tier_without_price');
  assert.equal(checkFeeRule(tiers({ upTo: null, basisPoints: 1 })), 'rate_by_count');
});
