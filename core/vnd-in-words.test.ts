import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { doReadNumber, ReadingConfig } from 'read-vietnamese-number';
import { maxVnd } from './money.ts';
import { vndInWords } from './vnd-in-words.ts';

const readings: [bigint, string][] = [
  [0n, 'Không đồng'],
  [4n, 'Bốn đồng'],
  [10n, 'Mười đồng'],
  [15n, 'Mười lăm đồng'],
  [21n, 'Hai mươi mốt đồng'],
  [24n, 'Hai mươi tư đồng'],
  [101n, 'Một trăm linh một đồng'],
  [110n, 'Một trăm mười đồng'],
  [555n, 'Năm trăm năm mươi lăm đồng'],
  [1_000n, 'Một nghìn đồng'],
  [1_005n, 'Một nghìn không trăm linh năm đồng'],
  [1_234_567n, 'Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng'],
  [1_000_000_001n, 'Một tỷ không trăm linh một đồng'],
  [1_000_000_000_000n, 'Một nghìn tỷ đồng'],
  [1_005_000_000_000n, 'Một nghìn không trăm linh năm tỷ đồng'],
  [2_000_000_000_000_001n, 'Hai triệu tỷ không trăm linh một đồng'],
  [-1_000n, 'Âm một nghìn đồng'],
  [-21_000n, 'Âm hai mươi mốt nghìn đồng'],
];

test('an amount is written out in the words of the house', () => {
  for (const [amount, words] of readings) assert.equal(vndInWords(amount), words, String(amount));
});

test('every amount reads as an independent reader reads it', () => {
  const config = new ReadingConfig();
  config.unit = ['đồng'];
  const read = (amount: bigint): string =>
    doReadNumber(amount, config)
      .replaceAll(/tỉ/g, 'tỷ')
      .replaceAll(/lẻ/g, 'linh')
      .replaceAll('ngàn', 'nghìn');
  const amounts = fc.oneof(
    fc.bigInt({ min: 1n, max: 10_000n }),
    fc.bigInt({ min: 1n, max: maxVnd }),
    // Numbers with many zeros, where the words are hard.
    fc
      .tuple(fc.bigInt({ min: 1n, max: 1_005n }), fc.integer({ min: 0, max: 12 }))
      .map(([head, zeros]) => head * 10n ** BigInt(zeros) + 5n),
  );
  fc.assert(
    fc.property(amounts, (amount) => {
      assert.equal(vndInWords(amount).toLocaleLowerCase('vi'), read(amount));
      assert.equal(vndInWords(-amount).toLocaleLowerCase('vi'), `âm ${read(amount)}`);
    }),
    { numRuns: 2_000 },
  );
});
