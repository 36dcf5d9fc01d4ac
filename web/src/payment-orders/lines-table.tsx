import { useTranslation } from 'react-i18next';
import type { OrderLine } from '../api/payment-order-queries.ts';
import { billColumn, customerColumn } from '../customers/customer-column.tsx';
import { formatMoney } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag } from '../ui/tag.tsx';
import { toneOfLine } from './state-tags.ts';

/** The bills of an order or a cheque, with what has become of each. */
export function LinesTable({ lines }: { lines: readonly OrderLine[] }) {
  const { t } = useTranslation();
  const columns: Column<OrderLine>[] = [
    customerColumn(t('paymentOrders.line.customer')),
    billColumn(t('paymentOrders.line.bill'), ({ number }) => number),
    {
      key: 'asked',
      header: t('paymentOrders.line.asked'),
      kind: 'number',
      cell: ({ asked }) => formatMoney(asked),
    },
    {
      key: 'open',
      header: t('paymentOrders.line.open'),
      kind: 'number',
      cell: ({ open }) => formatMoney(open),
    },
    {
      key: 'state',
      header: t('paymentOrders.line.state'),
      cell: ({ state }) => <Tag tone={toneOfLine[state]}>{t(`paymentOrders.line.states.${state}`)}</Tag>,
    },
  ];
  return (
    <ReportTable
      caption={t('paymentOrders.lines')}
      columns={columns}
      rows={lines}
      rowKey={({ number }) => number}
    />
  );
}
