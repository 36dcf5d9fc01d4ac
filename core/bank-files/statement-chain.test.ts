import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../dates.ts';
import { linkStatements, type ChainedStatement } from './statement-chain.ts';

/** Statements of consecutive days from the money that each moved. */
function daysOf(moves: readonly bigint[]): ChainedStatement[] {
  let balance = 1_000n;
  return moves.map((moved, index) => {
    const day = addDays('2026-11-01', index);
    const openingVnd = balance;
    balance += moved;
    const number = String(index + 1);
    return { id: BigInt(index + 1), number, firstOn: day, lastOn: day, openingVnd, closingVnd: balance };
  });
}

const moves = fc.array(fc.bigInt({ min: 1n, max: 9_000_000n }), { minLength: 2, maxLength: 30 });

test('statements that follow one another do so in whatever order they came', () => {
  fc.assert(
    fc.property(moves, fc.integer(), (moved, seed) => {
      const shuffled = daysOf(moved).toSorted(
        (a, b) => Math.sin(Number(a.id) + seed) - Math.sin(Number(b.id)),
      );
      const links = linkStatements(shuffled);
      assert.deepEqual(
        links.map(({ finding }) => finding),
        moved.map((_, index) => (index === 0 ? 'first' : 'follows')),
      );
    }),
  );
});

test('a day that is missing is one gap of what it moved', () => {
  fc.assert(
    fc.property(moves, fc.nat(), (moved, pick) => {
      fc.pre(moved.length > 2);
      const missing = 1 + (pick % (moved.length - 2));
      const links = linkStatements(daysOf(moved).filter((_, index) => index !== missing));
      const gaps = links.filter(({ finding }) => finding === 'gap');
      assert.deepEqual(
        gaps.map(({ id, differenceVnd }) => [id, differenceVnd]),
        [[BigInt(missing + 2), moved[missing]]],
      );
    }),
  );
});

test('a missing statement that moved nothing in sum shows by its number alone', () => {
  const [first, second, third] = daysOf([5n, 0n, 7n]);
  assert.deepEqual(
    linkStatements([first!, third!]).map(({ finding }) => finding),
    ['first', 'missing_number'],
  );
  assert.equal(linkStatements([first!, second!, third!])[2]!.finding, 'follows');
  const newYear = { ...second!, number: '1' };
  assert.equal(linkStatements([{ ...first!, number: '365' }, newYear])[1]!.finding, 'follows');
});

test('pages of one day follow by their balances, and a statement over days already told overlaps', () => {
  const page = (id: bigint, openingVnd: bigint, closingVnd: bigint): ChainedStatement => ({
    id,
    number: null,
    firstOn: '2026-11-05',
    lastOn: '2026-11-05',
    openingVnd,
    closingVnd,
  });
  const pages = [page(1n, 30n, 20n), page(2n, 10n, 30n), page(3n, 20n, 25n)];
  const before = { ...page(9n, 0n, 10n), firstOn: '2026-11-04', lastOn: '2026-11-04' };
  assert.deepEqual(
    linkStatements([...pages, before]).map(({ id, finding }) => [id, finding]),
    [
      [9n, 'first'],
      [2n, 'follows'],
      [1n, 'follows'],
      [3n, 'follows'],
    ],
  );
  const week = { ...page(4n, 5n, 40n), firstOn: '2026-11-03', lastOn: '2026-11-07' };
  assert.equal(linkStatements([before, week])[1]!.finding, 'overlap');
});
