import { useTranslation } from 'react-i18next';
import type { Board } from '../api/types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { formatPeriod, formatRatio } from '../format.ts';
import { FrozenNote } from '../month-close/frozen-line.tsx';
import { Choices } from '../ui/choices.tsx';
import { versionsOf, workbookOf } from './figure-versions.ts';
import { LeagueTable, rankUnits, type RankBy, type RankOrder } from './league-table.tsx';
import { MetricChoice } from './metric-choice.tsx';
import { useCounting } from './ratio-figure.tsx';

/** Which unit is behind: a sentence, the ranking, and the choice of what to rank by. */
export function LeagueSection({ board, by, rank }: { board: Board; by: RankBy; rank: string | undefined }) {
  const { t } = useTranslation();
  const order: RankOrder = rank === 'ratio' ? 'ratio' : 'gap';
  const unit = by === 'customers' ? t('words.customers') : t('board.short.money').replace('% ', '');
  const { title, summary } = useLeagueWords(board, by, order);
  return (
    <ChartFrame
      topic={t('board.league.title')}
      title={title}
      note={`${t(`board.league.subtitle.${order}`, { unit, period: formatPeriod(board.period) })} ${t('chart.league.key')}`}
      definitions={versionsOf(board, 'official', 'strict')}
      asOf={board.asOf}
      provisional={board.provisional}
      summary={summary}
      xlsx={workbookOf(board)}
      actions={
        <>
          <Choices
            label={t('board.league.by')}
            hideLabel
            name="rank"
            value={order}
            choices={(['gap', 'ratio'] as const).map((value) => ({
              value,
              label: t(`board.league.orders.${value}`),
            }))}
          />
          <MetricChoice by={by} />
        </>
      }
    >
      <LeagueTable board={board} by={by} order={order} />
      <FrozenNote from={board.period} to={board.period} />
    </ChartFrame>
  );
}

/** The message names the unit that stands first; the sentence says how many are behind and who is lowest. */
function useLeagueWords(board: Board, by: RankBy, order: RankOrder): { title: string; summary: string } {
  const { t } = useTranslation();
  const count = useCounting(by);
  const [worst] = rankUnits(board.units, by, 'gap');
  const [lowest] = rankUnits(board.units, by, 'ratio');
  if (!worst || !lowest) return { title: t('board.league.title'), summary: '' };
  const lowestWords = t('chart.league.lowest', {
    name: lowest.name,
    ratio: formatRatio(lowest[by].official.ratio),
  });
  const planned = board.units.filter((one) => one[by].gap !== null);
  if (planned.length === 0) return { title: lowestWords, summary: `${lowestWords}.` };
  const behind = planned.filter((one) => one[by].gap !== '0').length;
  const gap = worst[by].gap ?? '0';
  const gapWords =
    gap === '0'
      ? t('board.league.allReached')
      : t('board.league.worst', {
          name: worst.name,
          gap: by === 'customers' ? `${count(gap)} ${t('words.customers')}` : count(gap),
        });
  return {
    title: order === 'ratio' ? lowestWords : gapWords,
    summary: `${t('chart.league.behind', { behind, count: planned.length })} ${lowestWords}.`,
  };
}
