import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { boardQuery } from '../api/queries.ts';
import { tickTour } from '../demo/tour.ts';
import { formatPeriod } from '../format.ts';
import { Page } from '../ui/page.tsx';
import { Answered, Skeletons } from '../ui/states.tsx';
import { BoardFigures, BoardHistory, BoardStamp } from './board-view.tsx';
import { CollectingLine } from './collecting-line.tsx';
import { CommunesSection } from './communes-section.tsx';
import { LeagueSection } from './league-section.tsx';
import { PeriodChoice } from './period-choice.tsx';

const route = getRouteApi('/staff/units/$code');

/** One unit: its figures, what stands below it, and its communes. */
export function UnitScreen() {
  const { t } = useTranslation();
  const { code } = route.useParams();
  const { period, by } = route.useSearch();
  const query = useQuery(boardQuery({ period, unit: code }));
  useEffect(() => tickTour('unit'), []);
  return (
    <Page
      title={query.data?.unit.name ?? code}
      lead={query.data && t('board.lead', { period: formatPeriod(query.data.period) })}
      crumbs={[
        <Link key="board" to="/board" search={{ period }}>
          {t('board.title')}
        </Link>,
        <span key="unit">{query.data?.unit.name ?? code}</span>,
      ]}
      actions={query.data && <PeriodChoice period={query.data.period} periods={query.data.periods} />}
    >
      <Answered query={query} skeleton={<Skeletons rows={5} height={72} />}>
        {(board) => (
          <>
            <BoardStamp board={board} />
            <CollectingLine board={board} />
            <BoardFigures board={board} />
            <CommunesSection board={board} />
            {board.units.length > 0 && (
              <LeagueSection board={board} by={by === 'money' ? 'money' : 'customers'} />
            )}
            <BoardHistory board={board} />
          </>
        )}
      </Answered>
    </Page>
  );
}
