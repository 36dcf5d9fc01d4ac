import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DebitItem } from '../api/debit-queries.ts';
import { billColumn, customerColumn } from '../customers/customer-column.tsx';
import { formatDate, formatMoney } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';

const toneOf: Record<DebitItem['state'], Tone> = {
  pending: 'idle',
  taken: 'busy',
  paid: 'good',
  failed: 'bad',
};

/** Bills of a run, each with what the bank said in words. */
export function ItemsTable({ items, late }: { items: readonly DebitItem[]; late: boolean }) {
  const { t } = useTranslation();
  const columns: Column<DebitItem>[] = [
    customerColumn(t('autoDebit.items.customer')),
    billColumn(t('autoDebit.items.bill'), ({ billId }) => billId),
    {
      key: 'reference',
      header: t('autoDebit.items.reference'),
      cell: ({ reference }) => <span className="td-mono">{reference}</span>,
    },
    {
      key: 'amount',
      header: t('autoDebit.items.amount'),
      kind: 'number',
      cell: ({ amount }) => formatMoney(amount),
    },
    {
      key: 'result',
      header: t('autoDebit.items.result'),
      phone: 'wide',
      cell: (item) => <ItemResult item={item} late={late} />,
    },
  ];
  return (
    <ReportTable
      caption={t('autoDebit.items.title')}
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
    />
  );
}

function ItemResult({ item, late }: { item: DebitItem; late: boolean }) {
  const { t, i18n } = useTranslation();
  const { state, reason, reasonEn, reasonCode, retryOn, attempt, paymentId } = item;
  const words = i18n.language === 'en' ? reasonEn : reason;
  return (
    <span>
      <Tag tone={toneOf[state]}>{t(`autoDebit.items.states.${state}`)}</Tag>
      {words !== null && <span className="td-second-line">{`${words} (${reasonCode})`}</span>}
      {state === 'failed' && (
        <span className="td-second-line td-figures">
          {[
            t('autoDebit.items.attempt', { number: attempt }),
            retryOn === null
              ? t('autoDebit.items.noRetry')
              : t('autoDebit.items.retry', { date: formatDate(retryOn) }),
          ].join(', ')}
        </span>
      )}
      {state === 'pending' && late && (
        <span className="td-second-line td-bad-text">{t('autoDebit.items.late')}</span>
      )}
      {paymentId !== null && (
        <span className="td-second-line">
          <Link to="/payments/$id" params={{ id: paymentId }}>
            {t('autoDebit.items.payment')}
          </Link>
        </span>
      )}
    </span>
  );
}
