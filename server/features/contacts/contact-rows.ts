import {
  CellReader,
  customerCodePattern,
  type Places,
  type RowProblem,
} from '../../../core/cmis/read-cells.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { readMsisdn } from '../../../core/msisdn.ts';
import { searchKey } from '../../../core/text.ts';
import type { Relation } from './entry-queries.ts';

const columns = {
  required: ['MA_KHANG', 'DTHOAI'],
  optional: ['QUAN_HE', 'NGAY_XAC_MINH', 'NGAY_ZALO', 'NGAY_NGUNG'],
} as const;
type Column = (typeof columns.required)[number] | (typeof columns.optional)[number];

/** A row of a list of numbers; what it leaves empty stays as it is. */
export interface ListedContact {
  customerCode: string;
  msisdn: string;
  relation: Relation | undefined;
  verifiedOn: BusinessDate | undefined;
  zaloOn: BusinessDate | undefined;
  endedOn: BusinessDate | undefined;
}

const relationOfWord: Record<string, Relation> = {
  'chinh chu': 'holder',
  'chu hop dong': 'holder',
  holder: 'holder',
  'nguoi than': 'relative',
  relative: 'relative',
  'nguoi thue': 'tenant',
  tenant: 'tenant',
  khac: 'other',
  other: 'other',
};

function createParser(places: Places<Column>) {
  const reader = new CellReader(places);
  return (cells: readonly string[]): ListedContact | { problems: RowProblem[] } => {
    reader.begin(cells);
    const customerCode = reader.code('MA_KHANG', {
      empty: 'empty_customer_code',
      pattern: customerCodePattern,
    });
    const text = reader.cell('DTHOAI');
    // A spreadsheet drops the zero in front of nine digits.
    const msisdn = readMsisdn(/^[35789]\d{8}$/.test(text) ? `0${text}` : text);
    if (msisdn === undefined) reader.reject('DTHOAI', text === '' ? 'missing' : 'bad_phone', text);
    const word = searchKey(reader.cell('QUAN_HE'));
    const relation = relationOfWord[word];
    if (word !== '' && relation === undefined) reader.reject('QUAN_HE', 'unknown_word', word);
    const days = {
      verifiedOn: reader.optionalDate('NGAY_XAC_MINH'),
      zaloOn: reader.optionalDate('NGAY_ZALO'),
      endedOn: reader.optionalDate('NGAY_NGUNG'),
    };
    if (reader.problems.length > 0 || customerCode === undefined || msisdn === undefined)
      return { problems: reader.problems };
    return { customerCode, msisdn, relation, ...days };
  };
}

export const contactForm = { columns, createParser };
