import { formatBusinessDate, type Month } from '../core/dates.ts';
import { formatVnd } from '../core/money.ts';
import { billAt, type SimulatedBill } from './bills.ts';
import { customerAt, type Customer } from './customers.ts';
import type { Population } from './population.ts';
import type { Dialect } from './profiles/index.ts';
import { vatRate } from './tariff.ts';

/**
 * The simulated billing system (CMIS): writes the export files a power company receives, each company in its own
 * dialect. The file comes in pieces, so that half a million rows never stand in memory together.
 */
export interface ExportFile {
  fileName: string;
  rows: number;
  /** Sum of the bills; zero for customers. */
  totalVnd: bigint;
  pieces(): Generator<string>;
}

const customerColumns = [
  'MA_KHANG',
  'TEN_KHANG',
  'DCHI_KHANG',
  'MA_DVIQLY',
  'MA_SOGCS',
  'MA_XA',
  'LOAI_KHANG',
  'DTHOAI',
  'EMAIL',
  'MST',
  'NGAY_HLUC',
];
const billColumns = [
  'ID_HDON',
  'MA_KHANG',
  'MA_DVIQLY',
  'KY',
  'THANG',
  'NAM',
  'LOAI_HDON',
  'NGAY_HDON',
  'HAN_TTOAN',
  'DIEN_TTHU',
  'SO_TIEN',
  'TYLE_THUE',
  'TIEN_GTGT',
  'TONG_TIEN',
];
const rowsPerPiece = 500;

export function exportCustomers(population: Population): ExportFile {
  const { dialect } = population.profile;
  return {
    fileName: `khachhang-${population.profile.code.toLowerCase()}.csv`,
    rows: population.size,
    totalVnd: 0n,
    pieces: () =>
      writeFile(dialect, customerColumns, population.size, (index) =>
        customerFields(customerAt(population, index), dialect),
      ),
  };
}

export function exportBills(population: Population, month: Month): ExportFile {
  const { dialect } = population.profile;
  let rows = 0;
  let total = 0;
  for (let index = 0; index < population.size; index++) {
    const bill = billAt(population, index, month);
    if (!bill) continue;
    rows += 1;
    total += bill.totalVnd;
  }
  return {
    fileName: `hoadon-${population.profile.code.toLowerCase()}-${month}.csv`,
    rows,
    totalVnd: BigInt(total),
    pieces: () =>
      writeFile(dialect, billColumns, population.size, (index) => {
        const bill = billAt(population, index, month);
        return bill && billFields(bill, dialect);
      }),
  };
}

function* writeFile(
  dialect: Dialect,
  columns: readonly string[],
  count: number,
  fieldsOf: (index: number) => string[] | undefined,
): Generator<string> {
  let piece = `${dialect.byteOrderMark ? '\ufeff' : ''}${columns.join(dialect.separator)}${dialect.lineEnd}`;
  let inPiece = 0;
  for (let index = 0; index < count; index++) {
    const fields = fieldsOf(index);
    if (!fields) continue;
    piece += fields.map((field) => quote(field, dialect.separator)).join(dialect.separator) + dialect.lineEnd;
    if (++inPiece < rowsPerPiece) continue;
    yield piece.normalize(dialect.letters);
    piece = '';
    inPiece = 0;
  }
  if (piece) yield piece.normalize(dialect.letters);
}

function customerFields(customer: Customer, dialect: Dialect): string[] {
  return [
    customer.code,
    customer.name,
    customer.address,
    customer.unitCode,
    customer.bookCode,
    customer.communeCode,
    customer.kind === 'business' ? 'NSH' : 'SH',
    customer.phone,
    '',
    customer.taxCode,
    writeDate(customer.since, dialect),
  ];
}

function billFields(bill: SimulatedBill, dialect: Dialect): string[] {
  const money = (amount: number): string =>
    dialect.dottedThousands ? formatVnd(BigInt(amount)) : String(amount);
  return [
    bill.externalId,
    bill.customerCode,
    bill.unitCode,
    '1',
    String(Number(bill.month.slice(5, 7))),
    bill.month.slice(0, 4),
    'TD',
    writeDate(bill.issuedOn, dialect),
    writeDate(bill.dueOn, dialect),
    String(bill.energyKwh),
    money(bill.netVnd),
    String(vatRate),
    money(bill.vatVnd),
    money(bill.totalVnd),
  ];
}

function writeDate(date: string, dialect: Dialect): string {
  return dialect.dates === 'dd/MM/yyyy' ? formatBusinessDate(date) : date;
}

function quote(field: string, separator: string): string {
  return field.includes(separator) || field.includes('"') ? `"${field.replaceAll('"', '""')}"` : field;
}
