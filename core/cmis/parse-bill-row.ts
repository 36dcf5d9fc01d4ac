import type { BusinessDate } from '../dates.ts';
import { parseVnd, type Vnd } from '../money.ts';
import { chargeKind } from '../services.ts';
import {
  CellReader,
  customerCodePattern,
  findWidthProblem,
  unitCodePattern,
  type Places,
  type RowProblem,
} from './read-cells.ts';

/** Columns of the bill export (CMIS table HDN_HDON). */
export const billColumns = {
  required: [
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
  ],
  optional: [],
} as const;
export type BillColumn = (typeof billColumns.required)[number];

/** LOAI_HDON: active energy, reactive energy, adjustment, back-billing, other services. */
export const billKinds = ['TD', 'VC', 'DC', 'TT', chargeKind] as const;
export type BillKind = (typeof billKinds)[number];

/** Kinds of which the billing system may send a negative amount. */
const correctionKinds: readonly string[] = ['DC'];

export interface BillRow {
  externalId: string;
  customerCode: string;
  unitCode: string;
  /** First day of the billing month. */
  period: BusinessDate;
  /** KY: large customers are billed several times a month. */
  term: number;
  kind: BillKind;
  issuedOn: BusinessDate;
  dueOn: BusinessDate;
  energyKwh: bigint;
  netVnd: Vnd;
  /** Per cent. */
  vatRate: number;
  vatVnd: Vnd;
  totalVnd: Vnd;
}

export type ParsedBill =
  | { row: BillRow; problems?: undefined }
  /** The total is what the billing system sent, also of a rejected row, where it can be read. */
  | { row?: undefined; problems: RowProblem[]; sentVnd: Vnd | undefined };

const externalIdPattern = /^[A-Za-z0-9_./-]{1,40}$/;

/** A parser for the rows of one file; it checks everything that can be known from the row alone. */
export function createBillParser(
  places: Places<BillColumn>,
  width: number,
): (cells: readonly string[]) => ParsedBill {
  const reader = new CellReader(places);
  return (cells) => {
    reader.begin(cells);
    const wide = findWidthProblem(cells, width);
    if (wide) return { problems: [wide], sentVnd: readTotal(reader) };
    const row = readRow(reader);
    return row ? { row } : { problems: reader.problems, sentVnd: readTotal(reader) };
  };
}

function readRow(reader: CellReader<BillColumn>): BillRow | undefined {
  const names = readNames(reader);
  const times = readTimes(reader);
  const amounts = readAmounts(reader, names?.kind);
  if (!names || !times || !amounts || reader.problems.length > 0) return undefined;
  return { ...names, ...times, ...amounts };
}

function readNames(reader: CellReader<BillColumn>) {
  const externalId = reader.cell('ID_HDON');
  if (externalId === '') reader.reject('ID_HDON', 'missing', '');
  else if (!externalIdPattern.test(externalId)) reader.reject('ID_HDON', 'bad_code', externalId);
  const customerCode = reader.code('MA_KHANG', {
    empty: 'empty_customer_code',
    pattern: customerCodePattern,
  });
  const unitCode = reader.code('MA_DVIQLY', { empty: 'missing', pattern: unitCodePattern });
  const kind = billKinds.find((known) => known === reader.cell('LOAI_HDON').toUpperCase());
  if (!kind) reader.reject('LOAI_HDON', 'unknown_kind', reader.cell('LOAI_HDON'));
  return customerCode && unitCode && kind ? { externalId, customerCode, unitCode, kind } : undefined;
}

function readTimes(reader: CellReader<BillColumn>) {
  const term = reader.whole('KY', { from: 1, to: 31, code: 'term_out_of_range' });
  const month = reader.whole('THANG', { from: 1, to: 12, code: 'month_out_of_range' });
  const year = reader.whole('NAM', { from: 2000, to: 2100, code: 'year_out_of_range' });
  const issuedOn = reader.date('NGAY_HDON');
  const dueOn = reader.date('HAN_TTOAN');
  if (issuedOn && dueOn && dueOn < issuedOn)
    reader.reject('HAN_TTOAN', 'due_before_issue', `${dueOn} < ${issuedOn}`);
  if (!term || !month || !year || !issuedOn || !dueOn) return undefined;
  return { period: `${year}-${String(month).padStart(2, '0')}-01`, term, issuedOn, dueOn };
}

function readAmounts(reader: CellReader<BillColumn>, kind: BillKind | undefined) {
  const options = { allowNegative: kind !== undefined && correctionKinds.includes(kind) };
  const energyKwh = readEnergy(reader);
  const netVnd = reader.amount('SO_TIEN', options);
  const vatRate = readRate(reader);
  const vatVnd = reader.amount('TIEN_GTGT', options);
  const totalVnd = reader.amount('TONG_TIEN', options);
  if (energyKwh === undefined || netVnd === undefined || vatRate === undefined) return undefined;
  if (vatVnd === undefined || totalVnd === undefined) return undefined;
  if (netVnd < 0n || vatVnd < 0n || totalVnd < 0n)
    return reader.reject('TONG_TIEN', 'negative_adjustment', String(totalVnd));
  if (netVnd + vatVnd !== totalVnd)
    return reader.reject('TONG_TIEN', 'total_differs', `${netVnd} + ${vatVnd} ≠ ${totalVnd}`);
  return { energyKwh, netVnd, vatRate, vatVnd, totalVnd };
}

/** Whole kWh, with grouped thousands like amounts. */
function readEnergy(reader: CellReader<BillColumn>): bigint | undefined {
  const text = reader.cell('DIEN_TTHU');
  if (text === '') return reader.reject('DIEN_TTHU', 'missing', '');
  const energy = parseVnd(text, { allowNegative: false });
  if (typeof energy === 'bigint') return energy;
  if (energy === 'fractional') return reader.reject('DIEN_TTHU', 'fractional_energy', text);
  return reader.reject('DIEN_TTHU', energy === 'negative' ? 'out_of_range' : energy, text);
}

/** `8`, `8%`, `8.0`. */
function readRate(reader: CellReader<BillColumn>): number | undefined {
  const text = reader.cell('TYLE_THUE');
  if (text === '') return reader.reject('TYLE_THUE', 'missing', '');
  const match = /^(\d{1,3})(?:[.,]0+)?\s*%?$/.exec(text);
  const rate = match ? Number(match[1]) : undefined;
  if (rate === undefined) return reader.reject('TYLE_THUE', 'not_a_number', text);
  return rate > 100 ? reader.reject('TYLE_THUE', 'out_of_range', text) : rate;
}

function readTotal(reader: CellReader<BillColumn>): Vnd | undefined {
  const total = parseVnd(reader.cell('TONG_TIEN'), { allowNegative: true });
  return typeof total === 'bigint' ? total : undefined;
}
