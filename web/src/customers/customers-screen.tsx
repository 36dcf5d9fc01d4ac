import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { customersQuery } from '../api/queries.ts';
import type { CustomerHits } from '../api/types.ts';
import { noValue } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { Answered, Empty } from '../ui/states.tsx';

const route = getRouteApi('/staff/customers');

/** Search by code or name without accents. */
export function CustomersScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const pages = useInfiniteQuery(customersQuery(search));
  return (
    <Page
      title={t('customers.title')}
      lead={t('customers.lead')}
      actions={<ExportLink path="/customers" query={search} />}
    >
      <SearchForm label={t('customers.searchLabel')} query={search.query} />
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <Empty>{t('customers.searchEmpty')}</Empty>
          ) : (
            <>
              <HitsTable rows={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function HitsTable({ rows }: { rows: CustomerHits['rows'] }) {
  const { t } = useTranslation();
  const columns: Column<CustomerHits['rows'][number]>[] = [
    {
      key: 'name',
      header: t('customers.name'),
      phone: 'title',
      cell: ({ code, name }) => (
        <Link to="/customers/$code" params={{ code }}>
          {name}
        </Link>
      ),
    },
    { key: 'code', header: t('customers.code'), cell: ({ code }) => <span className="td-mono">{code}</span> },
    { key: 'address', header: t('customers.address'), cell: ({ address }) => address },
    { key: 'commune', header: t('customers.commune'), cell: ({ communeName }) => communeName ?? noValue },
    { key: 'unit', header: t('customers.unit'), cell: ({ unitName }) => unitName },
    { key: 'kind', header: t('customers.kindLabel'), cell: ({ kind }) => <CustomerKind kind={kind} /> },
  ];
  return (
    <ReportTable caption={t('customers.title')} columns={columns} rows={rows} rowKey={({ code }) => code} />
  );
}

/** The billing system's kind of customer in words; an unknown one as it stands. */
export function CustomerKind({ kind }: { kind: string }) {
  const { t } = useTranslation();
  return <>{t(`customers.kinds.${kind as 'SH'}`, { defaultValue: kind })}</>;
}
