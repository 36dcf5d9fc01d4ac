import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatVnd } from '../money.ts';
import { recogniseHeader, type FieldPlaces, type Mapping } from './mapping.ts';
import { createLineReader, parseAmount } from './read-line.ts';

const header = ['Mã giao dịch', 'Mã khách hàng', 'Số tiền', 'Thời gian', 'Trạng thái'];
const { places } = recogniseHeader(header, undefined);
const read = (cells: string[], mapping?: Mapping, where: FieldPlaces = places) =>
  createLineReader(where, cells.length, mapping)(cells);
const lineOf = (cells: string[], mapping?: Mapping) => {
  const result = read(cells, mapping);
  assert.ok('line' in result, cells.join('|'));
  return result.line;
};

test('columns are known by Vietnamese and English names, in any case, with or without marks', () => {
  const headers = [
    ['MA_GD', 'MA_KHANG', 'SO_TIEN', 'THOI_GIAN', 'TRANG_THAI'],
    ['Mã GD', 'Mã KH', 'Số tiền', 'Ngày GD', 'Trạng thái'],
    ['reference', 'customer_code', 'amount', 'paid_at', 'status'],
    ['Transaction ID', 'CustomerCode', 'Amount (VND)', 'Transaction Time', 'Trans Status'],
  ];
  for (const cells of headers) {
    const found = recogniseHeader(cells, undefined);
    assert.deepEqual([found.places.reference, found.places.customerCode, found.places.occurredAt], [0, 1, 3]);
  }
  assert.deepEqual(recogniseHeader(['STT', 'MA_GD', 'GHI_CHU'], undefined).missing, [
    'customerCode',
    'amount',
  ]);
});

test('a column stands for one field; the better name wins whatever the order of the columns', () => {
  const { places: found } = recogniseHeader(['ID', 'MA_GD', 'MA_KH', 'TONG_TIEN', 'SO_TIEN'], undefined);
  assert.deepEqual([found.reference, found.customerCode, found.amount], [1, 2, 4]);
});

test('the one code in a text for the payer is the customer; a text with two, or none, is taken as it stands', () => {
  const codeOf = (text: string) => lineOf(['R1', text, '1000', '', '']).customerCode;
  assert.equal(codeOf('Tien dien PA99AA0000001'), 'PA99AA0000001');
  assert.equal(codeOf('pe16000012345 ky 11'), 'PE16000012345');
  assert.equal(codeOf('PA99 AA0000001'), 'PA99AA0000001');
  assert.notEqual(codeOf('PA99AA0000001 PA99AA0000002'), 'PA99AA0000001');
});

test('an amount is read in every writing that can mean one thing only, and never as a float', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 999_999_999_999n }), (amount) => {
      const dots = formatVnd(amount);
      const written = [
        String(amount),
        dots,
        dots.replaceAll('.', ','),
        `${amount}.00`,
        `${dots},00`,
        `${dots} đ`,
      ];
      for (const text of written) assert.equal(parseAmount(text, 'auto'), amount, text);
    }),
  );
  assert.equal(parseAmount('1234567.50', 'auto'), 'fractional_dong');
  assert.equal(parseAmount('0.1', 'decimals'), 'fractional_dong');
  assert.equal(parseAmount('9007199254740993', 'auto'), 'too_large');
  assert.equal(parseAmount('900719925474099', 'auto'), 900_719_925_474_099n);
});

test('a declared format reads only itself', () => {
  assert.equal(parseAmount('1.234', 'dots'), 1234n);
  assert.equal(parseAmount('1.234', 'decimals'), 'fractional_dong');
  assert.equal(parseAmount('1,234', 'commas'), 1234n);
  assert.equal(parseAmount('1,234', 'dots'), 'fractional_dong');
  assert.equal(parseAmount('1.234', 'plain'), 'not_a_number');
});

test('times are local unless they say a zone; month before day only where declared', () => {
  const at = (text: string, mapping?: Mapping) =>
    lineOf(['R', 'PA1', '1', text, ''], mapping).occurredAt?.toISOString();
  const expected = '2026-04-03T01:02:03.000Z';
  for (const text of [
    '03/04/2026 08:02:03',
    '2026-04-03 08:02:03',
    '2026-04-03T01:02:03Z',
    '20260403080203',
  ]) {
    assert.equal(at(text), expected, text);
  }
  const american: Mapping = {
    columns: { reference: 'a', customerCode: 'b', amount: 'c' },
    formats: { dateTime: 'MM/dd/yyyy HH:mm:ss' },
  };
  assert.equal(at('04/03/2026 08:02:03', american), expected);
  for (const text of ['31/02/2026 08:00:00', '03/04/2026 25:00:00', 'hôm qua']) {
    assert.ok('problems' in read(['R', 'PA1', '1', text, '']), text);
  }
});

test('states are known by common words, else by what the mapping says; an unknown word is no guess', () => {
  const status = (text: string, mapping?: Mapping) => lineOf(['R', 'PA1', '1', '', text], mapping).status;
  assert.deepEqual(
    ['', '00', 'Thành công', 'SUCCESS', 'Đã hủy', 'reversed', 'Chờ xử lý', 'TIMEOUT'].map((text) =>
      status(text),
    ),
    ['paid', 'paid', 'paid', 'paid', 'reversed', 'reversed', 'pending', 'pending'],
  );
  assert.deepEqual(read(['R', 'PA1', '5', '', 'Thất bại']), { ignoredVnd: 5n });
  assert.ok('problems' in read(['R', 'PA1', '1', '', 'XYZ']));
  const own: Mapping = {
    columns: { reference: 'a', customerCode: 'b', amount: 'c' },
    statusValues: { XYZ: 'pending' },
  };
  assert.equal(status('xyz', own), 'pending');
});

test('a negative amount takes back', () => {
  const line = lineOf(['R', 'PA1', '-1.000', '', '']);
  assert.deepEqual([line.status, line.amountVnd], ['reversed', 1000n]);
});
