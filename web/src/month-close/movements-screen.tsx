import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { nameMovementReason } from '../../../core/month-close/movement-reasons.ts';
import { movementsQuery, type Movement } from '../api/month-queries.ts';
import { useMay } from '../api/session.ts';
import { customerColumn } from '../customers/customer-column.tsx';
import { formatInstant, formatMoney, formatPeriod, languageOf } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';

const route = getRouteApi('/staff/months/$period/movements');

/** The payments and bills behind an adjustment after a month was frozen. */
export function MovementsScreen() {
  const { t } = useTranslation();
  const { period } = route.useParams();
  const search = route.useSearch();
  const pages = useInfiniteQuery(movementsQuery(period, { ...search }));
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Page
      title={t('months.movements.title', { period: formatPeriod(period) })}
      lead={t('months.movements.lead', { version: search.version ?? '' })}
      crumbs={[
        <Link key="all" to="/months">
          {t('months.title')}
        </Link>,
        <Link key="month" to="/months/$period" params={{ period }} search={{ version: search.version }}>
          {t('months.name', { period: formatPeriod(period) })}
        </Link>,
        <span key="place">{[search.unit, search.commune].filter(Boolean).join(', ')}</span>,
      ]}
      actions={<ExportLink path={`/months/${period}/movements`} query={{ ...search }} />}
    >
      <Answered query={pages}>
        {() =>
          rows.length === 0 ? (
            <Empty>{t('months.movements.empty')}</Empty>
          ) : (
            <>
              <MovementsTable rows={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function MovementsTable({ rows }: { rows: readonly Movement[] }) {
  const { t } = useTranslation();
  const maySeePayments = useMay('payments.view');
  const columns: Column<Movement>[] = [
    customerColumn(t('customers.code')),
    {
      key: 'at',
      header: t('months.movements.at'),
      cell: ({ recordedAt }) => <span className="td-figures">{formatInstant(recordedAt)}</span>,
    },
    { key: 'unit', header: t('customers.unit'), cell: ({ unitCode }) => unitCode },
    {
      key: 'what',
      header: t('months.movements.what'),
      cell: (row) => <What row={row} maySeePayments={maySeePayments} />,
    },
    {
      key: 'amount',
      header: t('customers.payment.amount'),
      kind: 'number',
      cell: ({ amount }) => <strong>{formatMoney(amount)}</strong>,
    },
  ];
  return (
    <ReportTable
      caption={t('months.movements.caption')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
    />
  );
}

function What({ row, maySeePayments }: { row: Movement; maySeePayments: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <span>
      {nameMovementReason(row.why, languageOf(i18n.language))}
      {row.channel && ` · ${t(`customers.channels.${row.channel}`)}`}
      {row.said !== null && (
        <span className="td-second-line">{t('months.movements.said', { text: row.said })}</span>
      )}
      <span className="td-second-line td-mono">
        {row.paymentId !== null && (
          <>
            {maySeePayments ? (
              <Link to="/payments/$id" params={{ id: row.paymentId }}>
                {row.reference}
              </Link>
            ) : (
              row.reference
            )}{' '}
            →{' '}
          </>
        )}
        <BillLink row={row} />
      </span>
    </span>
  );
}

function BillLink({ row }: { row: Movement }) {
  return (
    <Link
      to="/customers/$code/bills/$id"
      params={{ code: row.customerCode, id: row.billId }}
      className="td-mono"
    >
      {row.billNumber}
    </Link>
  );
}
