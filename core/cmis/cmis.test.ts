import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { billColumns, createBillParser, type BillColumn } from './parse-bill-row.ts';
import { createCustomerParser, customerColumns, type CustomerColumn } from './parse-customer-row.ts';
import { isTrailer, readTrailer } from './read-trailer.ts';
import { readVillage } from './read-village.ts';

const places = Object.fromEntries(billColumns.required.map((name, index) => [name, index])) as Record<
  BillColumn,
  number
>;
const parseBill = createBillParser(places, billColumns.required.length);
const goodBill: Record<BillColumn, string> = {
  ID_HDON: '26081060000007',
  MA_KHANG: 'PA16HK0000007',
  MA_DVIQLY: 'PA16HK',
  KY: '1',
  THANG: '8',
  NAM: '2026',
  LOAI_HDON: 'TD',
  NGAY_HDON: '08/08/2026',
  HAN_TTOAN: '15/08/2026',
  DIEN_TTHU: '183',
  SO_TIEN: '393450',
  TYLE_THUE: '8',
  TIEN_GTGT: '31476',
  TONG_TIEN: '424926',
};
const billWith = (change: Partial<Record<BillColumn, string>>) =>
  parseBill(billColumns.required.map((name) => change[name] ?? goodBill[name]));

test('a bill row is read into whole dong, real dates and codes in their stored form', () => {
  const { row } = billWith({
    MA_KHANG: ' pa16hk0000007 ',
    SO_TIEN: '393.450',
    TONG_TIEN: '424,926',
    TYLE_THUE: '8%',
    NGAY_HDON: '8/8/2026 00:00:00',
    KY: '01',
  });
  assert.deepEqual(row, {
    externalId: '26081060000007',
    customerCode: 'PA16HK0000007',
    unitCode: 'PA16HK',
    period: '2026-08-01',
    term: 1,
    kind: 'TD',
    issuedOn: '2026-08-08',
    dueOn: '2026-08-15',
    energyKwh: 183n,
    netVnd: 393_450n,
    vatRate: 8,
    vatVnd: 31_476n,
    totalVnd: 424_926n,
  });
});

const faults: [Partial<Record<BillColumn, string>>, [BillColumn, string][]][] = [
  [{ MA_KHANG: ' ' }, [['MA_KHANG', 'empty_customer_code']]],
  [{ MA_KHANG: 'PA16HK#7' }, [['MA_KHANG', 'bad_code']]],
  [{ ID_HDON: '' }, [['ID_HDON', 'missing']]],
  [{ ID_HDON: '1 or 1=1' }, [['ID_HDON', 'bad_code']]],
  [{ LOAI_HDON: 'XX' }, [['LOAI_HDON', 'unknown_kind']]],
  [{ THANG: '13' }, [['THANG', 'month_out_of_range']]],
  [{ THANG: '0' }, [['THANG', 'month_out_of_range']]],
  [{ NAM: '26' }, [['NAM', 'year_out_of_range']]],
  [{ KY: '32' }, [['KY', 'term_out_of_range']]],
  [{ NGAY_HDON: '31/02/2026' }, [['NGAY_HDON', 'impossible_date']]],
  [{ HAN_TTOAN: '07/08/2026' }, [['HAN_TTOAN', 'due_before_issue']]],
  [{ SO_TIEN: '393450,5' }, [['SO_TIEN', 'fractional_dong']]],
  [{ TONG_TIEN: '12a.000' }, [['TONG_TIEN', 'not_a_number']]],
  [{ TONG_TIEN: '424927' }, [['TONG_TIEN', 'total_differs']]],
  [{ TYLE_THUE: '101' }, [['TYLE_THUE', 'out_of_range']]],
  [{ DIEN_TTHU: '18,5' }, [['DIEN_TTHU', 'fractional_energy']]],
  [{ DIEN_TTHU: '-1' }, [['DIEN_TTHU', 'out_of_range']]],
  [
    { SO_TIEN: '-1', TIEN_GTGT: '0', TONG_TIEN: '-1' },
    [
      ['SO_TIEN', 'negative_amount'],
      ['TONG_TIEN', 'negative_amount'],
    ],
  ],
  [
    { LOAI_HDON: 'DC', SO_TIEN: '-1', TIEN_GTGT: '0', TONG_TIEN: '-1' },
    [['TONG_TIEN', 'negative_adjustment']],
  ],
  [
    { MA_KHANG: '', THANG: '13' },
    [
      ['MA_KHANG', 'empty_customer_code'],
      ['THANG', 'month_out_of_range'],
    ],
  ],
];
for (const [change, problems] of faults) {
  test(`a bill with ${JSON.stringify(change)} is rejected for ${problems.map(([, code]) => code).join(' and ')}`, () => {
    const parsed = billWith(change);
    assert.equal(parsed.row, undefined);
    assert.deepEqual(
      parsed.problems?.map(({ field, code }) => [field, code]),
      problems,
    );
  });
}

test('a rejected row still says what was sent, where its total can be read', () => {
  const parsed = billWith({ THANG: '13' });
  assert.equal(parsed.row === undefined && parsed.sentVnd, 424_926n);
});

test('a row with a stray separator or with cells cut off is rejected as a whole', () => {
  const cells = billColumns.required.map((name) => goodBill[name]);
  assert.equal(parseBill([...cells, 'x']).problems?.[0]?.code, 'too_many_cells');
  assert.equal(parseBill([...cells, '', '']).problems, undefined);
  assert.equal(parseBill(cells.slice(0, 5)).problems?.[0]?.code, 'too_few_cells');
});

test('whatever stands in the cells, a row is accepted only if it adds up', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('1', '8', '2026', '100', '108', 'TD', '08/08/2026'),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 14, maxLength: 14 }), (cells) => {
      const parsed = parseBill(cells);
      if (!parsed.row) return parsed.problems.length > 0;
      const { netVnd, vatVnd, totalVnd, dueOn, issuedOn } = parsed.row;
      return netVnd >= 0n && vatVnd >= 0n && netVnd + vatVnd === totalVnd && dueOn >= issuedOn;
    }),
  );
});

test('any amounts that add up are read back as they are, dotted or plain', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(amount, amount, fc.boolean(), (net, vat, dotted) => {
      const write = (value: bigint) =>
        dotted ? String(value).replaceAll(/\B(?=(\d{3})+$)/g, '.') : String(value);
      const { row } = billWith({ SO_TIEN: write(net), TIEN_GTGT: write(vat), TONG_TIEN: write(net + vat) });
      return row?.netVnd === net && row.vatVnd === vat && row.totalVnd === net + vat;
    }),
  );
});

const customerNames = [...customerColumns.required, ...customerColumns.optional];
const parseCustomer = createCustomerParser(
  Object.fromEntries(customerNames.map((name, index) => [name, index])) as Record<CustomerColumn, number>,
  customerNames.length,
);
const goodCustomer: Record<CustomerColumn, string> = {
  MA_KHANG: 'PA16HT0000001',
  TEN_KHANG: 'Biện Đức Hồng Như'.normalize('NFD'),
  DCHI_KHANG: 'Số 3,  thôn 11, Phường Thành Sen, tỉnh Hà Tĩnh',
  MA_DVIQLY: 'pa16ht',
  MA_SOGCS: 'HT001',
  MA_XA: '991',
  LOAI_KHANG: 'sh',
  DTHOAI: '+84 908 375 770',
  EMAIL: '',
  MST: '',
  NGAY_HLUC: '04/09/2018',
};
const customerWith = (change: Partial<Record<CustomerColumn, string>>) =>
  parseCustomer(customerNames.map((name) => change[name] ?? goodCustomer[name]));

test('a customer row is read with composed text, its village and a search key without marks', () => {
  assert.deepEqual(customerWith({}).row, {
    code: 'PA16HT0000001',
    name: 'Biện Đức Hồng Như',
    address: 'Số 3, thôn 11, Phường Thành Sen, tỉnh Hà Tĩnh',
    searchKey: 'pa16ht0000001 bien duc hong nhu',
    unitCode: 'PA16HT',
    bookCode: 'HT001',
    communeCode: '00991',
    village: { name: 'Thôn 11', key: 'thon 11' },
    kind: 'SH',
    phone: '0908375770',
    email: undefined,
    taxCode: undefined,
    effectiveOn: '2018-09-04',
  });
});

test('a customer without name, with an impossible day or a wrong commune is rejected by field', () => {
  const { problems } = customerWith({ TEN_KHANG: '', MA_XA: '18x', NGAY_HLUC: '30/02/2020' });
  assert.deepEqual(problems?.map(({ field, code }) => `${field} ${code}`).sort(), [
    'MA_XA bad_code',
    'NGAY_HLUC impossible_date',
    'TEN_KHANG missing',
  ]);
});

const villages: [string, string | undefined][] = [
  ['Thôn 11, Phường Thành Sen, tỉnh Hà Tĩnh', 'Thôn 11'],
  ['Số 12, ngõ 3, TDP 4, Phường Trần Phú', 'Tổ dân phố 4'],
  ['tổ dân phố Tân Quý, phường Nam Hồng Lĩnh', 'Tổ dân phố Tân Quý'],
  ['bản Nà Lèn xã Minh Sơn, tỉnh Tuyên Quang', 'Bản Nà Lèn'],
  ['xóm đông, Xã Sơn Giang', 'Xóm Đông'],
  ['Ấp 5, Xã Tân Phú', 'Ấp 5'],
  ['Buôn Ma Thuột 2', 'Buôn Ma Thuột 2'],
  ['KP. 3, Phường 1', 'Khu phố 3'],
  ['Bảng hiệu 5, Phường Thành Sen', undefined],
  ['123 Trần Phú, Phường Thành Sen', undefined],
  ['Thôn, Xã Sơn Giang', undefined],
];
for (const [address, village] of villages) {
  test(`the village in “${address}” is ${village ?? 'not named'}`, () => {
    assert.equal(readVillage(address), village);
  });
}

test('a trailer is known by its first cell and gives rows and sum, also from the sum’s own column', () => {
  assert.deepEqual(readTrailer(['TONG', '3000', '2.603.713.896'], 13), {
    rows: 3000,
    totalVnd: 2_603_713_896n,
  });
  assert.deepEqual(readTrailer(['Tổng cộng:', '2', '', '', '100', '3240'], 5), { rows: 2, totalVnd: 3240n });
  assert.deepEqual(readTrailer(['TC', '5'], undefined), { rows: 5, totalVnd: undefined });
  assert.equal(readTrailer(['TONG', 'hai', '3240'], 13), undefined);
  assert.equal(readTrailer(['TONG', '2'], 13), undefined);
  for (const first of ['TONG', 'TỔNG CỘNG', 'Cộng'.normalize('NFD'), 'trailer', 'TC '])
    assert.ok(isTrailer([first]), first);
  for (const first of ['', '26081060000007', 'PA16HT0000001', 'TONG2', 'Tổng công ty'])
    assert.ok(!isTrailer([first]), first);
});
