import '../styles/imports.css';
import '../styles/reconciliation.css';
import '../styles/clearing.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  clearingEntriesQuery,
  clearingSummaryQuery,
  type ClearingEntry,
  type ClearingState,
  type ClearingSummary,
} from '../api/clearing-queries.ts';
import { partnersQuery } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { ClearingFilesSection } from './clearing-files.tsx';
import { EntriesList } from './entries-list.tsx';
import { GateBanner } from './gate-banner.tsx';
import { StateCards } from './state-cards.tsx';
import { TargetNotice } from './target-notice.tsx';

const route = getRouteApi('/staff/clearing');
const states = ['waiting', 'failed', 'refused', 'cleared', 'all'] as const;

/** What the billing system has been told of our payments, what it answered, and what is taken but not cleared yet. */
export function ClearingScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const state = states.find((one) => one === search.state) ?? 'waiting';
  const summary = useQuery(clearingSummaryQuery);
  const mayManage = useMay('clearing.manage');
  return (
    <Page title={t('clearing.title')} lead={t('clearing.lead')}>
      <Answered query={summary}>
        {(figures) => (
          <>
            <GateBanner summary={figures} mayManage={mayManage} />
            <TargetNotice target={figures.target} />
            <StateCards summary={figures} shown={state} />
            <EntriesSection state={state} summary={figures} mayManage={mayManage} />
            <ClearingFilesSection mayManage={mayManage} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function EntriesSection(props: {
  state: ClearingState | 'all';
  summary: ClearingSummary;
  mayManage: boolean;
}) {
  const { t } = useTranslation();
  const { state, summary } = props;
  const { partner, query: customer } = route.useSearch();
  const filter = { state: state === 'all' ? undefined : state, partner, customer };
  const pages = useInfiniteQuery(clearingEntriesQuery(filter));
  const partners = useQuery(partnersQuery);
  return (
    <Section
      title={t(`clearing.lists.${state}`)}
      subtitle={
        state === 'waiting' && summary.blocked > 0
          ? t('clearing.blocked', { count: summary.blocked })
          : undefined
      }
      actions={<ExportLink path="/clearing/entries" query={filter} />}
    >
      <div className="td-filters">
        <SearchForm label={t('clearing.customer')} query={customer} />
        <SearchSelect
          label={t('clearing.partner')}
          name="partner"
          value={partner}
          choices={(partners.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
        {state !== 'all' && (
          <Link to="." search={(now: object) => ({ ...now, state: 'all' })} className="td-clearing-all">
            {t('clearing.showAll', { number: formatCount(summary.lastSeq) })}
          </Link>
        )}
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows: ClearingEntry[] = answers.flatMap((answer) => answer.rows);
          if (rows.length === 0) return <Empty>{t(`clearing.none.${state}`)}</Empty>;
          return (
            <>
              <EntriesList entries={rows} state={state} mayManage={props.mayManage} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}
