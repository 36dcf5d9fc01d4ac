import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedPayment } from '../api/types.ts';
import { PaymentState } from '../customers/payments-table.tsx';
import { formatMoney, formatTime, noValue } from '../format.ts';
import { ChannelName } from '../ui/channel-names.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';

/** Newest first; a row that was not there a moment ago is tinted for two seconds. */
export function FeedTable({ payments }: { payments: readonly FeedPayment[] }) {
  const { t } = useTranslation();
  const newestSeen = useRef<bigint>(undefined);
  const before = newestSeen.current ?? BigInt(payments[0]?.id ?? 0);
  newestSeen.current = BigInt(payments[0]?.id ?? 0) > before ? BigInt(payments[0]?.id ?? 0) : before;
  const columns: Column<FeedPayment>[] = [
    {
      key: 'time',
      header: t('customers.payment.time'),
      cell: ({ recordedAt }) => <span className="td-figures td-nowrap">{formatTime(recordedAt, true)}</span>,
    },
    {
      key: 'customer',
      header: t('payments.customer'),
      width: '30%',
      phone: 'title',
      cell: ({ customerCode, customerName, unitName }) => (
        <span>
          {customerCode ? (
            <Link to="/customers/$code" params={{ code: customerCode }}>
              {customerName ?? customerCode}
            </Link>
          ) : (
            noValue
          )}
          <span className="td-second-line">{unitName}</span>
        </span>
      ),
    },
    {
      key: 'channel',
      header: t('payments.channel'),
      cell: ({ channel }) => <ChannelName channel={channel} />,
    },
    {
      key: 'partner',
      header: t('payments.partner'),
      cell: ({ id, partnerName, reference }) => (
        <span>
          {partnerName || t('customers.payment.ourselves')}
          <Link to="/payments/$id" params={{ id }} className="td-second-line td-mono">
            {reference}
          </Link>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('payments.amount'),
      kind: 'number',
      cell: ({ amount }) => <strong>{formatMoney(amount)}</strong>,
    },
    {
      key: 'state',
      header: t('customers.payment.state'),
      cell: ({ state }) => <PaymentState state={state} />,
    },
  ];
  return (
    <ReportTable
      caption={t('payments.title')}
      columns={columns}
      rows={payments}
      rowKey={({ id }) => id}
      rowClass={({ id, state }) =>
        BigInt(id) > before ? 'td-row-new' : state === 'reversed' ? 'td-row-muted' : undefined
      }
    />
  );
}
