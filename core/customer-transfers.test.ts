import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideTransfer, type KnownInBooks, type MeantCustomer } from './customer-transfers.ts';
import { findInText } from './qr/transfer-text.ts';
import { writeReference } from './qr/transfer-reference.ts';

const an: MeantCustomer = {
  code: 'PA16HT0001234',
  open: [
    { billId: 71n, openVnd: 300_000n },
    { billId: 72n, openVnd: 200_000n },
  ],
};
const binh: MeantCustomer = { code: 'PA16HT0005678', open: [] };
const known: KnownInBooks = {
  bills: new Map([
    [7n, { customer: an, billId: 71n }],
    [8n, { customer: an, billId: 72n }],
    [9n, { customer: binh, billId: null }],
  ]),
  customersByNumber: new Map([
    [1n, an],
    [2n, binh],
  ]),
  customersByCode: new Map([
    [an.code, an],
    [binh.code, binh],
  ]),
};
const bill = (number: bigint) => writeReference({ kind: 'bill', number });
const customer = (number: bigint) => writeReference({ kind: 'customer', number });
const decide = (text: string, amountVnd = 1n) => decideTransfer(findInText(text), amountVnd, known);

test('a reference is enough by itself, whatever the amount', () => {
  assert.deepEqual(decide(`MBVCB.1234.${bill(7n)} TD 09/2026`), {
    verdict: 'pay',
    customerCode: an.code,
    billIds: [71n],
    rule: 'reference',
  });
  assert.deepEqual(decide(`${bill(7n)} ${bill(8n)} ${customer(1n)}`), {
    verdict: 'pay',
    customerCode: an.code,
    billIds: [71n, 72n],
    rule: 'reference',
  });
  const cancelled = decide(bill(9n));
  assert.deepEqual(cancelled.verdict === 'pay' && [cancelled.customerCode, cancelled.billIds], [
    binh.code,
    null,
  ]);
});

test('references of two customers, or of nobody, are left to a person', () => {
  assert.deepEqual(decide(`${customer(1n)} ${customer(2n)}`), {
    verdict: 'leave',
    customers: [an.code, binh.code],
  });
  assert.deepEqual(decide(customer(99n)), { verdict: 'leave', customers: [] });
  assert.equal(decide(`${customer(1n)} ${bill(99n)}`).verdict, 'leave');
});

test('a customer code counts only with an amount of that customer', () => {
  const text = `${an.code} tien dien`;
  const paid = [500_000n, 200_000n].map((amount) => decide(text, amount));
  assert.deepEqual(
    paid.map((one) => one.verdict === 'pay' && one.billIds),
    [null, [72n]],
  );
  assert.deepEqual(decide(text, 250_000n), { verdict: 'leave', customers: [an.code] });
  assert.equal(decide(`${binh.code} tien dien`, 0n).verdict, 'leave');
  assert.equal(decide(`${an.code} ${binh.code}`, 500_000n).verdict, 'leave');
  assert.equal(decide('PA16HT9999999 tien dien', 500_000n).verdict, 'leave');
  assert.deepEqual(decide('tien dien thang 9', 500_000n), { verdict: 'leave', customers: [] });
});
