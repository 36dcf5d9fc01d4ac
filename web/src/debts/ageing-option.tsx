import '../styles/habits.css';
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { debtBuckets } from '../../../core/kpi/debt-buckets.ts';
import { axisText } from '../charts/axes.ts';
import { useChartColors } from '../charts/chart.tsx';
import type { ChartOption } from '../charts/echarts.ts';
import { provisionalPattern } from '../charts/patterns.ts';
import { usePrinting } from '../charts/printing.ts';
import { shortNames } from '../charts/short-names.ts';
import { formatCount, formatMoneyShort } from '../format.ts';
import { ageRamp } from '../theme.ts';
import { asideOf, type Ages, type Measure } from './ages.ts';

function useRamp() {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return ageRamp[usePrinting() ? 'ink' : scheme];
}

/** Bars from 0, one for each unit, the youngest debt first; what stands apart is hatched at the end. */
export function useAgeingOption(rows: readonly Ages[], by: Measure): ChartOption {
  const { t } = useTranslation();
  const colors = useChartColors();
  const ramp = useRamp();
  return useMemo(() => {
    const { palette } = colors;
    const words = { billion: t('words.billion'), million: t('words.million') };
    const spoken = (value: unknown): string => {
      const whole = BigInt(Math.round(Number(value)));
      return by === 'amount' ? formatMoneyShort(whole, words) : formatCount(whole);
    };
    const bar = (name: string, color: string, values: number[], style: object = {}) => ({
      type: 'bar' as const,
      stack: 'all',
      name,
      color,
      animation: false,
      barMaxWidth: 20,
      itemStyle: { borderColor: palette.border, borderWidth: 0.5, ...style },
      data: values,
    });
    return {
      grid: { left: 8, right: 24, top: 4, bottom: 4, containLabel: true },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        valueFormatter: spoken,
        backgroundColor: palette.raised,
        borderColor: palette.border,
        textStyle: { color: palette.text, fontSize: 14 },
        confine: true,
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shortNames(rows.map(({ name }) => name)),
        // A long name is broken, never cut.
        axisLabel: { ...axisText(colors), width: 170, overflow: 'break', lineHeight: 16 },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.border } },
      },
      xAxis: {
        type: 'value',
        min: 0,
        splitNumber: 4,
        axisLabel: { ...axisText(colors), formatter: spoken, hideOverlap: true },
        splitLine: { lineStyle: { color: palette.line } },
      },
      series: [
        ...debtBuckets.map((bucket, index) =>
          bar(
            t(`habits.debt.buckets.${bucket}`),
            ramp[index] ?? palette.bar,
            rows.map(({ buckets }) => Number(buckets[index]?.[by] ?? 0)),
          ),
        ),
        bar(
          t('habits.debt.aside'),
          palette.muted,
          rows.map((row) => Number(asideOf(row, by))),
          { decal: provisionalPattern },
        ),
      ],
    };
  }, [rows, by, colors, ramp, t]);
}

/** What the colours mean; the table below says the same in words. */
export function BucketKey() {
  const { t } = useTranslation();
  const ramp = useRamp();
  return (
    <ul className="td-bucket-key" aria-hidden>
      {debtBuckets.map((bucket, index) => (
        <li key={bucket}>
          <span className="td-swatch" style={{ backgroundColor: ramp[index] }} />
          {t(`habits.debt.buckets.${bucket}`)}
        </li>
      ))}
      <li>
        <span className="td-swatch td-hatched td-swatch-aside" />
        {t('habits.debt.aside')}
      </li>
    </ul>
  );
}
