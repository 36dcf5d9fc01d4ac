import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { channelColors, fontFamily, palettes } from '../theme.ts';
import { echarts, type ChartOption } from './echarts.ts';

export interface ChartColors {
  palette: (typeof palettes)['light'];
  channels: (typeof channelColors)['light'];
}

const schemeColors: Record<'light' | 'dark', ChartColors> = {
  light: { palette: palettes.light, channels: channelColors.light },
  dark: { palette: palettes.dark, channels: channelColors.dark },
};

/** The colours of the scheme in use, for options that cannot read CSS variables. */
export function useChartColors(): ChartColors {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return schemeColors[scheme];
}

/** One ECharts drawing as SVG. `label` is its text alternative: the sentence that says what it shows. */
export function Chart({ option, label }: { option: ChartOption; label: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof echarts.init>>(undefined);
  useEffect(() => {
    if (!frame.current) return;
    const drawing = echarts.init(frame.current, null, { renderer: 'svg' });
    chart.current = drawing;
    const watcher = new ResizeObserver(() => drawing.resize());
    watcher.observe(frame.current);
    return () => {
      watcher.disconnect();
      drawing.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ textStyle: { fontFamily }, ...option }, { notMerge: true });
  }, [option]);
  return <div ref={frame} className="td-chart" role="img" aria-label={label} />;
}
