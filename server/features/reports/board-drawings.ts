import { addMonths, formatMonth, type Month } from '../../../core/dates.ts';
import type { Content } from '../../platform/pdf/content.ts';
import type { Figure } from '../kpi/index.ts';
import type { Board } from './board-workbook.ts';
import { numberedMarks } from './event-words.ts';

/** The board's drawings for paper: black, greys and patterns, so that a printer without colour loses nothing. */

const barHeight = 11;

/** A bullet bar from 0 to 100 %: official dark, hatched while provisional; target as a tick, the year before as a dot. */
export function bulletDrawing(
  figure: Figure,
  { lastYear, provisional, barWidth }: { lastYear: number | null; provisional: boolean; barWidth: number },
): Content {
  const at = (ratio: number): string => (Math.min(Math.max(ratio, 0), 1) * barWidth).toFixed(1);
  const official = figure.official.ratio ?? 0;
  const parts = [
    `<rect x="0" y="2" width="${barWidth}" height="${barHeight}" fill="#e6e6e6"/>`,
    `<rect x="0" y="2" width="${at(official)}" height="${barHeight}" fill="${provisional ? '#9a9a9a' : '#3a3a3a'}"/>`,
    ...(provisional ? hatches(Number(at(official))) : []),
    ...(lastYear === null
      ? []
      : [
          `<circle cx="${at(lastYear)}" cy="${2 + barHeight / 2}" r="3" fill="#000000" stroke="#ffffff" stroke-width="1"/>`,
        ]),
    ...(figure.target === null
      ? []
      : [
          `<rect x="${Number(at(figure.target)) - 1}" y="0" width="2" height="${barHeight + 4}" fill="#000000"/>`,
        ]),
  ];
  return svg(barWidth, barHeight + 4, parts);
}

function hatches(width: number): string[] {
  return Array.from({ length: Math.floor(width / 5) }, (_, index) => {
    const x = index * 5;
    return line(x, 2 + barHeight, Math.min(x + 5, width), 2, 'stroke="#ffffff" stroke-width="0.8"');
  });
}

const chart = { width: 246, height: 130, left: 28, right: 6, top: 8, bottom: 16 };

const firstDrawn = (board: Board): Month => addMonths(board.period, -11);

/** The months on the foot of the drawing: a year up to the period, and those that are looked ahead to. */
export function monthsDrawn(board: Board): Month[] {
  const first = firstDrawn(board);
  const known = board.trend.find(({ period }) => period >= first)?.period ?? first;
  const end = board.forecast?.customers.points.at(-1)?.period ?? board.period;
  const names: Month[] = [];
  for (let month = known; month <= end; month = addMonths(month, 1)) names.push(month);
  return names;
}

/**
 * Months as a line, what is ahead dashed in its band, the target as a level mark, and upright marks with a number for
 * what happened; a dot says whether its month is frozen.
 */
export function forecastDrawing(board: Board, metric: 'customers' | 'money'): Content {
  const names = monthsDrawn(board);
  const months = board.trend.filter(({ period }) => period >= firstDrawn(board));
  const ahead = board.forecast?.[metric].points ?? [];
  const target = board.forecast?.[metric].target ?? board.figures[metric].target;
  const known = months.map((month) => month[metric].official).filter((ratio) => ratio !== null);
  const least = Math.min(...known, ...ahead.map(({ low }) => low), target ?? 1);
  const floor = Math.max(0, Math.floor(least * 20) / 20);
  const x = (period: string): number =>
    chart.left +
    (names.indexOf(period) / Math.max(1, names.length - 1)) * (chart.width - chart.left - chart.right);
  const y = (ratio: number): number =>
    chart.top + ((1 - ratio) / Math.max(0.01, 1 - floor)) * (chart.height - chart.top - chart.bottom);
  const actual = months.flatMap(({ period, [metric]: { official } }) =>
    official === null ? [] : [[x(period), y(official)] as const],
  );
  const start = months.find(({ period }) => period === board.forecast?.to)?.[metric].official ?? null;
  const from = board.forecast && start !== null ? [[x(board.forecast.to), y(start)] as const] : [];
  return svg(chart.width, chart.height, [
    ...[floor, (1 + floor) / 2, 1].flatMap((ratio) => level(y(ratio), `${Math.round(ratio * 100)}%`)),
    ...(ahead.length === 0
      ? []
      : [
          `<polygon fill="#d4d4d4" points="${dots([
            ...from,
            ...ahead.map(({ period, high }) => [x(period), y(high)] as const),
            ...[...ahead].reverse().map(({ period, low }) => [x(period), y(low)] as const),
          ])}"/>`,
        ]),
    polyline(
      [...from, ...ahead.map(({ period, ratio }) => [x(period), y(ratio)] as const)],
      'stroke-dasharray="4 3"',
    ),
    polyline(actual, ''),
    ...numberedMarks(board.events, names).flatMap(({ period, number }) => upright(x(period), number)),
    ...months.flatMap(({ period, [metric]: { official } }) =>
      official === null ? [] : [dot(x(period), y(official), standingOf(board, period))],
    ),
    ...(target === null
      ? []
      : [
          line(
            chart.left,
            y(target),
            chart.width - chart.right,
            y(target),
            'stroke="#000000" stroke-width="1.4"',
          ),
        ]),
    ...[names[0], names.at(-1)].flatMap((name, end) =>
      name === undefined
        ? []
        : [
            `<text x="${x(name)}" y="${chart.height - 4}" font-size="7" text-anchor="${end === 0 ? 'start' : 'end'}">${formatMonth(name)}</text>`,
          ],
    ),
  ]);
}

type Standing = 'provisional' | 'frozen' | 'restated';

/** Whether a month's figures are frozen, by the marks of the board. */
function standingOf({ events }: Board, month: Month): Standing {
  const kinds = events.filter(({ period }) => period === month).map(({ kind }) => kind);
  return kinds.includes('restated') ? 'restated' : kinds.includes('frozen') ? 'frozen' : 'provisional';
}

function dot(x: number, y: number, standing: Standing): string {
  const fill = standing === 'provisional' ? '#ffffff' : '#1a1a1a';
  const look = `fill="${fill}" stroke="#1a1a1a" stroke-width="0.9"`;
  if (standing !== 'restated') return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="2" ${look}/>`;
  const corners = [[x, y - 3] as const, [x + 3, y] as const, [x, y + 3] as const, [x - 3, y] as const];
  return `<polygon points="${dots(corners)}" ${look}/>`;
}

/** A mark of what happened in a month, with its number above the drawing. */
function upright(x: number, number: number): string[] {
  const look = 'stroke="#555555" stroke-width="0.7" stroke-dasharray="1.5 2"';
  return [
    line(x, chart.top, x, chart.height - chart.bottom, look),
    `<text x="${x.toFixed(1)}" y="${chart.top - 1}" font-size="7" text-anchor="middle">${number}</text>`,
  ];
}

function level(y: number, words: string): string[] {
  return [
    line(chart.left, y, chart.width - chart.right, y, 'stroke="#c4c4c4" stroke-width="0.5"'),
    `<text x="${chart.left - 3}" y="${(y + 2.5).toFixed(1)}" font-size="7" text-anchor="end">${words}</text>`,
  ];
}

type Dot = readonly [x: number, y: number];

function dots(points: readonly Dot[]): string {
  return points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
}

function polyline(points: readonly Dot[], look: string): string {
  return `<polyline fill="none" stroke="#1a1a1a" stroke-width="1.4" ${look} points="${dots(points)}"/>`;
}

function line(x1: number, y1: number, x2: number, y2: number, look: string): string {
  const at = [x1, y1, x2, y2].map((value) => value.toFixed(1));
  return `<line x1="${at[0]}" y1="${at[1]}" x2="${at[2]}" y2="${at[3]}" ${look}/>`;
}

function svg(width: number, height: number, parts: readonly string[]): Content {
  const head = `xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return { svg: `<svg ${head} font-family="Be Vietnam Pro">${parts.join('')}</svg>`, width };
}
