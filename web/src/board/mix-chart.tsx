import '../styles/board.css';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { namesAxis, percentAxis } from '../charts/axes.ts';
import { Chart, useChartColors, type ChartColors } from '../charts/chart.tsx';
import type { ChartOption } from '../charts/echarts.ts';
import { familyPatterns } from '../charts/patterns.ts';
import { percentTooltip } from '../charts/tooltip.ts';
import { formatPeriod, formatRatio } from '../format.ts';
import type { ChannelFamily } from '../theme.ts';
import { channelFamilies } from '../ui/channel-families.ts';
import { FamilyMark } from '../ui/channel-names.tsx';
import { shareOf, type PeriodMix } from './channel-mix.ts';

/**
 * Channels stacked to 100 %, always in the same order and colours, cash at the bottom, with the newest shares beside the
 * drawing. Bars for a few months, areas for many.
 */
export function MixChart(props: { mixes: readonly PeriodMix[]; as: 'bars' | 'areas'; label: string }) {
  const { t } = useTranslation();
  const { mixes, as } = props;
  const colors = useChartColors();
  const option = useMemo(
    () => mixOption({ mixes, as, colors, nameOf: (family) => t(`customers.families.${family}`) }),
    [mixes, as, colors, t],
  );
  const last = mixes.findLast(({ total }) => total > 0n);
  return (
    <div className="td-mix">
      <Chart option={option} label={props.label} />
      <ul className="td-mix-key" aria-hidden>
        {channelFamilies.map((family) => (
          <li key={family}>
            <FamilyMark family={family} />
            <span>{t(`customers.families.${family}`)}</span>
            <span className="td-figures">{formatRatio(last ? shareOf(last, family) : null, 1)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The largest share of a month, and that of cash of all kinds. */
export function useMixWords(mix: PeriodMix | undefined) {
  const { t } = useTranslation();
  if (!mix) return { period: '', top: '', share: '', cash: '' };
  const shares = channelFamilies.map((family) => ({ family, share: shareOf(mix, family) ?? 0 }));
  const cash = shares
    .filter(({ family }) => family.endsWith('_cash'))
    .reduce((sum, { share }) => sum + share, 0);
  const top = shares.reduce((best, one) => (one.share > best.share ? one : best));
  return {
    period: formatPeriod(mix.period),
    top: t(`customers.families.${top.family}`).replace(/ \(.*$/, ''),
    share: formatRatio(top.share, 1),
    cash: formatRatio(cash, 1),
  };
}

function mixOption(given: {
  mixes: readonly PeriodMix[];
  as: 'bars' | 'areas';
  colors: ChartColors;
  nameOf: (family: ChannelFamily) => string;
}): ChartOption {
  const { mixes, as, colors, nameOf } = given;
  const stacked = (family: ChannelFamily) => ({
    stack: 'all',
    name: nameOf(family),
    color: colors.channels[family],
    animation: false,
    data: mixes.map((mix) => {
      const share = shareOf(mix, family);
      return share === null ? null : Math.round(share * 100_000) / 1_000;
    }),
  });
  const patternOf = (family: ChannelFamily) =>
    familyPatterns[family] ? { decal: familyPatterns[family] } : {};
  const { ground } = colors.palette;
  const families = [...channelFamilies].reverse();
  return {
    grid: { left: 8, right: 8, top: 12, bottom: 4, containLabel: true },
    tooltip: { ...percentTooltip(colors, 1), axisPointer: { type: as === 'bars' ? 'shadow' : 'line' } },
    xAxis: {
      ...namesAxis(
        colors,
        mixes.map(({ period }) => formatPeriod(period)),
      ),
      boundaryGap: as === 'bars',
    },
    yAxis: percentAxis(colors),
    series: families.map((family) =>
      as === 'bars'
        ? {
            ...stacked(family),
            type: 'bar' as const,
            itemStyle: { borderColor: ground, borderWidth: 0.5, ...patternOf(family) },
            barCategoryGap: '28%',
          }
        : {
            ...stacked(family),
            type: 'line' as const,
            symbol: 'none',
            itemStyle: patternOf(family),
            lineStyle: { color: ground, width: 1 },
            areaStyle: { color: colors.channels[family], opacity: 1, ...patternOf(family) },
          },
    ),
  };
}
