import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultWeights, weigh, type Conditions } from './proposal.ts';
import { monthsOfPlan, nameOfSpan } from './span.ts';
import { differencesOf, neededFor, proposeTargets, respreadTargets, shareOf, type TreeRow } from './tree.ts';

/** A company of units with employees, each with customers of its own. */
const town = fc
  .array(
    fc.array(fc.record({ base: fc.bigInt({ min: 0n, max: 900n }), part: fc.integer({ min: 0, max: 100 }) }), {
      minLength: 1,
      maxLength: 6,
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((units) =>
    treeOf(
      units.map((staff) => staff.map(({ base, part }) => ({ base, reached: (base * BigInt(part)) / 100n }))),
    ),
  );

function treeOf(units: readonly (readonly { base: bigint; reached: bigint }[])[]): TreeRow[] {
  const rowOf = (key: string, parent: string | null, base: bigint, reached: bigint): TreeRow => ({
    key,
    parent,
    target: 0n,
    reached,
    cap: base,
    weight: base - reached,
    locked: false,
  });
  const staff = units.flatMap((people, unit) =>
    people.map(({ base, reached }, index) => rowOf(`s${unit}-${index}`, `u${unit}`, base, reached)),
  );
  const sumOf = (key: string, rows: readonly TreeRow[], parent: string | null): TreeRow => {
    const own = rows.filter((row) => row.parent === key);
    const sum = (pick: (row: TreeRow) => bigint) => own.reduce((total, row) => total + pick(row), 0n);
    return rowOf(
      key,
      parent,
      sum(({ cap }) => cap!),
      sum(({ reached }) => reached),
    );
  };
  const middle = units.map((_, unit) => sumOf(`u${unit}`, staff, 'c'));
  return [sumOf('c', middle, null), ...middle, ...staff];
}

const applied = (rows: readonly TreeRow[], targets: ReadonlyMap<string, bigint>): TreeRow[] =>
  rows.map((row) => ({ ...row, target: targets.get(row.key) ?? row.target }));

test('a share handed down meets itself at every level, for whole customers, and asks of nobody more than they have', () => {
  fc.assert(
    fc.property(town, fc.integer({ min: 0, max: 10_000 }), (rows, shareBp) => {
      const goal = neededFor(shareBp, rows[0]!.cap!);
      const given = rows.map((row) => (row.parent === null ? { ...row, target: goal } : row));
      const proposed = applied(given, proposeTargets(given, 'c'));
      assert.equal(proposed[0]!.target, goal);
      for (const difference of differencesOf(proposed).values()) assert.equal(difference, 0n);
      for (const { target, cap } of proposed) assert.ok(target >= 0n && target <= cap!);
    }),
  );
});

test('what one row is changed by is spread over the others again, and nobody who is locked moves', () => {
  fc.assert(
    fc.property(town, fc.nat(), fc.bigInt({ min: 0n, max: 900n }), (rows, pick, wish) => {
      const goal = neededFor(8_000, rows[0]!.cap!);
      const given = rows.map((row) => (row.parent === null ? { ...row, target: goal } : row));
      const proposed = applied(given, proposeTargets(given, 'c'));
      const changed = proposed[1 + (pick % (proposed.length - 1))]!;
      const overridden = proposed.map((row) =>
        row.key === changed.key ? { ...row, target: wish < row.cap! ? wish : row.cap!, locked: true } : row,
      );
      const spread = applied(overridden, respreadTargets(overridden, 'c'));
      assert.equal(spread[0]!.target, goal);
      const after = spread.find(({ key }) => key === changed.key)!;
      assert.equal(after.target, overridden.find(({ key }) => key === changed.key)!.target);
      for (const { target, cap } of spread) assert.ok(target >= 0n && target <= cap!);
      assert.deepEqual(
        [...respreadTargets(spread, 'c')].filter(
          ([key, target]) => target !== spread.find((row) => row.key === key)!.target,
        ),
        [],
        'a second time changes nothing',
      );
    }),
  );
});

test('a goal needs the least whole number that reaches the share', () => {
  assert.equal(neededFor(9_600, 479_300n), 460_128n);
  assert.equal(shareOf(460_128n, 479_300n), 9_600);
  assert.equal(neededFor(9_600, 10n), 10n);
  assert.equal(neededFor(0, 10n), 0n);
  assert.equal(shareOf(3n, 0n), null);
});

test('low ratios and quick rises draw more, rural and disadvantaged places less, and what nobody knows counts nothing', () => {
  const above: Conditions = { ratio: 0.8, rural: 0.5, disadvantaged: 0.1, coverage: 1, trend: 0.005 };
  assert.deepEqual(weigh(100n, above, above), {
    factors: (['ratio', 'rural', 'disadvantaged', 'coverage', 'trend'] as const).map((name) => ({
      name,
      value: above[name],
      beside: above[name],
      effect: 0,
    })),
    percent: 100,
    weight: 10_000n,
  });
  const effects = (own: Partial<Conditions>) => {
    const { factors, percent } = weigh(100n, { ...above, ...own }, above);
    return [
      ...factors.filter(({ effect }) => effect !== 0).map(({ name, effect }) => [name, effect]),
      percent,
    ];
  };
  assert.deepEqual(effects({ ratio: 0.7 }), [['ratio', 10], 110]);
  assert.deepEqual(effects({ ratio: 0.2 }), [['ratio', 20], 120]);
  assert.deepEqual(effects({ rural: 1 }), [['rural', -15], 85]);
  assert.deepEqual(effects({ disadvantaged: 0.6, coverage: 0.5 }), [
    ['disadvantaged', -15],
    ['coverage', -5],
    80,
  ]);
  assert.deepEqual(effects({ trend: 0.015 }), [['trend', 20], 120]);
  const nobody: Conditions = { ratio: null, rural: null, disadvantaged: null, coverage: null, trend: null };
  assert.deepEqual(weigh(7n, nobody, above), { factors: [], percent: 100, weight: 700n });
  const heavy = { ...defaultWeights, ratio: 900 };
  assert.equal(weigh(1n, { ...above, ratio: 0 }, above, heavy).percent, 200);
  assert.equal(weigh(1n, { ...above, ratio: 1 }, above, heavy).percent, 25);
});

test('a plan covers the month, the quarter or the year that its month lies in', () => {
  assert.deepEqual(monthsOfPlan('month', '2026-08'), { first: '2026-08', last: '2026-08' });
  assert.deepEqual(monthsOfPlan('quarter', '2026-08'), { first: '2026-07', last: '2026-09' });
  assert.deepEqual(monthsOfPlan('year', '2026-08'), { first: '2026-01', last: '2026-12' });
  assert.equal(nameOfSpan('quarter', '2026-07', 'vi'), 'quý III/2026');
  assert.equal(nameOfSpan('year', '2026-01', 'vi'), 'năm 2026');
  assert.equal(nameOfSpan('month', '2026-09', 'vi'), 'tháng 09/2026');
});
