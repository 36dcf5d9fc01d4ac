import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { boardQuery, kpiCustomersQuery, ratioVillagesQuery } from '../api/queries.ts';
import type { Board, CustomerState, KpiCustomers } from '../api/types.ts';
import { customerKindName } from '../../../core/customer-kinds.ts';
import { formatCount, formatPeriod, languageOf } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { FrozenLine } from '../month-close/frozen-line.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { usePersonColumns } from './customer-list-page.tsx';
import { useStandingColumns } from './ratio-state.tsx';

const route = getRouteApi('/staff/ratio-customers');
const states = [
  'all',
  'cashless',
  'not_cashless',
  'cash',
  'unpaid',
] as const satisfies readonly CustomerState[];
const definitions = ['official', 'strict'] as const;

/** Step three of the way down: the customers behind a ratio, by what they did in the period. */
export function RatioCustomersScreen() {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const search = route.useSearch();
  const state = states.find((one) => one === search.state) ?? 'all';
  const definition = search.definition === 'strict' ? 'strict' : 'official';
  const board = useQuery(boardQuery({ period: search.period, unit: search.unit }));
  const period = search.period ?? board.data?.period;
  const query = { ...search, period, state, definition };
  const pages = useInfiniteQuery({ ...kpiCustomersQuery(query), enabled: period !== undefined });
  const total = pages.data?.pages[0]?.total;
  const village = useVillageName({ ...search, period });
  return (
    <Page
      title={t('customers.ratioList.title', { period: spanOf(period, search.through) })}
      lead={[
        t('customers.ratioList.lead', { definition: t(`board.${definition}`).toLowerCase() }),
        search.kind && `${t('customers.kindLabel')}: ${customerKindName(search.kind, language)}.`,
        search.through && t('customers.ratioList.spanned'),
      ]
        .filter(Boolean)
        .join(' ')}
      crumbs={[
        ...crumbsOf(search, board.data, t('board.title')),
        village && <span key="village">{village}</span>,
      ].filter(Boolean)}
      actions={<ExportLink path="/kpi/customers" query={query} />}
    >
      <div className="td-filters">
        <Choices
          label={t('customers.ratioList.state')}
          name="state"
          value={state}
          choices={states.map((value) => ({ value, label: t(`customers.ratioList.states.${value}`) }))}
        />
        <Choices
          label={t('customers.ratioList.definition')}
          name="definition"
          value={definition}
          choices={definitions.map((value) => ({ value, label: t(`board.${value}`) }))}
        />
        {total !== undefined && (
          <p className="td-strong">
            {t(search.through ? 'customers.ratioList.totalTimes' : 'customers.ratioList.total', {
              total: formatCount(total),
            })}
          </p>
        )}
      </div>
      {board.data && !search.through && !search.commune && (
        <FrozenLine board={board.data} metric="customers" />
      )}
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <Empty>{t('customers.ratioList.empty')}</Empty>
          ) : (
            <>
              <CustomersTable rows={rows} isSpan={search.through !== undefined} />
              <MoreRows pages={pages} shown={rows.length} total={total} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function spanOf(period: string | undefined, through: string | undefined): string {
  if (period === undefined) return '';
  return through === undefined || through === period
    ? formatPeriod(period)
    : `${formatPeriod(period)} – ${formatPeriod(through)}`;
}

/** The village that is looked at, by name; its commune's villages were mostly asked for just before. */
function useVillageName(search: {
  period: string | undefined;
  unit?: string | undefined;
  commune?: string | undefined;
  village?: string | undefined;
}): string | undefined {
  const { t } = useTranslation();
  const { village, ...place } = search;
  const asked = village !== undefined && place.commune !== undefined && place.period !== undefined;
  const { data } = useQuery({ ...ratioVillagesQuery(place), enabled: asked });
  if (!asked) return undefined;
  return data?.rows.find(({ id }) => (id ?? 'none') === village)?.name || t('chart.villages.none');
}

function crumbsOf(
  {
    period,
    unit,
    commune,
  }: { period?: string | undefined; unit?: string | undefined; commune?: string | undefined },
  board: Board | undefined,
  boardTitle: string,
) {
  return [
    <Link key="board" to="/board" search={{ period }}>
      {boardTitle}
    </Link>,
    unit && board?.unit.kind !== 'company' && (
      <Link key="unit" to="/units/$code" params={{ code: unit }} search={{ period }}>
        {board?.unit.name ?? unit}
      </Link>
    ),
    commune && !commune.includes(',') && (
      <Link key="commune" to="/ratio-villages" search={{ period: period ?? board?.period, unit, commune }}>
        {board?.communes.find(({ code }) => code === commune)?.name || commune}
      </Link>
    ),
  ].filter(Boolean);
}

function CustomersTable({ rows, isSpan }: { rows: KpiCustomers['rows']; isSpan: boolean }) {
  const { t } = useTranslation();
  type Row = KpiCustomers['rows'][number];
  const columns: Column<Row>[] = [
    ...usePersonColumns<Row>(),
    ...(isSpan
      ? [
          {
            key: 'period',
            header: t('customers.bill.period'),
            cell: ({ period }: Row) => formatPeriod(period),
          },
        ]
      : []),
    {
      key: 'bills',
      header: t('customers.ratioList.bills'),
      kind: 'number',
      cell: ({ bills }) => formatCount(bills),
    },
    ...useStandingColumns<Row>(),
  ];
  return (
    <ReportTable
      caption={t('customers.ratioList.lead', { definition: '' })}
      columns={columns}
      rows={rows}
      rowKey={({ code, period }) => `${code} ${period}`}
    />
  );
}
