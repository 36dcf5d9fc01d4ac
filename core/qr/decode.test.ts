import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { qrReasons } from '../messages/qr-reasons.ts';
import { crc16 } from './crc16.ts';
import { decodeQr } from './decode.ts';
import { writeTlv } from './tlv.ts';

interface PublishedCode {
  source: string;
  payload: string;
  read: Record<string, string>;
}
const publishedCodes = JSON.parse(
  readFileSync(new URL('../../data/qr/published-codes.json', import.meta.url), 'utf8'),
) as PublishedCode[];

/** A payload of these data objects with a check sum that agrees. */
function sealed(body: string): string {
  return `${body}6304${crc16(`${body}6304`)}`;
}
const account = '38540010A00000072701240006970436011012345678900208QRIBFTTA';
const frame = (middle: string, amount = '5406384912'): string =>
  sealed(`000201010212${account}5303704${amount}5802VN${middle}`);
const codesOf = (text: string): string[] =>
  decodeQr(text).problems.map(({ code, tag, offset, level }) => `${level} ${code} ${tag} @${offset}`);

test('the check sum is CRC-16/CCITT-FALSE over UTF-8', () => {
  assert.equal(crc16('123456789'), '29B1');
  assert.equal(crc16(''), 'FFFF');
});

for (const { source, payload, read } of publishedCodes) {
  test(`the code of ${source} is read as published`, () => {
    const { valid, problems, ...rest } = decodeQr(payload);
    assert.deepEqual(problems, []);
    assert.ok(valid);
    const known = Object.fromEntries(
      Object.entries(rest).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]])),
    );
    assert.deepEqual(known, read);
  });
}

test('the faulty example printed in the Napas document is refused: its account is longer than it says', () => {
  const printed = sealed(
    '00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN',
  );
  assert.equal(printed.slice(-4), 'F4E5', 'the check sum of the document agrees with the faulty text');
  assert.deepEqual(codesOf(printed), ['error truncated 38.01 @60']);
});

test('white space, a byte order mark and a check sum in lower case lead no money astray', () => {
  const text = frame('', '540535000');
  const plain = decodeQr(text);
  assert.ok(plain.valid);
  assert.deepEqual(decodeQr(`\ufeff  ${text}\r\n`), plain);
  const lower = text.slice(0, -4) + text.slice(-4).toLowerCase();
  assert.notEqual(lower, text);
  assert.ok(decodeQr(lower).valid);
  assert.deepEqual(codesOf(lower), [`warning crc_in_lower_case 63 @${text.length - 8}`]);
  assert.deepEqual(codesOf(`  ${lower}`), [`warning crc_in_lower_case 63 @${text.length - 6}`]);
});

const amounts: [string, bigint | null, string[]][] = [
  ['384912', 384_912n, []],
  ['384912.00', 384_912n, ['warning needless_decimals 54 @77']],
  ['384912.', 384_912n, ['warning needless_decimals 54 @77']],
  ['000384912', 384_912n, ['warning leading_zeros 54 @77']],
  ['384912.50', null, ['error fractional_dong 54 @77']],
  ['0', null, ['error zero_amount 54 @77']],
  ['0.00', null, ['warning needless_decimals 54 @77', 'error zero_amount 54 @77']],
  ['384,912', null, ['error bad_amount 54 @77']],
  ['384.912', null, ['error fractional_dong 54 @77']],
  ['1.000.000', null, ['error bad_amount 54 @77']],
  ['-384912', null, ['error bad_amount 54 @77']],
  ['384 912', null, ['error bad_amount 54 @77']],
  ['12345678901234', null, ['error bad_amount 54 @77']],
  ['499999999', 499_999_999n, []],
  ['500000000', 500_000_000n, ['warning over_instant_limit 54 @77']],
];
for (const [written, amount, expected] of amounts) {
  test(`an amount written ${written} is ${amount === null ? 'refused' : `${amount} dong`}`, () => {
    const text = frame('', writeTlv('54', written));
    assert.equal(text.indexOf('54', 70), 77);
    const decoded = decodeQr(text);
    assert.equal(decoded.amountVnd, amount);
    assert.equal(decoded.valid, amount !== null);
    assert.deepEqual(codesOf(text), expected);
  });
}

const merchantOf = (bin: string, number: string, service = 'QRIBFTTA'): string =>
  writeTlv(
    '38',
    writeTlv('00', 'A000000727') +
      writeTlv('01', writeTlv('00', bin) + writeTlv('01', number)) +
      writeTlv('02', service),
  );
const start = '000201010211';
const end = '53037045802VN';
const broken: [string, string, string[]][] = [
  ['a check sum that does not agree', `${frame('').slice(0, -4)}0000`, ['error wrong_crc 63 @93']],
  [
    'text behind the check sum',
    `${frame('')}540510000`,
    ['error duplicate_tag 54 @101', 'error after_crc 63 @101'],
  ],
  ['a tag twice', frame('', '540510000540520000'), ['error duplicate_tag 54 @86']],
  [
    'another currency',
    sealed(`${start}${merchantOf('970436', '1')}53038405802VN`),
    ['error foreign_currency 53 @61'],
  ],
  [
    'another country',
    sealed(`${start}${merchantOf('970436', '1')}53037045802TH`),
    ['error foreign_country 58 @68'],
  ],
  ['nobody to pay', sealed(`${start}${end}`), ['error missing_tag 38 @33']],
  [
    'no account',
    sealed(`${start}38280010A0000007270110000697043653037045802VN`),
    ['error missing_tag 38.01.01 @44'],
  ],
  [
    'a BIN that is none',
    sealed(`${start}${merchantOf('97043', '1')}${end}`),
    ['error bad_bank_bin 38.01.00 @34'],
  ],
  [
    'an unknown BIN',
    sealed(`${start}${merchantOf('999999', '1')}${end}`),
    ['warning unknown_bank 38.01.00 @34'],
  ],
  [
    'an account of 20',
    sealed(`${start}${merchantOf('970436', '1'.repeat(20))}${end}`),
    ['error bad_account 38.01.01 @44'],
  ],
  [
    'a card with letters',
    sealed(`${start}${merchantOf('970436', '97040311012345AB', 'QRIBFTTC')}${end}`),
    ['error bad_account 38.01.01 @44'],
  ],
  [
    'an unknown service',
    sealed(`${start}${merchantOf('970436', '1', 'QRIBFTTX')}${end}`),
    ['error bad_value 38.02 @49'],
  ],
  [
    'another format version',
    sealed(`000202${account}${end}`),
    ['error bad_value 00 @0', 'warning missing_tag 01 @85'],
  ],
  [
    'a value without length',
    sealed(`${start}${merchantOf('970436', '1')}${end}5900`),
    ['error bad_length 59 @74'],
  ],
  ['a length that is no number', sealed(`${start}${merchantOf('970436', '1')}${end}59X1A`), []],
  [
    'a tip asked for',
    sealed(`${start}${merchantOf('970436', '1')}${end}550201`),
    ['warning extra_charge 55 @74'],
  ],
  [
    'a second account of Napas',
    sealed(`${start}26${merchantOf('970415', '2').slice(2)}${merchantOf('970436', '1')}${end}`),
    ['error duplicate_tag 26 @12'],
  ],
  [
    'Napas in an older tag',
    sealed(`${start}26${merchantOf('970436', '1').slice(2)}${end}`),
    ['warning moved_scheme 26 @12'],
  ],
];
for (const [what, text, expected] of broken) {
  test(`${what} is named with its tag and place`, () => {
    if (expected.length > 0) assert.deepEqual(codesOf(text), expected);
    assert.equal(decodeQr(text).valid, !codesOf(text).some((line) => line.startsWith('error')));
    if (expected.length === 0) assert.ok(!decodeQr(text).valid);
  });
}

test('words with marks are read, whether lengths count characters or bytes, and the liberty is named', () => {
  const note = 'Tiền điện T9';
  const byCharacters = frame(writeTlv('62', writeTlv('08', note)));
  assert.equal(decodeQr(byCharacters).purpose, note);
  assert.deepEqual(codesOf(byCharacters), ['warning not_ascii 62.08 @97']);
  const bytes = new TextEncoder().encode(note).length;
  const byBytes = frame(`62${bytes + 4}08${bytes}${note}`);
  assert.equal(decodeQr(byBytes).purpose, note);
  assert.ok(decodeQr(byBytes).valid);
  assert.deepEqual(codesOf(byBytes), ['warning lengths_in_bytes 00 @0', 'warning not_ascii 62.08 @97']);
});

test('codes of electricity bills on another scheme, in JSON and as a bare customer code are known as what they are', () => {
  const body = `0002010102122632${'0010A000000999'}0114${'PCHATINH000001'}52044900530370454063849125802VN5910PC HA TINH6007HA TINH`;
  const bill = decodeQr(
    sealed(`${body}${writeTlv('62', writeTlv('01', 'HD20260900012345') + writeTlv('06', 'PA16HT0001234'))}`),
  );
  assert.deepEqual(
    [bill.valid, bill.kind, bill.account, bill.amountVnd],
    [true, 'evn_bill', 'PCHATINH000001', 384_912n],
  );
  assert.deepEqual([bill.reference, bill.customerLabel], ['HD20260900012345', 'PA16HT0001234']);
  const named = sealed('00020101021226140010A00000099953037045802VN5910EVNHCMC PD62120108HD000001');
  assert.deepEqual([decodeQr(named).kind, decodeQr(named).reference], ['evn_bill', 'HD000001']);
  const bare = decodeQr(' pa16hk0000007\n');
  assert.deepEqual([bare.valid, bare.kind, bare.reference], [true, 'evn_bill', 'PA16HK0000007']);
  const viettel = decodeQr(
    '{"PRIORITY":"BankPlus","VERSION":"1.0","TYPE":"PAY_BILL","BILLCODE":"HD1","ORDER_ID":"O1","AMOUNT":"384912","MERCHANT_CODE":"PCHATINH"}',
  );
  assert.deepEqual(
    [viettel.valid, viettel.kind, viettel.account, viettel.amountVnd, viettel.reference],
    [true, 'viettelpay', 'PCHATINH', 384_912n, 'O1'],
  );
  assert.deepEqual(codesOf('{"PRIORITY":"BankPlus","BILLCODE":"1","AMOUNT":"1.5","MERCHANT_CODE":"P"}'), [
    'error bad_amount AMOUNT @38',
  ]);
});

test('every reason is said in both languages', () => {
  for (const { vi, en } of Object.values(qrReasons))
    assert.ok(vi.normalize('NFC') === vi && vi !== '' && en !== '');
});
