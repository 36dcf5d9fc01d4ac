import '../styles/reconciliation.css';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiAddress, sendJson } from '../api/call.ts';
import {
  paymentOrderQuery,
  refreshPaymentOrders,
  type PaymentOrder,
  type PaymentOrderDetail,
} from '../api/payment-order-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatDate, formatMoney } from '../format.ts';
import { Facts, Page, Section } from '../ui/page.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { Answered, ProblemBlock } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { LinesTable } from './lines-table.tsx';
import { ReceiptsSection } from './receipts-section.tsx';
import { toneOfOrder } from './state-tags.ts';
import { TakeCreditDialog } from './take-credit-dialog.tsx';

const route = getRouteApi('/staff/payment-orders/$id');

/** One payment order: its papers, its bills, and the money that came for it. */
export function PaymentOrderScreen() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const detail = useQuery(paymentOrderQuery(id));
  const order = detail.data?.order;
  return (
    <Page
      title={order ? `${order.number}, ${order.payerName}` : t('paymentOrders.title')}
      crumbs={[
        <Link key="orders" to="/payment-orders">
          {t('paymentOrders.title')}
        </Link>,
      ]}
    >
      <Answered query={detail}>
        {(found) => (
          <>
            <Section title={t('paymentOrders.title')} actions={<OrderActions order={found.order} />}>
              <OrderFacts detail={found} />
            </Section>
            <Section title={t('paymentOrders.lines')}>
              <LinesTable lines={found.lines} />
            </Section>
            <ReceiptsSection receipts={found.receipts} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function OrderFacts({ detail: { order, account, text, qr } }: { detail: PaymentOrderDetail }) {
  const { t } = useTranslation();
  return (
    <div className="td-columns td-columns-even">
      <Facts
        facts={[
          [
            t('paymentOrders.state'),
            <Tag key="state" tone={toneOfOrder[order.state]}>
              {t(`paymentOrders.states.${order.state}`)}
            </Tag>,
          ],
          [
            t('paymentOrders.bills'),
            t('paymentOrders.billCount', {
              bills: formatCount(order.bills),
              customers: formatCount(order.customers),
            }),
          ],
          [t('paymentOrders.asked'), formatMoney(order.asked)],
          [t('paymentOrders.received'), formatMoney(order.received)],
          [t('paymentOrders.open'), formatMoney(order.open)],
          [t('paymentOrders.expiresOn'), formatDate(order.expiresOn)],
          [
            t('paymentOrders.form.payerAccount'),
            [order.payerAccount, order.payerBank, order.payerBranch].filter(Boolean).join(', ') || '–',
          ],
          [t('paymentOrders.form.payerCode'), order.payerCode],
          [t('paymentOrders.account'), [account.account, account.bankName, account.holder].join(', ')],
          [
            t('paymentOrders.text'),
            <span key="text">
              <span className="td-mono" style={{ overflowWrap: 'anywhere' }}>
                {text}
              </span>
              <span className="td-second-line">{t('paymentOrders.textHint')}</span>
            </span>,
          ],
          order.note !== '' && [t('paymentOrders.form.note'), order.note],
          order.endReason !== null && order.endReason !== 'expired' && [t('words.reason'), order.endReason],
        ]}
      />
      {order.state === 'issued' || order.state === 'part_paid' ? <QrPicture qr={qr} /> : <span />}
    </div>
  );
}

function QrPicture({ qr }: { qr: string | null }) {
  const { t } = useTranslation();
  if (qr === null) return <p className="td-small">{t('paymentOrders.noQr')}</p>;
  return (
    <figure style={{ margin: 0 }}>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
        alt={t('paymentOrders.qr')}
        width={220}
        height={220}
      />
      <figcaption className="td-small">{t('paymentOrders.qr')}</figcaption>
    </figure>
  );
}

function OrderActions({ order }: { order: PaymentOrder }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayEdit = useMay('payment_orders.edit');
  const [dialog, setDialog] = useState<'cancel'>();
  const issue = useMutation({
    mutationFn: () => sendJson('POST', `/payment-orders/${order.id}/issue`),
    onSettled: () => refreshPaymentOrders(queries),
  });
  const isAwaited = order.issuedOn !== null && order.endedAt === null;
  const mayCancel = mayEdit && order.endedAt === null && order.state !== 'paid';
  return (
    <>
      {issue.isError && <ProblemBlock error={issue.error} />}
      {order.state === 'draft' && mayEdit && order.endedAt === null && (
        <Button size="sm" loading={issue.isPending} onClick={() => issue.mutate()}>
          {t('paymentOrders.issue')}
        </Button>
      )}
      {isAwaited && order.open !== '0' && <Papers order={order} />}
      {order.issuedOn !== null && <TakeMoney order={order} />}
      {mayCancel && (
        <Button size="sm" variant="default" onClick={() => setDialog('cancel')}>
          {t('paymentOrders.cancel')}
        </Button>
      )}
      {dialog && (
        <ReasonDialog
          title={t('paymentOrders.cancelTitle')}
          hint={t('paymentOrders.cancelText')}
          send={t('paymentOrders.cancel')}
          onSend={(reason) => sendJson('POST', `/payment-orders/${order.id}/cancel`, { reason })}
          refresh={refreshPaymentOrders}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

function Papers({ order: { id, payerAccount, payerBankBin } }: { order: PaymentOrder }) {
  const { t } = useTranslation();
  const hasFile = payerAccount !== null && payerBankBin !== null;
  const file = (format: string, label: string) => (
    <Button
      component="a"
      href={apiAddress(`/payment-orders/${id}/file`, { format })}
      download
      size="sm"
      variant="default"
    >
      {label}
    </Button>
  );
  return (
    <>
      <Button
        component="a"
        href={apiAddress(`/payment-orders/${id}/form/file`)}
        target="_blank"
        rel="noreferrer"
        size="sm"
      >
        {t('paymentOrders.print')}
      </Button>
      {hasFile && file('pain.001.001.09', t('paymentOrders.file09'))}
      {hasFile && file('pain.001.001.03', t('paymentOrders.file03'))}
    </>
  );
}

function TakeMoney({ order }: { order: PaymentOrder }) {
  const { t } = useTranslation();
  const may = useMay('settlement.manage');
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button size="sm" variant="default" onClick={() => setOpen(true)}>
        {t('paymentOrders.take.open')}
      </Button>
      {open && (
        <TakeCreditDialog
          path={`/payment-orders/${order.id}/credits`}
          account={order.account}
          hint={t('paymentOrders.take.hint')}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
