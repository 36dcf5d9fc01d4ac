import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeQr } from './decode.ts';
import { codeOfBill, codeOfCustomer, type BillToCode } from './payment-code.ts';
import { findInText } from './transfer-text.ts';

const to = { bankBin: '970415', account: '117000012345', holder: 'Công ty Điện lực Hà Tĩnh' };
const at = new Date('2026-11-22T03:00:00Z');
const bill: BillToCode = {
  number: 4711n,
  printedNumber: 'DV2026-000001',
  customerCode: 'PA16HT0001234',
  kind: 'DV',
  period: '2026-11-01',
  openVnd: 106_666n,
  state: 'open',
  heldUntil: null,
  handedElsewhere: false,
};

test('a code asks for exactly what is open, adds nothing, and its text leads back to the bill', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'ABCDHKPT0123456789-'),
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(
      fc.bigInt(1n, 10n ** 12n),
      fc.bigInt(1n, 17n ** 8n - 1n),
      letters,
      fc.constantFrom('PA16HT0001234', 'YC26000001', 'A'.repeat(20)),
      fc.constantFrom('open', 'part_paid'),
      (openVnd, number, printedNumber, customerCode, state) => {
        const code = codeOfBill(to, { ...bill, openVnd, number, printedNumber, customerCode, state }, at);
        assert.ok(code.state === 'payable');
        const read = decodeQr(code.payload);
        assert.ok(read.valid);
        assert.deepEqual([read.bankBin, read.account, read.amountVnd], [to.bankBin, to.account, openVnd]);
        // No tip and no convenience fee: tags 55 to 57.
        assert.ok(!read.problems.some(({ code: problem }) => problem === 'extra_charge'));
        assert.equal(read.purpose, code.purpose);
        const [found, ...others] = findInText(code.purpose);
        assert.ok(found?.kind === 'bill' && others.length === 0);
        assert.equal(found.number, number);
      },
    ),
  );
});

test('what cannot or need not be paid by a code has none, and says why', () => {
  const stateOf = (more: Partial<BillToCode>) => codeOfBill(to, { ...bill, ...more }, at).state;
  assert.equal(stateOf({ state: 'paid', openVnd: 0n }), 'paid');
  assert.equal(stateOf({ heldUntil: new Date(at.getTime() + 1) }), 'held');
  assert.equal(stateOf({ heldUntil: at }), 'payable', 'a hold whose time is over holds nothing');
  assert.equal(stateOf({ handedElsewhere: true }), 'handed_over');
  assert.equal(stateOf({ state: 'unreleased' }), 'not_released');
  assert.equal(stateOf({ state: 'cancelled' }), 'cancelled');
  assert.equal(stateOf({ state: 'written_off' }), 'written_off');
  assert.equal(codeOfBill(undefined, bill, at).state, 'no_account');
});

test('the code of a customer has no amount and is for every month', () => {
  const code = codeOfCustomer(to, { number: 12n, code: 'PA16HT0001234' });
  const read = decodeQr(code.payload);
  assert.ok(read.valid);
  assert.deepEqual([read.amountVnd, read.use], [null, 'static']);
  assert.equal(findInText(code.purpose)[0]?.kind, 'customer');
});
