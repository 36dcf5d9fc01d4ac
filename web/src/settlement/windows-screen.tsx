import '../styles/reconciliation.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sumVnd } from '../../../core/money.ts';
import { windowsQuery } from '../api/accounting-queries.ts';
import type { SettlementWindowRow } from '../api/accounting-types.ts';
import { partnersQuery } from '../api/queries.ts';
import { formatDate, formatMoney, noValue } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { WindowStateTag } from './window-state.tsx';

const route = getRouteApi('/staff/settlement');
const shows = ['all', 'overdue'] as const;
const states = ['open', 'closed', 'agreed', 'money_in', 'settled'] as const;

/** Every window, newest first; those whose money is overdue on demand. */
export function WindowsScreen() {
  const { t } = useTranslation();
  const { show: asked, partner, state } = route.useSearch();
  const show = shows.find((value) => value === asked) ?? 'all';
  const filter = { partner, state, overdue: show === 'overdue' ? 'true' : undefined };
  const pages = useInfiniteQuery(windowsQuery(filter));
  const partners = useQuery(partnersQuery);
  return (
    <Page
      title={t('settlement.windows.title')}
      lead={t('settlement.windows.lead')}
      actions={
        <>
          <LinkButton to="/settlement/terms">{t('settlement.windows.terms')}</LinkButton>
          <LinkButton to="/settlement/days">{t('settlement.windows.workingDays')}</LinkButton>
          <ExportLink path="/settlement/windows" query={filter} />
        </>
      }
    >
      <div className="td-filters">
        <Choices
          label={t('settlement.windows.show')}
          name="show"
          value={show}
          choices={shows.map((value) => ({ value, label: t(`settlement.windows.shows.${value}`) }))}
        />
        <SearchSelect
          label={t('settlement.windows.partner')}
          name="partner"
          value={partner}
          choices={(partners.data?.rows ?? [])
            .filter(({ kind }) => kind !== 'own')
            .map(({ code, name }) => ({ value: code, label: name }))}
        />
        <SearchSelect
          label={t('settlement.windows.state')}
          name="state"
          value={state}
          choices={states.map((value) => ({ value, label: t(`settlement.windows.states.${value}`) }))}
        />
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <Empty>{t('settlement.windows.none')}</Empty>
          ) : (
            <>
              <WindowsTable rows={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function WindowsTable({ rows }: { rows: readonly SettlementWindowRow[] }) {
  const { t } = useTranslation();
  const money = (amount: string | null) => (amount === null ? noValue : formatMoney(amount));
  const sum = (of: (row: SettlementWindowRow) => string | null) =>
    formatMoney(sumVnd(rows.map((row) => BigInt(of(row) ?? '0'))));
  const amount = (key: 'expected' | 'received' | 'carried'): Column<SettlementWindowRow> => ({
    key,
    header: t(`settlement.windows.${key}`),
    kind: 'number',
    cell: (row) => money(row[key]),
    footer: sum((row) => row[key]),
  });
  const columns: Column<SettlementWindowRow>[] = [
    {
      key: 'day',
      header: t('settlement.windows.day'),
      cell: ({ day }) => <span className="td-figures">{formatDate(day)}</span>,
      footer: t('settlement.windows.total', { count: rows.length }),
    },
    {
      key: 'partner',
      header: t('settlement.windows.partner'),
      phone: 'title',
      cell: ({ partnerCode, partnerName, day }) => (
        <Link to="/reconciliation/$partner/$day" params={{ partner: partnerCode, day }}>
          {partnerName}
        </Link>
      ),
    },
    {
      key: 'state',
      header: t('settlement.windows.state'),
      cell: ({ state }) => <WindowStateTag state={state} />,
    },
    {
      key: 'due',
      header: t('settlement.windows.due'),
      cell: ({ dueOn, overdueDays }) => (
        <span className="td-figures">
          {formatDate(dueOn)}
          {overdueDays > 0 && (
            <span className="td-second-line td-bad-text">
              {t('settlement.windows.overdue', { count: overdueDays })}
            </span>
          )}
        </span>
      ),
    },
    amount('expected'),
    amount('received'),
    amount('carried'),
    {
      key: 'difference',
      header: t('settlement.windows.difference'),
      kind: 'number',
      cell: ({ difference, overdueDays }) => (
        <strong className={overdueDays > 0 ? 'td-bad-text' : ''}>{money(difference)}</strong>
      ),
      footer: sum((row) => row.difference),
    },
  ];
  return (
    <ReportTable
      caption={t('settlement.windows.title')}
      columns={columns}
      rows={rows}
      rowKey={({ partnerCode, day }) => `${partnerCode} ${day}`}
    />
  );
}
