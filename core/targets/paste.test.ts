import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layPaste } from './paste.ts';

const rows = [
  { key: 'u1', kind: 'company', code: 'PC', name: 'Công ty' },
  { key: 'u2', kind: 'unit', code: 'PA1', name: 'Điện lực Bắc' },
  { key: 'u5', kind: 'team', code: 'T1', name: 'Tổ 1' },
  { key: 'u3', kind: 'unit', code: 'PA2', name: 'Điện lực Nam' },
  { key: 'u6', kind: 'team', code: 'T2', name: 'Tổ 1' },
];

test('a column from a sheet fills rows of one kind downwards, and lines with a name go to whom they name', () => {
  const cases: [string, string, Record<string, string>, string[]][] = [
    ['95\n96,5%\r\n', 'u2', { u2: '95', u3: '96,5%' }, []],
    ['95\n96\n97', 'u3', { u3: '95' }, ['96', '97']],
    ['dien luc nam\t88\nPA1\t1.200', 'u2', { u3: '88', u2: '1.200' }, []],
    ['1\tĐiện lực Bắc\t70', 'u5', { u2: '70' }, []],
    ['Tổ 1\t5\nkhông có\t6\nPA2\t', 'u2', {}, ['Tổ 1 5', 'không có 6', 'PA2 ']],
  ];
  for (const [text, from, values, unmatched] of cases) {
    const laid = layPaste(text, rows, from)!;
    assert.deepEqual(Object.fromEntries(laid.values.map((one) => [one.key, one.text])), values, text);
    assert.deepEqual(laid.unmatched, unmatched, text);
  }
  for (const alone of ['', '95', ' 95,5 \n']) assert.equal(layPaste(alone, rows, 'u2'), undefined, alone);
});
