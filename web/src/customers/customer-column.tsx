import { Link } from '@tanstack/react-router';
import { formatPeriod } from '../format.ts';
import type { Column } from '../ui/report-table.tsx';

/** The customer of a row: the code, which leads to them, over the name. On a phone it heads the row. */
export function customerColumn<Row extends { customerCode: string; customerName: string }>(
  header: string,
): Column<Row> {
  return {
    key: 'customer',
    header,
    phone: 'title',
    cell: ({ customerCode, customerName }) => (
      <span>
        <Link to="/customers/$code" params={{ code: customerCode }} className="td-mono">
          {customerCode}
        </Link>
        <span className="td-second-line">{customerName}</span>
      </span>
    ),
  };
}

/** The bill of a row: its number over its month. */
export function billColumn<Row extends { period: string }>(
  header: string,
  numberOf: (row: Row) => string,
): Column<Row> {
  return {
    key: 'bill',
    header,
    cell: (row) => (
      <span>
        <span className="td-mono">{numberOf(row)}</span>
        <span className="td-second-line td-figures">{formatPeriod(row.period)}</span>
      </span>
    ),
  };
}
