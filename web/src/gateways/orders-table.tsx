import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { GatewayOrder, GatewayOrders, GatewayOrderState } from '../api/gateway-queries.ts';
import { formatInstant, formatMoney } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';

type Row = GatewayOrders['rows'][number];

const toneOfState: Record<GatewayOrderState, Tone> = {
  created: 'warn',
  pending: 'busy',
  paid: 'good',
  failed: 'bad',
  expired: 'past',
  refund_pending: 'busy',
  refunded: 'past',
};
export const orderStates = Object.keys(toneOfState) as GatewayOrderState[];

/** Orders with what became of them; each opens on a page of its own. */
export function OrdersTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation();
  const columns: Column<Row>[] = [
    {
      key: 'reference',
      header: t('gateways.columns.reference'),
      phone: 'title',
      cell: ({ order }) => (
        <span>
          <Link to="/gateways/$id" params={{ id: order.id }} className="td-mono">
            {order.reference}
          </Link>
          <span className="td-second-line">{order.account}</span>
        </span>
      ),
    },
    {
      key: 'customer',
      header: t('gateways.columns.customer'),
      cell: ({ order, customerName }) => (
        <span>
          <Link to="/customers/$code" params={{ code: order.customerCode }} className="td-mono">
            {order.customerCode}
          </Link>
          <span className="td-second-line">{customerName}</span>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('gateways.columns.amount'),
      kind: 'number',
      cell: ({ order }) => formatMoney(order.amount),
    },
    {
      key: 'made',
      header: t('gateways.columns.made'),
      cell: ({ order }) => <span className="td-figures">{formatInstant(order.createdAt)}</span>,
    },
    {
      key: 'state',
      header: t('gateways.columns.state'),
      phone: 'wide',
      cell: ({ order }) => <OrderState order={order} />,
    },
  ];
  return (
    <ReportTable
      caption={t('gateways.orders')}
      columns={columns}
      rows={rows}
      rowKey={({ order }) => order.id}
    />
  );
}

/** The state, what a person must look at, and when the provider is asked next. */
export function OrderState({ order }: { order: GatewayOrder }) {
  const { t, i18n } = useTranslation();
  const { state, attention, failure, nextQueryAt, cancelledBy, refunded } = order;
  const attentionKey = `gateways.attention.${attention}`;
  return (
    <span>
      <Tag tone={toneOfState[state]}>{t(`gateways.states.${state}`)}</Tag>
      {attention && (
        <span className="td-second-line td-bad-text">
          {i18n.exists(attentionKey) ? t(attentionKey as 'gateways.attention.wrong_amount') : attention}
        </span>
      )}
      {cancelledBy && <span className="td-second-line">{t('gateways.cancelled', { by: cancelledBy })}</span>}
      {state === 'paid' && refunded !== '0' && (
        <span className="td-second-line td-figures">
          {t('gateways.refunded')} {formatMoney(refunded)}
        </span>
      )}
      {failure && <span className="td-second-line">{t('gateways.failure', { code: failure })}</span>}
      {nextQueryAt && (
        <span className="td-second-line td-figures">
          {t('gateways.nextQuery', { time: formatInstant(nextQueryAt) })}
        </span>
      )}
    </span>
  );
}
