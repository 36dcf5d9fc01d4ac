import {
  CellReader,
  customerCodePattern,
  type Places,
  type RowProblem,
} from '../../../core/cmis/read-cells.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { searchKey } from '../../../core/text.ts';

export const openingKinds = ['account', 'wallet'] as const;
export type OpeningKind = (typeof openingKinds)[number];

const columns = { required: ['MA_KHANG', 'LOAI', 'NGAY_MO', 'NOI_MO'], optional: ['NHAN_VIEN'] } as const;
type Column = (typeof columns.required)[number] | (typeof columns.optional)[number];

/** An account or wallet that a customer opened, as reported. */
export interface ListedOpening {
  customerCode: string;
  kind: OpeningKind;
  openedOn: BusinessDate;
  provider: string;
  /** Sign-in of whoever brought it about. */
  login: string | undefined;
}

const kindOfWord: Record<string, OpeningKind> = {
  account: 'account',
  'tai khoan': 'account',
  'tai khoan ngan hang': 'account',
  wallet: 'wallet',
  vi: 'wallet',
  'vi dien tu': 'wallet',
};

function createParser(places: Places<Column>) {
  const reader = new CellReader(places);
  return (cells: readonly string[]): ListedOpening | { problems: RowProblem[] } => {
    reader.begin(cells);
    const customerCode = reader.code('MA_KHANG', {
      empty: 'empty_customer_code',
      pattern: customerCodePattern,
    });
    const word = reader.cell('LOAI');
    const kind = kindOfWord[searchKey(word)];
    if (kind === undefined) reader.reject('LOAI', word === '' ? 'missing' : 'unknown_word', word);
    const openedOn = reader.date('NGAY_MO');
    const provider = reader.text('NOI_MO', { required: true, longest: 60 });
    const login = reader.cell('NHAN_VIEN').toLowerCase() || undefined;
    if (reader.problems.length > 0 || !customerCode || !kind || !openedOn || !provider)
      return { problems: reader.problems };
    return { customerCode, kind, openedOn, provider, login };
  };
}

export const openingForm = { columns, createParser };
