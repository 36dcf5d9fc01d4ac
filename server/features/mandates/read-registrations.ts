import { parseBusinessDate, type BusinessDate } from '../../../core/dates.ts';
import { parseAccount } from '../../../core/mandates/life.ts';
import { parseVnd } from '../../../core/money.ts';
import { normalizeCode, normalizeText, searchKey } from '../../../core/text.ts';
import type { RowReason } from '../../../core/messages/row-reasons.ts';
import {
  openTable,
  type ColumnPlaces,
  type TableRow,
  type TableSource,
} from '../../platform/tabular/table.ts';

/** One customer of a bank's list: debit them from now on, or no more. */
export interface Registration {
  line: number;
  raw: string;
  ends: boolean;
  customerCode: string;
  customerName: string;
  account: string;
  holder: string;
  signedOn: BusinessDate | null;
  fixedDay: number | null;
  limitVnd: bigint | null;
}

export interface BadRegistration {
  line: number;
  raw: string;
  field: Column;
  code: RowReason;
  detail: string;
  suggestion: string | null;
}

type Column = 'customer' | 'name' | 'account' | 'holder' | 'action' | 'signedOn' | 'fixedDay' | 'limit';

/** How banks head these columns, without marks. */
const headings: Record<Column, readonly string[]> = {
  customer: ['ma khang', 'ma khach hang', 'ma kh', 'customer code', 'customer'],
  name: ['ten khang', 'ten khach hang', 'ten kh', 'customer name'],
  account: ['so tk', 'so tai khoan', 'tai khoan', 'account', 'account number'],
  holder: ['ten chu tk', 'chu tai khoan', 'ten chu tai khoan', 'ten tai khoan', 'holder', 'account name'],
  action: ['loai', 'thao tac', 'trang thai', 'loai dang ky', 'yeu cau', 'action', 'status'],
  signedOn: ['ngay ky', 'ngay dk', 'ngay dang ky', 'signed on', 'date'],
  fixedDay: ['ngay trich', 'ngay thu', 'debit day'],
  limit: ['han muc', 'so tien toi da', 'limit'],
};
const columnOf = new Map(
  Object.entries(headings).flatMap(([column, names]) => names.map((name) => [name, column] as const)),
);

const endWords = ['huy', 'ngung', 'dung', 'cham dut', 'cancel', 'stop', 'delete', 'd'];

/**
 * Reads a bank's list in CSV or XLSX in batches; a row that cannot be understood comes with its field and reason.
 * Throws `files.*`.
 */
export async function* readRegistrations(
  source: TableSource,
): AsyncGenerator<(Registration | BadRegistration)[]> {
  const table = await openTable<Column>(
    source,
    {
      required: ['customer', 'account'],
      optional: ['name', 'holder', 'action', 'signedOn', 'fixedDay', 'limit'],
    },
    (cell) =>
      columnOf.get(
        searchKey(cell)
          .replaceAll(/[^a-z]+/g, ' ')
          .trim(),
      ) ?? '',
  );
  for await (const rows of table.batches) {
    const read = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
    yield read.map((row) => readRow(row, table.places));
  }
}

function readRow(row: TableRow, places: ColumnPlaces<Column>): Registration | BadRegistration {
  const cell = (column: Column): string => normalizeText(row.cells[places[column]] ?? '');
  const raw = row.cells.join(';').slice(0, 500);
  const bad = (field: Column, code: RowReason): BadRegistration => ({
    line: row.line,
    raw,
    field,
    code,
    detail: cell(field).slice(0, 100),
    suggestion: null,
  });
  const customerCode = normalizeCode(cell('customer'));
  if (customerCode === '') return bad('customer', 'empty_customer_code');
  const ends = endWords.includes(searchKey(cell('action')).split(' ')[0] ?? '');
  const account = parseAccount(cell('account'));
  if (!account && !ends) return bad('account', 'bad_account');
  const signedOn = cell('signedOn') === '' ? null : parseBusinessDate(cell('signedOn'));
  if (signedOn === undefined) return bad('signedOn', 'impossible_date');
  const day = cell('fixedDay');
  const fixedDay = day === '' ? null : Number(day);
  if (fixedDay !== null && !(Number.isInteger(fixedDay) && fixedDay >= 1 && fixedDay <= 31))
    return bad('fixedDay', 'day_out_of_range');
  const limit = cell('limit') === '' ? 0n : parseVnd(cell('limit'), { allowNegative: false });
  if (typeof limit === 'string') return bad('limit', 'not_a_number');
  const customerName = cell('name');
  return {
    line: row.line,
    raw,
    ends,
    customerCode,
    customerName,
    account: account ?? '',
    holder: cell('holder') || customerName,
    signedOn,
    fixedDay,
    limitVnd: limit > 0n ? limit : null,
  };
}
