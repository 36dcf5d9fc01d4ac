import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OrderReceipt } from '../api/payment-order-queries.ts';
import { formatDate, formatMoney } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';

/** What the bank credited, and the payments it became. */
export function ReceiptsSection({ receipts }: { receipts: readonly OrderReceipt[] }) {
  const { t } = useTranslation();
  const columns: Column<OrderReceipt>[] = [
    {
      key: 'credit',
      header: t('paymentOrders.receipt.credit'),
      phone: 'title',
      cell: ({ bookedOn, remittance, rule, by }) => (
        <span>
          <span className="td-figures">{formatDate(bookedOn)}</span>
          {', '}
          {rule === 'by_hand'
            ? t('paymentOrders.receipt.rules.by_hand', { by })
            : t('paymentOrders.receipt.rules.found')}
          <span className="td-second-line" style={{ overflowWrap: 'anywhere' }}>
            {remittance}
          </span>
        </span>
      ),
    },
    {
      key: 'customer',
      header: t('paymentOrders.receipt.customer'),
      cell: ({ customerCode }) => (
        <Link to="/customers/$code" params={{ code: customerCode }} className="td-mono">
          {customerCode}
        </Link>
      ),
    },
    {
      key: 'amount',
      header: t('paymentOrders.receipt.amount'),
      kind: 'number',
      cell: ({ amount, credited }) => (
        <span>
          {formatMoney(amount)}
          {credited !== '0' && (
            <span className="td-second-line">
              {t('paymentOrders.receipt.credited', { amount: formatMoney(credited) })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'payment',
      header: t('paymentOrders.receipt.payment'),
      cell: ({ state, paymentId }) => (
        <span>
          {paymentId !== null && (
            <Link to="/payments/$id" params={{ id: paymentId }} className="td-figures">
              {paymentId}
            </Link>
          )}
          {state !== 'posted' && (
            <span className="td-second-line">{t(`paymentOrders.receipt.${state}`)}</span>
          )}
        </span>
      ),
    },
  ];
  return (
    <Section title={t('paymentOrders.receipts')}>
      {receipts.length === 0 ? (
        <Empty>{t('paymentOrders.noReceipts')}</Empty>
      ) : (
        <ReportTable
          caption={t('paymentOrders.receipts')}
          columns={columns}
          rows={receipts}
          rowKey={({ creditId, customerCode, paymentId }) => `${creditId}/${customerCode}/${paymentId}`}
        />
      )}
    </Section>
  );
}
