import type { Board, BoardCommune, BoardUnit } from '../api/types.ts';
import { axisText, percentAxis, percentOf, reachOf } from '../charts/axes.ts';
import type { ChartColors } from '../charts/chart.tsx';
import type { ChartOption } from '../charts/echarts.ts';
import { shortNames } from '../charts/short-names.ts';
import { escapeHtml, tooltipBox } from '../charts/tooltip.ts';
import { formatCount, formatRatio } from '../format.ts';
import { fontFamily } from '../theme.ts';
import { labelSides } from './scatter-labels.ts';

export type Quadrant = 'both' | 'moneyOnly' | 'customersOnly' | 'neither';

/** A unit, or where there is none below, a commune. */
export interface Place {
  key: string;
  name: string;
  unit: BoardUnit | undefined;
  area: BoardCommune | undefined;
  customers: number;
  money: number;
  /** Customers with bills. */
  size: number;
  quadrant: Quadrant;
}

/** The places of a board that have both shares, those first whose money and customers are furthest apart. */
export function placesOf(board: Board): Place[] {
  const level = {
    customers: board.figures.customers.official.ratio ?? 0,
    money: board.figures.money.official.ratio ?? 0,
  };
  const rows = board.units.length > 0 ? board.units : board.communes;
  return rows
    .flatMap((row) => {
      const [customers, money] = [row.customers?.official.ratio, row.money?.official.ratio];
      if (customers == null || money == null) return [];
      const isUnit = 'hasChildren' in row;
      return {
        key: (isUnit ? 'unit' : row.kind) + row.code,
        name: row.name || row.code,
        unit: isUnit ? row : undefined,
        area: isUnit ? undefined : row,
        customers,
        money,
        size: Number(row.customers?.denominator ?? 0),
        quadrant: quadrantOf({ customers, money }, level),
      };
    })
    .sort((a, b) => Math.abs(b.money - b.customers) - Math.abs(a.money - a.customers));
}

interface Shares {
  customers: number;
  money: number;
}

function quadrantOf(place: Shares, level: Shares): Quadrant {
  const [customers, money] = [place.customers >= level.customers, place.money >= level.money];
  return customers ? (money ? 'both' : 'customersOnly') : money ? 'moneyOnly' : 'neither';
}

/** Names of axes and quadrants; the quadrants in the order both, money, customers, neither. */
export interface ScatterNames {
  customers: string;
  money: string;
  size: string;
  quadrants: readonly string[];
}

export function scatterOption(
  board: Board,
  places: readonly Place[],
  { colors, names, widthPx }: { colors: ChartColors; names: ScatterNames; widthPx: number },
): ChartOption {
  const { palette } = colors;
  const reach = reachOf(places.flatMap(({ customers, money }) => [customers, money]));
  const largest = Math.max(...places.map(({ size }) => size), 1);
  const short = shortNames(places.map(({ name }) => name));
  const sizeOf = (size: number): number => 10 + 34 * Math.sqrt(size / largest);
  const sides = labelSides(
    places.map(({ customers, money, size }, at) => ({
      x: partOf(customers, reach) * widthPx,
      y: (1 - partOf(money, reach)) * plotHeightPx,
      radius: sizeOf(size) / 2,
      name: short[at] ?? '',
    })),
    widthPx,
  );
  const axis = {
    ...percentAxis(colors),
    ...reach,
    nameLocation: 'middle' as const,
    nameGap: 30,
    nameTextStyle: axisText(colors),
  };
  return {
    // The names of the quadrants stand above and below, where no place can cover them.
    grid: { left: 44, right: 24, top: 40, bottom: 62, containLabel: true },
    tooltip: {
      formatter: (point: unknown) => tooltipOf((point as { dataIndex: number }).dataIndex, places, names),
      ...tooltipBox(colors),
    },
    xAxis: { ...axis, name: names.customers },
    yAxis: { ...axis, name: names.money, nameGap: 44 },
    graphic: quadrantWords(names.quadrants, palette.muted),
    series: [
      {
        type: 'scatter',
        animation: false,
        data: places.map(({ name, customers, money, size }, at) => ({
          name,
          value: [percentOf(customers), percentOf(money), size],
          label: {
            show: sides[at] !== undefined,
            formatter: short[at] ?? name,
            position: sides[at] ?? ('top' as const),
          },
        })),
        symbolSize: (value: number[]) => sizeOf(value[2] ?? 0),
        itemStyle: { color: palette.bar, opacity: 0.55, borderColor: palette.bar },
        label: { opacity: 1, ...axisText(colors) },
        labelLayout: { hideOverlap: true },
        // The one that is pointed at shows its name in any case.
        emphasis: { label: { show: true } },
        markLine: levelLines(board, reach.min, palette),
      },
    ],
  };
}

/** Of the height of the drawing what is left between the words above and below it. */
const plotHeightPx = 258;

/** Where between the ends of an axis a ratio lies, from 0 to 1. */
function partOf(ratio: number, reach: { min: number; max: number }): number {
  return (ratio * 100 - reach.min) / (reach.max - reach.min);
}

/** The diagonal on which both shares are equal, and the level of the board itself either way. */
function levelLines(board: Board, least: number, palette: ChartColors['palette']) {
  const { customers, money } = board.figures;
  return {
    silent: true,
    symbol: 'none' as const,
    animation: false,
    label: { show: false },
    lineStyle: { color: palette.border, type: 'solid' as const, width: 1 },
    data: [
      [
        { coord: [least, least], lineStyle: { type: 'dashed' as const, color: palette.tick } },
        { coord: [100, 100] },
      ] as [object, object],
      { xAxis: percentOf(customers.official.ratio) ?? 0 },
      { yAxis: percentOf(money.official.ratio) ?? 0 },
    ],
  };
}

function tooltipOf(at: number, places: readonly Place[], names: ScatterNames): string {
  const place = places[at];
  if (!place) return '';
  const lines = [
    `${names.customers}: ${formatRatio(place.customers)}`,
    `${names.money}: ${formatRatio(place.money)}`,
    `${names.size}: ${formatCount(place.size)}`,
  ];
  return [escapeHtml(place.name), ...lines].join('<br>');
}

/** The names of the quadrants in the corners of the chart. */
function quadrantWords([both, moneyOnly, customersOnly, neither]: readonly string[], color: string) {
  const word = (text: string | undefined, place: object) => ({
    type: 'text' as const,
    silent: true,
    ...place,
    style: { text: text ?? '', fill: color, fontSize: 13, fontFamily, fontStyle: 'italic' as const },
  });
  return [
    word(both, { right: 24, top: 4 }),
    word(moneyOnly, { left: 44, top: 4 }),
    word(customersOnly, { right: 24, bottom: 6 }),
    word(neither, { left: 44, bottom: 6 }),
  ];
}
