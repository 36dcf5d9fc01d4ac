import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { boardQuery, targetsQuery } from '../api/queries.ts';
import type { Board } from '../api/types.ts';
import { PeriodChoice } from '../board/period-choice.tsx';
import { formatPeriod } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { PlansSection } from './plans-section.tsx';
import { TargetsForm } from './targets-form.tsx';

const route = getRouteApi('/staff/targets');

/** Targets of the units for one period, beside what each has reached. */
export function TargetsScreen() {
  const { t } = useTranslation();
  const { period } = route.useSearch();
  const board = useQuery(boardQuery({ period }));
  const shown = period ?? board.data?.period;
  return (
    <Page title={t('plans.title')} lead={t('plans.lead')}>
      <PlansSection />
      <Section
        title={t('plans.monthly')}
        subtitle={shown && t('targets.lead', { period: formatPeriod(shown) })}
        actions={
          board.data && (
            <>
              <PeriodChoice period={board.data.period} periods={board.data.periods} />
              <ExportLink path="/targets" query={{ period: shown }} />
            </>
          )
        }
      >
        <Answered query={board}>
          {(current) => <Targets period={shown ?? current.period} board={current} />}
        </Answered>
      </Section>
    </Page>
  );
}

function Targets({ period, board }: { period: string; board: Board }) {
  const { t } = useTranslation();
  const query = useQuery(targetsQuery(period));
  return (
    <Answered query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty>{t('targets.empty')}</Empty>
        ) : (
          <TargetsForm key={period} period={period} rows={rows} board={board} />
        )
      }
    </Answered>
  );
}
