import { addMonths } from '../../../core/dates.ts';
import type { Board, TrendPoint } from '../api/types.ts';
import { axisText, markLines, namesAxis, percentAxis, percentOf, reachOf } from '../charts/axes.ts';
import type { ChartColors } from '../charts/chart.tsx';
import type { ChartOption } from '../charts/echarts.ts';
import { escapeHtml, percentTooltip } from '../charts/tooltip.ts';
import { formatPeriod, formatRatio } from '../format.ts';
import { standingOf, type EventMark } from './event-marks.tsx';
import type { ForecastMetric } from './use-forecast-words.ts';

const monthsShown = 12;

export interface ForecastNames {
  actual: string;
  lastYear: string;
  forecast: string;
  target: string;
  /** What happened, by month. */
  marks: readonly EventMark[];
}

/** The months on the foot of the chart: a year up to the period, then those that are looked ahead to. */
export function monthsOf({ period, trend, forecast }: Board): string[] {
  const first = trend[0]?.period ?? period;
  const ahead = forecast?.customers.points.map((point) => point.period) ?? [];
  const months = Array.from({ length: monthsShown }, (_, back) => addMonths(period, back - monthsShown + 1));
  return [...new Set([...months.filter((month) => month >= first), ...ahead])].sort();
}

export interface ForecastRow {
  period: string;
  actual: TrendPoint | undefined;
  lastYear: TrendPoint | undefined;
  ahead: Record<ForecastMetric, { ratio: number; low: number; high: number } | undefined>;
}

/** Month by month what is drawn, and what the table says. */
export function forecastRows(board: Board): ForecastRow[] {
  const byMonth = new Map(board.trend.map((point) => [point.period, point]));
  const ahead = (metric: ForecastMetric, period: string) =>
    board.forecast?.[metric].points.find((point) => point.period === period);
  return monthsOf(board).map((period) => ({
    period,
    actual: byMonth.get(period),
    lastYear: byMonth.get(addMonths(period, -12)),
    ahead: { customers: ahead('customers', period), money: ahead('money', period) },
  }));
}

/** One panel: what was, the year before, where it is heading with its band, and the target. */
export function forecastOption(
  board: Board,
  metric: ForecastMetric,
  { colors, names }: { colors: ChartColors; names: ForecastNames },
): ChartOption {
  const rows = forecastRows(board);
  const known = board.forecast?.to;
  const actual = rows.map(({ actual: point }) => point?.[metric].official ?? null);
  const lastYear = rows.map(({ lastYear: point }) => point?.[metric].official ?? null);
  // The dashed line leaves from the last known point, so that nothing seems to be missing between them.
  const ahead = rows.map((row) =>
    row.period === known ? spot(row.actual?.[metric].official ?? null) : row.ahead[metric],
  );
  const target = board.forecast?.[metric].target ?? board.figures[metric].target;
  const drawn = [...actual, ...lastYear, ...ahead.map((point) => point?.low ?? null), target];
  return {
    grid: { left: 8, right: 84, top: 20, bottom: 4, containLabel: true },
    tooltip: { ...percentTooltip(colors), formatter: tooltipOf(rows, names) },
    xAxis: {
      ...namesAxis(
        colors,
        rows.map(({ period }) => formatPeriod(period)),
      ),
      boundaryGap: false,
    },
    yAxis: { ...percentAxis(colors), ...reachOf(drawn.filter((ratio) => ratio !== null)) },
    series: [
      pastLine(lastYear, names.lastYear, colors),
      ...bandSeries(ahead, colors),
      {
        ...plainLine,
        name: names.forecast,
        data: ahead.map((point) => percentOf(point?.ratio ?? null)),
        color: colors.palette.bar,
        lineStyle: { width: 2, type: 'dashed' },
        endLabel: { show: true, formatter: names.forecast, ...axisText(colors) },
      },
      {
        ...plainLine,
        name: names.actual,
        data: rows.map(({ period }, at) => dotOf(board, period, percentOf(actual[at] ?? null))),
        symbol: 'circle',
        symbolSize: 7,
        color: colors.palette.bar,
        lineStyle: { width: 2.5 },
        ...markLines(colors, {
          target,
          name: names.target,
          marks: names.marks.map(({ period, words, whole }) => ({
            at: formatPeriod(period),
            words,
            count: whole.length,
          })),
        }),
      },
    ],
  };
}

interface TooltipPoint {
  dataIndex: number;
  marker: string;
  seriesName: string;
  value: unknown;
}

/** More events of a month than these would not stay on a phone; all of them stand below the drawing. */
const mostInTooltip = 6;

/** The month, its lines, and in whole words what happened in it. */
function tooltipOf(rows: readonly ForecastRow[], names: ForecastNames) {
  const shown = [names.actual, names.forecast, names.lastYear];
  return (points: unknown): string => {
    const own = (points as TooltipPoint[]).filter(
      ({ seriesName, value }) => shown.includes(seriesName) && typeof value === 'number',
    );
    const period = rows[(points as TooltipPoint[])[0]?.dataIndex ?? -1]?.period ?? '';
    const events = names.marks.find((mark) => mark.period === period)?.whole ?? [];
    const more = events.length - mostInTooltip;
    return [
      `<strong>${formatPeriod(period)}</strong>`,
      ...own.map(
        ({ marker, seriesName, value }) =>
          `${marker}${escapeHtml(seriesName)}: ${formatRatio(Number(value) / 100, 2)}`,
      ),
      ...events.slice(0, mostInTooltip).map(escapeHtml),
      ...(more > 0 ? [`… +${more}`] : []),
    ].join('<br>');
  };
}

/** The year before; of one month it is a dot, not a line. */
function pastLine(ratios: readonly (number | null)[], name: string, colors: ChartColors) {
  return {
    ...plainLine,
    name,
    data: ratios.map(percentOf),
    symbol: 'emptyCircle' as const,
    symbolSize: 4,
    color: colors.palette.border,
    lineStyle: { width: 1.2, type: 'dotted' as const },
    endLabel: { show: true, formatter: name, ...axisText(colors) },
  };
}

const plainLine = {
  type: 'line' as const,
  animation: false,
  symbol: 'none' as const,
  labelLayout: { moveOverlap: 'shiftY' as const },
};

function spot(ratio: number | null) {
  return ratio === null ? undefined : { ratio, low: ratio, high: ratio };
}

/** A frozen month is a dot, one that was stated anew a diamond, a provisional one a ring; the running month's is large. */
function dotOf(board: Board, period: string, value: number | null) {
  const standing = standingOf(board, period);
  if (standing === 'frozen') return value;
  if (standing === 'restated') return { value, symbol: 'diamond', symbolSize: 11 };
  const hasEnded = period <= (board.forecast?.to ?? period);
  return { value, symbol: 'emptyCircle', symbolSize: hasEnded ? 7 : 12 };
}

/** The band is what lies between two lines that are not drawn themselves. */
function bandSeries(ahead: readonly ({ low: number; high: number } | undefined)[], { palette }: ChartColors) {
  const line = {
    type: 'line' as const,
    stack: 'band',
    symbol: 'none' as const,
    silent: true,
    animation: false,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  };
  return [
    { ...line, data: ahead.map((point) => percentOf(point?.low ?? null)) },
    {
      ...line,
      data: ahead.map((point) => percentOf(point ? point.high - point.low : null)),
      areaStyle: { color: palette.bar, opacity: 0.16 },
    },
  ];
}
