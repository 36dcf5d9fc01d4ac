import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BanksObject, QRPay } from 'vietnam-qr-pay';
import { qrReasons } from '../messages/qr-reasons.ts';
import { withoutMarks } from '../text.ts';
import { bankNameOf } from './banks.ts';
import { decodeQr } from './decode.ts';
import { encodeVietQr, type VietQrRequest } from './encode.ts';

const digits = (least: number, most: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most })
    .map((list) => list.join(''));
const words = (most: number) =>
  fc
    .string({
      unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,-/*:'),
      minLength: 1,
      maxLength: most,
    })
    .map((text) => text.replaceAll(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
// One bank of the list has no BIN: it takes no transfers by QR.
const banks = Object.values(BanksObject).filter(({ bin }) => bin !== '');
const bins = banks.map(({ bin }) => bin);
const amount = fc.bigInt({ min: 1n, max: 9_999_999_999_999n });
const request: fc.Arbitrary<VietQrRequest> = fc.record(
  {
    bankBin: fc.constantFrom(...bins),
    account: digits(6, 19),
    amountVnd: amount,
    purpose: words(25),
    reference: words(25),
  },
  { requiredKeys: ['bankBin', 'account'] },
);

function payloadOf(asked: VietQrRequest): string {
  const { payload, problems } = encodeVietQr(asked);
  assert.ok(payload !== undefined, JSON.stringify(problems));
  return payload;
}

test('the examples of Napas and of the public library come out letter by letter', () => {
  const acb = { bankBin: '970416', account: '257678859' };
  assert.equal(
    payloadOf(acb),
    '00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F',
  );
  const saigon = {
    bankBin: '970403',
    amountVnd: 180_000n,
    billNumber: 'NPS6869',
    purpose: 'thanh toan don hang',
  };
  assert.equal(
    payloadOf({ ...saigon, account: '0011012345678' }),
    '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E',
  );
  assert.equal(
    payloadOf({ ...saigon, account: '9704031101234567', to: 'card' }),
    '00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC530370454061800005802VN62340107NPS68690819thanh toan don hang6304A203',
  );
});

test('what is written is read back, and nothing about it is wrong but the limit of instant transfers', () => {
  fc.assert(
    fc.property(request, (asked) => {
      const read = decodeQr(payloadOf(asked));
      assert.ok(read.valid);
      assert.deepEqual(
        read.problems.filter(({ code }) => code !== 'over_instant_limit'),
        [],
      );
      assert.equal(read.kind, 'vietqr');
      assert.equal(read.use, asked.amountVnd === undefined ? 'static' : 'dynamic');
      assert.deepEqual(
        [read.bankBin, read.account, read.amountVnd, read.purpose, read.reference],
        [
          asked.bankBin,
          asked.account,
          asked.amountVnd ?? null,
          asked.purpose ?? null,
          asked.reference ?? null,
        ],
      );
    }),
  );
});

test('a public library that no one here wrote writes the same text and reads ours', () => {
  fc.assert(
    fc.property(request, (asked) => {
      const theirs = QRPay.initVietQR({
        bankBin: asked.bankBin,
        bankNumber: asked.account,
        ...(asked.amountVnd !== undefined && { amount: String(asked.amountVnd) }),
        ...(asked.purpose !== undefined && { purpose: asked.purpose }),
      });
      if (asked.reference !== undefined) theirs.additionalData.reference = asked.reference;
      const ours = payloadOf(asked);
      assert.equal(ours, theirs.build());
      const read = new QRPay(ours);
      assert.ok(read.isValid);
      assert.equal(read.consumer.bankBin, asked.bankBin);
      assert.equal(read.consumer.bankNumber, asked.account);
      assert.equal(
        read.amount ?? undefined,
        asked.amountVnd === undefined ? undefined : String(asked.amountVnd),
      );
      assert.equal(read.additionalData.purpose ?? undefined, asked.purpose);
    }),
  );
});

test('codes of VNPAY merchants that the public library writes are read', () => {
  fc.assert(
    fc.property(digits(8, 15), words(25), words(25), (merchantId, merchantName, store) => {
      const theirs = QRPay.initVNPayQR({ merchantId, merchantName, store, terminal: 'T1' });
      const read = decodeQr(theirs.build());
      assert.deepEqual([read.valid, read.kind, read.account], [true, 'vnpay', merchantId]);
      assert.equal(read.merchantName, merchantName);
    }),
  );
});

test('every bank of the public library is known here', () => {
  for (const { bin, name } of banks) assert.ok(bankNameOf(bin), `${bin} ${name}`);
  assert.equal(bankNameOf('toString'), undefined);
});

test('words lose their marks, and only their marks', () => {
  const read = decodeQr(payloadOf({ bankBin: '970436', account: '1', purpose: ' Tiền  điện Đặng Thị Ước ' }));
  assert.equal(read.purpose, 'Tien dien Dang Thi Uoc');
  assert.equal(withoutMarks('ƯƠNG đường “Ðà”–x'), 'UONG duong "Da"-x');
});

const good: VietQrRequest = { bankBin: '970436', account: '0011001234567' };
const refusals: [Partial<VietQrRequest>, string][] = [
  [{ bankBin: '97043' }, '38.01.00 bad_bank_bin'],
  [{ bankBin: '97043A' }, '38.01.00 bad_bank_bin'],
  [{ account: '' }, '38.01.01 bad_account'],
  [{ account: '0011 001' }, '38.01.01 bad_account'],
  [{ account: '1'.repeat(20) }, '38.01.01 bad_account'],
  [{ account: 'PSP12345678901234', to: 'card' }, '38.01.01 bad_account'],
  [{ amountVnd: 0n }, '54 zero_amount'],
  [{ amountVnd: -1n }, '54 zero_amount'],
  [{ amountVnd: 10_000_000_000_000n }, '54 bad_amount'],
  [{ purpose: 'x'.repeat(26) }, '62.08 too_long'],
  [{ reference: 'tiền 电' }, '62.05 not_ascii'],
  [{ merchantName: 'x'.repeat(26) }, '59 too_long'],
  [{ city: 'x'.repeat(16) }, '60 too_long'],
  [
    {
      billNumber: 'x'.repeat(25),
      reference: 'x'.repeat(25),
      customerLabel: 'x'.repeat(25),
      purpose: 'x'.repeat(25),
    },
    '62 too_long',
  ],
];
for (const [wrong, expected] of refusals) {
  test(`${expected} is refused rather than cut: ${Object.keys(wrong).join(', ')}`, () => {
    const { problems } = encodeVietQr({ ...good, ...wrong });
    assert.deepEqual(
      problems?.map(({ tag, code }) => `${tag} ${code}`),
      [expected],
    );
  });
}

/** Whatever comes, there is an answer in which every problem has a known reason, a tag and a place in the text. */
function assertNamed(text: string): void {
  const read = decodeQr(text);
  assert.equal(read.valid, !read.problems.some(({ level }) => level === 'error'));
  for (const { code, tag, offset } of read.problems) {
    assert.ok(code in qrReasons);
    assert.match(tag, /^(\d\d(\.\d\d)*|[A-Z_]+)$/);
    assert.ok(offset >= 0 && offset <= text.length, `${offset} of ${text.length}`);
  }
}

test('one changed character is never a valid code', () => {
  fc.assert(
    fc.property(request, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (asked, where, other) => {
      const payload = payloadOf(asked);
      const at = where % payload.length;
      const changed = payload.slice(0, at) + other + payload.slice(at + 1);
      assertNamed(changed);
      // The check sum may be written in lower case, and white space around a code is nothing.
      if (changed.trim().toUpperCase() === payload.toUpperCase()) return;
      assert.ok(!decodeQr(changed).valid, changed);
    }),
    { numRuns: 2000 },
  );
});

test('a code cut anywhere, or with something glued to it, is never valid', () => {
  fc.assert(
    fc.property(request, fc.nat(), words(20), (asked, where, more) => {
      const payload = payloadOf(asked);
      const cut = payload.slice(0, where % payload.length);
      assertNamed(cut);
      assert.ok(!decodeQr(cut).valid);
      assertNamed(payload + more);
      assert.ok(!decodeQr(payload + more).valid);
      assertNamed(more + payload);
      assert.ok(!decodeQr(more + payload).valid);
    }),
    { numRuns: 1000 },
  );
});

test('hostile texts are answered, never thrown at: any letters, any lengths, any nesting', () => {
  const tlv = fc
    .array(fc.tuple(digits(2, 2), digits(0, 3), fc.string({ unit: 'binary', maxLength: 30 })), {
      maxLength: 12,
    })
    .map((fields) => fields.flat().join(''));
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 300 }),
    tlv.map((text) => `000201${text}`),
    tlv.map((text) => `00020101021238${text}6304ABCD`),
    fc.json().map((text) => text.replace('{', '{"MERCHANT_CODE":"1",')),
  );
  fc.assert(fc.property(hostile, assertNamed), { numRuns: 5000 });
  for (const text of ['0'.repeat(1_000_000), `0002${'9'.repeat(4000)}`, '\ud800', '{'.repeat(4000), '00']) {
    assertNamed(text);
    assert.ok(!decodeQr(text).valid);
  }
});

test('marked words written by a library whose lengths count as JavaScript does are read', () => {
  const theirs = QRPay.initVietQR({
    bankBin: '970436',
    bankNumber: '123',
    purpose: 'Tiền điện tháng 9',
  });
  const read = decodeQr(theirs.build());
  assert.deepEqual([read.valid, read.purpose], [true, 'Tiền điện tháng 9']);
});
