import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Board } from '../api/types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { formatPeriod, formatRatio } from '../format.ts';
import { exactly } from '../ui/choices.tsx';
import { versionsOf, workbookOf } from './figure-versions.ts';
import { LeagueTable, rankUnits, type RankBy } from './league-table.tsx';
import { useCounting } from './ratio-figure.tsx';

/** Which unit is behind: a sentence, the ranking, and the choice of what to rank by. */
export function LeagueSection({ board, by }: { board: Board; by: RankBy }) {
  const { t } = useTranslation();
  const count = useCounting(by);
  const worst = rankUnits(board.units, by)[0];
  const gap = worst?.[by].gap ?? null;
  const unit = by === 'customers' ? t('words.customers') : t('board.short.money').replace('% ', '');
  const summary =
    worst && gap !== null
      ? gap === '0'
        ? t('board.league.allReached')
        : t('board.league.worst', {
            name: worst.name,
            gap: by === 'customers' ? `${count(gap)} ${t('words.customers')}` : count(gap),
          })
      : worst
        ? t('chart.league.lowest', { name: worst.name, ratio: formatRatio(worst[by].official.ratio) })
        : '';
  return (
    <ChartFrame
      topic={t('board.league.title')}
      title={summary || t('board.league.title')}
      note={t('board.league.subtitle', { unit, period: formatPeriod(board.period) })}
      definitions={versionsOf(board, 'official', 'strict')}
      asOf={board.asOf}
      provisional={board.provisional}
      summary={t('chart.league.key')}
      xlsx={workbookOf(board)}
      actions={
        <span className="td-choices" role="group" aria-label={t('board.league.by')}>
          {(['customers', 'money'] as const).map((metric) => (
            <Link
              key={metric}
              to="."
              search={(now: object) => ({ ...now, by: metric === 'customers' ? undefined : metric })}
              activeOptions={exactly}
              aria-current={metric === by ? 'true' : undefined}
              replace
            >
              {t(`board.short.${metric}`)}
            </Link>
          ))}
        </span>
      }
    >
      <LeagueTable board={board} by={by} />
    </ChartFrame>
  );
}
