import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Cohort, Retention } from '../api/habit-queries.ts';
import { formatCount, formatPeriod, formatRatio } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { monthsBetween } from './retention-sums.ts';

/** Months after the beginning that fit a phone. */
const phoneMonths = [1, 2, 3, 6, 12, 18, 23];

/**
 * A row for each month in which customers began, a column for each month after it. Every cell says its share in figures, is
 * shaded by it, and leads to the customers.
 */
export function RetentionGrid({ retention }: { retention: Retention }) {
  const { t } = useTranslation();
  const { cohorts, unit } = retention;
  const lastAfter = Math.max(...cohorts.map(({ cohort }) => monthsBetween(cohort, retention.period)), 0);
  const columns: Column<Cohort>[] = [
    {
      key: 'cohort',
      header: t('habits.retention.cohort'),
      phone: 'title',
      cell: ({ cohort }) => formatPeriod(cohort),
    },
    {
      key: 'size',
      header: t('habits.retention.size'),
      kind: 'number',
      cell: (row) => (
        <Link
          to="/cohort-customers"
          search={{ cohort: row.cohort, period: row.cohort, unit: unit ?? undefined }}
        >
          {formatCount(cellAfter(row, 0)?.billed ?? 0)}
        </Link>
      ),
    },
    ...Array.from({ length: lastAfter }, (_, index) => index + 1).map((after) => ({
      key: String(after),
      header: `+${after}`,
      kind: 'number' as const,
      phone: phoneMonths.includes(after) ? ('line' as const) : ('hide' as const),
      cell: (row: Cohort) => <Share row={row} after={after} unit={unit} />,
    })),
  ];
  return (
    <div className="td-retention">
      <ReportTable
        caption={t('habits.retention.topic')}
        columns={columns}
        rows={cohorts}
        rowKey={({ cohort }) => cohort}
      />
    </div>
  );
}

function Share({ row, after, unit }: { row: Cohort; after: number; unit: string | null }) {
  const { t } = useTranslation();
  const cell = cellAfter(row, after);
  if (!cell || cell.ratio === null) return null;
  const words = `${formatPeriod(cell.period)}: ${formatCount(cell.cashless)} / ${formatCount(cell.billed)}`;
  const shown = formatRatio(cell.ratio, 0).replace('%', '');
  return (
    <Link
      to="/cohort-customers"
      search={{ cohort: row.cohort, period: cell.period, unit: unit ?? undefined }}
      className="td-heat"
      style={{ '--td-heat': `${Math.round(cell.ratio * 100)}%` } as React.CSSProperties}
      title={words}
      aria-label={`${shown}, ${t('habits.retention.after', { count: after })}, ${words}`}
    >
      {shown}
    </Link>
  );
}

function cellAfter({ cohort, cells }: Cohort, after: number) {
  return cells.find(({ period }) => monthsBetween(cohort, period) === after);
}
