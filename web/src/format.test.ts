import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatBytes,
  formatCount,
  formatDate,
  formatInstant,
  formatMoney,
  formatMoneyShort,
  formatRatio,
  parseBasisPoints,
} from './format.ts';

test('numbers are written as Vietnamese papers write them', () => {
  assert.equal(formatCount('479300'), '479.300');
  assert.equal(formatMoney('1234567'), '1.234.567 đ');
  assert.equal(formatMoneyShort('29100000000'), '29,1 tỷ đ');
  assert.equal(formatMoneyShort('850000000'), '850 triệu đ');
  assert.equal(formatMoneyShort('-2500000'), '-2,5 triệu đ');
  assert.equal(formatMoneyShort('418200'), '418.200 đ');
  assert.equal(formatRatio(0.9164), '91,64%');
  assert.equal(formatRatio(null), '–');
  assert.equal(formatBytes(12_400_000), '12,4 MB');
});

test('a difference of ratios is signed, in percentage points', () => {});

test('dates have two digits, times are those of Viet Nam', () => {
  assert.equal(formatDate('2026-09-05'), '05/09/2026');
  assert.equal(formatInstant('2026-09-05T20:04:00.000Z'), '03:04 06/09/2026');
});

test('a target is read with comma, point or per cent sign, and never above 100', () => {
  assert.equal(parseBasisPoints('96'), 9600);
  assert.equal(parseBasisPoints('96,5'), 9650);
  assert.equal(parseBasisPoints('91.64 %'), 9164);
  assert.equal(parseBasisPoints('100,01'), undefined);
  assert.equal(parseBasisPoints('nhiều'), undefined);
});
