import { formatRatio } from '../format.ts';
import type { ChartColors } from './chart.tsx';

/** What the axes of all charts have in common. Shares are drawn in per cent, 0 to 100. */
export function axisText({ palette }: ChartColors) {
  return { color: palette.muted, fontSize: 13 };
}

/** Words along the foot of a chart, mostly months. */
export function namesAxis(colors: ChartColors, names: readonly string[]) {
  return {
    type: 'category' as const,
    data: [...names],
    axisLabel: axisText(colors),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colors.palette.border } },
  };
}

export function percentAxis(colors: ChartColors) {
  return {
    type: 'value' as const,
    max: 100,
    axisLabel: { ...axisText(colors), formatter: (value: number) => formatRatio(value / 100, 0) },
    splitLine: { lineStyle: { color: colors.palette.line } },
  };
}

/**
 * The reach of a line chart of shares: it ends at 100 % and begins at a round value below the lowest point. For lines
 * and points alone: a bar begins at 0.
 */
export function reachOf(ratios: readonly number[]): { min: number; max: number; interval: number } {
  const room = 100 - Math.min(...ratios, 1) * 100;
  const interval = room <= 8 ? 2 : room <= 22 ? 5 : room <= 50 ? 10 : 25;
  return {
    min: Math.max(0, 100 - Math.ceil((room + interval / 4) / interval) * interval),
    max: 100,
    interval,
  };
}

/** A ratio as a point of a chart: per cent with four decimals. */
export function percentOf(ratio: number | null): number | null {
  return ratio === null ? null : Math.round(ratio * 1_000_000) / 10_000;
}

/** An upright line at a name of the foot axis: its words beside it, or where lines are many, a number above it. */
export interface UprightMark {
  at: string;
  words: string;
  count: number;
}

/** More upright lines than these would have words upon words. */
const mostWithWords = 3;

export function isCrowded(marks: readonly unknown[]): boolean {
  return marks.length > mostWithWords;
}

/** The target as a dark line across the chart, and upright lines for what happened. */
export function markLines(
  { palette }: ChartColors,
  { target, name, marks }: { target: number | null; name: string; marks: readonly UprightMark[] },
) {
  if (target === null && marks.length === 0) return {};
  const label = (words: string) => ({ formatter: words, color: palette.text, fontSize: 13 });
  const level =
    target === null
      ? []
      : [{ yAxis: target * 100, label: { ...label(name), position: 'insideStartTop' as const } }];
  const upright = marks.map(({ at, words, count }) => ({
    xAxis: at,
    lineStyle: { color: palette.muted, width: 1, type: 'dotted' as const },
    label: isCrowded(marks)
      ? { ...label(String(count)), position: 'end' as const, distance: 2, fontWeight: 'bold' as const }
      : { ...label(words), color: palette.muted, fontSize: 12, position: 'insideStartTop' as const },
  }));
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: palette.tick, width: 1.5, type: 'solid' as const },
      data: [...level, ...upright],
    },
  };
}
