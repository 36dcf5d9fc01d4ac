import type { Cell, Content } from './content.ts';

/** Pieces that every paper with tables and a head is built of. */

/** A thin line in the middle of its column, `width` points long, so far below what stands above it. */
export function centredRule(width: number, above = 1): Content {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.7 }],
    alignment: 'center',
    margin: [0, above, 0, 0],
  };
}

/** A table with thin lines whose head is repeated on every page; a row is not torn. */
export function ruledTable(
  widths: (number | 'auto' | '*')[],
  head: Cell[],
  rows: Cell[][],
  fontSize = 8.5,
): Content {
  return {
    table: { headerRows: 1, dontBreakRows: true, widths, body: [head, ...rows] },
    layout: 'ruled',
    fontSize,
    lineHeight: 1.15,
  };
}

export function headerCell(text: string): Cell {
  return { text, bold: true, alignment: 'center', fillColor: '#eeeeee' };
}

export function numberCell(text: string, bold = false): Cell {
  return { text, alignment: 'right', bold };
}
