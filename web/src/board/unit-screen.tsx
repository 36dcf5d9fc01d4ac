import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { boardQuery } from '../api/queries.ts';
import { tickTour } from '../demo/tour.ts';
import { formatPeriod } from '../format.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { Page } from '../ui/page.tsx';
import { Answered, Skeletons } from '../ui/states.tsx';
import { BoardTools } from './board-tools.tsx';
import { BoardFigures, BoardForecast, BoardHistory, BoardStamp } from './board-view.tsx';
import { CollectingLine } from './collecting-line.tsx';
import { CommunesSection } from './communes-section.tsx';
import { GroundLine } from './ground-line.tsx';
import { LeagueSection } from './league-section.tsx';

const route = getRouteApi('/staff/units/$code');

/** One unit: its figures, what stands below it, and its communes. */
export function UnitScreen() {
  const { t } = useTranslation();
  const { code } = route.useParams();
  const { period, by, boundary, rank } = route.useSearch();
  const metric = by === 'money' ? 'money' : 'customers';
  const query = useQuery(boardQuery({ period, unit: code, boundary }));
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
      actions={
        query.data && (
          <>
            <LinkButton to="/what-it-takes" search={{ unit: code }}>
              {t('outreach.open')}
            </LinkButton>
            <BoardTools board={query.data} />
          </>
        )
      }
    >
      <Answered query={query} skeleton={<Skeletons rows={5} height={72} />}>
        {(board) => (
          <>
            <BoardStamp board={board} />
            <CollectingLine board={board} />
            <BoardFigures board={board} />
            <GroundLine board={board} />
            <BoardForecast board={board} />
            <CommunesSection board={board} by={metric} />
            {board.units.length > 0 && <LeagueSection board={board} by={metric} rank={rank} />}
            <BoardHistory board={board} />
          </>
        )}
      </Answered>
    </Page>
  );
}
