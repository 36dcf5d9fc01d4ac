import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cashChannels } from '../../../core/kpi-definitions.ts';
import type { Relapse } from '../api/habit-queries.ts';
import { boardQuery } from '../api/queries.ts';
import { PeriodChoice } from '../board/period-choice.tsx';
import { UnitChoice } from '../board/unit-choice.tsx';
import { CustomerListPage } from '../customers/customer-list-page.tsx';
import { formatMoney, formatPeriod, noValue } from '../format.ts';
import { ChannelNames } from '../ui/channel-names.tsx';
import type { Column } from '../ui/report-table.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Skeletons } from '../ui/states.tsx';

const route = getRouteApi('/staff/relapses');

/** Who had been cashless and paid with cash in a month: since when, until when, through what. */
export function RelapsesScreen() {
  const { t } = useTranslation();
  const { period: asked, unit, commune, channel } = route.useSearch();
  const board = useQuery({ ...boardQuery({ period: asked, unit }), refetchInterval: false }).data;
  const period = asked ?? board?.period;
  const columns = useRelapseColumns();
  if (period === undefined) return <Skeletons />;
  return (
    <CustomerListPage<Relapse>
      title={t('habits.relapse.title', { period: formatPeriod(period) })}
      lead={t('habits.relapse.note')}
      crumbs={[
        <Link key="retention" to="/retention" search={{ unit }}>
          {t('nav.retention')}
        </Link>,
      ]}
      path="/kpi/relapses"
      query={{ period, unit, commune, channel }}
      filters={
        <>
          <PeriodChoice period={period} periods={board?.periods ?? [period]} />
          <UnitChoice unit={unit} forget={['commune']} />
          <SearchSelect
            label={t('words.commune')}
            name="commune"
            value={commune}
            choices={(board?.communes ?? []).map(({ code, name }) => ({ value: code, label: name || code }))}
          />
          <SearchSelect
            label={t('habits.relapse.channel')}
            name="channel"
            value={channel}
            choices={cashChannels.map((value) => ({ value, label: t(`customers.channels.${value}`) }))}
          />
        </>
      }
      columns={columns}
      empty={t('habits.relapse.empty')}
    />
  );
}

function useRelapseColumns(): Column<Relapse>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'first',
      header: t('habits.relapse.first'),
      cell: ({ firstPeriod }) => formatPeriod(firstPeriod),
    },
    {
      key: 'last',
      header: t('habits.relapse.last'),
      cell: ({ lastPeriod }) => (lastPeriod === null ? noValue : formatPeriod(lastPeriod)),
    },
    {
      key: 'before',
      header: t('habits.relapse.before'),
      cell: ({ channelsBefore }) => <ChannelNames channels={channelsBefore} />,
    },
    {
      key: 'now',
      header: t('habits.relapse.now'),
      cell: ({ channels }) => <ChannelNames channels={channels} />,
    },
    { key: 'paid', header: t('habits.relapse.paid'), kind: 'number', cell: ({ paid }) => formatMoney(paid) },
  ];
}
