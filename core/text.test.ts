import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maskName, normalizeCode, normalizeText, searchKey } from './text.ts';

const letters =
  'aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ';
const words = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 7 });
const names = fc.array(words, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '));

test('composed and decomposed writing, odd spaces and the wrong letter Ð become one text', () => {
  assert.equal(normalizeText('  Nguye\u0302\u0303n\u00a0 Va\u0306n\tAn\ufeff '), 'Nguyễn Văn An');
  assert.equal(normalizeText('\u00d0ặng \u00f0ình'), 'Đặng đình');
});

test('normalising twice is normalising once, whatever form the text came in', () => {
  fc.assert(
    fc.property(fc.oneof(names, fc.string()), (text) => {
      const once = normalizeText(text);
      assert.equal(normalizeText(once), once);
      assert.equal(normalizeText(text.normalize('NFD')), once);
    }),
  );
});

test('a search key is the same for every way of writing a name, and holds plain letters only', () => {
  assert.equal(searchKey('Đặng Văn Ước'), 'dang van uoc');
  fc.assert(
    fc.property(names, (name) => {
      const key = searchKey(name);
      assert.match(key, /^[a-z ]+$/);
      for (const spelling of [
        name.normalize('NFD'),
        name.toUpperCase(),
        ` ${name.replaceAll(' ', '\u00a0 ')}`,
        key,
      ]) {
        assert.equal(searchKey(spelling), key);
      }
    }),
  );
});

test('a masked name keeps the given name and the first letters, and says nothing else', () => {
  assert.equal(maskName('Nguyễn Văn An'), 'N***** V** An');
  assert.equal(maskName('An'), 'A*');
  assert.equal(maskName('  trần   thị  bình '), 't*** t** bình');
  fc.assert(
    fc.property(names, (name) => {
      const original = normalizeText(name).split(' ');
      const masked = maskName(name).split(' ');
      assert.equal(masked.length, original.length);
      masked.slice(0, -1).forEach((word, index) => {
        assert.equal(word[0], original[index]![0]);
        assert.match(word.slice(1), /^\*+$/);
      });
    }),
  );
});

test('a code is found however it is typed', () => {
  assert.equal(normalizeCode(' pa16.ht-0000 001 '), 'PA16HT0000001');
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{1,13}$/), (code) => {
      assert.equal(normalizeCode(code), code);
      assert.equal(normalizeCode(` ${[...code.toLowerCase()].join(' ')}. `), code);
    }),
  );
});
