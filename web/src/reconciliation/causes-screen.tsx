import '../styles/reconciliation.css';
import '../styles/board.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../core/dates.ts';
import { causesQuery } from '../api/accounting-queries.ts';
import type { Causes } from '../api/accounting-types.ts';
import { partnersQuery } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import { formatCount, formatDate, formatMoney, formatRatio } from '../format.ts';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { SearchDate } from '../ui/search-date.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';

const route = getRouteApi('/staff/reconciliation/causes');

/** What kinds of differences there are, most frequent first, and how long those not resolved have been lying. */
export function CausesScreen() {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const search = route.useSearch();
  const to = search.to ?? businessDate;
  const from = search.from ?? addDays(to, -29);
  const query = useQuery(causesQuery({ partner: search.partner, from, to }));
  const partners = useQuery(partnersQuery);
  return (
    <Page
      title={t('recon.causesScreen.title')}
      lead={t('recon.causesScreen.lead')}
      crumbs={[
        <Link key="calendar" to="/reconciliation">
          {t('recon.calendar.title')}
        </Link>,
        <span key="here">{t('recon.causesScreen.title')}</span>,
      ]}
    >
      <div className="td-filters">
        <SearchSelect
          label={t('recon.bench.partner')}
          name="partner"
          value={search.partner}
          choices={(partners.data?.rows ?? [])
            .filter(({ kind }) => kind !== 'own')
            .map(({ code, name }) => ({ value: code, label: name }))}
        />
        <SearchDate label={t('recon.causesScreen.from')} name="from" value={from} />
        <SearchDate label={t('recon.causesScreen.to')} name="to" value={to} />
      </div>
      <Answered query={query}>
        {(causes) => (
          <>
            <Section
              title={t('recon.causesScreen.pareto')}
              subtitle={t('recon.causesScreen.span', { from: formatDate(from), to: formatDate(to) })}
            >
              <Pareto lanes={causes.lanes} partner={search.partner} />
            </Section>
            <Section title={t('recon.causesScreen.ageing')} subtitle={t('recon.causesScreen.ageingSubtitle')}>
              <Ageing ageing={causes.ageing} />
            </Section>
          </>
        )}
      </Answered>
    </Page>
  );
}

/** The most frequent lane in a sentence, then all of them with their bars. */
function Pareto({ lanes, partner }: { lanes: Causes['lanes']; partner: string | undefined }) {
  const { t } = useTranslation();
  const present = lanes.filter(({ count }) => count > 0);
  const [first] = present;
  if (!first) return <Empty>{t('recon.causesScreen.none')}</Empty>;
  const total = countOf(present);
  return (
    <>
      <p>
        {t('recon.causesScreen.summary', {
          lane: t(`recon.lanes.${first.lane}`),
          share: formatRatio(first.count / total, 1),
          total: formatCount(total),
        })}
      </p>
      <ParetoTable lanes={present} partner={partner} />
    </>
  );
}

/** The count stands beside its bar, with its share and the running share. */
function ParetoTable({ lanes, partner }: { lanes: Causes['lanes']; partner: string | undefined }) {
  const { t } = useTranslation();
  const total = countOf(lanes);
  const longest = Math.max(...lanes.map(({ count }) => count));
  const rows = lanes.map((row, index) => ({ ...row, running: countOf(lanes.slice(0, index + 1)) / total }));
  type Row = (typeof rows)[number];
  const number = (key: 'count' | 'share' | 'running' | 'open' | 'amount', cell: (row: Row) => string) => ({
    key,
    header: t(`recon.causesScreen.${key}`),
    kind: 'number' as const,
    cell,
  });
  return (
    <ReportTable
      caption={t('recon.causesScreen.pareto')}
      rows={rows}
      rowKey={({ lane }) => lane}
      columns={[
        {
          key: 'lane',
          header: t('recon.causesScreen.lane'),
          phone: 'title',
          width: '26%',
          cell: ({ lane, open }) =>
            open === 0 ? (
              t(`recon.lanes.${lane}`)
            ) : (
              <Link to="/reconciliation/differences" search={{ lane, partner }}>
                {t(`recon.lanes.${lane}`)}
              </Link>
            ),
          footer: t('table.total'),
        },
        {
          key: 'bar',
          header: '',
          phone: 'wide',
          width: '30%',
          cell: ({ count }) => <Bar part={count / longest} />,
        },
        { ...number('count', ({ count }) => formatCount(count)), footer: formatCount(total) },
        number('share', ({ count }) => formatRatio(count / total, 1)),
        number('running', (row) => formatRatio(row.running, 1)),
        {
          ...number('open', ({ open }) => formatCount(open)),
          footer: formatCount(rows.reduce((sum, { open }) => sum + open, 0)),
        },
        number('amount', ({ amount }) => formatMoney(amount)),
      ]}
    />
  );
}

const ageKeys = { '0-1': 'd0_1', '2-3': 'd2_3', '4-7': 'd4_7', '>7': 'd7' } as const;

function Ageing({ ageing }: { ageing: Causes['ageing'] }) {
  const { t } = useTranslation();
  const total = countOf(ageing);
  const longest = Math.max(1, ...ageing.map(({ count }) => count));
  if (total === 0) return <Empty>{t('recon.causesScreen.noneOpen')}</Empty>;
  return (
    <ReportTable
      caption={t('recon.causesScreen.ageing')}
      rows={ageing}
      rowKey={({ bucket }) => bucket}
      columns={[
        {
          key: 'age',
          header: t('recon.causesScreen.age'),
          phone: 'title',
          width: '26%',
          cell: ({ bucket }) => t(`recon.causesScreen.ages.${ageKeys[bucket]}`),
          footer: t('table.total'),
        },
        {
          key: 'bar',
          header: '',
          phone: 'wide',
          width: '30%',
          cell: ({ bucket, count }) => <Bar part={count / longest} bad={bucket === '>7'} />,
        },
        {
          key: 'count',
          header: t('recon.causesScreen.open'),
          kind: 'number',
          cell: ({ bucket, count }) => (
            <strong className={bucket === '>7' && count > 0 ? 'td-bad-text' : ''}>
              {formatCount(count)}
            </strong>
          ),
          footer: formatCount(total),
        },
        {
          key: 'amount',
          header: t('recon.causesScreen.amount'),
          kind: 'number',
          cell: ({ amount }) => formatMoney(amount),
        },
      ]}
    />
  );
}

function Bar({ part, bad }: { part: number; bad?: boolean }) {
  return (
    <div className={`td-bar-row${bad ? ' td-bar-bad' : ''}`} aria-hidden>
      <div style={{ width: `${part * 100}%` }} />
    </div>
  );
}

function countOf(rows: readonly { count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
