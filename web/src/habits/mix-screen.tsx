import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { channels, type Channel } from '../../../core/channels.ts';
import { versionOf } from '../../../core/kpi/board-definitions.ts';
import { channelMixQuery, type ChannelMix } from '../api/habit-queries.ts';
import { mixOfPeriods } from '../board/channel-mix.ts';
import { MixChart, useMixWords } from '../board/mix-chart.tsx';
import { PeriodChoice } from '../board/period-choice.tsx';
import { UnitChoice } from '../board/unit-choice.tsx';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { formatCount, formatMoney, formatPeriod, noValue } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { Page, Section } from '../ui/page.tsx';
import { MonthStanding } from '../month-close/frozen-line.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, Skeletons } from '../ui/states.tsx';

const route = getRouteApi('/staff/channel-mix');
const measures = ['amount', 'bills', 'customers'] as const;
type Measure = (typeof measures)[number];

/** How people pay, over two years: shares drawn, absolute numbers below, each leading to its customers. */
export function ChannelMixScreen() {
  const { t } = useTranslation();
  const { period, unit, by } = route.useSearch();
  const query = useQuery(channelMixQuery({ period, unit }));
  return (
    <Page title={t('habits.mix.title')} lead={t('habits.mix.lead')}>
      <Answered query={query} skeleton={<Skeletons rows={6} height={48} />}>
        {(mix) => (
          <>
            <div className="td-filters">
              <PeriodChoice period={mix.period} periods={mix.periods} />
              <UnitChoice unit={unit} />
              <MonthStanding period={mix.period} />
            </div>
            {mix.rows.length === 0 ? (
              <Empty>{t('habits.mix.empty')}</Empty>
            ) : (
              <>
                <MixFrame mix={mix} />
                <NumbersSection mix={mix} by={measures.find((one) => one === by) ?? 'amount'} />
              </>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

function MixFrame({ mix }: { mix: ChannelMix }) {
  const { t } = useTranslation();
  const mixes = useMemo(() => mixOfPeriods(mix.rows), [mix.rows]);
  const words = useMixWords(mixes.at(-1));
  const summary = t('board.mix.summary', words);
  return (
    <ChartFrame
      topic={t('nav.channelMix')}
      title={t('habits.mix.message', words)}
      note={t('habits.mix.note', { period: formatPeriod(mix.period) })}
      definitions={[versionOf(mix.definition)]}
      asOf={mix.asOf}
      provisional={mix.provisional}
      summary={summary}
      xlsx={{ path: '/kpi/channel-mix', query: { period: mix.period, unit: mix.unit ?? undefined } }}
    >
      <MixChart mixes={mixes} as={mixes.length > 2 ? 'areas' : 'bars'} label={summary} />
    </ChartFrame>
  );
}

function NumbersSection({ mix, by }: { mix: ChannelMix; by: Measure }) {
  const { t } = useTranslation();
  const used = channels.filter((channel) => mix.rows.some((row) => row.channel === channel));
  const periods = [...new Set(mix.rows.map(({ period }) => period))].sort().reverse();
  const cells = new Map(mix.rows.map((row) => [`${row.period} ${row.channel}`, row]));
  const columns: Column<string>[] = [
    { key: 'period', header: t('words.period'), phone: 'title', cell: (period) => formatPeriod(period) },
    ...used.map((channel) => ({
      key: channel,
      header: t(`customers.channels.${channel}`),
      kind: 'number' as const,
      cell: (period: string) => (
        <UsersLink row={cells.get(`${period} ${channel}`)} by={by} channel={channel} unit={mix.unit} />
      ),
    })),
  ];
  return (
    <Section
      title={t('habits.mix.table')}
      subtitle={t('habits.mix.twice')}
      actions={
        <Choices
          label={t('habits.mix.by')}
          name="by"
          value={by}
          choices={measures.map((value) => ({ value, label: t(`habits.mix.measures.${value}`) }))}
        />
      }
    >
      <ReportTable
        caption={t('habits.mix.table')}
        columns={columns}
        rows={periods}
        rowKey={(period) => period}
      />
    </Section>
  );
}

function UsersLink(props: {
  row: ChannelMix['rows'][number] | undefined;
  by: Measure;
  channel: Channel;
  unit: string | null;
}) {
  const { row, by, channel, unit } = props;
  if (!row) return noValue;
  const search = { period: row.period, channel, unit: unit ?? undefined };
  return (
    <Link to="/channel-customers" search={search}>
      {by === 'amount' ? formatMoney(row.amount) : formatCount(row[by])}
    </Link>
  );
}
