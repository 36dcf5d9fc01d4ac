import type { BusinessDate } from '../dates.ts';
import { searchKey } from '../text.ts';
import { readVillage } from './read-village.ts';
import {
  CellReader,
  customerCodePattern,
  findWidthProblem,
  unitCodePattern,
  type Places,
  type RowProblem,
} from './read-cells.ts';

/** Columns of the customer export. */
export const customerColumns = {
  required: ['MA_KHANG', 'TEN_KHANG', 'DCHI_KHANG', 'MA_DVIQLY'],
  optional: ['MA_SOGCS', 'MA_XA', 'LOAI_KHANG', 'DTHOAI', 'EMAIL', 'MST', 'NGAY_HLUC'],
} as const;
export type CustomerColumn =
  (typeof customerColumns.required)[number] | (typeof customerColumns.optional)[number];

export interface CustomerRow {
  code: string;
  name: string;
  address: string;
  /** What a search by code or by name without marks finds. */
  searchKey: string;
  unitCode: string;
  /** Meter-reading book (MA_SOGCS). */
  bookCode: string | undefined;
  communeCode: string | undefined;
  village: { name: string; key: string } | undefined;
  /** SH household, NSH other than household. */
  kind: string;
  phone: string | undefined;
  email: string | undefined;
  taxCode: string | undefined;
  effectiveOn: BusinessDate | undefined;
}

export type ParsedCustomer =
  { row: CustomerRow; problems?: undefined } | { row?: undefined; problems: RowProblem[] };

/** A parser for the rows of one file; it checks everything that can be known from the row alone. */
export function createCustomerParser(
  places: Places<CustomerColumn>,
  width: number,
): (cells: readonly string[]) => ParsedCustomer {
  const reader = new CellReader(places);
  return (cells) => {
    reader.begin(cells);
    const wide = findWidthProblem(cells, width);
    if (wide) return { problems: [wide] };
    const row = readRow(reader);
    return row ? { row } : { problems: reader.problems };
  };
}

function readRow(reader: CellReader<CustomerColumn>): CustomerRow | undefined {
  const code = reader.code('MA_KHANG', { empty: 'empty_customer_code', pattern: customerCodePattern });
  const name = reader.text('TEN_KHANG', { required: true, longest: 200 });
  const address = reader.text('DCHI_KHANG', { required: true, longest: 500 });
  const unitCode = reader.code('MA_DVIQLY', { empty: 'missing', pattern: unitCodePattern });
  const rest = {
    bookCode:
      reader.cell('MA_SOGCS') && reader.code('MA_SOGCS', { empty: 'missing', pattern: unitCodePattern }),
    communeCode: readCommune(reader),
    kind: (reader.text('LOAI_KHANG', { required: false, longest: 20 }) ?? 'SH').toUpperCase(),
    phone: readPhone(reader),
    email: reader.text('EMAIL', { required: false, longest: 200 }),
    taxCode: reader.text('MST', { required: false, longest: 20 }),
    effectiveOn: reader.optionalDate('NGAY_HLUC'),
  };
  if (!code || !name || !address || !unitCode || reader.problems.length > 0) return undefined;
  const village = readVillage(address);
  return {
    code,
    name,
    address,
    searchKey: searchKey(`${code} ${name}`),
    unitCode,
    ...rest,
    bookCode: rest.bookCode || undefined,
    village: village ? { name: village, key: searchKey(village) } : undefined,
  };
}

/** Commune codes have five digits; a spreadsheet drops the zeros in front. */
function readCommune(reader: CellReader<CustomerColumn>): string | undefined {
  const text = reader.cell('MA_XA');
  if (text === '') return undefined;
  return /^\d{1,5}$/.test(text) ? text.padStart(5, '0') : reader.reject('MA_XA', 'bad_code', text);
}

/** Digits only, in the national form: `+84 908 375 770` is `0908375770`. Other texts stay as they are. */
function readPhone(reader: CellReader<CustomerColumn>): string | undefined {
  const text = reader.text('DTHOAI', { required: false, longest: 40 });
  const digits = text?.replaceAll(/[\s.()-]/g, '').replace(/^(\+84|0084)/, '0');
  if (!digits || !/^\d{8,15}$/.test(digits)) return text;
  // A spreadsheet drops the zero in front of nine digits.
  return digits.length === 9 && !digits.startsWith('0') ? `0${digits}` : digits;
}
