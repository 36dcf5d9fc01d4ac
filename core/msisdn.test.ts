import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMsisdn } from './msisdn.ts';

test('a mobile number is read in every way people write it, and nothing else is', () => {
  for (const text of ['0912345678', '0912 345 678', '+84 912.345.678', '84912345678', '(091) 234-5678'])
    assert.equal(readMsisdn(text), '84912345678', text);
  for (const text of ['', '912345678', '02393855555', '+8613812345678', '0912345678x', '09123456789'])
    assert.equal(readMsisdn(text), undefined, text);
});
