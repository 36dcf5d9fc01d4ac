import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Query } from '../api/call.ts';
import { pagesQuery } from '../api/queries.ts';
import { formatCount } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';

interface Person {
  code: string;
  name: string;
  address: string;
  unitCode: string;
  communeCode: string;
}

/** The customers or bills behind a figure: whose they are first, then what the list says of them. */
export function CustomerListPage<Row extends Person>(props: {
  title: string;
  lead: ReactNode;
  crumbs: ReactNode[];
  /** The address of the list, also as a workbook. */
  path: string;
  query: Query;
  filters?: ReactNode;
  columns: Column<Row>[];
  empty: string;
  rowKey?: (row: Row) => string;
  /** How many there are, in words; customers where nothing is said. */
  countText?: (total: string) => string;
}) {
  const { t } = useTranslation();
  const { title, lead, path, query } = props;
  type Answer = { total: number | null; rows: Row[]; next: string | null };
  const pages = useInfiniteQuery(pagesQuery<Answer>(path, query));
  const total = pages.data?.pages[0]?.total ?? undefined;
  useNextWhereEmpty(pages);
  const columns = [...usePersonColumns<Row>(), ...props.columns];
  return (
    <Page title={title} lead={lead} crumbs={props.crumbs} actions={<ExportLink path={path} query={query} />}>
      <div className="td-filters">
        {props.filters}
        {total !== undefined && (
          <p className="td-strong">
            {props.countText?.(formatCount(total)) ??
              t('customers.ratioList.total', { total: formatCount(total) })}
          </p>
        )}
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          // A page may be empty and the list go on.
          if (rows.length === 0 && !pages.hasNextPage) return <Empty>{props.empty}</Empty>;
          return (
            <>
              <ReportTable
                caption={title}
                columns={columns}
                rows={rows}
                rowKey={props.rowKey ?? (({ code }) => code)}
              />
              <MoreRows pages={pages} shown={rows.length} total={total} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

/** A page that found nobody in its stretch of the register is no end: the next one is asked for by itself. */
function useNextWhereEmpty({
  data,
  hasNextPage,
  isFetching,
  isFetchNextPageError,
  fetchNextPage,
}: {
  data: { pages: readonly { rows: readonly unknown[] }[] } | undefined;
  hasNextPage: boolean;
  isFetching: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
}): void {
  const goesOn = hasNextPage && data?.pages.at(-1)?.rows.length === 0 && !isFetchNextPageError;
  useEffect(() => {
    if (goesOn && !isFetching) void fetchNextPage();
  }, [goesOn, isFetching, fetchNextPage]);
}

/** Name over address, leading to the customer, and the code. */
export function usePersonColumns<
  Row extends { code: string; name: string; address: string },
>(): Column<Row>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('customers.name'),
      phone: 'title',
      cell: ({ code, name, address }) => (
        <span>
          <Link to="/customers/$code" params={{ code }}>
            {name}
          </Link>
          <span className="td-second-line">{address}</span>
        </span>
      ),
    },
    { key: 'code', header: t('customers.code'), cell: ({ code }) => <span className="td-mono">{code}</span> },
  ];
}
