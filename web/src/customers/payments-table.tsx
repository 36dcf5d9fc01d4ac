import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Payment } from '../api/types.ts';
import { formatDate, formatInstant, formatMoney, formatPeriod } from '../format.ts';
import { ChannelName } from '../ui/channel-names.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag } from '../ui/tag.tsx';

/** The payments of one customer, each with the bills it paid and what became credit. */
export function PaymentsTable({ payments }: { payments: readonly Payment[] }) {
  const { t } = useTranslation();
  const columns: Column<Payment>[] = [
    {
      key: 'time',
      header: t('customers.payment.time'),
      phone: 'title',
      cell: ({ occurredAt, businessOn }) => (
        <span className="td-figures">
          {formatInstant(occurredAt)}
          <span className="td-second-line">
            {t('customers.payment.businessOn', { date: formatDate(businessOn) })}
          </span>
        </span>
      ),
    },
    {
      key: 'channel',
      header: t('customers.payment.channel'),
      cell: ({ channel, tender }) => (
        <span>
          <ChannelName channel={channel} />
          {tender && <span className="td-second-line">{t(`customers.payment.tenders.${tender}`)}</span>}
        </span>
      ),
    },
    {
      key: 'partner',
      header: t('customers.payment.partner'),
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
      key: 'allocations',
      header: t('customers.payment.allocations'),
      cell: (payment) => <Allocations payment={payment} />,
    },
    {
      key: 'amount',
      header: t('customers.payment.amount'),
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
      caption={t('customers.page.payments')}
      columns={columns}
      rows={payments}
      rowKey={({ id }) => id}
      rowClass={({ state }) => (state === 'reversed' ? 'td-row-muted' : undefined)}
    />
  );
}

function Allocations({ payment }: { payment: Payment }) {
  const { t } = useTranslation();
  return (
    <span className="td-stack td-figures">
      {payment.allocations.map(({ billId, period, amount }) => (
        <span key={billId}>
          {t('customers.payment.allocation', { period: formatPeriod(period), amount: formatMoney(amount) })}
        </span>
      ))}
      {payment.credited !== '0' && (
        <span>{t('customers.payment.credited', { amount: formatMoney(payment.credited) })}</span>
      )}
    </span>
  );
}

export function PaymentState({ state }: { state: string }) {
  const { t } = useTranslation();
  const tone = state === 'accepted' ? 'good' : state === 'reversed' ? 'past' : 'warn';
  return (
    <Tag tone={tone}>{t(`customers.payment.states.${state as 'accepted'}`, { defaultValue: state })}</Tag>
  );
}
