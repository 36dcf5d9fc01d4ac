import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortNames } from './short-names.ts';

test('a drawing names places by the words in which they differ', () => {
  for (const [names, expected] of [
    [
      ['Đội khu vực Kỳ Anh', 'Đội khu vực Hà Tĩnh', 'Đội khu vực Vũ Quang'],
      ['Kỳ Anh', 'Hà Tĩnh', 'Vũ Quang'],
    ],
    [
      ['Xã A', 'Phường B', 'Xã C'],
      ['Xã A', 'Phường B', 'Xã C'],
    ],
    [
      ['Đội', 'Đội Một', 'Đội Hai'],
      ['Đội', 'Đội Một', 'Đội Hai'],
    ],
    [
      ['Đội A', 'Đội B'],
      ['Đội A', 'Đội B'],
    ],
    [[], []],
  ] as const)
    assert.deepEqual(shortNames(names), expected);
});
