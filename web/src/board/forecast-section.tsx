import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../api/types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { Chart, useChartColors } from '../charts/chart.tsx';
import { formatPeriod, formatRatio, noValue } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';
import { EventList, EventWords, useEventMarks, useEventSummary, type EventMark } from './event-marks.tsx';
import { versionsOf, workbookOf } from './figure-versions.ts';
import { forecastOption, forecastRows, monthsOf, type ForecastRow } from './forecast-option.ts';
import { useCounting } from './ratio-figure.tsx';
import { useForecastWords, type ForecastMetric } from './use-forecast-words.ts';

/** Shall we reach the target: customers and money in two panels, never on two axes. */
export function ForecastSection({ board }: { board: Board }) {
  const { t } = useTranslation();
  const { title, note, sentence } = useForecastWords(board);
  const months = useMemo(() => monthsOf(board), [board]);
  const marks = useEventMarks(board, months);
  const summary = [sentence('customers'), useEventSummary(marks)].filter(Boolean).join(' ');
  return (
    <ChartFrame
      topic={t('chart.forecast.topic')}
      title={title}
      note={note(marks)}
      definitions={versionsOf(board, 'official')}
      asOf={board.asOf}
      provisional={board.provisional}
      summary={summary}
      xlsx={workbookOf(board)}
      table={<ForecastTable board={board} />}
    >
      {board.trend.length < 2 ? (
        <Empty>{t('board.trend.tooFew')}</Empty>
      ) : (
        <>
          <div className="td-chart-pair">
            <Panel board={board} metric="customers" marks={marks} label={summary} />
            <Panel board={board} metric="money" marks={marks} label={sentence('money')} />
          </div>
          <EventList board={board} months={months} />
        </>
      )}
    </ChartFrame>
  );
}

interface PanelParts {
  board: Board;
  metric: ForecastMetric;
  marks: readonly EventMark[];
  label: string;
}

function Panel({ board, metric, marks, label }: PanelParts) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const option = useMemo(() => {
    const names = {
      marks,
      actual: t('chart.forecast.actual'),
      lastYear: t('chart.forecast.lastYear'),
      forecast: t('chart.forecast.line'),
      target: t('board.league.target'),
    };
    return forecastOption(board, metric, { colors, names });
  }, [board, metric, marks, colors, t]);
  return (
    <div>
      <h3 className="td-chart-title">{t(`board.trend.${metric}Title`)}</h3>
      <Chart option={option} label={label} />
      <PaceLines board={board} metric={metric} />
    </div>
  );
}

/** What is missing to the year's target, and what each month left has to bring; the figure opens who they are. */
function PaceLines({ board, metric }: { board: Board; metric: ForecastMetric }) {
  const { t } = useTranslation();
  const count = useCounting(metric);
  const ahead = board.forecast?.[metric];
  if (!board.forecast || !ahead || ahead.missing === null) {
    return <p className="td-small">{t('board.noTarget')}</p>;
  }
  const { to, until } = board.forecast;
  if (ahead.missing === '0') return <p className="td-good-text">{t('board.reached')}</p>;
  return (
    <p className="td-panel-lines td-figures">
      <Link to="/ratio-customers" search={{ period: to, unit: board.unit.code, state: 'not_cashless' }}>
        {t(`board.gap.${metric}`, { value: count(ahead.missing) })}
      </Link>
      <span>
        {ahead.perMonth === null ? '' : t(`chart.forecast.pace.${metric}`, { value: count(ahead.perMonth) })}{' '}
        <span className="td-small">
          {t('chart.forecast.frame', {
            target: formatRatio(ahead.target),
            until: formatPeriod(until),
            to: formatPeriod(to),
          })}
        </span>
      </span>
    </p>
  );
}

function ForecastTable({ board }: { board: Board }) {
  const { t } = useTranslation();
  const columnsOf = (metric: ForecastMetric): Column<ForecastRow>[] => {
    const column = (key: string, header: string, cell: (row: ForecastRow) => string) => ({
      key: metric + key,
      header: `${t(`board.short.${metric}`)}, ${header.toLowerCase()}`,
      kind: 'number' as const,
      cell,
    });
    return [
      column('official', t('board.official'), ({ actual }) => formatRatio(actual?.[metric].official)),
      column('strict', t('board.strict'), ({ actual }) => formatRatio(actual?.[metric].strict)),
      column('lastYear', t('chart.forecast.lastYear'), ({ lastYear }) =>
        formatRatio(lastYear?.[metric].official),
      ),
      column('ahead', t('chart.forecast.line'), ({ ahead: { [metric]: point } }) =>
        point
          ? `${formatRatio(point.ratio, 1)} (${formatRatio(point.low, 1)}–${formatRatio(point.high, 1)})`
          : noValue,
      ),
    ];
  };
  return (
    <ReportTable
      caption={t('chart.forecast.topic')}
      rows={forecastRows(board).reverse()}
      rowKey={({ period }) => period}
      columns={[
        {
          key: 'period',
          header: t('words.period'),
          phone: 'title',
          cell: ({ period, actual }) =>
            actual ? (
              <Link to="/ratio-customers" search={{ period, unit: board.unit.code }}>
                {formatPeriod(period)}
              </Link>
            ) : (
              formatPeriod(period)
            ),
        },
        ...columnsOf('customers'),
        ...columnsOf('money'),
        {
          key: 'events',
          header: t('chart.events.topic'),
          cell: ({ period }) => (
            <EventWords events={board.events.filter((event) => event.period === period)} />
          ),
        },
      ]}
    />
  );
}
