import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pointsBetween } from '../../../core/kpi/differences.ts';
import type { Board, CustomerState } from '../api/types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { Chart, useChartColors } from '../charts/chart.tsx';
import { formatCount, formatRatio, languageOf } from '../format.ts';
import { ReportTable } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';
import { usePhone } from '../ui/use-media.ts';
import { AreaLink, codesOf } from './commune-tiles.tsx';
import { CustomersLink } from './customers-link.tsx';
import { versionsOf, workbookOf } from './figure-versions.ts';
import { placesOf, scatterOption, type Place } from './scatter-option.ts';
import { UnitLink } from './unit-link.tsx';

/** What the drawing has at least between its axes, on a desk and on paper: names that fit there fit everywhere. */
const leastDeskWidthPx = 600;

/** By count or by money: a place above the diagonal has the large bills cashless and its people not yet. */
export function ScatterSection({ board }: { board: Board }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const colors = useChartColors();
  const navigate = useNavigate();
  const widthPx = usePhone() ? 240 : leastDeskWidthPx;
  const places = useMemo(() => placesOf(board), [board]);
  const option = useMemo(() => {
    const names = {
      customers: t('chart.scatter.customersAxis'),
      money: t('chart.scatter.moneyAxis'),
      size: t('board.league.size'),
      quadrants: (['both', 'moneyOnly', 'customersOnly', 'neither'] as const).map((name) =>
        t(`chart.scatter.quadrants.${name}`),
      ),
    };
    return scatterOption(board, places, { colors, names, widthPx });
  }, [board, places, colors, widthPx, t]);
  const furthest = places[0];
  const summary = furthest
    ? t('chart.scatter.summary', {
        above: places.filter(({ customers, money }) => money > customers).length,
        count: places.length,
        name: furthest.name,
        difference: pointsBetween(furthest.money, furthest.customers, language),
      })
    : '';
  const open = (name: string): void => {
    const unit = board.units.find((one) => one.name === name);
    if (!unit) return;
    void navigate({ to: '/units/$code', params: { code: unit.code }, search: { period: board.period } });
  };
  return (
    <ChartFrame
      topic={t('chart.scatter.topic')}
      title={
        furthest
          ? t('chart.scatter.title', {
              name: furthest.name,
              customers: formatRatio(furthest.customers, 1),
              money: formatRatio(furthest.money, 1),
            })
          : t('chart.scatter.none')
      }
      note={t('chart.scatter.note')}
      definitions={versionsOf(board, 'official')}
      asOf={board.asOf}
      provisional={board.provisional}
      summary={summary}
      xlsx={workbookOf(board)}
      table={places.length < 2 ? undefined : <PlaceTable board={board} places={places} />}
    >
      {places.length < 2 ? (
        <Empty>{t('chart.scatter.tooFew')}</Empty>
      ) : (
        <Chart option={option} label={summary} height={380} onPick={open} />
      )}
    </ChartFrame>
  );
}

function PlaceTable({ board, places }: { board: Board; places: readonly Place[] }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const open = ({ unit, area }: Place, state: CustomerState, text: string) => (
    <CustomersLink
      period={board.period}
      unit={unit?.code ?? board.unit.code}
      state={state}
      {...(area && { commune: codesOf(area) })}
    >
      {text}
    </CustomersLink>
  );
  return (
    <ReportTable
      caption={t('chart.scatter.topic')}
      rows={places}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'name',
          header: t('board.league.unit'),
          phone: 'title',
          cell: ({ unit, area }) =>
            unit ? <UnitLink board={board} unit={unit} /> : area && <AreaLink board={board} area={area} />,
          sortValue: ({ name }) => name,
        },
        {
          key: 'customers',
          header: t('board.short.customers'),
          kind: 'number',
          cell: (place) => open(place, 'cashless', formatRatio(place.customers)),
          sortValue: ({ customers }) => customers,
        },
        {
          key: 'money',
          header: t('board.short.money'),
          kind: 'number',
          cell: (place) => open(place, 'cashless', formatRatio(place.money)),
          sortValue: ({ money }) => money,
        },
        {
          key: 'difference',
          header: t('chart.scatter.difference'),
          kind: 'number',
          cell: ({ customers, money }) => pointsBetween(money, customers, language),
          sortValue: ({ customers, money }) => money - customers,
        },
        {
          key: 'size',
          header: t('board.league.size'),
          kind: 'number',
          cell: (place) => open(place, 'all', formatCount(place.size)),
          sortValue: ({ size }) => size,
        },
        {
          key: 'quadrant',
          header: t('chart.scatter.quadrant'),
          cell: ({ quadrant }) => t(`chart.scatter.quadrants.${quadrant}`),
          sortValue: ({ quadrant }) => quadrant,
        },
      ]}
    />
  );
}
