import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '../../test/support/any-text.ts';
import { firstDifference } from './compare-texts.ts';

test('equal texts have no difference', () => {
  fc.assert(fc.property(anyText(), (text) => assert.equal(firstDifference(text, text), undefined)));
});

test('the byte is the first in which the UTF-8 of both differs, or the end of the shorter', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, text, (start, ours, theirs) => {
      const [our, their] = [Buffer.from(start + ours), Buffer.from(start + theirs)];
      const found = firstDifference(start + ours, start + theirs);
      if (our.equals(their)) return assert.equal(found, undefined);
      assert.ok(found);
      assert.ok(our.subarray(0, found.byte).equals(their.subarray(0, found.byte)));
      assert.notEqual(our[found.byte], their[found.byte]);
      assert.deepEqual([found.ours.byte, found.theirs.byte], [our[found.byte], their[found.byte]]);
    }),
    { numRuns: 500 },
  );
});

test('the context shows the character, what stands around it, and the field it lies in', () => {
  const ours = 'amount=384912&description=Tiền điện kỳ 9&orderCode=123';
  const theirs = 'amount=384912&description=Tiền điên kỳ 9&orderCode=123';
  assert.deepEqual(firstDifference(ours, theirs), {
    byte: Buffer.byteLength('amount=384912&description=Tiền đi'),
    field: 'description',
    ours: { byte: 0xe1, character: 'ệ', before: '&description=Tiền đi', after: 'n kỳ 9&orderCode=123' },
    theirs: { byte: 0xc3, character: 'ê', before: '&description=Tiền đi', after: 'n kỳ 9&orderCode=123' },
    looksLike: undefined,
  });
});

test('the usual causes are recognised', () => {
  const cases: [string, string, string | undefined][] = [
    ['a=1&b=2', 'a=1&b=2\n', 'line_end'],
    ['a=1\nb', 'a=1\r\nb', 'line_end'],
    ['info=Tien+dien', 'info=Tien%20dien', 'space'],
    ['info=Tien+dien', 'info=Tien dien', 'space'],
    ['info=điện', 'info=điện'.normalize('NFD'), 'unicode_form'],
    ['amount=50000', 'amount=50000.00', 'number_spelling'],
    ['{"amount":50000}', '{"amount":"50000"}', 'number_spelling'],
    ['url=%2F', 'url=%2f', 'letter_case'],
    ['code=PE01', 'code=pe01', 'letter_case'],
    ['url=https%3A%2F%2Fa', 'url=https://a', 'percent_encoding'],
    ['a=1&b=2', 'a=1', 'ends_early'],
    ['a=1', 'a=1&b=2', 'goes_on'],
    ['a=1', 'a=2', undefined],
    ['😀', '😁', undefined],
  ];
  for (const [ours, theirs, likeness] of cases) {
    assert.equal(firstDifference(ours, theirs)?.looksLike, likeness, `${ours} and ${theirs}`);
  }
});
