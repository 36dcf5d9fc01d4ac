import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDraft, type Rules } from './setting-draft.ts';

const rules: Rules = {
  partialPayments: false,
  oldestFirst: false,
  noGaps: false,
  holdMinutes: 15,
  refundLimit: '5000000',
  applyCredit: true,
};

test('only what differs from the rules as they are is sent', () => {
  const draft = { oldestFirst: true, noGaps: false, holdMinutes: ' 15 ', refundLimit: '2.000.000 đ' };
  assert.deepEqual(readDraft(rules, draft), {
    change: { oldestFirst: true, refundLimit: '2000000' },
    problems: {},
  });
  assert.deepEqual(readDraft(rules, {}), { change: {}, problems: {} });
});

test('what another person changed meanwhile is not changed back', () => {
  const theirs = { ...rules, noGaps: true };
  assert.deepEqual(readDraft(theirs, { applyCredit: false }).change, { applyCredit: false });
});

test('minutes and amounts that cannot be read are named by their field', () => {
  for (const holdMinutes of ['', '0', '1441', '1,5', 'mười'])
    assert.deepEqual(readDraft(rules, { holdMinutes }).problems, { holdMinutes: 'badMinutes' });
  for (const refundLimit of ['', '-1', '1,5', '1.000.000.000.000.000'])
    assert.deepEqual(readDraft(rules, { refundLimit }).problems, { refundLimit: 'badAmount' });
});
