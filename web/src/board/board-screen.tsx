import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { boardQuery } from '../api/queries.ts';
import { tickTour } from '../demo/tour.ts';
import { formatPeriod } from '../format.ts';
import { Page } from '../ui/page.tsx';
import { Answered, Skeletons } from '../ui/states.tsx';
import { BoardTools } from './board-tools.tsx';
import { BoardFigures, BoardForecast, BoardHistory, BoardStamp } from './board-view.tsx';
import { CollectingLine } from './collecting-line.tsx';
import { CommunesSection } from './communes-section.tsx';
import { LeagueSection } from './league-section.tsx';

const route = getRouteApi('/staff/board');

/** The board of everything this account may see. */
export function BoardScreen() {
  const { t } = useTranslation();
  const { period, by, boundary, rank } = route.useSearch();
  const metric = by === 'money' ? 'money' : 'customers';
  const query = useQuery(boardQuery({ period, boundary }));
  useTickWhenWatched(query.data !== undefined);
  return (
    <Page
      title={query.data && query.data.unit.kind !== 'company' ? query.data.unit.name : t('board.title')}
      lead={query.data && t('board.lead', { period: formatPeriod(query.data.period) })}
      actions={query.data && <BoardTools board={query.data} />}
    >
      <Answered query={query} skeleton={<Skeletons rows={5} height={72} />}>
        {(board) => (
          <>
            <BoardStamp board={board} />
            <CollectingLine board={board} />
            <BoardFigures board={board} />
            <BoardForecast board={board} />
            {board.units.length > 0 && <LeagueSection board={board} by={metric} rank={rank} />}
            <CommunesSection board={board} by={metric} />
            <BoardHistory board={board} />
          </>
        )}
      </Answered>
    </Page>
  );
}

const watchedMs = 8_000;

/** The tour's first step is done when one has stayed long enough to see the figures change once. */
function useTickWhenWatched(shown: boolean): void {
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => tickTour('board'), watchedMs);
    return () => clearTimeout(timer);
  }, [shown]);
}
