import '../styles/imports.css';
import '../styles/reconciliation.css';
import '../styles/collecting.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { handedBillsQuery, handedOverQuery, type HandedBill } from '../api/collecting-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatDate, formatMoney, formatPeriod } from '../format.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { walkIn } from './hand-over-wish.ts';

const route = getRouteApi('/staff/hand-over/bills');

/** The open bills that lie with one collector, or with nobody alone, customer by customer. */
export function HandedBillsScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { partner, ...others } = search;
  const may = useMay('organisation.edit');
  const pages = useInfiniteQuery(handedBillsQuery(search));
  const handed = useQuery(handedOverQuery);
  const rowsOf = (handed.data?.rows ?? []).filter(({ partnerCode }) => partnerCode === partner);
  const name = rowsOf[0]?.partnerName ?? partner ?? '';
  return (
    <Page
      title={partner ? t('handOver.bills.title', { partner: name }) : t('handOver.bills.walkInTitle')}
      lead={t(partner ? 'handOver.bills.lead' : 'handOver.bills.walkInLead')}
      crumbs={[
        <Link key="list" to="/hand-over">
          {t('handOver.title')}
        </Link>,
        <span key="here">{partner ? name : t('handOver.walkIn')}</span>,
      ]}
      actions={
        <>
          {may && (
            <LinkButton to="/hand-over" search={{ ...others, from: partner ?? walkIn }}>
              {t('handOver.bills.take')}
            </LinkButton>
          )}
          <ExportLink path="/bills/handed-over/bills" query={search} />
        </>
      }
    >
      {partner && (
        <div className="td-filters">
          <Narrow name="period" value={search.period} of={rowsOf.map(({ period }) => period)} />
          <Narrow name="unit" value={search.unit} of={rowsOf.map(({ unitCode }) => unitCode)} />
        </div>
      )}
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          const { total = 0, open = '0' } = answers[0] ?? {};
          if (rows.length === 0) return <Empty>{t('handOver.bills.none')}</Empty>;
          return (
            <>
              <p className="td-strong">
                {t('handOver.bills.sum', { bills: formatCount(total), open: formatMoney(open) })}
              </p>
              <HandedBillsTable bills={rows} />
              <MoreRows pages={pages} shown={rows.length} total={total} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function Narrow(props: { name: 'period' | 'unit'; value: string | undefined; of: readonly string[] }) {
  const { t } = useTranslation();
  const values = [...new Set(props.of)].sort();
  return (
    <SearchSelect
      label={t(`handOver.form.${props.name}`)}
      name={props.name}
      value={props.value}
      choices={values.map((value) => ({
        value,
        label: props.name === 'period' ? formatPeriod(value) : value,
      }))}
    />
  );
}

function HandedBillsTable({ bills }: { bills: readonly HandedBill[] }) {
  const { t } = useTranslation();
  return (
    <ReportTable
      caption={t('handOver.bills.lead')}
      rows={bills}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'customer',
          header: t('handOver.bills.customer'),
          phone: 'title',
          cell: ({ customerCode: code, customerName }) => (
            <span>
              <Link to="/customers/$code" params={{ code }}>
                {customerName}
              </Link>
              <span className="td-second-line td-mono">{code}</span>
            </span>
          ),
        },
        {
          key: 'unit',
          header: t('handOver.bills.unit'),
          cell: ({ unitCode, bookCode }) => [unitCode, bookCode].filter(Boolean).join(', '),
        },
        {
          key: 'number',
          header: t('handOver.bills.number'),
          cell: ({ externalId }) => <span className="td-mono">{externalId}</span>,
        },
        { key: 'period', header: t('handOver.bills.period'), cell: ({ period }) => formatPeriod(period) },
        { key: 'due', header: t('handOver.bills.due'), cell: ({ dueOn }) => formatDate(dueOn) },
        {
          key: 'total',
          header: t('handOver.bills.total'),
          kind: 'number',
          cell: ({ total }) => formatMoney(total),
        },
        {
          key: 'open',
          header: t('handOver.bills.open'),
          kind: 'number',
          cell: ({ open }) => <strong>{formatMoney(open)}</strong>,
        },
      ]}
    />
  );
}
