import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface Column<Row> {
  key: string;
  header: string;
  /** Numbers stand right, in figures of one width. */
  kind?: 'text' | 'number';
  cell: (row: Row) => ReactNode;
  /** Makes the column sortable in the browser; only for lists that are loaded whole. */
  sortValue?: (row: Row) => string | number | bigint;
  /** On a phone a row becomes a card: its title, a line with the column's name, its whole width, or nothing. */
  phone?: 'title' | 'line' | 'wide' | 'hide';
  width?: string;
  footer?: ReactNode;
}

interface Order {
  key: string;
  ascending: boolean;
}

/**
 * The one table of the console. Roles are written out because cards on a phone would lose them; the title of a card is the
 * header of its row.
 */
export function ReportTable<Row>(props: {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowClass?: (row: Row) => string | undefined;
  order?: Order;
}) {
  const [order, setOrder] = useState<Order | undefined>(props.order);
  const rows = sortRows(props.rows, props.columns, order);
  const hasFooter = props.columns.some(({ footer }) => footer !== undefined);
  return (
    <div className="td-table-frame">
      <table className="td-table" role="table">
        <caption className="td-hidden">{props.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {props.columns.map((column) => (
              <HeaderCell key={column.key} column={column} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={props.rowKey(row)} role="row" className={props.rowClass?.(row)}>
              {props.columns.map((column) => (
                <td
                  key={column.key}
                  role={column.phone === 'title' ? 'rowheader' : 'cell'}
                  data-label={column.header}
                  className={cellClass(column)}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {hasFooter && (
          <tfoot role="rowgroup">
            <tr role="row">
              {props.columns.map((column) => (
                <td key={column.key} role="cell" data-label={column.header} className={cellClass(column)}>
                  {column.footer}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function HeaderCell<Row>(props: {
  column: Column<Row>;
  order: Order | undefined;
  onOrder: (order: Order) => void;
}) {
  const { t } = useTranslation();
  const { column, order } = props;
  const active = order?.key === column.key ? order : undefined;
  const sort = active ? (active.ascending ? 'ascending' : 'descending') : undefined;
  const style = column.width ? { width: column.width } : undefined;
  // A column of bars or buttons has nothing to announce.
  if (column.header === '')
    return (
      <td role="cell" className={cellClass(column)} style={style}>
        {column.header}
      </td>
    );
  return (
    <th scope="col" role="columnheader" className={cellClass(column)} style={style} aria-sort={sort}>
      {column.sortValue ? (
        <button
          type="button"
          className="td-sort"
          title={t('table.sortBy', { column: column.header })}
          onClick={() => props.onOrder({ key: column.key, ascending: active ? !active.ascending : false })}
        >
          {column.header}
          {active &&
            (active.ascending ? (
              <IconArrowUp size={14} aria-hidden />
            ) : (
              <IconArrowDown size={14} aria-hidden />
            ))}
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

function cellClass<Row>({ kind, phone }: Column<Row>): string {
  return [kind === 'number' ? 'td-number' : '', `td-phone-${phone ?? 'line'}`].filter(Boolean).join(' ');
}

const collator = new Intl.Collator('vi');

function sortRows<Row>(
  rows: readonly Row[],
  columns: Column<Row>[],
  order: Order | undefined,
): readonly Row[] {
  const valueOf = columns.find(({ key }) => key === order?.key)?.sortValue;
  if (!valueOf || !order) return rows;
  const direction = order.ascending ? 1 : -1;
  return [...rows].sort((a, b) => direction * compareValues(valueOf(a), valueOf(b)));
}

function compareValues(a: string | number | bigint, b: string | number | bigint): number {
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}
