import { useTranslation } from 'react-i18next';
import type { Board, BoardCommune, CustomerState } from '../api/types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { formatCount, formatPeriod, formatRatio, noValue } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';
import { Bullet } from './bullet.tsx';
import { AreaLink, AreaSigns, codesOf, CommuneTiles, sortAreas } from './commune-tiles.tsx';
import { CustomersLink } from './customers-link.tsx';
import { versionsOf, workbookOf } from './figure-versions.ts';
import type { RankBy } from './league-table.tsx';
import { MetricChoice } from './metric-choice.tsx';
import { PointsSince } from './points-since.tsx';
import { withheldKey } from '../ui/withheld.ts';

/** Where on the ground: equal tiles with readable names, by communes or by the districts they came from. */
export function CommunesSection({ board, by }: { board: Board; by: RankBy }) {
  const { t } = useTranslation();
  const sorted = sortAreas(board.communes, by);
  const known = sorted.filter((area) => area[by]?.official.ratio != null);
  const [lowest, highest] = [known[0], known.at(-1)];
  const ratioOf = (area: BoardCommune | undefined) => formatRatio(area?.[by]?.official.ratio);
  const nameOf = (area: BoardCommune | undefined) => area?.name || t('board.communes.unplaced');
  const xlsx = workbookOf(board);
  return (
    <ChartFrame
      topic={t('chart.tiles.topic')}
      title={
        lowest
          ? t('chart.tiles.lowest', {
              name: nameOf(lowest),
              ratio: `${ratioOf(lowest)} ${t(`board.short.${by}`).replace('% ', '')}`,
            })
          : t('chart.tiles.topic')
      }
      note={
        t('chart.tiles.note', { period: formatPeriod(board.period) }) +
        (board.boundary === 'former' ? ` ${t('chart.tiles.formerNote')}` : '')
      }
      definitions={versionsOf(board, 'official', 'strict')}
      asOf={board.asOf}
      provisional={board.provisional}
      summary={
        known.length < 2
          ? ''
          : t('chart.tiles.summary', {
              count: known.length,
              low: ratioOf(lowest),
              lowName: nameOf(lowest),
              high: ratioOf(highest),
              highName: nameOf(highest),
            })
      }
      xlsx={{ ...xlsx, query: { ...xlsx.query, boundary: board.boundary } }}
      actions={<AreaChoices board={board} by={by} />}
      table={<AreaTable board={board} areas={sorted} />}
    >
      {sorted.length === 0 ? (
        <Empty>{t('board.communes.empty')}</Empty>
      ) : (
        <CommuneTiles board={board} areas={sorted} by={by} />
      )}
    </ChartFrame>
  );
}

function AreaChoices({ board, by }: { board: Board; by: RankBy }) {
  const { t } = useTranslation();
  return (
    <>
      <Choices
        label={t('chart.tiles.boundary')}
        hideLabel
        name="boundary"
        value={board.boundary}
        choices={(['present', 'former'] as const).map((value) => ({
          value,
          label: t(`chart.tiles.${value}`),
        }))}
      />
      <MetricChoice by={by} />
    </>
  );
}

function AreaTable({ board, areas }: { board: Board; areas: readonly BoardCommune[] }) {
  const { t } = useTranslation();
  return (
    <ReportTable
      caption={t('chart.tiles.topic')}
      columns={[...useAreaColumns(board), ...useCountColumns(board)]}
      rows={areas}
      rowKey={({ kind, code }) => kind + code}
    />
  );
}

function useAreaColumns(board: Board): Column<BoardCommune>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'commune',
      header: t('board.communes.commune'),
      phone: 'title',
      cell: (area) => (
        <span>
          <AreaLink board={board} area={area} /> <AreaSigns area={area} />
        </span>
      ),
      sortValue: ({ name }) => name,
    },
    {
      key: 'bullet',
      header: t('board.league.ratio'),
      width: '24%',
      phone: 'wide',
      cell: ({ customers, lastYear }) =>
        customers && (
          <Bullet
            figure={customers}
            lastYear={lastYear?.customers.ratio ?? null}
            provisional={board.provisional}
          />
        ),
    },
  ];
}

function useCountColumns(board: Board): Column<BoardCommune>[] {
  const { t } = useTranslation();
  const open = (area: BoardCommune, state: CustomerState, text: string) => (
    <CustomersLink period={board.period} unit={board.unit.code} commune={codesOf(area)} state={state}>
      {text}
    </CustomersLink>
  );
  return [
    {
      key: 'customers',
      header: t('board.short.customers'),
      kind: 'number',
      cell: (area) =>
        area.customers === null
          ? t(withheldKey(area))
          : open(area, 'cashless', formatRatio(area.customers?.official.ratio)),
      sortValue: ({ customers }) => customers?.official.ratio ?? -1,
    },
    {
      key: 'lastYear',
      header: t('chart.compare.column'),
      kind: 'number',
      cell: ({ customers, lastYear }) => (
        <PointsSince now={customers?.official.ratio} then={lastYear?.customers.ratio} />
      ),
      sortValue: ({ customers, lastYear }) =>
        (customers?.official.ratio ?? 0) - (lastYear?.customers.ratio ?? Infinity),
    },
    {
      key: 'cash',
      header: t('board.communes.cash'),
      kind: 'number',
      cell: (area) =>
        area.customers ? open(area, 'not_cashless', formatCount(cashOf(area.customers))) : noValue,
      sortValue: ({ customers }) => (customers ? cashOf(customers) : -1n),
    },
    {
      key: 'size',
      header: t('board.league.size'),
      kind: 'number',
      cell: (area) => (area.customers ? open(area, 'all', formatCount(area.customers.denominator)) : noValue),
      sortValue: ({ customers }) => BigInt(customers?.denominator ?? -1),
    },
    {
      key: 'money',
      header: t('board.short.money'),
      kind: 'number',
      cell: ({ money }) => formatRatio(money?.official.ratio),
      sortValue: ({ money }) => money?.official.ratio ?? -1,
    },
  ];
}

function cashOf(figure: NonNullable<BoardCommune['customers']>): bigint {
  return BigInt(figure.denominator) - BigInt(figure.official.numerator);
}
