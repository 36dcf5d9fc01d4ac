import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pointsBetween } from '../../../core/kpi/differences.ts';
import type { Board, TrendPoint } from '../api/types.ts';
import { Chart, useChartColors, type ChartColors } from '../charts/chart.tsx';
import type { ChartOption } from '../charts/echarts.ts';
import { formatPeriod, formatRatio, languageOf } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';

/** The ratios over the periods: customers and money in two panels, never on two axes. */
export function TrendSection({ board }: { board: Board }) {
  const { t } = useTranslation();
  const summary = useTrendSummary(board.trend);
  return (
    <Section title={t('board.trend.title')} subtitle={t('board.trend.subtitle')}>
      {board.trend.length < 2 ? (
        <Empty>{t('board.trend.tooFew')}</Empty>
      ) : (
        <>
          <p>{summary}</p>
          <div className="td-chart-pair">
            <TrendPanel board={board} metric="customers" label={summary} />
            <TrendPanel board={board} metric="money" label={t('board.trend.moneyTitle')} />
          </div>
          <details className="td-data-table">
            <summary>{t('table.asTable')}</summary>
            <TrendTable trend={board.trend} />
          </details>
        </>
      )}
    </Section>
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
  const axisText = { color: palette.muted, fontSize: 13 };
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
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? formatRatio(value / 100) : '–'),
      backgroundColor: palette.raised,
      borderColor: palette.border,
      textStyle: { color: palette.text, fontSize: 14 },
    },
    xAxis: {
      type: 'category',
      data: given.trend.map(({ period }) => formatPeriod(period)),
      axisLabel: axisText,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.border } },
      boundaryGap: false,
    },
    yAxis: {
      type: 'value',
      ...percentAxis(values),
      axisLabel: { ...axisText, formatter: (value: number) => `${formatRatio(value / 100, 0)}` },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: [{ ...line('official'), ...targetLine(given) }, line('strict')],
  };
}

/** An axis that ends at 100 % and begins at a round value below the lowest point. */
function percentAxis(ratios: readonly number[]): { min: number; max: number; interval: number } {
  const room = 100 - Math.min(...ratios, 1) * 100;
  const interval = room <= 8 ? 2 : room <= 22 ? 5 : room <= 50 ? 10 : 25;
  return {
    min: Math.max(0, 100 - Math.ceil((room + interval / 4) / interval) * interval),
    max: 100,
    interval,
  };
}

function targetLine(given: { target: number | null; colors: ChartColors; names: { target: string } }) {
  if (given.target === null) return {};
  const { palette } = given.colors;
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: palette.tick, width: 1.5, type: 'solid' as const },
      label: {
        formatter: given.names.target,
        color: palette.text,
        fontSize: 13,
        position: 'insideStartTop' as const,
      },
      data: [{ yAxis: given.target * 100 }],
    },
  };
}

function percentOf(ratio: number | null): number | null {
  return ratio === null ? null : Math.round(ratio * 1_000_000) / 10_000;
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
