import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { assignedQuery, assignmentsQuery, type AssignedCustomer } from '../api/register-queries.ts';
import { formatDate, noValue } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { Answered, Empty } from '../ui/states.tsx';

const route = getRouteApi('/staff/assignments/customers');

/** The customers behind a number: those of one employee, or of nobody. */
export function AssignedCustomersScreen() {
  const { t } = useTranslation();
  const { staff, query } = route.useSearch();
  const pages = useInfiniteQuery(assignedQuery({ staff, query }));
  const employees = useQuery(assignmentsQuery).data;
  const employee = employees?.rows.find(({ id }) => id === staff);
  const title =
    staff === undefined
      ? t('assignments.listOf.nobody')
      : t('assignments.listOf.title', { name: employee?.name ?? '' });
  return (
    <Page
      title={title}
      crumbs={[
        <Link key="assignments" to="/assignments">
          {t('assignments.title')}
        </Link>,
        <span key="here">{title}</span>,
      ]}
      actions={<ExportLink path="/assignments/customers" query={{ staff, query }} />}
    >
      <div className="td-filters">
        <SearchForm label={t('contacts.find')} query={query} />
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          const total = staff === undefined ? employees?.unassigned : employee?.customers;
          return rows.length === 0 ? (
            <Empty>{t('assignments.listOf.empty')}</Empty>
          ) : (
            <>
              <CustomersTable caption={title} rows={rows} />
              <MoreRows pages={pages} shown={rows.length} total={query ? undefined : total} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function CustomersTable({ caption, rows }: { caption: string; rows: readonly AssignedCustomer[] }) {
  const { t } = useTranslation();
  const columns: Column<AssignedCustomer>[] = [
    {
      key: 'customer',
      header: t('contacts.customer'),
      phone: 'title',
      cell: ({ code, name, address }) => (
        <span>
          <Link to="/customers/$code" params={{ code }}>
            {name}
          </Link>
          <span className="td-second-line">
            {code}, {address}
          </span>
        </span>
      ),
    },
    { key: 'unit', header: t('assignments.unit'), cell: ({ unitName }) => unitName },
    { key: 'book', header: t('assignments.listOf.book'), cell: ({ bookCode }) => bookCode ?? noValue },
    { key: 'commune', header: t('words.commune'), cell: ({ communeName }) => communeName ?? noValue },
    {
      key: 'by',
      header: t('assignments.listOf.by'),
      cell: ({ by }) =>
        by ? [t(`assignments.rules.kinds.${by.kind}`), by.label].filter(Boolean).join(': ') : noValue,
    },
    {
      key: 'from',
      header: t('assignments.listOf.from'),
      cell: ({ by }) => <span className="td-figures">{formatDate(by?.from)}</span>,
    },
  ];
  return <ReportTable caption={caption} columns={columns} rows={rows} rowKey={({ code }) => code} />;
}
