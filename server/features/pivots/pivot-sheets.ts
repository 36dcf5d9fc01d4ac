import type { CellFigure } from '../../../core/pivots/figures.ts';
import { definitionsOf, figureText, headsOf, nameIn, rowNames } from '../../../core/pivots/heads.ts';
import { unitOfMeasure, type Measure } from '../../../core/pivots/measures.ts';
import { dimensionName, monthChoiceName } from '../../../core/pivots/names.ts';
import { relativeMonths, sourceOf, type Pivot } from '../../../core/pivots/pivot.ts';
import { customerKindName } from '../../../core/customer-kinds.ts';
import { formatMonth } from '../../../core/dates.ts';
import { momentWords } from '../../../core/papers/words.ts';
import { csvLine, csvMark } from '../../platform/tabular/write-csv.ts';
import type { ColumnKind } from '../../platform/xlsx/cells.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { PivotAnswer } from './read-pivot.ts';

/** What every copy of a table says of itself: whom, which months, as of when, counted how. */
export function standingOf(answer: PivotAnswer): string[] {
  const { pivot, company, unit, months, asOf, provisional } = answer;
  const [first = '', last = ''] = [months[0], months.at(-1)];
  const span =
    first === last ? `kỳ ${formatMonth(first)}` : `kỳ ${formatMonth(first)} đến ${formatMonth(last)}`;
  const choice = relativeMonths.find((one) => one === pivot.months);
  return [
    `${unit.name}${pivot.kind === undefined ? '' : `, KH ${customerKindName(pivot.kind, 'vi').toLowerCase()}`}; ${span}${choice ? ` (${monthChoiceName(choice, 'vi').toLowerCase()})` : ''}. ` +
      `Số liệu lúc ${momentWords(asOf)}${provisional ? '; có kỳ chưa chốt: số liệu tạm tính' : ''}.` +
      (company.demo ? ' Dữ liệu mẫu.' : ''),
    ...definitionWords(pivot),
    ...(months.length > 1 && countsPeople(pivot)
      ? ['KH và hóa đơn của nhiều tháng là số lượt cộng lại: một KH được tính một lần mỗi tháng.']
      : []),
    'Tổng của tỷ lệ là tỷ lệ của các tổng. Ô có ít hơn 5 hóa đơn không hiện số.',
  ];
}

function countsPeople({ measures }: Pivot): boolean {
  return measures.some(({ thing }) => thing === 'customers' || thing === 'bills');
}

function definitionWords(pivot: Pivot): string[] {
  const source = sourceOf(pivot);
  const refs = definitionsOf(pivot);
  if (source === 'channels')
    return ['Tiền đã trả qua từng kênh; một KH hay hóa đơn trả qua hai kênh được tính ở cả hai.'];
  if (refs.length === 0) return [];
  const words = `Cách tính: ${refs.join(', ')}.`;
  return [refs.length > 1 ? `${words} Mỗi cột ghi cách tính của mình.` : words];
}

const kindOfUnit = {
  count: 'integer',
  money: 'money',
  share: 'percent',
  points: 'points',
  attainment: 'percent',
} as const satisfies Record<ReturnType<typeof unitOfMeasure>, ColumnKind>;

/** What stands at the head of a copy: the name it was given, else by what it is divided. */
export function pivotTitle({ pivot }: PivotAnswer, given: string | undefined): string {
  if (given) return given;
  const names = [...pivot.rows, ...pivot.columns].map((name) => dimensionName(name, 'vi').toLowerCase());
  return `Bảng chéo theo ${names.join(', ') || 'tổng số'}`;
}

/** The table as a sheet with merged headings, numbers as numbers and sums in bold. */
export function pivotWorkbook(answer: PivotAnswer, title: string | undefined): Workbook {
  const { pivot, table, months } = answer;
  const nameOf = nameIn(answer.names);
  const heads = headsOf(pivot, table, 'vi', nameOf);
  return {
    fileName: `bang-cheo-${months[0] ?? ''}-${months.at(-1) ?? ''}.xlsx`,
    sheets: [
      {
        name: 'Bảng chéo',
        title: pivotTitle(answer, title),
        notes: standingOf(answer),
        bands: heads.bands.map((bands) => [...heads.rows.map(() => ({ text: '', span: 1 })), ...bands]),
        columns: [
          ...heads.rows.map((header) => ({ header, kind: 'text' as const, width: 30 })),
          ...heads.measures.map(({ text, measure }) => ({
            header: text,
            kind: kindOfUnit[unitOfMeasure(measure)],
            width: 18,
          })),
        ],
        rows: table.rows.map((row, at) => [
          ...rowNames(pivot, row, 'vi', nameOf),
          ...table.cells[at]!.map((cell, index) => valueOf(cell, heads.measures[index]!.measure)),
        ]),
        isSum: (row) => table.rows[row]?.kind !== 'leaf',
      },
    ],
  };
}

/** The number behind a figure; words where there is none to show. */
function valueOf(cell: CellFigure | null, measure: Measure): string | bigint | number | null {
  if (cell?.few) return figureText(cell, measure, 'vi');
  if (!cell) return null;
  if (cell.amount !== null) return cell.amount;
  return cell.ratio !== null && unitOfMeasure(measure) === 'points' ? cell.ratio * 100 : cell.ratio;
}

/** The table as text: what it says of itself, one line of headings, one line per row. Ratios with a decimal comma. */
export async function* pivotCsv(answer: PivotAnswer, title: string | undefined): AsyncGenerator<string> {
  const { pivot, table } = answer;
  const nameOf = nameIn(answer.names);
  const heads = headsOf(pivot, table, 'vi', nameOf);
  yield csvMark + csvLine([pivotTitle(answer, title)]);
  for (const line of standingOf(answer)) yield csvLine([line]);
  const overs = heads.bands.map((bands) => bands.flatMap(({ text, span }) => Array<string>(span).fill(text)));
  const headings = heads.measures.map(({ text }, index) =>
    [...overs.map((band) => band[index] ?? ''), text].filter(Boolean).join(' | '),
  );
  yield csvLine([...heads.rows, ...headings]);
  for (const [at, row] of table.rows.entries()) {
    yield csvLine([
      ...rowNames(pivot, row, 'vi', nameOf),
      ...table.cells[at]!.map((cell, index) =>
        plainText(valueOf(cell, heads.measures[index]!.measure), heads.measures[index]!.measure),
      ),
    ]);
  }
}

function plainText(value: ReturnType<typeof valueOf>, measure: Measure): string {
  if (typeof value !== 'number') return String(value ?? '');
  const unit = unitOfMeasure(measure);
  const text = unit === 'points' ? value.toFixed(2) : `${(value * 100).toFixed(2)}%`;
  return text.replace('.', ',');
}
