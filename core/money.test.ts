import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatVnd, maxVnd, parseVnd, splitVnd, sumVnd } from './money.ts';

const amounts = fc.bigInt({ min: 0n, max: maxVnd });
const read = (text: string) => parseVnd(text, { allowNegative: false });

const readings: [string, bigint | string][] = [
  ['346150', 346_150n],
  ['346.150', 346_150n],
  ['1,032,000', 1_032_000n],
  ['1 032 000', 1_032_000n],
  ['1\u00a0032\u00a0000', 1_032_000n],
  ['346.150,00', 346_150n],
  ['346,150.0', 346_150n],
  ['346150.00', 346_150n],
  ['  7 ', 7n],
  ['0', 0n],
  ['-0', 0n],
  ['346150.5', 'fractional'],
  ['346.150,25', 'fractional'],
  ['12,5', 'fractional'],
  ['-5', 'negative'],
  ['-1.000', 'negative'],
  ['', 'not_a_number'],
  ['abc', 'not_a_number'],
  ['1.032,000', 'not_a_number'],
  ['1.03.200', 'not_a_number'],
  ['1..000', 'not_a_number'],
  ['+5', 'not_a_number'],
  ['1e6', 'not_a_number'],
  ['0x10', 'not_a_number'],
  ['5 đ', 'not_a_number'],
  ['1000000000000000', maxVnd],
  ['1000000000000001', 'too_large'],
  ['9'.repeat(40), 'too_large'],
];

for (const [text, expected] of readings) {
  test(`an amount written "${text.slice(0, 24)}" reads as ${String(expected)}`, () => {
    assert.equal(read(text), expected);
  });
}

test('what is written with dots, commas, spaces or nothing reads back as the same amount', () => {
  fc.assert(
    fc.property(amounts, fc.constantFrom('.', ',', ' ', '\u00a0', ''), (amount, mark) => {
      assert.equal(read(formatVnd(amount).replaceAll('.', mark)), amount);
    }),
  );
});

test('a negative amount reads back where negatives are allowed, and only there', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: maxVnd }), (amount) => {
      assert.equal(parseVnd(formatVnd(-amount), { allowNegative: true }), -amount);
      assert.equal(read(formatVnd(-amount)), 'negative');
    }),
  );
});

test('reading never throws, and never yields an amount out of range', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789., -\u00a0đx') }), (text) => {
      const amount = read(text);
      if (typeof amount === 'bigint') assert.ok(amount >= 0n && amount <= maxVnd);
    }),
  );
});

test('a split loses nothing and gives nobody more than a dong away from their share', () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.bigInt({ min: -maxVnd, max: maxVnd }), weights, (amount, shares) => {
      const whole = sumVnd(shares);
      fc.pre(whole > 0n);
      const parts = splitVnd(amount, shares);
      assert.equal(sumVnd(parts), amount);
      parts.forEach((part, index) => {
        const distance = part * whole - amount * shares[index]!;
        assert.ok((distance < 0n ? -distance : distance) < whole);
        if (shares[index] === 0n) assert.ok(part === 0n);
      });
    }),
  );
});

test('the dong that does not divide goes to the largest remainder, then to the earlier place', () => {
  assert.deepEqual(splitVnd(10n, [1n, 1n, 1n]), [4n, 3n, 3n]);
  assert.deepEqual(splitVnd(100n, [1n, 2n, 0n]), [33n, 67n, 0n]);
  assert.deepEqual(splitVnd(-10n, [1n, 1n, 1n]), [-4n, -3n, -3n]);
});

test('a split needs something to split by', () => {
  assert.throws(() => splitVnd(1n, []), RangeError);
  assert.throws(() => splitVnd(1n, [0n, 0n]), RangeError);
  assert.throws(() => splitVnd(1n, [2n, -1n]), RangeError);
});
