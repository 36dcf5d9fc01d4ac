import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { channelColors, fontFamily, ink, palettes } from '../theme.ts';
import { echarts, type ChartOption } from './echarts.ts';
import { usePrinting } from './printing.ts';

export interface ChartColors {
  palette: (typeof palettes)['light'];
  channels: (typeof channelColors)['light'];
}

const schemeColors: Record<'light' | 'dark' | 'ink', ChartColors> = {
  light: { palette: palettes.light, channels: channelColors.light },
  dark: { palette: palettes.dark, channels: channelColors.dark },
  ink,
};

/** Millimetres of an A4 sheet between its margins are this many pixels. */
const sheetWidthPx = 690;

/** The colours of the scheme in use, for options that cannot read CSS variables; greys on paper. */
export function useChartColors(): ChartColors {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const printing = usePrinting();
  return schemeColors[printing ? 'ink' : scheme];
}

/**
 * One ECharts drawing as SVG. `label` is its text alternative: the sentence that says what it shows. `onPick` is told
 * what was clicked; whatever it does must be reachable in the chart's table too, for those who use no pointer.
 */
export function Chart(props: {
  option: ChartOption;
  label: string;
  onPick?: (name: string) => void;
  height?: number;
}) {
  const { option, label, onPick, height } = props;
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof echarts.init>>(undefined);
  useEffect(() => {
    if (!frame.current) return;
    const drawing = echarts.init(frame.current, null, { renderer: 'svg' });
    chart.current = drawing;
    const fit = (): void => drawing.resize();
    // Paper waits for no next frame: what is to be printed is drawn before the event is over.
    const fitSheet = (): void => {
      drawing.resize({ width: sheetWidthPx });
      drawing.getZr().flush();
    };
    const watcher = new ResizeObserver(fit);
    watcher.observe(frame.current);
    window.addEventListener('beforeprint', fitSheet);
    window.addEventListener('afterprint', fit);
    return () => {
      watcher.disconnect();
      window.removeEventListener('beforeprint', fitSheet);
      window.removeEventListener('afterprint', fit);
      drawing.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ textStyle: { fontFamily }, ...option }, { notMerge: true });
  }, [option]);
  useEffect(() => {
    const drawing = chart.current;
    if (!drawing || !onPick) return;
    const pick = ({ name }: { name: string }): void => onPick(name);
    drawing.on('click', pick);
    return () => {
      if (!drawing.isDisposed()) drawing.off('click', pick);
    };
  }, [onPick]);
  const style = height === undefined ? undefined : { height };
  return <div ref={frame} className="td-chart" role="img" aria-label={label} style={style} />;
}
