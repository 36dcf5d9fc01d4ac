import { formatRatio } from '../format.ts';
import type { ChartColors } from './chart.tsx';

/** How a box beside the pointer looks. */
export function tooltipBox({ palette }: ChartColors) {
  return {
    backgroundColor: palette.raised,
    borderColor: palette.border,
    textStyle: { color: palette.text, fontSize: 14 },
    confine: true,
  };
}

/** A box that follows the pointer over all series of one place on the foot axis. */
export function percentTooltip(colors: ChartColors, decimals = 2) {
  return {
    trigger: 'axis' as const,
    valueFormatter: (value: unknown) =>
      typeof value === 'number' ? formatRatio(value / 100, decimals) : '–',
    ...tooltipBox(colors),
  };
}

/** ECharts writes a tooltip as HTML; names come from files. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
