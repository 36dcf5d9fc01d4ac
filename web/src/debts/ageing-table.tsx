import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { debtBuckets, type DebtBucket } from '../../../core/kpi/debt-buckets.ts';
import type { DebtAgeing, DebtAges } from '../api/habit-queries.ts';
import { formatCount } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { type Measure } from './ages.ts';

/** A row for each unit, a column for each age, each figure leading to its bills; what stands apart behind them. */
export function AgeingTable({ ageing, by }: { ageing: DebtAgeing; by: Measure }) {
  const { t } = useTranslation();
  const { whole } = ageing;
  const spoken = (cell: { amount: string; bills: string } | undefined): string =>
    formatCount(cell?.[by] ?? '0');
  const ages = (row: DebtAges, bucket: DebtBucket) => row.buckets.find((one) => one.bucket === bucket);
  const asides = whole.aside.filter(({ bills }) => bills !== '0').map(({ kind }) => kind);
  const columns: Column<DebtAges>[] = [
    {
      key: 'unit',
      header: t('habits.debt.unit'),
      phone: 'title',
      cell: (row) => <UnitLink row={row} whole={whole.code} />,
    },
    ...debtBuckets.map((bucket) => ({
      key: bucket,
      header: t(`habits.debt.buckets.${bucket}`),
      kind: 'number' as const,
      cell: (row: DebtAges) => (
        <DebtLink row={row} search={{ bucket }}>
          {spoken(ages(row, bucket))}
        </DebtLink>
      ),
    })),
    ...asides.map((kind) => ({
      key: kind,
      header: t(`habits.debt.asides.${kind}`),
      kind: 'number' as const,
      cell: (row: DebtAges) => (
        <DebtLink row={row} search={{ standing: 'aside', kind }}>
          {spoken(row.aside.find((one) => one.kind === kind))}
        </DebtLink>
      ),
    })),
    {
      key: 'total',
      header: t('table.total'),
      kind: 'number',
      cell: (row) => (
        <DebtLink row={row} search={{ standing: 'all' }}>
          {spoken(row.total)}
        </DebtLink>
      ),
    },
  ];
  return (
    <ReportTable
      caption={t('habits.debt.topic')}
      columns={columns}
      rows={[{ ...whole, itself: false }, ...ageing.rows]}
      rowKey={({ code, itself }) => `${code}${itself ? ' itself' : ''}`}
      rowClass={({ code, itself }) => (code === whole.code && !itself ? 'td-row-total' : undefined)}
    />
  );
}

function UnitLink({ row, whole }: { row: DebtAges; whole: string }) {
  const { t } = useTranslation();
  if (row.itself) return t('habits.debt.itself', { name: row.name });
  if (row.code === whole) return <strong>{row.name}</strong>;
  return (
    <Link to="." search={(now: object) => ({ ...now, unit: row.code })}>
      {row.name}
    </Link>
  );
}

/** Bills of no unit below have no list of their own: they are in that of the whole. */
function DebtLink(props: {
  row: DebtAges;
  search: { bucket?: string; standing?: string; kind?: string };
  children: string;
}) {
  const { row, search, children } = props;
  if (row.itself) return children;
  const unit = row.kind === 'company' ? undefined : row.code;
  return (
    <Link to="/open-bills" search={{ ...search, unit }}>
      {children}
    </Link>
  );
}
