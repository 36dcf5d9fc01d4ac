import type { CellFigure } from '../../../core/pivots/figures.ts';
import { figureText, headsOf, nameIn, rowNames, type TableHeads } from '../../../core/pivots/heads.ts';
import type { Cell, Content } from '../../platform/pdf/content.ts';
import type { PdfDocument } from '../../platform/pdf/document.ts';
import { headerCell, numberCell } from '../../platform/pdf/parts.ts';
import { pivotTitle, standingOf } from './pivot-sheets.ts';
import type { PivotAnswer } from './read-pivot.ts';

/** Columns of figures that a page across holds so that they can be read. */
const figuresAcross = 10;

/** The table on pages across; one that is too wide goes on in further tables, each with the names of its rows. */
export function pivotDocument(answer: PivotAnswer, given: string | undefined): PdfDocument {
  const title = pivotTitle(answer, given);
  const { company, months, pivot, table } = answer;
  const heads = headsOf(pivot, table, 'vi', nameIn(answer.names));
  const parts = Math.max(1, Math.ceil(heads.measures.length / figuresAcross));
  return {
    fileName: `bang-cheo-${months[0] ?? ''}-${months.at(-1) ?? ''}.pdf`,
    title,
    author: company.name,
    madeAt: answer.asOf,
    page: 'A4-across',
    ...(company.demo && { mark: 'DỮ LIỆU MẪU' }),
    content: [
      { text: title, bold: true, fontSize: 13 },
      ...standingOf(answer).map((line): Content => ({ text: line, fontSize: 8, color: '#444444' })),
      ...Array.from({ length: parts }, (_, part) =>
        tablePart(answer, heads, part * figuresAcross, (part + 1) * figuresAcross),
      ),
    ],
    footer: [company.name, standingOf(answer)[0] ?? ''],
  };
}

function tablePart(answer: PivotAnswer, heads: TableHeads, from: number, to: number): Content {
  const { pivot, table } = answer;
  const nameOf = nameIn(answer.names);
  const figures = heads.measures.slice(from, to);
  const body = table.rows.map((row, at): Cell[] => {
    const bold = row.kind !== 'leaf';
    return [
      ...rowNames(pivot, row, 'vi', nameOf).map((text): Cell => ({ text, bold })),
      ...table.cells[at]!.slice(from, to).map((cell: CellFigure | null, index) =>
        numberCell(figureText(cell, figures[index]!.measure, 'vi'), bold),
      ),
    ];
  });
  const top = heads.bands.map((bands) => [
    ...heads.rows.map(() => headerCell('')),
    ...bandCells(bands, from, to),
  ]);
  const names = [...heads.rows, ...figures.map(({ text }) => text)].map(headerCell);
  return {
    margin: [0, 6, 0, 0],
    fontSize: 7.5,
    lineHeight: 1.1,
    table: {
      headerRows: top.length + 1,
      dontBreakRows: true,
      widths: [...heads.rows.map(() => 'auto' as const), ...figures.map(() => '*' as const)],
      body: [...top, names, ...body],
    },
    layout: 'ruled',
  };
}

/** Bands cut to the columns of one part; what a band lies over is filled with blanks, as the layout wants it. */
function bandCells(bands: TableHeads['bands'][number], from: number, to: number): Cell[] {
  let at = 0;
  return bands.flatMap(({ text, span }): Cell[] => {
    const first = Math.max(at, from);
    at += span;
    const width = Math.min(at, to) - first;
    if (width <= 0) return [];
    const cell: Cell = { text, bold: true, alignment: 'center', fillColor: '#eeeeee', colSpan: width };
    return [cell, ...Array.from({ length: width - 1 }, () => '')];
  });
}
