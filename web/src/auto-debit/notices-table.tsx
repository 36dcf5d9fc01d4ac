import { useTranslation } from 'react-i18next';
import type { DebitNotice } from '../api/debit-queries.ts';
import { customerColumn } from '../customers/customer-column.tsx';
import { formatDate, formatMoney } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';

const toneOf: Record<DebitNotice['state'], Tone> = {
  due: 'idle',
  handed_over: 'busy',
  debited: 'good',
  dropped: 'past',
};

/** Notices as their payers read them. */
export function NoticesTable({ notices }: { notices: readonly DebitNotice[] }) {
  const { t } = useTranslation();
  const columns: Column<DebitNotice>[] = [
    customerColumn(t('autoDebit.items.customer')),
    {
      key: 'day',
      header: t('autoDebit.notices.debitOn'),
      cell: ({ debitOn, partnerName, account }) => (
        <span className="td-figures">
          {formatDate(debitOn)}
          <span className="td-second-line">{`${partnerName} ${account}`}</span>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('autoDebit.items.amount'),
      kind: 'number',
      cell: ({ amount }) => formatMoney(amount),
    },
    {
      key: 'text',
      header: t('autoDebit.notices.text'),
      phone: 'wide',
      cell: ({ text }) => <span className="td-small">{text}</span>,
    },
    {
      key: 'state',
      header: t('autoDebit.state'),
      phone: 'wide',
      cell: ({ state, dropReason }) => (
        <span>
          <Tag tone={toneOf[state]}>{t(`autoDebit.notices.states.${state}`)}</Tag>
          {dropReason !== null && (
            <span className="td-second-line">{t(`autoDebit.notices.drops.${dropReason}`)}</span>
          )}
        </span>
      ),
    },
  ];
  return (
    <ReportTable
      caption={t('autoDebit.notices.title')}
      columns={columns}
      rows={notices}
      rowKey={({ id }) => id}
    />
  );
}
