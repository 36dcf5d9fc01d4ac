import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  gatewayOrdersQuery,
  gatewaysQuery,
  type Gateway,
  type GatewayOrderState,
} from '../api/gateway-queries.ts';
import { formatInstant } from '../format.ts';
import { ChannelName } from '../ui/channel-names.tsx';
import { Choices } from '../ui/choices.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { orderStates, OrdersTable } from './orders-table.tsx';

const route = getRouteApi('/staff/gateways');
const toneOfHealth: Record<Gateway['health']['state'], Tone> = {
  untried: 'idle',
  up: 'good',
  failing: 'warn',
  down: 'bad',
};

/** Payment gateways: whether each answers, and the orders payers pay through them. */
export function GatewaysScreen() {
  const { t } = useTranslation();
  const query = useQuery(gatewaysQuery);
  return (
    <Page title={t('gateways.title')} lead={t('gateways.lead')}>
      <Section title={t('gateways.contracts')}>
        <Answered query={query}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty>{t('gateways.noContracts')}</Empty>
            ) : (
              <ContractsTable gateways={rows} />
            )
          }
        </Answered>
      </Section>
      <Section title={t('gateways.orders')} actions={<OrdersExport />}>
        <OrdersSection gateways={query.data?.rows ?? []} />
      </Section>
    </Page>
  );
}

function ContractsTable({ gateways }: { gateways: readonly Gateway[] }) {
  const { t } = useTranslation();
  const columns: Column<Gateway>[] = [
    {
      key: 'code',
      header: t('gateways.columns.contract'),
      phone: 'title',
      cell: ({ code, provider, merchant }) => (
        <span>
          {code}
          <span className="td-second-line">
            {t(`gateways.providers.${provider}`)} · {merchant}
          </span>
        </span>
      ),
    },
    { key: 'partner', header: t('gateways.columns.partner'), cell: ({ partner }) => partner },
    {
      key: 'channel',
      header: t('gateways.columns.channel'),
      cell: ({ channel }) => <ChannelName channel={channel} />,
    },
    {
      key: 'health',
      header: t('gateways.columns.health'),
      phone: 'wide',
      cell: (gateway) => <HealthTag gateway={gateway} />,
    },
    {
      key: 'callback',
      header: t('gateways.columns.callback'),
      cell: ({ health }) => (health.lastCallbackAt ? formatInstant(health.lastCallbackAt) : '–'),
    },
  ];
  return (
    <ReportTable
      caption={t('gateways.contracts')}
      columns={columns}
      rows={gateways}
      rowKey={({ code }) => code}
    />
  );
}

/** Whether the provider answers, and if not, since when and why. */
function HealthTag({ gateway: { enabled, health } }: { gateway: Gateway }) {
  const { t } = useTranslation();
  if (!enabled) return <Tag tone="past">{t('gateways.off')}</Tag>;
  return (
    <span>
      <Tag tone={toneOfHealth[health.state]}>{t(`gateways.health.${health.state}`)}</Tag>
      {health.failingSince && (
        <span className="td-second-line td-figures">
          {t('gateways.since', {
            time: formatInstant(health.failingSince),
            fault: health.lastFault ?? '',
          })}
        </span>
      )}
    </span>
  );
}

/** The list as it is filtered now. */
function OrdersExport() {
  const search = route.useSearch();
  const { account, state, query: customer, show } = search;
  const attention = show === 'attention' ? 'true' : undefined;
  return <ExportLink path="/gateways/orders" query={{ account, state, customer, attention }} />;
}

function OrdersSection({ gateways }: { gateways: readonly Gateway[] }) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const state = orderStates.find((one) => one === search.state);
  const attention = search.show === 'attention';
  const query = useInfiniteQuery(
    gatewayOrdersQuery({
      account: search.account,
      state: state satisfies GatewayOrderState | undefined,
      customer: search.query,
      attention: attention ? 'true' : undefined,
    }),
  );
  return (
    <>
      <div className="td-filters">
        <Choices
          label={t('gateways.show')}
          name="show"
          value={attention ? 'attention' : 'all'}
          choices={(['all', 'attention'] as const).map((value) => ({
            value,
            label: t(`gateways.shows.${value}`),
          }))}
        />
        <SearchSelect
          label={t('gateways.columns.contract')}
          name="account"
          value={search.account}
          choices={gateways.map(({ code }) => ({ value: code, label: code }))}
        />
        <SearchSelect
          label={t('gateways.columns.state')}
          name="state"
          value={state}
          choices={orderStates.map((value) => ({ value, label: t(`gateways.states.${value}`) }))}
        />
      </div>
      <SearchForm label={t('gateways.search')} query={search.query} />
      <Answered query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return <Empty>{t('gateways.noOrders')}</Empty>;
          return (
            <>
              <OrdersTable rows={rows} />
              <MoreRows pages={query} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </>
  );
}
