import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readColumns, readDays, readMandate } from './read-mandate.ts';

const formOf = (fields: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
const whole = { customer: 'PA1', partner: 'BIDV', account: '0071 22', holder: 'An', mode: 'on_bill' };

test('a paper mandate is read as it was typed, and says what is missing', () => {
  assert.deepEqual(readMandate(formOf({ ...whole, limit: '2.000.000' })), {
    customerCode: 'PA1',
    partner: 'BIDV',
    account: '0071 22',
    holder: 'An',
    mode: 'on_bill',
    limit: '2000000',
    fixedDay: null,
    expiresOn: null,
  });
  assert.equal(readMandate(formOf({ ...whole, holder: ' ' })), 'missing');
  assert.equal(readMandate(formOf({ ...whole, mode: 'fixed_day', day: '32' })), 'badDay');
  assert.equal(readMandate(formOf({ ...whole, limit: 'nhiều' })), 'badLimit');
});

test('days and columns of terms are read, and what cannot be read is named', () => {
  assert.deepEqual(readDays('5, 20'), [5, 20]);
  assert.deepEqual(readDays(''), []);
  assert.equal(readDays('5 và 20'), undefined);
  const fields = ['amount', 'account'] as const;
  assert.deepEqual(readColumns('SO=TIEN = amount\n\nSO_TK=account', fields), [
    { header: 'SO=TIEN', field: 'amount' },
    { header: 'SO_TK', field: 'account' },
  ]);
  assert.equal(readColumns('SO_TIEN = tien', fields), 'SO_TIEN = tien');
});
