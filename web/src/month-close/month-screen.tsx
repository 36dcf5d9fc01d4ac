import '../styles/months.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { monthQuery, type Month, type MonthVersion } from '../api/month-queries.ts';
import { formatInstant, formatPeriod } from '../format.ts';
import { Facts, Page, Section } from '../ui/page.tsx';
import { Answered, Skeletons } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { FiguresSection } from './figures-section.tsx';
import { FreezeDialog } from './freeze-dialog.tsx';
import { useMayFreeze } from './months-screen.tsx';
import { MovingList } from './moving-list.tsx';
import { RestateSection } from './restate-section.tsx';
import { VersionsSection } from './versions-section.tsx';

const route = getRouteApi('/staff/months/$period');

/** One month: what it was frozen with, what moved since unit by unit, and its versions. */
export function MonthScreen() {
  const { t } = useTranslation();
  const { period } = route.useParams();
  const query = useQuery(monthQuery(period));
  return (
    <Page
      title={t('months.page.title', { period: formatPeriod(period) })}
      crumbs={[
        <Link key="all" to="/months">
          {t('months.title')}
        </Link>,
        <span key="period">{t('months.name', { period: formatPeriod(period) })}</span>,
      ]}
      actions={
        <Link to="/board" search={{ period }}>
          {t('months.page.board')}
        </Link>
      }
    >
      <Answered query={query} skeleton={<Skeletons rows={8} height={40} />}>
        {(month) => (month.versions.length === 0 ? <Provisional month={month} /> : <Frozen month={month} />)}
      </Answered>
    </Page>
  );
}

function Provisional({ month: { period, over, moving } }: { month: Month }) {
  const { t } = useTranslation();
  const mayFreeze = useMayFreeze();
  const [freezing, setFreezing] = useState(false);
  return (
    <>
      <p>
        <Tag tone="idle">{t(over ? 'months.provisional' : 'months.running')}</Tag>
      </p>
      <p>{t(over ? 'months.page.notYet' : 'months.page.notOver')}</p>
      {moving && (
        <Section title={t('months.moving.title')}>
          <MovingList period={period} moving={moving} />
        </Section>
      )}
      {over && mayFreeze && (
        <div className="td-buttons">
          <Button size="sm" onClick={() => setFreezing(true)}>
            {t('months.freeze.open')}
          </Button>
        </div>
      )}
      {freezing && <FreezeDialog period={period} onClose={() => setFreezing(false)} />}
    </>
  );
}

function Frozen({ month }: { month: Month }) {
  const { version } = route.useSearch();
  const newest = month.versions[0]!;
  const shown = month.versions.find((one) => String(one.version) === version) ?? newest;
  return (
    <>
      <VersionFacts shown={shown} isNewest={shown === newest} />
      <FiguresSection period={month.period} version={shown} />
      <RestateSection key={`${newest.version} ${month.restatement?.askedAt}`} month={month} />
      <VersionsSection month={month} shown={shown} />
    </>
  );
}

function VersionFacts({ shown, isNewest }: { shown: MonthVersion; isNewest: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <p>
        <Tag tone={isNewest ? 'good' : 'past'}>{t('months.lockedAt', { time: formatInstant(shown.at) })}</Tag>
        {!isNewest && <span className="td-small"> {t('months.page.older')}</span>}
      </p>
      {!shown.intact && (
        <p className="td-notice td-notice-bad" role="alert">
          {t('months.page.broken')}
        </p>
      )}
      <Facts
        facts={[
          [t('months.page.version'), String(shown.version)],
          [t('months.page.by'), shown.by],
          shown.askedBy !== null && [t('months.page.askedBy'), shown.askedBy],
          shown.reason !== null && [t('months.page.reason'), shown.reason],
          [t('months.page.asOf'), formatInstant(shown.asOf)],
          [
            t('months.page.hash'),
            <span key="hash" className="td-mono" title={shown.hash}>
              {shown.hash.slice(0, 16)}…
            </span>,
          ],
        ]}
      />
    </>
  );
}
