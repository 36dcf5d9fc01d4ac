import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { customersQuery } from '../api/queries.ts';
import type { CustomerHits } from '../api/types.ts';
import { noValue } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';

const route = getRouteApi('/staff/customers');

/** Search by code or name without accents. The field is uncontrolled, so that Vietnamese keyboards work. */
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
      <SearchForm />
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

function SearchForm() {
  const { t } = useTranslation();
  const { query } = route.useSearch();
  const navigate = route.useNavigate();
  const id = useId();
  return (
    <form
      key={query ?? ''}
      role="search"
      className="td-filters"
      onSubmit={(event) => {
        event.preventDefault();
        const text = String(new FormData(event.currentTarget).get('query') ?? '').trim();
        void navigate({ search: (now) => ({ ...now, query: text || undefined }) });
      }}
    >
      <div className="td-field td-field-wide">
        <label htmlFor={id}>{t('customers.searchLabel')}</label>
        <input
          id={id}
          name="query"
          type="search"
          defaultValue={query ?? ''}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <Button type="submit" size="sm">
        {t('words.search')}
      </Button>
    </form>
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
