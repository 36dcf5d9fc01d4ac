import '../styles/imports.css';
import '../styles/reconciliation.css';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isBusinessDate } from '../../../core/dates.ts';
import { differencesQuery, lanesQuery } from '../api/accounting-queries.ts';
import { partnersQuery } from '../api/queries.ts';
import { apiAddress } from '../api/call.ts';
import { formatDate } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { SearchDate } from '../ui/search-date.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { LaneTabs } from './lane-tabs.tsx';
import { Workbench } from './workbench.tsx';

const route = getRouteApi('/staff/reconciliation/differences');
const states = ['open', 'waiting', 'asked', 'approval', 'resolved'] as const;

/** Only what does not match: nine lanes, the line in hand with both sides, and what can be done with it. */
export function DifferencesScreen() {
  const { t } = useTranslation();
  const { lane, partner, day, state, id } = route.useSearch();
  const where = { partner, day: day && isBusinessDate(day) ? day : undefined };
  const filter = { ...where, lane, state };
  const lanes = useQuery(lanesQuery(where));
  const pages = useInfiniteQuery(differencesQuery(filter));
  const partners = useQuery(partnersQuery);
  return (
    <Page
      title={t('recon.bench.title')}
      lead={`${t('recon.bench.lead')} ${t('recon.bench.keysHint')}.`}
      crumbs={[
        <Link key="calendar" to="/reconciliation">
          {t('recon.calendar.title')}
        </Link>,
        <span key="here">{t('recon.bench.title')}</span>,
      ]}
      actions={
        <>
          {partner && <AskPartnerLink query={filter} />}
          <ExportLink path="/reconciliation/differences" query={filter} />
        </>
      }
    >
      <div className="td-filters">
        <SearchSelect
          label={t('recon.bench.partner')}
          name="partner"
          value={partner}
          choices={(partners.data?.rows ?? [])
            .filter(({ kind }) => kind !== 'own')
            .map(({ code, name }) => ({ value: code, label: name }))}
        />
        <SearchDate label={t('recon.bench.day')} name="day" value={where.day} />
        <SearchSelect
          label={t('recon.bench.state')}
          name="state"
          value={state}
          none={t('recon.bench.stateOpen')}
          choices={states.map((value) => ({ value, label: t(`recon.states.${value}`) }))}
        />
      </div>
      <Answered query={lanes}>{(summary) => <LaneTabs summary={summary} lane={lane} />}</Answered>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <NoneLeft partner={partner} day={where.day} />
          ) : (
            <Workbench
              key={`${lane} ${partner} ${day} ${state}`}
              rows={rows}
              id={id}
              showLane={lane === undefined}
              footer={<MoreRows pages={pages} shown={rows.length} />}
            />
          );
        }}
      </Answered>
    </Page>
  );
}

/** One workbook for the partner: the lines to be explained. */
function AskPartnerLink({ query }: { query: Record<string, string | undefined> }) {
  const { t } = useTranslation();
  return (
    <Button
      component="a"
      href={apiAddress('/reconciliation/differences', { ...query, state: 'asked', format: 'xlsx' })}
      download
      variant="default"
      size="sm"
    >
      {t('recon.bench.askPartner')}
    </Button>
  );
}

function NoneLeft({ partner, day }: { partner: string | undefined; day: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Empty
      title={t('recon.bench.none')}
      action={
        <span className="td-run">
          {partner && day ? (
            <Link to="/reconciliation/$partner/$day" params={{ partner, day }}>
              {t('recon.bench.toDay', { day: formatDate(day) })}
            </Link>
          ) : (
            <Link to="/reconciliation">{t('recon.bench.toCalendar')}</Link>
          )}
          <Link to="/minutes">{t('recon.bench.toMinutes')}</Link>
        </span>
      }
    >
      {t('recon.bench.noneText')}
    </Empty>
  );
}
