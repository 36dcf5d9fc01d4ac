import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channels } from '../../../core/channels.ts';
import type { ChannelUser } from '../api/habit-queries.ts';
import { UnitChoice } from '../board/unit-choice.tsx';
import { CustomerListPage } from '../customers/customer-list-page.tsx';
import { formatCount, formatMoney, formatPeriod } from '../format.ts';
import { NotFound } from '../ui/states.tsx';

const route = getRouteApi('/staff/channel-customers');

/** Who used a channel for the bills of a month. */
export function ChannelCustomersScreen() {
  const { t } = useTranslation();
  const { period, channel: asked, unit, commune } = route.useSearch();
  const channel = channels.find((one) => one === asked);
  if (!channel || !period) return <NotFound />;
  return (
    <CustomerListPage<ChannelUser>
      title={t('habits.users.title', {
        channel: t(`customers.channels.${channel}`),
        period: formatPeriod(period),
      })}
      lead={t('habits.users.lead')}
      crumbs={[
        <Link key="mix" to="/channel-mix" search={{ unit }}>
          {t('nav.channelMix')}
        </Link>,
      ]}
      path="/kpi/channel-customers"
      query={{ period, channel, unit, commune }}
      filters={<UnitChoice unit={unit} forget={['commune']} />}
      columns={[
        {
          key: 'amount',
          header: t('habits.users.amount'),
          kind: 'number',
          cell: ({ amount }) => formatMoney(amount),
        },
        {
          key: 'bills',
          header: t('habits.users.bills'),
          kind: 'number',
          cell: ({ bills }) => formatCount(bills),
        },
      ]}
      empty={t('habits.users.empty')}
    />
  );
}
