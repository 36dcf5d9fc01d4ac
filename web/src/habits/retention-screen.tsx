import '../styles/habits.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { versionOf } from '../../../core/kpi/board-definitions.ts';
import { retentionQuery, type RelapseMonth, type Retention } from '../api/habit-queries.ts';
import { PeriodChoice } from '../board/period-choice.tsx';
import { UnitChoice } from '../board/unit-choice.tsx';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { formatCount, formatPeriod, formatRatio } from '../format.ts';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, Skeletons } from '../ui/states.tsx';
import { RetentionGrid } from './retention-grid.tsx';
import { keptAfter } from './retention-sums.ts';

const route = getRouteApi('/staff/retention');

/** Whether those who gave up cash keep to it, and who fell back. */
export function RetentionScreen() {
  const { t } = useTranslation();
  const { period, unit } = route.useSearch();
  const query = useQuery(retentionQuery({ period, unit }));
  return (
    <Page title={t('habits.retention.title')} lead={t('habits.retention.lead')}>
      <Answered query={query} skeleton={<Skeletons rows={8} height={40} />}>
        {(retention) => (
          <>
            <div className="td-filters">
              <PeriodChoice period={retention.period} periods={retention.periods} />
              <UnitChoice unit={unit} />
            </div>
            {retention.cohorts.length === 0 ? (
              <Empty>{t('habits.retention.empty')}</Empty>
            ) : (
              <>
                <GridFrame retention={retention} />
                <RelapseFrame retention={retention} />
              </>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

/** What every frame of this screen says of its figures. */
function stampOf(retention: Retention) {
  return {
    definitions: [versionOf(retention.definition)],
    asOf: retention.asOf,
    provisional: retention.provisional,
    xlsx: {
      path: '/kpi/retention',
      query: { period: retention.period, unit: retention.unit ?? undefined },
    },
  };
}

function GridFrame({ retention }: { retention: Retention }) {
  const { t } = useTranslation();
  const kept = keptAfter(retention.cohorts);
  const relapsed = retention.relapses.find(({ period }) => period === retention.period)?.customers ?? '0';
  return (
    <ChartFrame
      {...stampOf(retention)}
      topic={t('habits.retention.topic')}
      title={
        kept
          ? t('habits.retention.message', {
              after: kept.after,
              ratio: formatRatio(kept.kept / kept.billed, 1),
            })
          : t('habits.retention.none')
      }
      note={t('habits.retention.note')}
      summary={
        kept
          ? t('habits.retention.summary', {
              after: kept.after,
              kept: formatCount(kept.kept),
              billed: formatCount(kept.billed),
              period: formatPeriod(retention.period),
              relapsed: formatCount(relapsed),
            })
          : ''
      }
    >
      <RetentionGrid retention={retention} />
    </ChartFrame>
  );
}

function RelapseFrame({ retention }: { retention: Retention }) {
  const { t } = useTranslation();
  const last = retention.relapses.at(-1);
  if (!last) return null;
  const columns: Column<RelapseMonth>[] = [
    {
      key: 'period',
      header: t('words.period'),
      phone: 'title',
      cell: ({ period }) => formatPeriod(period),
    },
    {
      key: 'customers',
      header: t('habits.relapse.count'),
      kind: 'number',
      cell: ({ period, customers }) => (
        <Link to="/relapses" search={{ period, unit: retention.unit ?? undefined }}>
          {formatCount(customers)}
        </Link>
      ),
    },
    {
      key: 'known',
      header: t('habits.relapse.known'),
      kind: 'number',
      cell: ({ known }) => formatCount(known),
    },
    {
      key: 'ratio',
      header: t('habits.relapse.ratio'),
      kind: 'number',
      cell: ({ ratio }) => formatRatio(ratio),
    },
  ];
  const words = { period: formatPeriod(last.period), count: formatCount(last.customers) };
  return (
    <ChartFrame
      {...stampOf(retention)}
      topic={t('habits.relapse.topic')}
      title={t('habits.relapse.message', words)}
      note={t('habits.relapse.note')}
      summary={t('habits.relapse.summary', {
        period: words.period,
        ratio: formatRatio(last.ratio),
        known: formatCount(last.known),
      })}
    >
      <ReportTable
        caption={t('habits.relapse.topic')}
        columns={columns}
        rows={[...retention.relapses].reverse()}
        rowKey={({ period }) => period}
      />
    </ChartFrame>
  );
}
