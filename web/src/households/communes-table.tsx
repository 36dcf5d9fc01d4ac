import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HardshipSign } from '../../../core/kpi/hardship.ts';
import type { Hardship } from '../api/habit-queries.ts';
import { useSession } from '../api/session.ts';
import { formatCount } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';

type Row = Hardship['total'] & { code: string | null; name: string };

/** A row for each commune: who pays cash alone, who needs help, and why; figures lead to the names for those who may know. */
export function CommunesTable({ hardship }: { hardship: Hardship }) {
  const { t } = useTranslation();
  const known = hardship.search?.known ?? [];
  const rows: Row[] = [
    { ...hardship.total, code: null, name: t('table.total') },
    ...hardship.communes.map((row) => ({ ...row, name: row.name || row.code })),
  ];
  const figure = (row: Row, value: string | null, search: { sign?: HardshipSign; least?: string }) => (
    <Households hardship={hardship} commune={row.code} value={value} search={search} />
  );
  const columns: Column<Row>[] = [
    { key: 'commune', header: t('words.commune'), phone: 'title', cell: ({ name }) => name },
    {
      key: 'cashOnly',
      header: t('habits.hardship.cashOnly'),
      kind: 'number',
      cell: (row) => figure(row, row.cashOnly, { least: '0' }),
    },
    {
      key: 'inNeed',
      header: t('habits.hardship.inNeed'),
      kind: 'number',
      cell: (row) => figure(row, row.inNeed, {}),
    },
    ...known.map((sign) => ({
      key: sign,
      header: t(`habits.hardship.signs.${sign}`),
      kind: 'number' as const,
      cell: (row: Row) =>
        figure(row, row.signs.find((one) => one.sign === sign)?.households ?? null, { sign }),
    })),
    { key: 'plan', header: t('habits.hardship.plan'), cell: () => t('habits.hardship.noData') },
  ];
  return (
    <ReportTable
      caption={t('habits.hardship.topic')}
      columns={columns}
      rows={rows}
      rowKey={({ code }) => code ?? 'total'}
      rowClass={({ code }) => (code === null ? 'td-row-total' : undefined)}
    />
  );
}

function Households(props: {
  hardship: Hardship;
  commune: string | null;
  value: string | null;
  search: { sign?: HardshipSign; least?: string };
}) {
  const { t } = useTranslation();
  const { staff } = useSession();
  const { hardship, commune, value, search } = props;
  const text = value === null ? t('habits.hardship.few') : formatCount(value);
  if (!staff.permissions.includes('customers.view')) return text;
  const asked = {
    unit: hardship.unit ?? undefined,
    commune: commune ?? undefined,
    least: String(hardship.least),
    ...search,
  };
  return (
    <Link to="/hardship/households" search={asked}>
      {text}
    </Link>
  );
}
