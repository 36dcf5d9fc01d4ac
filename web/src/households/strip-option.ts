import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { HardshipCommune } from '../api/habit-queries.ts';
import { axisText } from '../charts/axes.ts';
import { useChartColors } from '../charts/chart.tsx';
import type { ChartOption } from '../charts/echarts.ts';
import { formatCount } from '../format.ts';

/** A strip of dots, one for each commune, by the number of its households; dots of one number stand above each other. */
export function useStripOption(communes: readonly HardshipCommune[]): ChartOption {
  const { t } = useTranslation();
  const colors = useChartColors();
  return useMemo(() => {
    const { palette } = colors;
    const places = new Map<number, number>();
    const dots = communes.flatMap(({ code, name, inNeed }) => {
      if (inNeed === null) return [];
      const count = Number(inNeed);
      const height = places.get(count) ?? 0;
      places.set(count, height + 1);
      return { name: name || code, value: [count, height] };
    });
    return {
      grid: { left: 16, right: 24, top: 8, bottom: 4, containLabel: true },
      tooltip: {
        formatter: (params: unknown) => {
          const { name, value } = params as { name: string; value: [number, number] };
          return `${name}: ${formatCount(value[0])} ${t('habits.hardship.axis')}`;
        },
        backgroundColor: palette.raised,
        borderColor: palette.border,
        textStyle: { color: palette.text, fontSize: 14 },
        confine: true,
      },
      xAxis: {
        type: 'value' as const,
        min: 0,
        minInterval: 1,
        name: t('habits.hardship.axis'),
        nameTextStyle: axisText(colors),
        axisLabel: { ...axisText(colors), formatter: (value: number) => formatCount(value) },
        splitLine: { show: false },
        axisLine: { show: true, lineStyle: { color: palette.border } },
      },
      yAxis: { type: 'value' as const, show: false, min: -1, max: Math.max(4, ...places.values()) },
      series: [
        {
          type: 'scatter' as const,
          symbolSize: 11,
          color: palette.bar,
          itemStyle: { borderColor: palette.ground, borderWidth: 1 },
          animation: false,
          data: dots,
        },
      ],
    };
  }, [communes, colors, t]);
}
