import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { holdsCardNumber, referenceOfSlip } from './card-slip.ts';
import { denominations, sumCount } from './cash-count.ts';
import { cashCounted, differenceCleared, differenceResolutions, resolutionFits } from './postings-tills.ts';
import { findSlipNumbers, writeSlipNumber } from './slip-number.ts';

const serials = fc.bigInt({ min: 1n, max: 9_999_999n });

test('a slip number is found again in whatever a bank makes of it', () => {
  fc.assert(
    fc.property(
      serials,
      fc.array(fc.constantFrom('', '', ' ', '.', '-'), { minLength: 11, maxLength: 11 }),
      fc.boolean(),
      (serial, blanks, isLower) => {
        const number = writeSlipNumber(serial);
        const spaced = [...number].map((letter, at) => letter + (at < 10 ? blanks[at] : '')).join('');
        const text = `PCHT NOP TIEN ${spaced} QT01`;
        assert.deepEqual(findSlipNumbers(isLower ? text.toLowerCase() : text), [number]);
      },
    ),
  );
});

test('a number with one digit wrong, or two of them swapped, is no slip', () => {
  fc.assert(
    fc.property(serials, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 9 }), (serial, at, by) => {
      const digits = writeSlipNumber(serial).slice(2).split('');
      const wrong = digits.with(at, String((Number(digits[at]) + by) % 10));
      assert.deepEqual(findSlipNumbers(`NT${wrong.join('')}`), []);
      if (at === 8 || digits[at] === digits[at + 1]) return;
      const swapped = digits.with(at, digits[at + 1]!).with(at + 1, digits[at]!);
      assert.deepEqual(findSlipNumbers(`NT${swapped.join('')}`), []);
    }),
  );
  assert.deepEqual(findSlipNumbers(`NT00000429212`), [], 'more digits than a number has');
  assert.throws(() => writeSlipNumber(0n), RangeError);
  assert.throws(() => writeSlipNumber(10_000_000n), RangeError);
});

test('a count is the sum of its notes, whichever are named', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 999 }), { minLength: denominations.length, maxLength: denominations.length }),
      fc.bigInt({ min: 0n, max: 999n }),
      (pieces, smallVnd) => {
        const notes = Object.fromEntries(denominations.map((note, at) => [note, pieces[at]]));
        const sum = denominations.reduce((total, note, at) => total + note * pieces[at]!, 0);
        assert.equal(sumCount({ notes, smallVnd }), BigInt(sum) + smallVnd);
      },
    ),
  );
  assert.equal(sumCount({ notes: { 500_000: 2 }, smallVnd: 0n }), 1_000_000n);
});

test('what is posted over or short is taken out of its account whole when it is cleared', () => {
  const amounts = fc.bigInt({ min: -9_999_999n, max: 9_999_999n }).filter((vnd) => vnd !== 0n);
  fc.assert(
    fc.property(amounts, fc.constantFrom(...differenceResolutions), (vnd, resolution) => {
      fc.pre(resolutionFits(resolution, vnd));
      const [posted] = cashCounted(7n, vnd);
      const [cleared] = differenceCleared(7n, vnd, resolution);
      const waiting = vnd > 0n ? '3381' : '1381';
      assert.equal(posted!.amountVnd, cleared!.amountVnd);
      assert.ok([posted!.debit.code, posted!.credit.code].includes(waiting));
      assert.ok([cleared!.debit.code, cleared!.credit.code].includes(waiting));
      assert.equal(posted![vnd > 0n ? 'debit' : 'credit'].code, '111');
    }),
  );
  assert.deepEqual(cashCounted(7n, 0n), []);
});

test('twelve digits and more are the number of a card, however they are written', () => {
  for (const text of ['4111111111111111', '4111 1111 1111', 'thẻ 4111-1111-1111-1111 nhé', '411111.111111'])
    assert.ok(holdsCardNumber(text), text);
  for (const text of ['1234', 'POS-POS00001-12-345', 'PA16HT0000001', '09/2026 350.000 đ', '0912345678'])
    assert.ok(!holdsCardNumber(text), text);
});

test('a slip has one reference, with or without leading zeros', () => {
  const slip = { terminalId: 'POS00001', approvalCode: 'A1B2C3', last4: '1234' };
  const reference = referenceOfSlip({ ...slip, batchNumber: '000012', traceNumber: '0' });
  assert.equal(reference, 'POS-POS00001-12-0');
  assert.equal(reference, referenceOfSlip({ ...slip, batchNumber: '12', traceNumber: '000' }));
});
