import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codesIn, nearCodes, phonesIn } from './near-codes.ts';

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const code = fc.array(digit, { minLength: 7, maxLength: 7 }).map((list) => `PA16HK${list.join('')}`);
const slipOf = (sent: string, meant: string) => nearCodes(sent).find((near) => near.code === meant)?.slip;

test('every code one slip away is found, whatever was meant', () => {
  fc.assert(
    fc.property(code, fc.integer({ min: 6, max: 12 }), digit, (meant, at, other) => {
      const wrong = meant.slice(0, at) + other + meant.slice(at + 1);
      assert.ok(slipOf(wrong, meant));
      const swapped = meant.slice(0, at - 1) + meant[at] + meant[at - 1] + meant.slice(at + 1);
      assert.ok(slipOf(swapped, meant));
      assert.ok(slipOf(meant.slice(0, at) + meant.slice(at + 1), meant));
      assert.ok(slipOf(meant.slice(0, at) + other + meant.slice(at), meant));
    }),
  );
});

test('the likeliest slip is named, and each code stands once', () => {
  assert.equal(slipOf(' pa16hk 000.0007', 'PA16HK0000007'), 'written_otherwise');
  assert.equal(slipOf('PA16HKO000007', 'PA16HK0000007'), 'looks_alike');
  assert.equal(slipOf('PA16HK0000008', 'PA16HK0000007'), 'one_wrong');
  assert.equal(slipOf('PA16HK0000070', 'PA16HK0000007'), 'two_swapped');
  assert.equal(slipOf('PA16HK000007', 'PA16HK0000007'), 'one_missing');
  assert.equal(slipOf('PA16HK00000071', 'PA16HK0000007'), 'one_extra');
  const near = nearCodes('PA16HK0000007').map((one) => one.code);
  assert.equal(new Set(near).size, near.length);
  assert.deepEqual(nearCodes('x'), []);
  assert.deepEqual(nearCodes('x'.repeat(500)), []);
});

test('codes and phone numbers are read out of a remittance text', () => {
  const text = 'NGUYEN VAN AN tt tien dien pa16hk0000007 ky 9, dt 0912 345 678. +84987654321; 123456789012';
  assert.deepEqual(codesIn(text), ['PA16HK0000007']);
  assert.deepEqual(phonesIn(text), ['0912345678', '0987654321']);
});
