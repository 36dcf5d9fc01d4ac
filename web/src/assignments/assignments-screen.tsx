import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { assignmentsQuery, booksQuery, rulesQuery, type Employee } from '../api/register-queries.ts';
import { unitsQuery } from '../api/queries.ts';
import { useMay, useSession } from '../api/session.ts';
import { formatCount } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { BooksSection } from './books-section.tsx';
import { CustomerListSection } from './customer-list-section.tsx';
import { RulesTable } from './rules-table.tsx';

const route = getRouteApi('/staff/assignments');
const views = ['employees', 'books', 'rules'] as const;

/** Who is responsible for which customers, and who has nobody. */
export function AssignmentsScreen() {
  const { t } = useTranslation();
  const view = views.find((one) => one === route.useSearch().view) ?? 'employees';
  const query = useQuery(assignmentsQuery);
  const mayEdit = useMay('assignments.edit');
  return (
    <Page
      title={t('assignments.title')}
      lead={t('assignments.lead')}
      actions={<ExportLink path="/assignments" />}
    >
      <div className="td-filters">
        <Choices
          label={t('assignments.view')}
          name="view"
          value={view}
          choices={views.map((value) => ({ value, label: t(`assignments.views.${value}`) }))}
        />
      </div>
      <Answered query={query}>
        {({ customers, unassigned, rows }) => (
          <>
            <p>
              {t('assignments.summary', {
                customers: formatCount(customers),
                unassigned: formatCount(unassigned),
              })}{' '}
              {unassigned > 0 && (
                <Link to="/assignments/customers">
                  {t('assignments.unassigned', { number: formatCount(unassigned) })}
                </Link>
              )}
            </p>
            {view === 'employees' && <EmployeesTable rows={rows} />}
            {view === 'books' && <Books employees={rows} mayEdit={mayEdit} />}
            {view === 'rules' && <Rules mayEdit={mayEdit} />}
            {mayEdit && view === 'employees' && <CustomerListSection employees={rows} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function EmployeesTable({ rows }: { rows: readonly Employee[] }) {
  const { t } = useTranslation();
  const count = (key: 'byList' | 'byBook' | 'byPlace'): Column<Employee> => ({
    key,
    header: t(`assignments.${key}`),
    kind: 'number',
    cell: (row) => formatCount(row[key]),
    sortValue: (row) => row[key],
  });
  const columns: Column<Employee>[] = [
    {
      key: 'name',
      header: t('assignments.employee'),
      phone: 'title',
      cell: ({ name, login }) => (
        <span>
          {name}
          <span className="td-second-line">{login}</span>
        </span>
      ),
      sortValue: ({ name }) => name,
    },
    {
      key: 'unit',
      header: t('assignments.unit'),
      cell: ({ unit }) => unit?.name ?? t('assignments.wholeCompany'),
      sortValue: ({ unit }) => unit?.name ?? '',
    },
    {
      key: 'customers',
      header: t('assignments.customers'),
      kind: 'number',
      cell: ({ id, customers }) =>
        customers === 0 ? (
          formatCount(0)
        ) : (
          <Link to="/assignments/customers" search={{ staff: id }}>
            {formatCount(customers)}
          </Link>
        ),
      sortValue: ({ customers }) => customers,
    },
    count('byBook'),
    count('byList'),
    count('byPlace'),
  ];
  if (rows.length === 0) return <Empty>{t('assignments.noEmployees')}</Empty>;
  return (
    <ReportTable caption={t('assignments.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
  );
}

function Books({ employees, mayEdit }: { employees: readonly Employee[]; mayEdit: boolean }) {
  const { t } = useTranslation();
  const { unit } = route.useSearch();
  const pages = useInfiniteQuery(booksQuery({ unit }));
  const { businessDate } = useSession();
  const units = useQuery(unitsQuery(businessDate)).data?.rows.filter(({ kind }) => kind === 'unit') ?? [];
  return (
    <>
      <div className="td-filters">
        <SearchSelect
          label={t('assignments.unit')}
          name="unit"
          value={unit}
          choices={units.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          const more = <MoreRows pages={pages} shown={rows.length} />;
          return <BooksSection books={rows} more={more} employees={employees} mayEdit={mayEdit} />;
        }}
      </Answered>
    </>
  );
}

function Rules({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(rulesQuery);
  return (
    <Answered query={pages}>
      {({ pages: answers }) => {
        const rows = answers.flatMap((answer) => answer.rows);
        return rows.length === 0 ? (
          <Empty>{t('assignments.rules.empty')}</Empty>
        ) : (
          <>
            <RulesTable rows={rows} mayEdit={mayEdit} />
            <MoreRows pages={pages} shown={rows.length} />
          </>
        );
      }}
    </Answered>
  );
}
