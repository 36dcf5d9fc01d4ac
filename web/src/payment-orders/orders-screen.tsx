import '../styles/reconciliation.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paymentOrdersQuery, type PaymentOrder } from '../api/payment-order-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatDate, formatMoney } from '../format.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { orderStates, toneOfOrder } from './state-tags.ts';

const route = getRouteApi('/staff/payment-orders');

/** Payment orders by state and payer. */
export function PaymentOrdersScreen() {
  const { t } = useTranslation();
  const may = useMay('payment_orders.edit');
  const search = route.useSearch();
  const filter = {
    state: orderStates.find((one) => one === search.state),
    query: search.query?.trim() || undefined,
  };
  const pages = useInfiniteQuery(paymentOrdersQuery(filter));
  return (
    <Page
      title={t('paymentOrders.title')}
      lead={t('paymentOrders.lead')}
      actions={
        may && (
          <LinkButton to="/payment-orders/new" variant="filled">
            {t('paymentOrders.make')}
          </LinkButton>
        )
      }
    >
      <Section
        title={t('paymentOrders.listTitle')}
        actions={<ExportLink path="/payment-orders" query={filter} />}
      >
        <div className="td-filters">
          <SearchForm label={t('paymentOrders.search')} query={search.query} />
          <SearchSelect
            label={t('paymentOrders.state')}
            name="state"
            value={filter.state}
            choices={orderStates.map((value) => ({ value, label: t(`paymentOrders.states.${value}`) }))}
          />
        </div>
        <Answered query={pages}>
          {({ pages: answers }) => {
            const rows: PaymentOrder[] = answers.flatMap((answer) => answer.rows);
            if (rows.length === 0) return <Empty>{t('paymentOrders.none')}</Empty>;
            return (
              <>
                <OrdersTable orders={rows} />
                <MoreRows pages={pages} shown={rows.length} />
              </>
            );
          }}
        </Answered>
      </Section>
      <AccountsSection />
    </Page>
  );
}

function OrdersTable({ orders }: { orders: readonly PaymentOrder[] }) {
  const { t } = useTranslation();
  const columns: Column<PaymentOrder>[] = [
    {
      key: 'number',
      header: t('paymentOrders.number'),
      phone: 'title',
      cell: ({ id, number, payerName, payerCode }) => (
        <span>
          <Link to="/payment-orders/$id" params={{ id }} className="td-mono">
            {number}
          </Link>
          <span className="td-second-line">{`${payerName}, ${payerCode}`}</span>
        </span>
      ),
    },
    {
      key: 'bills',
      header: t('paymentOrders.bills'),
      cell: ({ bills, customers }) =>
        t('paymentOrders.billCount', { bills: formatCount(bills), customers: formatCount(customers) }),
    },
    {
      key: 'asked',
      header: t('paymentOrders.asked'),
      kind: 'number',
      cell: ({ asked }) => formatMoney(asked),
    },
    {
      key: 'received',
      header: t('paymentOrders.received'),
      kind: 'number',
      cell: ({ received }) => formatMoney(received),
    },
    {
      key: 'expiresOn',
      header: t('paymentOrders.expiresOn'),
      cell: ({ expiresOn }) => <span className="td-figures">{formatDate(expiresOn)}</span>,
    },
    {
      key: 'state',
      header: t('paymentOrders.state'),
      cell: ({ state }) => <Tag tone={toneOfOrder[state]}>{t(`paymentOrders.states.${state}`)}</Tag>,
    },
  ];
  return (
    <ReportTable
      caption={t('paymentOrders.listTitle')}
      columns={columns}
      rows={orders}
      rowKey={({ id }) => id}
    />
  );
}
