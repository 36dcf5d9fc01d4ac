import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '../../test/support/any-text.ts';
import { formDialects, formEncode, parseForm, type FormDialect } from './form-text.ts';
import { parseJson, writeJson } from './json-text.ts';

const dialects = Object.keys(formDialects) as FormDialect[];

test('every dialect of form encoding reads back, and the Java one is that of URLSearchParams', () => {
  fc.assert(
    fc.property(anyText(), anyText(), (name, value) => {
      for (const dialect of dialects) {
        const raw = `${formEncode(name, dialect)}=${formEncode(value, dialect)}`;
        assert.deepEqual(parseForm(raw), [{ raw, name: name.toWellFormed(), value: value.toWellFormed() }]);
      }
      assert.equal(`k=${formEncode(value, 'java')}`, new URLSearchParams({ k: value }).toString());
    }),
  );
});

test('form text is read from a body, a query or an address, broken escapes and all', () => {
  const read = (text: string): string[][] => parseForm(text).map(({ name, value }) => [name, value]);
  const expected = [
    ['a', '1=2'],
    ['b', 'x y'],
    ['c', ''],
    ['a', '3'],
  ];
  assert.deepEqual(read('a=1=2&&b=x+y&c&a=3'), expected);
  assert.deepEqual(read('?a=1=2&b=x%20y&c=&a=3'), expected);
  assert.deepEqual(read('https://pay.example.vn/ipn?a=1=2&b=x+y&c&a=3#end'), expected);
  assert.deepEqual(read('a=%zz&b=%E1%BB'), [
    ['a', '%zz'],
    ['b', '\uFFFD'],
  ]);
  assert.deepEqual(read('next=/back?to=1'), [['next', '/back?to=1']]);
  assert.deepEqual(read(''), []);
});

test('JSON keeps the spelling of numbers, and is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      assert.equal(writeJson(parseJson(text)!, 'as_sent'), text);
    }),
  );
  const text = '{"b":[{"z":1.0,"y":{"d":1e2,"c":-0}}],"a":{"n":12345678901234567890,"m":null}}';
  const write = (order: Parameters<typeof writeJson>[1]): string => writeJson(parseJson(text)!, order);
  assert.equal(write('as_sent'), text);
  assert.equal(
    write('outer'),
    '{"a":{"n":12345678901234567890,"m":null},"b":[{"z":1.0,"y":{"d":1e2,"c":-0}}]}',
  );
  assert.equal(
    write('objects'),
    '{"a":{"m":null,"n":12345678901234567890},"b":[{"z":1.0,"y":{"d":1e2,"c":-0}}]}',
  );
  assert.equal(
    write('everywhere'),
    '{"a":{"m":null,"n":12345678901234567890},"b":[{"y":{"c":-0,"d":1e2},"z":1.0}]}',
  );
  assert.equal(writeJson(parseJson('{"__proto__":1,"a":2}')!, 'everywhere'), '{"__proto__":1,"a":2}');
  for (const broken of ['', '{', '01', '{"a":NaN}', '['.repeat(100_000)])
    assert.equal(parseJson(broken), undefined);
});
