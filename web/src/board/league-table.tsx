import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BoardUnit } from '../api/types.ts';
import { formatCount, formatRatio, noValue } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Bullet } from './bullet.tsx';
import { useCounting } from './ratio-figure.tsx';

export type RankBy = 'customers' | 'money';

/** Units by what they lack to the target, worst first. */
export function rankUnits(units: readonly BoardUnit[], by: RankBy): BoardUnit[] {
  const missing = (unit: BoardUnit) => BigInt(unit[by].gap ?? '0');
  return [...units].sort((a, b) => {
    const difference = missing(b) - missing(a);
    return difference > 0n
      ? 1
      : difference < 0n
        ? -1
        : (a[by].official.ratio ?? 2) - (b[by].official.ratio ?? 2);
  });
}

export function LeagueTable(props: {
  units: readonly BoardUnit[];
  by: RankBy;
  period: string;
  caption: string;
}) {
  const { t } = useTranslation();
  const { by, period } = props;
  const count = useCounting(by);
  const other = by === 'customers' ? 'money' : 'customers';
  const columns: Column<BoardUnit>[] = [
    {
      key: 'unit',
      header: t('board.league.unit'),
      width: '30%',
      phone: 'title',
      cell: (unit) => (
        <span>
          <Link to="/units/$code" params={{ code: unit.code }} search={{ period }}>
            {unit.name}
          </Link>
          <span className="td-second-line td-figures">
            {formatCount(unit.customers.denominator)} {t('words.customers')}
          </span>
        </span>
      ),
    },
    {
      key: 'bullet',
      header: t('board.league.ratio'),
      width: '32%',
      phone: 'wide',
      cell: (unit) => <Bullet figure={unit[by]} />,
    },
    {
      key: 'actual',
      header: t('board.official'),
      kind: 'number',
      cell: (unit) => <strong>{formatRatio(unit[by].official.ratio)}</strong>,
    },
    {
      key: 'strict',
      header: t('board.strict'),
      kind: 'number',
      cell: (unit) => formatRatio(unit[by].strict.ratio),
    },
    {
      key: 'target',
      header: t('board.league.target'),
      kind: 'number',
      cell: (unit) => formatRatio(unit[by].target),
    },
    {
      key: 'gap',
      header: t('board.league.gap'),
      kind: 'number',
      cell: (unit) => {
        const { gap } = unit[by];
        return gap === null ? noValue : gap === '0' ? <span className="td-good-text">0</span> : count(gap);
      },
    },
    {
      key: 'other',
      header: t(`board.league.other.${by}`),
      kind: 'number',
      cell: (unit) => formatRatio(unit[other].official.ratio),
    },
  ];
  return (
    <ReportTable
      caption={props.caption}
      columns={columns}
      rows={rankUnits(props.units, by)}
      rowKey={({ code }) => code}
    />
  );
}
