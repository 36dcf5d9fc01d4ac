import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Board, BoardCommune } from '../api/types.ts';
import { formatCount, formatPeriod, formatRatio, noValue } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';
import { Bullet } from './bullet.tsx';

/** The communes of a unit, most cash first; each opens the customers behind it. */
export function CommunesSection({ board }: { board: Board }) {
  const { t } = useTranslation();
  const columns: Column<BoardCommune>[] = [
    {
      key: 'commune',
      header: t('board.communes.commune'),
      phone: 'title',
      cell: (commune) => (
        <Link
          to="/ratio-customers"
          search={{ period: board.period, unit: board.unit.code, commune: commune.code, state: 'cash' }}
        >
          {commune.name || t('board.communes.unplaced')}
        </Link>
      ),
      sortValue: ({ name }) => name,
    },
    {
      key: 'bullet',
      header: t('board.league.ratio'),
      width: '30%',
      phone: 'wide',
      cell: ({ customers }) => <Bullet figure={customers} />,
    },
    {
      key: 'customers',
      header: t('board.short.customers'),
      kind: 'number',
      cell: ({ customers }) => <strong>{formatRatio(customers.official.ratio)}</strong>,
      sortValue: ({ customers }) => customers.official.ratio ?? -1,
    },
    {
      key: 'cash',
      header: t('board.communes.cash'),
      kind: 'number',
      cell: ({ customers }) => (customers.official.ratio === null ? noValue : formatCount(cashOf(customers))),
      sortValue: ({ customers }) => cashOf(customers),
    },
    {
      key: 'size',
      header: t('board.league.size'),
      kind: 'number',
      cell: ({ customers }) => formatCount(customers.denominator),
      sortValue: ({ customers }) => BigInt(customers.denominator),
    },
    {
      key: 'money',
      header: t('board.short.money'),
      kind: 'number',
      cell: ({ money }) => formatRatio(money.official.ratio),
      sortValue: ({ money }) => money.official.ratio ?? -1,
    },
  ];
  return (
    <Section
      title={t('board.communes.title')}
      subtitle={t('board.communes.subtitle', { period: formatPeriod(board.period) })}
      actions={<ExportLink path="/board" query={{ period: board.period, unit: board.unit.code }} />}
    >
      {board.communes.length === 0 ? (
        <Empty>{t('board.communes.empty')}</Empty>
      ) : (
        <ReportTable
          caption={t('board.communes.title')}
          columns={columns}
          rows={board.communes}
          rowKey={({ code }) => code}
          order={{ key: 'cash', ascending: false }}
        />
      )}
    </Section>
  );
}

function cashOf(figure: BoardCommune['customers']): bigint {
  return BigInt(figure.denominator) - BigInt(figure.official.numerator);
}
