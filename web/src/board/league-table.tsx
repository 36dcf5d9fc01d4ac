import { useTranslation } from 'react-i18next';
import type { Board, BoardUnit } from '../api/types.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { formatCount, formatRatio, noValue } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Bullet } from './bullet.tsx';
import { CustomersLink } from './customers-link.tsx';
import { PointsSince } from './points-since.tsx';
import { useCounting } from './ratio-figure.tsx';
import { UnitLink } from './unit-link.tsx';

export type RankBy = 'customers' | 'money';

/** By what is missing to the target, which a large unit has most of, or by the share itself, which no size hides. */
export type RankOrder = 'gap' | 'ratio';

/** Units by what they lack to the target, or by their share; worst first. */
export function rankUnits(units: readonly BoardUnit[], by: RankBy, order: RankOrder): BoardUnit[] {
  const byRatio = (a: BoardUnit, b: BoardUnit): number =>
    (a[by].official.ratio ?? 2) - (b[by].official.ratio ?? 2);
  return [...units].sort((a, b) => {
    const difference = order === 'gap' ? Number(missing(b, by) - missing(a, by)) : 0;
    return difference || byRatio(a, b);
  });
}

function missing(unit: BoardUnit, by: RankBy): bigint {
  return BigInt(unit[by].gap ?? '0');
}

/** One row per unit, ranked; every column with numbers sorts by keyboard, so also by per cent or by size. */
export function LeagueTable({ board, by, order }: { board: Board; by: RankBy; order: RankOrder }) {
  const { t } = useTranslation();
  const ranked = rankUnits(board.units, by, order);
  return (
    <ReportTable
      caption={t('board.league.title')}
      columns={[...useUnitColumns(board, ranked, by), ...useNumberColumns(board, by)]}
      rows={ranked}
      rowKey={({ code }) => code}
    />
  );
}

function useUnitColumns(board: Board, ranked: readonly BoardUnit[], by: RankBy): Column<BoardUnit>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'unit',
      header: t('board.league.unit'),
      width: '20%',
      phone: 'title',
      cell: (unit) => (
        <span>
          <span className="td-figures">{ranked.indexOf(unit) + 1}. </span>
          <UnitLink board={board} unit={unit} />
        </span>
      ),
      sortValue: ({ name }) => name,
    },
    {
      key: 'size',
      header: t('board.league.size'),
      kind: 'number',
      cell: ({ code, customers }) => (
        <CustomersLink period={board.period} unit={code} state="all">
          {formatCount(customers.denominator)}
        </CustomersLink>
      ),
      sortValue: ({ customers }) => BigInt(customers.denominator),
    },
    {
      key: 'bullet',
      header: t('board.league.ratio'),
      width: '24%',
      phone: 'wide',
      cell: (unit) => (
        <Bullet
          figure={unit[by]}
          lastYear={unit.lastYear?.[by].ratio ?? null}
          provisional={board.provisional}
        />
      ),
    },
    {
      key: 'months',
      header: t('chart.league.months'),
      cell: (unit) => <UnitLine unit={unit} by={by} />,
    },
  ];
}

function UnitLine({ unit, by }: { unit: BoardUnit; by: RankBy }) {
  const { t } = useTranslation();
  const values = unit.months.map((month) => month[by]);
  const words = {
    name: unit.name,
    first: formatRatio(values[0]),
    last: formatRatio(values.at(-1)),
    count: values.length,
  };
  return <Sparkline values={values} label={t('chart.league.monthsLabel', words)} />;
}

function useNumberColumns(board: Board, by: RankBy): Column<BoardUnit>[] {
  const { t } = useTranslation();
  const count = useCounting(by);
  const other = by === 'customers' ? 'money' : 'customers';
  return [
    {
      key: 'actual',
      header: t('board.official'),
      kind: 'number',
      cell: (unit) => (
        <CustomersLink period={board.period} unit={unit.code} state="cashless">
          <strong>{formatRatio(unit[by].official.ratio)}</strong>
        </CustomersLink>
      ),
      sortValue: (unit) => unit[by].official.ratio ?? -1,
    },
    {
      key: 'strict',
      header: t('board.strict'),
      kind: 'number',
      cell: (unit) => (
        <CustomersLink period={board.period} unit={unit.code} state="cashless" definition="strict">
          {formatRatio(unit[by].strict.ratio)}
        </CustomersLink>
      ),
      sortValue: (unit) => unit[by].strict.ratio ?? -1,
    },
    {
      key: 'target',
      header: t('board.league.target'),
      kind: 'number',
      cell: (unit) => formatRatio(unit[by].target),
      sortValue: (unit) => unit[by].target ?? -1,
    },
    {
      key: 'gap',
      header: t('board.league.gap'),
      kind: 'number',
      cell: (unit) => {
        const { gap } = unit[by];
        if (gap === null) return noValue;
        if (gap === '0') return <span className="td-good-text">0</span>;
        return (
          <CustomersLink period={board.period} unit={unit.code} state="not_cashless">
            {count(gap)}
          </CustomersLink>
        );
      },
      sortValue: (unit) => missing(unit, by),
    },
    {
      key: 'lastYear',
      header: t('chart.compare.column'),
      kind: 'number',
      cell: (unit) => <PointsSince now={unit[by].official.ratio} then={unit.lastYear?.[by].ratio} />,
      sortValue: (unit) => (unit[by].official.ratio ?? 0) - (unit.lastYear?.[by].ratio ?? Infinity),
    },
    {
      key: 'other',
      header: t(`board.league.other.${by}`),
      kind: 'number',
      cell: (unit) => (
        <CustomersLink period={board.period} unit={unit.code} state="cashless">
          {formatRatio(unit[other].official.ratio)}
        </CustomersLink>
      ),
      sortValue: (unit) => unit[other].official.ratio ?? -1,
    },
  ];
}
