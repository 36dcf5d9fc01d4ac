import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Board, BoardCommune } from '../api/types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { formatCount, formatPeriod, formatRatio, noValue } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';
import { Bullet } from './bullet.tsx';
import { versionsOf, workbookOf } from './figure-versions.ts';

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
    <ChartFrame
      topic={t('board.communes.title')}
      title={t('board.communes.title')}
      note={t('board.communes.subtitle', { period: formatPeriod(board.period) })}
      definitions={versionsOf(board, 'official', 'strict')}
      asOf={board.asOf}
      provisional={board.provisional}
      summary=""
      xlsx={workbookOf(board)}
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
    </ChartFrame>
  );
}

function cashOf(figure: BoardCommune['customers']): bigint {
  return BigInt(figure.denominator) - BigInt(figure.official.numerator);
}
