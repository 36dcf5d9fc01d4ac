import { useMemo } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { boardDefinitions, versionOf } from '../../../core/kpi/board-definitions.ts';
import type { Board } from '../api/types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { formatMoney, formatPeriod, formatRatio } from '../format.ts';
import { channelFamilies } from '../ui/channel-families.ts';
import { ReportTable } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';
import { workbookOf } from './figure-versions.ts';
import { mixOfPeriods, shareOf, type PeriodMix } from './channel-mix.ts';
import { MixChart, useMixWords } from './mix-chart.tsx';

/** How people pay, period by period: stacked to 100 %, always in the same order, cash at the bottom. */
export function MixSection({ board }: { board: Board }) {
  const { t } = useTranslation();
  const { channels } = board;
  const mixes = useMemo(() => mixOfPeriods(channels), [channels]);
  const last = mixes.findLast(({ total }) => total > 0n);
  const words = useMixWords(last);
  const summary = last ? t('board.mix.summary', words) : '';
  return (
    <ChartFrame
      topic={t('board.mix.title')}
      title={last ? t('habits.mix.message', words) : t('board.mix.title')}
      note={t('board.mix.subtitle')}
      definitions={[versionOf(boardDefinitions.channelMix)]}
      asOf={board.asOf}
      provisional={board.provisional}
      summary={summary}
      xlsx={workbookOf(board)}
      table={last && <MixTable mixes={mixes} unit={board.unit} />}
    >
      {!last ? (
        <Empty>{t('board.mix.empty')}</Empty>
      ) : (
        <>
          <MixChart mixes={mixes} as="bars" label={summary} />
          <MoreBoards board={board} />
        </>
      )}
    </ChartFrame>
  );
}

/** Boards that go on from here, of the same unit. */
function MoreBoards({ board }: { board: Board }) {
  const { t } = useTranslation();
  const { period } = board;
  const unit = board.unit.kind === 'company' ? undefined : board.unit.code;
  return (
    <p className="td-links">
      <Link to="/channel-mix" search={{ period, unit }}>
        {t('habits.mix.open')}
      </Link>
      <Link to="/retention" search={{ period, unit }}>
        {t('nav.retention')}
      </Link>
      <Link to="/debt-ageing" search={{ unit }}>
        {t('nav.debtAgeing')}
      </Link>
      <Link to="/hardship" search={{ unit }}>
        {t('nav.hardship')}
      </Link>
    </p>
  );
}

function MixTable({ mixes, unit: { kind, code } }: { mixes: readonly PeriodMix[]; unit: Board['unit'] }) {
  const { t } = useTranslation();
  const unit = kind === 'company' ? undefined : code;
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
          cell: ({ period }) => (
            <Link to="/channel-mix" search={{ period, unit, by: 'customers' }}>
              {formatPeriod(period)}
            </Link>
          ),
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
