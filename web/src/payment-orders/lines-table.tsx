import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OrderLine } from '../api/payment-order-queries.ts';
import { formatMoney } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag } from '../ui/tag.tsx';
import { toneOfLine } from './state-tags.ts';

/** The bills of an order or a cheque, with what has become of each. */
export function LinesTable({ lines }: { lines: readonly OrderLine[] }) {
  const { t } = useTranslation();
  const columns: Column<OrderLine>[] = [
    {
      key: 'customer',
      header: t('paymentOrders.line.customer'),
      phone: 'title',
      cell: ({ customerCode, customerName }) => (
        <span>
          <Link to="/customers/$code" params={{ code: customerCode }} className="td-mono">
            {customerCode}
          </Link>
          <span className="td-second-line">{customerName}</span>
        </span>
      ),
    },
    {
      key: 'bill',
      header: t('paymentOrders.line.bill'),
      cell: ({ number, period }) => (
        <span>
          <span className="td-mono">{number}</span>
          <span className="td-second-line td-figures">{`${period.slice(5)}/${period.slice(0, 4)}`}</span>
        </span>
      ),
    },
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
