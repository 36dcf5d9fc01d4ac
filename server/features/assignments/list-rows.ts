import {
  CellReader,
  customerCodePattern,
  type Places,
  type RowProblem,
} from '../../../core/cmis/read-cells.ts';
import type { BusinessDate } from '../../../core/dates.ts';

const columns = {
  required: ['MA_KHANG'],
  optional: ['NHAN_VIEN', 'TEN_TUYEN', 'TU_NGAY', 'DEN_NGAY'],
} as const;
type Column = (typeof columns.required)[number] | (typeof columns.optional)[number];

/** A row of a list of customers; what it leaves empty is what is said beside the file. */
export interface ListedCustomer {
  customerCode: string;
  /** Sign-in of the employee. */
  login: string | undefined;
  label: string | undefined;
  from: BusinessDate | undefined;
  to: BusinessDate | undefined;
}

function createParser(places: Places<Column>) {
  const reader = new CellReader(places);
  return (cells: readonly string[]): ListedCustomer | { problems: RowProblem[] } => {
    reader.begin(cells);
    const customerCode = reader.code('MA_KHANG', {
      empty: 'empty_customer_code',
      pattern: customerCodePattern,
    });
    const rest = {
      login: reader.cell('NHAN_VIEN').toLowerCase() || undefined,
      label: reader.text('TEN_TUYEN', { required: false, longest: 100 }),
      from: reader.optionalDate('TU_NGAY'),
      to: reader.optionalDate('DEN_NGAY'),
    };
    if (reader.problems.length > 0 || customerCode === undefined) return { problems: reader.problems };
    return { customerCode, ...rest };
  };
}

export const customerListForm = { columns, createParser };
