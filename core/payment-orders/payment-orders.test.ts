import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sumVnd } from '../money.ts';
import { findInText } from '../qr/transfer-text.ts';
import { namesCheque, normalizeChequeNumber, payableUntil, presentBy } from './cheque.ts';
import { orderPurpose, orderText } from './order-text.ts';
import { openOf, spreadOverBills, type WantedBill } from './spread.ts';

const codes = ['PA16HT0000001', 'PA16HT0000002', 'PA16HT0000003', 'PA16HT0000004'];
const bill = fc.record({
  customerCode: fc.constantFrom(...codes.slice(0, 3)),
  period: fc.constantFrom('2026-07-01', '2026-08-01', '2026-09-01'),
  openVnd: fc.bigInt({ min: 0n, max: 5_000_000n }),
});
const list = fc
  .array(bill, { maxLength: 12 })
  .map((bills): WantedBill[] => bills.map((one, index) => ({ ...one, billId: BigInt(index + 1) })));

test('a sum is split without loss: the oldest months first, and what is too much is the payer’s', () => {
  fc.assert(
    fc.property(
      list,
      fc.bigInt({ min: 1n, max: 40_000_000n }),
      fc.constantFrom(...codes),
      (bills, sum, payer) => {
        const shares = spreadOverBills(sum, bills, payer);
        assert.equal(sumVnd(shares.map(({ amountVnd }) => amountVnd)), sum);
        assert.equal(new Set(shares.map(({ customerCode }) => customerCode)).size, shares.length);
        const over = sum > openOf(bills) ? sum - openOf(bills) : 0n;
        for (const { customerCode, billIds, amountVnd } of shares) {
          const own = bills.filter(({ billId }) => billIds?.includes(billId));
          assert.ok(own.every((one) => one.customerCode === customerCode && one.openVnd > 0n));
          const extra = customerCode === payer ? over : 0n;
          assert.ok(amountVnd - extra <= openOf(own) && amountVnd > 0n);
        }
        const paid = bills.filter(({ billId }) => shares.some((share) => share.billIds?.includes(billId)));
        const newest = paid.reduce((latest, { period }) => (period > latest ? period : latest), '');
        const left = bills.filter((one) => one.openVnd > 0n && !paid.includes(one));
        assert.ok(left.every(({ period }) => period >= newest));
      },
    ),
  );
});

test('the text of an order fits a transfer and is found again wherever it is cut', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 9_000_000_000n }).filter((id) => id < 17n ** 8n),
      fc.array(fc.constantFrom(...codes), { maxLength: 30 }),
      fc.integer({ min: 0, max: 40 }),
      fc.constantFrom('front', 'end', 'glued', 'lower'),
      (id, customers, cut, habit) => {
        const text = orderText(id, customers);
        assert.ok(text.length <= 140 && /^[\x20-\x7e]+$/.test(text));
        assert.ok(orderPurpose(id).length <= 25);
        const mangled = {
          front: text.slice(Math.min(cut, text.length - 14)),
          end: text.slice(0, Math.max(14, text.length - cut)),
          glued: text.replaceAll(' ', ''),
          lower: text.toLowerCase(),
        }[habit];
        const orders = findInText(`MBVCB 0912 ${mangled}`).filter(({ kind }) => kind === 'order');
        assert.deepEqual(
          orders.map((one) => (one.kind === 'order' ? one.number : null)),
          [id],
          mangled,
        );
      },
    ),
  );
});

test('a cheque is presented within thirty days and may be paid for six months', () => {
  assert.equal(presentBy('2026-09-01'), '2026-10-01');
  assert.equal(payableUntil('2026-03-15'), '2026-09-15');
  assert.equal(payableUntil('2026-08-31'), '2027-02-28');
  assert.equal(payableUntil('2026-11-22'), '2027-05-22');
});

test('a text names a cheque by its number and the word, or by series and number', () => {
  const number = normalizeChequeNumber('ab 123456');
  assert.equal(number, 'AB123456');
  for (const text of ['Thu séc số 123456', 'THU SEC AB123456 BIDV', 'CLG ab-123456', 'chq:123456.']) {
    assert.ok(namesCheque(text, number), text);
  }
  for (const text of ['123456', 'thu sec 1234567', 'thu sec 0123456', 'securities 123456', 'AB1234567']) {
    assert.ok(!namesCheque(text, number), text);
  }
  assert.ok(!namesCheque('thu sec 12', '12'), 'a short number says nothing');
});
