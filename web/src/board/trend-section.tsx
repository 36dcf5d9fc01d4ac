import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pointsBetween } from '../../../core/kpi/differences.ts';
import type { Board, TrendPoint } from '../api/types.ts';
import { namesAxis, percentAxis, percentOf, percentTooltip, reachOf, targetLine } from '../charts/axes.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { Chart, useChartColors, type ChartColors } from '../charts/chart.tsx';
import type { ChartOption } from '../charts/echarts.ts';
import { formatPeriod, formatRatio, languageOf } from '../format.ts';
import { ReportTable } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';
import { versionsOf, workbookOf } from './figure-versions.ts';

/** The ratios over the periods: customers and money in two panels, never on two axes. */
export function TrendSection({ board }: { board: Board }) {
  const { t } = useTranslation();
  const summary = useTrendSummary(board.trend);
  return (
    <ChartFrame
      topic={t('board.trend.title')}
      title={t('board.trend.title')}
      note={t('board.trend.subtitle')}
      definitions={versionsOf(board, 'official', 'strict')}
      asOf={board.asOf}
      provisional={board.provisional}
      summary={summary}
      xlsx={workbookOf(board)}
      table={<TrendTable trend={board.trend} />}
    >
      {board.trend.length < 2 ? (
        <Empty>{t('board.trend.tooFew')}</Empty>
      ) : (
        <div className="td-chart-pair">
          <TrendPanel board={board} metric="customers" label={summary} />
          <TrendPanel board={board} metric="money" label={t('board.trend.moneyTitle')} />
        </div>
      )}
    </ChartFrame>
  );
}

function useTrendSummary(trend: readonly TrendPoint[]): string {
  const { t, i18n } = useTranslation();
  const known = trend.filter(({ customers }) => customers.official !== null);
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last || first === last) return '';
  return t('board.trend.summary', {
    from: formatPeriod(first.period),
    to: formatPeriod(last.period),
    first: formatRatio(first.customers.official),
    last: formatRatio(last.customers.official),
    change: pointsBetween(
      last.customers.official ?? 0,
      first.customers.official ?? 0,
      languageOf(i18n.language),
    ),
  });
}

function TrendPanel(props: { board: Board; metric: 'customers' | 'money'; label: string }) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const { board, metric } = props;
  const { trend } = board;
  const { target } = board.figures[metric];
  const option = useMemo(() => {
    const names = {
      official: t('board.official'),
      strict: t('board.strict'),
      target: t('board.league.target'),
    };
    return trendOption({ trend, metric, target, colors, names });
  }, [trend, metric, target, colors, t]);
  return (
    <div>
      <h3 className="td-chart-title">{t(`board.trend.${metric}Title`)}</h3>
      <Chart option={option} label={props.label} />
    </div>
  );
}

function trendOption(given: {
  trend: readonly TrendPoint[];
  metric: 'customers' | 'money';
  target: number | null;
  colors: ChartColors;
  names: { official: string; strict: string; target: string };
}): ChartOption {
  const { palette } = given.colors;
  const line = (definition: 'official' | 'strict') => ({
    type: 'line' as const,
    name: given.names[definition],
    data: given.trend.map((point) => percentOf(point[given.metric][definition])),
    symbolSize: 6,
    color: definition === 'official' ? palette.bar : palette.border,
    lineStyle: {
      width: definition === 'official' ? 2.5 : 1.5,
      type: definition === 'official' ? ('solid' as const) : ('dashed' as const),
    },
    endLabel: {
      show: true,
      formatter: given.names[definition],
      color: definition === 'official' ? palette.bar : palette.muted,
      fontSize: 13,
    },
    labelLayout: { moveOverlap: 'shiftY' as const },
    animation: false,
  });
  const values = given.trend
    .flatMap((point) => [point[given.metric].official, point[given.metric].strict])
    .concat(given.target)
    .filter((ratio) => ratio !== null);
  return {
    grid: { left: 8, right: 92, top: 16, bottom: 4, containLabel: true },
    tooltip: percentTooltip(given.colors),
    xAxis: {
      ...namesAxis(
        given.colors,
        given.trend.map(({ period }) => formatPeriod(period)),
      ),
      boundaryGap: false,
    },
    yAxis: { ...percentAxis(given.colors), ...reachOf(values) },
    series: [
      { ...line('official'), ...targetLine(given.colors, given.target, given.names.target) },
      line('strict'),
    ],
  };
}

function TrendTable({ trend }: { trend: readonly TrendPoint[] }) {
  const { t } = useTranslation();
  const column = (metric: 'customers' | 'money', definition: 'official' | 'strict') => ({
    key: metric + definition,
    header: `${t(`board.short.${metric}`)}, ${t(`board.${definition}`).toLowerCase()}`,
    kind: 'number' as const,
    cell: (point: TrendPoint) => formatRatio(point[metric][definition]),
  });
  return (
    <ReportTable
      caption={t('board.trend.title')}
      rows={[...trend].reverse()}
      rowKey={({ period }) => period}
      columns={[
        {
          key: 'period',
          header: t('words.period'),
          phone: 'title',
          cell: ({ period }) => formatPeriod(period),
        },
        column('customers', 'official'),
        column('customers', 'strict'),
        column('money', 'official'),
        column('money', 'strict'),
      ]}
    />
  );
}
