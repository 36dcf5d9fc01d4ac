import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../api/types.ts';
import { namesAxis, percentAxis, percentTooltip } from '../charts/axes.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { Chart, useChartColors, type ChartColors } from '../charts/chart.tsx';
import type { ChartOption } from '../charts/echarts.ts';
import { familyPatterns } from '../charts/patterns.ts';
import { formatMoney, formatPeriod, formatRatio } from '../format.ts';
import { channelFamilies } from '../ui/channel-families.ts';
import { FamilyMark } from '../ui/channel-names.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';
import { versionsOf, workbookOf } from './figure-versions.ts';
import { mixOfPeriods, shareOf, type PeriodMix } from './channel-mix.ts';

/** How people pay, period by period: stacked to 100 %, always in the same order, cash at the bottom. */
export function MixSection({ board }: { board: Board }) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const { channels } = board;
  const mixes = useMemo(() => mixOfPeriods(channels), [channels]);
  const option = useMemo(
    () => mixOption(mixes, colors, (family) => t(`customers.families.${family}`)),
    [mixes, colors, t],
  );
  const last = mixes.findLast(({ total }) => total > 0n);
  const summary = useMixSummary(last);
  return (
    <ChartFrame
      topic={t('board.mix.title')}
      title={t('board.mix.title')}
      note={t('board.mix.subtitle')}
      definitions={versionsOf(board, 'official')}
      asOf={board.asOf}
      provisional={board.provisional}
      summary={summary}
      xlsx={workbookOf(board)}
      table={last && <MixTable mixes={mixes} />}
    >
      {!last ? (
        <Empty>{t('board.mix.empty')}</Empty>
      ) : (
        <div className="td-mix">
          <Chart option={option} label={summary} />
          <ul className="td-mix-key" aria-hidden>
            {channelFamilies.map((family) => (
              <li key={family}>
                <FamilyMark family={family} />
                <span>{t(`customers.families.${family}`)}</span>
                <span className="td-figures">{formatRatio(shareOf(last, family), 1)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </ChartFrame>
  );
}

function useMixSummary(mix: PeriodMix | undefined): string {
  const { t } = useTranslation();
  if (!mix) return '';
  const shares = channelFamilies.map((family) => ({ family, share: shareOf(mix, family) ?? 0 }));
  const cash = shares
    .filter(({ family }) => family.endsWith('_cash'))
    .reduce((sum, { share }) => sum + share, 0);
  const top = shares.reduce((best, one) => (one.share > best.share ? one : best));
  return t('board.mix.summary', {
    period: formatPeriod(mix.period),
    top: t(`customers.families.${top.family}`).replace(/ \(.*$/, ''),
    share: formatRatio(top.share, 1),
    cash: formatRatio(cash, 1),
  });
}

function mixOption(
  mixes: readonly PeriodMix[],
  colors: ChartColors,
  nameOf: (family: (typeof channelFamilies)[number]) => string,
): ChartOption {
  const { palette, channels } = colors;
  return {
    grid: { left: 8, right: 8, top: 12, bottom: 4, containLabel: true },
    tooltip: { ...percentTooltip(colors, 1), axisPointer: { type: 'shadow' } },
    xAxis: namesAxis(
      colors,
      mixes.map(({ period }) => formatPeriod(period)),
    ),
    yAxis: percentAxis(colors),
    series: [...channelFamilies].reverse().map((family) => ({
      type: 'bar' as const,
      stack: 'all',
      name: nameOf(family),
      color: channels[family],
      itemStyle: {
        borderColor: palette.ground,
        borderWidth: 0.5,
        ...(familyPatterns[family] && { decal: familyPatterns[family] }),
      },
      barCategoryGap: '28%',
      animation: false,
      data: mixes.map((mix) => {
        const share = shareOf(mix, family);
        return share === null ? null : Math.round(share * 100_000) / 1_000;
      }),
    })),
  };
}

function MixTable({ mixes }: { mixes: readonly PeriodMix[] }) {
  const { t } = useTranslation();
  return (
    <ReportTable
      caption={t('board.mix.title')}
      rows={[...mixes].reverse()}
      rowKey={({ period }) => period}
      columns={[
        {
          key: 'period',
          header: t('words.period'),
          phone: 'title',
          cell: ({ period }) => formatPeriod(period),
        },
        ...channelFamilies.map((family) => ({
          key: family,
          header: t(`customers.families.${family}`),
          kind: 'number' as const,
          cell: (mix: PeriodMix) => (
            <span title={formatRatio(shareOf(mix, family), 1)}>{formatMoney(mix.amounts[family])}</span>
          ),
        })),
        { key: 'total', header: t('table.total'), kind: 'number', cell: ({ total }) => formatMoney(total) },
      ]}
    />
  );
}
