import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sumVnd } from '../money.ts';
import { spreadGoal, spreadWithin } from './spread.ts';

const part = fc.record({
  weight: fc.bigInt({ min: 0n, max: 5_000n }),
  room: fc.option(fc.bigInt({ min: 0n, max: 2_000n }), { nil: null }),
});
const parts = fc.array(part, { minLength: 1, maxLength: 12 });
const amount = fc.bigInt({ min: 0n, max: 20_000n });
const goalParts = fc.array(
  fc.record({
    start: fc.bigInt({ min: 0n, max: 500n }),
    cap: fc.option(fc.bigInt({ min: 0n, max: 900n }), { nil: null }),
    weight: fc.bigInt({ min: 0n, max: 5_000n }),
    fixed: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

test('a spread is what a person would write down', () => {
  const cases: {
    amount: bigint;
    parts: [weight: bigint, room: bigint | null][];
    want: bigint[];
    left?: bigint;
  }[] = [
    {
      amount: 10n,
      parts: [
        [1n, null],
        [1n, null],
        [1n, null],
      ],
      want: [4n, 3n, 3n],
    },
    {
      amount: 100n,
      parts: [
        [50n, 50n],
        [30n, 30n],
        [40n, 40n],
      ],
      want: [42n, 25n, 33n],
    },
    // What the first cannot take goes to the other two, two to one.
    {
      amount: 90n,
      parts: [
        [8n, 30n],
        [2n, 100n],
        [1n, 100n],
      ],
      want: [30n, 40n, 20n],
    },
    {
      amount: 7n,
      parts: [
        [1n, 2n],
        [1n, 3n],
      ],
      want: [2n, 3n],
      left: 2n,
    },
    {
      amount: 6n,
      parts: [
        [0n, 4n],
        [5n, 4n],
      ],
      want: [2n, 4n],
    },
    {
      amount: 3n,
      parts: [
        [0n, null],
        [0n, 9n],
      ],
      want: [2n, 1n],
    },
    { amount: 0n, parts: [[1n, 1n]], want: [0n] },
    { amount: 5n, parts: [], want: [], left: 5n },
  ];
  for (const { amount, parts, want, left = 0n } of cases) {
    const given = parts.map(([weight, room]) => ({ weight, room }));
    assert.deepEqual(spreadWithin(amount, given), { added: want, left });
  }
  assert.throws(() => spreadWithin(-1n, []), RangeError);
});

test('a spread loses nothing, gives nobody less than nothing or more than fits, and leaves only what fits nowhere', () => {
  fc.assert(
    fc.property(amount, parts, (amount, parts) => {
      const { added, left } = spreadWithin(amount, parts);
      assert.equal(sumVnd(added) + left, amount);
      parts.forEach(({ room }, index) => {
        assert.ok(added[index]! >= 0n);
        if (room !== null) assert.ok(added[index]! <= room);
        if (left > 0n) assert.equal(added[index], room);
      });
    }),
  );
});

test('of two with the same room the heavier never gets less', () => {
  fc.assert(
    fc.property(amount, parts, fc.bigInt({ min: 0n, max: 900n }), (amount, parts, room) => {
      const alike = parts.map(({ weight }) => ({ weight, room }));
      const { added } = spreadWithin(amount, alike);
      for (const [index, one] of alike.entries())
        for (const [other, two] of alike.entries())
          if (one.weight > two.weight) assert.ok(added[index]! >= added[other]!);
    }),
  );
});

test('targets make up the goal unless all are full or fixed; fixed ones stay, and none passes its cap on the way up', () => {
  fc.assert(
    fc.property(amount, goalParts, (goal, parts) => {
      const { targets, left } = spreadGoal(goal, parts);
      assert.equal(sumVnd(targets) + left, goal);
      parts.forEach(({ start, cap, fixed }, index) => {
        assert.ok(targets[index]! >= 0n);
        if (fixed) assert.equal(targets[index], start);
        else if (cap !== null) assert.ok(targets[index]! <= (cap > start ? cap : start));
        if (!fixed && left < 0n) assert.equal(targets[index], 0n);
      });
    }),
  );
});

test('a goal below what is there is taken off in proportion, and a goal that is met changes nothing', () => {
  const rows = [100n, 60n, 40n].map((start) => ({ start, cap: 200n, weight: 1n, fixed: false }));
  assert.deepEqual(spreadGoal(100n, rows), { targets: [50n, 30n, 20n], left: 0n });
  assert.deepEqual(spreadGoal(200n, rows), { targets: [100n, 60n, 40n], left: 0n });
  const held = rows.map((row, index) => ({ ...row, fixed: index === 0 }));
  assert.deepEqual(spreadGoal(90n, held), { targets: [100n, 0n, 0n], left: -10n });
});
