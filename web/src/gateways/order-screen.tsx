import '../styles/gateways.css';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import {
  gatewayOrderQuery,
  refreshGateways,
  type GatewayOrder,
  type GatewayOrderDetail,
} from '../api/gateway-queries.ts';
import { useMay, useSession } from '../api/session.ts';
import { formatInstant, formatMoney } from '../format.ts';
import { ChannelName } from '../ui/channel-names.tsx';
import { Facts, Page, Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { OrderState } from './orders-table.tsx';
import { RefundWishDialog } from './refund-wish-dialog.tsx';

const route = getRouteApi('/staff/gateways/$id');
type Message = GatewayOrderDetail['messages'][number];

/** One order: what was asked, what became of it, and every word the provider said. */
export function OrderScreen() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery(gatewayOrderQuery(id));
  const title = query.data?.order.reference ?? id;
  return (
    <Page
      title={t('gateways.order', { reference: title })}
      crumbs={[
        <Link key="gateways" to="/gateways">
          {t('gateways.title')}
        </Link>,
        <span key="id">{title}</span>,
      ]}
    >
      <Answered query={query}>
        {({ order, qrSvg, messages }) => (
          <>
            <OrderFacts order={order} />
            <PayersWay order={order} qrSvg={qrSvg} />
            <OrderActions order={order} />
            <Section title={t('gateways.messages')} subtitle={t('gateways.messagesLead')}>
              {messages.length === 0 ? (
                <Empty>{t('gateways.noMessages')}</Empty>
              ) : (
                <MessagesTable messages={messages} />
              )}
            </Section>
          </>
        )}
      </Answered>
    </Page>
  );
}

function OrderFacts({ order }: { order: GatewayOrder }) {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        [t('gateways.columns.state'), <OrderState key="state" order={order} />],
        [
          t('gateways.columns.amount'),
          <span key="amount" className="td-strong">
            {formatMoney(order.amount)}
          </span>,
        ],
        [
          t('gateways.columns.customer'),
          <Link key="customer" to="/customers/$code" params={{ code: order.customerCode }}>
            {order.customerCode}
          </Link>,
        ],
        order.phone !== null && [t('gateways.phone'), order.phone],
        [t('gateways.columns.channel'), <ChannelName key="channel" channel={order.channel} />],
        [t('gateways.columns.contract'), order.account],
        [t('gateways.columns.made'), `${formatInstant(order.createdAt)} · ${order.createdBy}`],
        [t('gateways.expires'), formatInstant(order.expiresAt)],
        order.transactionId !== null && [t('gateways.transaction'), order.transactionId],
        order.paymentId !== null && [
          t('gateways.payment'),
          <Link key="payment" to="/payments/$id" params={{ id: order.paymentId }}>
            {order.paymentId}
          </Link>,
        ],
        order.payUrl !== null &&
          order.state === 'pending' && [
            t('gateways.payUrl'),
            <a key="pay" href={order.payUrl} target="_blank" rel="noreferrer">
              {t('gateways.openPayUrl')}
            </a>,
          ],
        order.refunded !== '0' && [t('gateways.refunded'), formatMoney(order.refunded)],
        order.refundBy !== null && [
          t('gateways.refund.wished'),
          `${order.refundBy}: ${formatMoney(order.refundAmount ?? order.amount)}, ${order.refundReason ?? ''}`,
        ],
      ]}
    />
  );
}

/** How the payer pays while the order waits: a code to scan, or their own phone. */
function PayersWay({ order, qrSvg }: { order: GatewayOrder; qrSvg: string | null }) {
  const { t } = useTranslation();
  if (order.state === 'pending' && order.payUrl === null && order.phone !== null)
    return <p>{t('gateways.waitsOnPhone', { phone: order.phone })}</p>;
  if (qrSvg === null) return null;
  return (
    <figure className="td-scan">
      <img
        src={`data:image/svg+xml,${encodeURIComponent(qrSvg)}`}
        alt={t('gateways.scan')}
        width={200}
        height={200}
      />
      <figcaption className="td-small">{t('gateways.scan')}</figcaption>
    </figure>
  );
}

/** Asking the provider now, taking the order back, wishing money back, and deciding on that wish. */
function OrderActions({ order }: { order: GatewayOrder }) {
  const { t } = useTranslation();
  const { staff } = useSession();
  const [mayOrder, mayApprove] = [useMay('gateways.order'), useMay('money.approve')];
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'refund' | 'cancel'>();
  const act = useMutation({
    mutationFn: (step: 'query' | 'refund/approval') =>
      sendJson('POST', `/gateways/orders/${order.id}/${step}`),
    onSettled: () => refreshGateways(queries),
  });
  const isOpen = order.state === 'created' || order.state === 'pending';
  const decides = mayApprove && order.state === 'paid' && order.refundBy !== null;
  return (
    <>
      {act.isError && <ProblemBlock error={act.error} />}
      <div className="td-buttons">
        {mayOrder && order.nextQueryAt !== null && (
          <Button size="sm" loading={act.isPending} onClick={() => act.mutate('query')}>
            {t('gateways.askNow')}
          </Button>
        )}
        {mayOrder && isOpen && order.cancelledBy === null && (
          <Button size="sm" variant="default" onClick={() => setDialog('cancel')}>
            {t('gateways.cancel')}
          </Button>
        )}
        {mayOrder && order.state === 'paid' && order.refundBy === null && (
          <Button size="sm" variant="default" onClick={() => setDialog('refund')}>
            {t('gateways.refund.wish')}
          </Button>
        )}
        {decides && order.refundBy !== staff.login && (
          <Button size="sm" loading={act.isPending} onClick={() => act.mutate('refund/approval')}>
            {t('gateways.refund.approve')}
          </Button>
        )}
      </div>
      {dialog === 'refund' && <RefundWishDialog order={order} onClose={() => setDialog(undefined)} />}
      {dialog === 'cancel' && <CancelDialog order={order} onClose={() => setDialog(undefined)} />}
    </>
  );
}

function MessagesTable({ messages }: { messages: readonly Message[] }) {
  const { t } = useTranslation();
  const columns: Column<Message>[] = [
    {
      key: 'at',
      header: t('gateways.columns.at'),
      phone: 'title',
      cell: ({ receivedAt }) => <span className="td-figures">{formatInstant(receivedAt)}</span>,
    },
    {
      key: 'kind',
      header: t('gateways.columns.kind'),
      cell: ({ kind }) => t(`gateways.kinds.${kind as 'callback'}`),
    },
    {
      key: 'verdict',
      header: t('gateways.columns.verdict'),
      cell: ({ verdict, detail }) => (
        <span className="td-mono">
          {verdict}
          {detail && <span className="td-second-line">{detail}</span>}
        </span>
      ),
    },
    {
      key: 'raw',
      header: t('gateways.columns.raw'),
      phone: 'wide',
      cell: ({ raw }) => (
        <details>
          <summary>{t('gateways.raw')}</summary>
          <pre className="td-said">{raw}</pre>
        </details>
      ),
    },
  ];
  return (
    <ReportTable caption={t('gateways.messages')} columns={columns} rows={messages} rowKey={({ id }) => id} />
  );
}
