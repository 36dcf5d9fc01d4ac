import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeQr } from './decode.ts';
import { encodeBillQr, encodeCustomerQr } from './collection-qr.ts';
import { largestNumber, readBody, referenceLength, writeReference } from './transfer-reference.ts';
import { findInText } from './transfer-text.ts';

const signs = [...'0123456789CHKMNPT'];
const kind = fc.constantFrom('bill' as const, 'customer' as const);
const number = fc.bigInt({ min: 0n, max: largestNumber });
const reference = fc.record({ kind, number });
const place = fc.nat({ max: 11 });
const put = (text: string, at: number, sign: string): string => text.slice(0, at) + sign + text.slice(at + 1);

test('a reference has 14 signs that no keyboard marks and no eye mistakes, and is read back', () => {
  assert.equal(writeReference({ kind: 'customer', number: 12_345n }), 'QK000028K38PP1');
  assert.equal(writeReference({ kind: 'bill', number: largestNumber }), 'QHTTTTTTTT7434');
  fc.assert(
    fc.property(reference, (one) => {
      const written = writeReference(one);
      assert.equal(written.length, referenceLength);
      assert.match(written, /^Q[HK][0-9CHKMNPT]{12}$/);
      assert.deepEqual(findInText(written), [{ rule: 'reference', ...one, at: 0 }]);
    }),
  );
  assert.throws(() => writeReference({ kind: 'bill', number: largestNumber + 1n }), RangeError);
  assert.throws(() => writeReference({ kind: 'bill', number: -1n }), RangeError);
});

test('up to four wrong signs, two swapped ones or the other kind are always noticed', () => {
  fc.assert(
    fc.property(
      reference,
      fc.uniqueArray(fc.tuple(place, fc.constantFrom(...signs)), {
        maxLength: 4,
        minLength: 1,
        selector: ([at]) => at,
      }),
      place,
      place,
      (one, changes, first, second) => {
        const body = writeReference(one).slice(2);
        const changed = changes.reduce((text, [at, sign]) => put(text, at, sign), body);
        if (changed !== body) assert.equal(readBody(one.kind, changed), undefined);
        const swapped = put(put(body, first, body[second]!), second, body[first]!);
        if (swapped !== body) assert.equal(readBody(one.kind, swapped), undefined);
        assert.equal(readBody(one.kind === 'bill' ? 'customer' : 'bill', body), undefined);
      },
    ),
    { numRuns: 3000 },
  );
});

test('no text is too strange, and none makes a reference of nothing', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'QHKPA0123456789 .'), maxLength: 300 }),
  );
  fc.assert(
    fc.property(text, (any) => {
      for (const { rule, at } of findInText(any)) {
        assert.ok(rule && at >= 0 && at < any.length);
      }
    }),
    { numRuns: 2000 },
  );
  assert.deepEqual(findInText('QK'.repeat(100_000)), []);
});

const ours = 'QK000028K38PP1';
const customer = (rule: string, at: number) => [{ rule, kind: 'customer', number: 12_345n, at }];
const delivered: [string, unknown[]][] = [
  [`MBVCB.4530998360.029552.${ours}.CT tu 0351000646393 NGUYEN VAN AN`, customer('reference', 24)],
  [`CT DEN:523320101151 ${ours} TIEN DIEN`, customer('reference', 20)],
  [`123456${ours}0912345678`, customer('reference', 6)],
  ['Trả tiền điện qk000028k38pp1 tháng 9', customer('reference', 14)],
  ['QK0000 28K3 8PP1', customer('reference_spaced', 0)],
  ['QK000028K\n38PP1', customer('reference_spaced', 0)],
  ['Q.K.0.0.0.0.2.8.K.3.8.P.P.1', []],
  ['QKOOOO28K3BPPI', customer('reference_repaired', 0)],
  ['QKOOOO 28K3BPPI', customer('reference_repaired', 0)],
  [`${ours} ${ours}`, customer('reference', 0)],
  [`Đặng ${ours}`.normalize('NFD'), customer('reference', 'Đặng '.normalize('NFD').length)],
  ['QK000028K38PP', []],
  ['QK000028K38PP2', []],
  ['QK 7 0912 345 6789', []],
];
for (const [text, expected] of delivered) {
  test(`${JSON.stringify(text)} holds ${expected.length === 0 ? 'nothing of ours' : 'our reference'}`, () => {
    assert.deepEqual(findInText(text), expected);
  });
}

test('several references in one text are found in its order', () => {
  const bills = [7n, 8n, 9n].map((one) => writeReference({ kind: 'bill', number: one }));
  const found = findInText(`UNC ${bills.join(';')} PA16HK0000007`);
  assert.deepEqual(
    found.map((one) => (one.kind === 'customer_code' ? one.code : one.number)),
    [7n, 8n, 9n, 'PA16HK0000007'],
  );
});

const codes: [string, string | null, string?][] = [
  ['TT tien dien PA16HK0000007 T9', 'customer_code'],
  ['ttpa16hk0000007t9', 'customer_code'],
  ['PA16HK0000007092026', 'customer_code'],
  ['PA16HK00000070912345678', 'customer_code'],
  ['PA16 HK 0000007', 'customer_code_spaced'],
  ['PA16HK 0000007 thang 9', 'customer_code_spaced'],
  ['PA16HK.0000.007', 'customer_code_spaced'],
  ['ma PA16HKOOOOOO7', 'customer_code_repaired'],
  ['PE20000003396', 'customer_code', 'PE20000003396'],
  ['PNHL000000123', 'customer_code', 'PNHL000000123'],
  ['PA16HK1250000 dong tien dien', 'customer_code', 'PA16HK1250000'],
  // One digit more or less is a slip inside the code, not a neighbour.
  ['PA16HK00000078', null],
  ['PA16HK000007 9 2026', null],
  ['PA16HK000007', null],
  // Units, amounts, companies and years.
  ['PA16HK 1250000 dong', null],
  ['PA16HK1250000DONG', null],
  ['PC 2026 0912345', null],
  ['PC HA TINH 2026 1234567', null],
  ['SPA2026ABC', null],
];
for (const [text, rule, code = 'PA16HK0000007'] of codes) {
  test(`${JSON.stringify(text)} holds ${rule === null ? 'no customer code' : `${code} by the rule ${rule}`}`, () => {
    assert.deepEqual(
      findInText(text).map((one) => [one.rule, one.kind === 'customer_code' && one.code]),
      rule === null ? [] : [[rule, code]],
    );
  });
}

test('the codes of bills and customers carry the reference where banks leave it, within what tag 62 holds', () => {
  const to = { bankBin: '970415', account: '117000012345', holder: 'CÔNG TY ĐIỆN LỰC HÀ TĨNH' };
  fc.assert(
    fc.property(number, fc.bigInt({ min: 1n, max: 499_999_999n }), (one, amountVnd) => {
      const bill = encodeBillQr(to, {
        number: one,
        printedNumber: 'HD20260900012345678901234',
        customerCode: 'PA16HK0000007',
        amountVnd,
        month: '2026-09',
      });
      const read = decodeQr(bill.payload ?? '');
      assert.deepEqual(read.problems, []);
      assert.deepEqual(
        [read.use, read.amountVnd, read.customerLabel],
        ['dynamic', amountVnd, 'PA16HK0000007'],
      );
      assert.equal(read.merchantName, 'CONG TY DIEN LUC HA TINH');
      assert.equal(read.purpose, `${read.reference} TD 09/2026`);
      assert.deepEqual(findInText(read.purpose ?? ''), [
        { rule: 'reference', kind: 'bill', number: one, at: 0 },
      ]);
    }),
  );
  const customerCode = decodeQr(
    encodeCustomerQr(to, { number: 12_345n, code: 'PA16HK0000007' }).payload ?? '',
  );
  assert.deepEqual(
    [customerCode.valid, customerCode.use, customerCode.amountVnd, customerCode.purpose],
    [true, 'static', null, `${ours} TIEN DIEN`],
  );
});
