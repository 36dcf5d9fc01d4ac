import { CellReader, type Places, type RowProblem } from '../../../core/cmis/read-cells.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { parseVnd } from '../../../core/money.ts';
import { searchKey } from '../../../core/text.ts';
import type { PointKind } from './kinds.ts';

const columns = {
  required: ['MA_DIEM', 'LOAI_DIEM', 'TEN_DIEM', 'MA_XA', 'NGAY_MO'],
  optional: [
    'DIA_CHI',
    'TEN_THON',
    'MA_DOI_TAC',
    'NGAY_DONG',
    'GIO_MO_CUA',
    'THU_TIEN_MAT',
    'PHI_KHACH_HANG',
  ],
} as const;
type Column = (typeof columns.required)[number] | (typeof columns.optional)[number];

/** A row of a list of places. */
export interface ListedPoint {
  code: string;
  kind: PointKind;
  name: string;
  address: string;
  communeCode: string;
  village: string | undefined;
  partnerCode: string | undefined;
  openedOn: BusinessDate;
  closedOn: BusinessDate | undefined;
  openingHours: string;
  takesCash: boolean;
}

const kindOfWord: Record<string, PointKind> = {
  'ban thu': 'counter',
  counter: 'counter',
  'diem thu ho': 'agent',
  'dai ly': 'agent',
  agent: 'agent',
  'chi nhanh ngan hang': 'bank_branch',
  'ngan hang': 'bank_branch',
  bank_branch: 'bank_branch',
  'buu cuc': 'post_office',
  'buu dien': 'post_office',
  post_office: 'post_office',
  'diem mobile money': 'mobile_money',
  'mobile money': 'mobile_money',
  mobile_money: 'mobile_money',
};
const truthOfWord: Record<string, boolean> = { co: true, x: true, '1': true, khong: false, '0': false };

function createParser(places: Places<Column>) {
  const reader = new CellReader(places);
  const word = <Value>(column: Column, values: Record<string, Value>): Value | undefined => {
    const text = reader.cell(column);
    const value = values[searchKey(text)];
    if (value === undefined && text !== '') reader.reject(column, 'unknown_word', text);
    return value;
  };
  return (cells: readonly string[]): ListedPoint | { problems: RowProblem[] } => {
    reader.begin(cells);
    const code = reader.code('MA_DIEM', { empty: 'missing', pattern: /^[A-Z0-9_-]{1,20}$/ });
    const kind = reader.cell('LOAI_DIEM')
      ? word('LOAI_DIEM', kindOfWord)
      : reader.reject('LOAI_DIEM', 'missing', '');
    const name = reader.text('TEN_DIEM', { required: true, longest: 100 });
    const communeCode = reader.code('MA_XA', { empty: 'missing', pattern: /^\d{5}$/ });
    const openedOn = reader.date('NGAY_MO');
    const closedOn = reader.optionalDate('NGAY_DONG');
    const rest = {
      address: reader.text('DIA_CHI', { required: false, longest: 200 }) ?? '',
      village: reader.text('TEN_THON', { required: false, longest: 100 }),
      partnerCode: reader.cell('MA_DOI_TAC').toUpperCase() || undefined,
      openingHours: reader.text('GIO_MO_CUA', { required: false, longest: 60 }) ?? '',
      // Branches may take cash; only Mobile Money points are said not to by their kind.
      takesCash: word('THU_TIEN_MAT', truthOfWord) ?? kind !== 'mobile_money',
    };
    readFee(reader);
    if (openedOn && closedOn && closedOn < openedOn)
      reader.reject('NGAY_DONG', 'closed_before_opened', closedOn);
    if (kind && (kind === 'counter') !== (rest.partnerCode === undefined))
      reader.reject('MA_DOI_TAC', 'partner_missing', rest.partnerCode ?? '');
    if (reader.problems.length > 0 || !code || !kind || !name || !communeCode || !openedOn)
      return { problems: reader.problems };
    return { code, kind, name, communeCode, openedOn, closedOn, ...rest };
  };
}

/** A list may carry what the place asks of the customer; anything but nothing is refused. */
function readFee(reader: CellReader<Column>): void {
  const text = reader.cell('PHI_KHACH_HANG');
  if (text !== '' && parseVnd(text, { allowNegative: false }) !== 0n)
    reader.reject('PHI_KHACH_HANG', 'surcharge', text);
}

export const pointForm = { columns, createParser };
