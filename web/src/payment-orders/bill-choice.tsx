import { useTranslation } from 'react-i18next';
import type { BillOffer } from '../api/payment-order-queries.ts';
import { formatMoney, formatPeriod } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';

interface Row {
  customer: BillOffer['customers'][number];
  bill: BillOffer['customers'][number]['bills'][number];
}

/** Open bills with a box before each. */
export function BillChoice(props: {
  customers: BillOffer['customers'];
  chosen: ReadonlySet<string>;
  withoutOrders: boolean;
  onChoose: (chosen: Set<string>) => void;
}) {
  const { t } = useTranslation();
  const rows: Row[] = props.customers.flatMap((customer) =>
    customer.bills.map((bill) => ({ customer, bill })),
  );
  const turn = (id: string) => {
    const next = new Set(props.chosen);
    if (!next.delete(id)) next.add(id);
    props.onChoose(next);
  };
  const columns: Column<Row>[] = [
    {
      key: 'customer',
      header: t('paymentOrders.line.customer'),
      phone: 'title',
      cell: ({ customer, bill }) => (
        <label className="td-check">
          <input
            type="checkbox"
            checked={props.chosen.has(bill.id)}
            disabled={props.withoutOrders && bill.order !== null}
            onChange={() => turn(bill.id)}
          />{' '}
          <span className="td-mono">{customer.code}</span>
          <span className="td-second-line">{customer.name}</span>
        </label>
      ),
    },
    {
      key: 'bill',
      header: t('paymentOrders.line.bill'),
      cell: ({ bill }) => (
        <span>
          <span className="td-mono">{bill.number}</span>
          <span className="td-second-line td-figures">
            {formatPeriod(bill.period)}
            {bill.order !== null && `, ${t('paymentOrders.pick.inOrder', { number: bill.order })}`}
          </span>
        </span>
      ),
    },
    {
      key: 'open',
      header: t('paymentOrders.line.open'),
      kind: 'number',
      cell: ({ bill }) => formatMoney(bill.open),
    },
  ];
  return (
    <ReportTable
      caption={t('paymentOrders.pick.title')}
      columns={columns}
      rows={rows}
      rowKey={({ bill }) => bill.id}
    />
  );
}
