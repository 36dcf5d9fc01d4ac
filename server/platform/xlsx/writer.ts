import { PassThrough, Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import type { FastifyReply } from 'fastify';
import { ZipFile } from 'yazl';
import { dispositionOf } from '../disposition.ts';
import { columnName, styleOf, writeCell, writeText, type Cell, type ColumnKind } from './cells.ts';
import { fixedParts, safeSheetNames, sheetPath, spreadsheetType } from './parts.ts';

export interface Column {
  header: string;
  kind: ColumnKind;
  /** In characters; a width that fits the kind where none is given. */
  width?: number;
}

export interface Sheet {
  name: string;
  /** Stands large above the table. */
  title?: string;
  /** Lines under the title: period, definition, data-as-of time. */
  notes?: readonly string[];
  /** Rows above the columns' headers, each of cells that lie over one or more columns and are merged there. */
  bands?: readonly (readonly Band[])[];
  columns: readonly Column[];
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  /** Whether a row, counted from 0, is a sum and stands out. */
  isSum?: (row: number) => boolean;
}

/** Together the bands of a row lie over all columns. */
export interface Band {
  text: string;
  span: number;
}

export interface Workbook {
  fileName: string;
  sheets: readonly Sheet[];
}

/** Excel's limit. What lies beyond it is named in the last row, not dropped silently. */
const maxRows = 1_048_576;
const chunkLength = 65_536;

/** Writes a workbook row by row into a stream; memory stays flat whatever the number of rows. */
export async function writeXlsx(target: Writable, workbook: Workbook): Promise<void> {
  await pipeline(streamXlsx(workbook), target);
}

/** A workbook whole in memory, for what is kept or mailed. */
export function xlsxBytes(workbook: Workbook): Promise<Buffer> {
  return buffer(streamXlsx(workbook));
}

/** Answers a request with a workbook to save. */
export function sendXlsx(reply: FastifyReply, workbook: Workbook): FastifyReply {
  return (
    reply
      .header('content-type', spreadsheetType)
      .header('content-disposition', dispositionOf('attachment', workbook.fileName))
      .header('cache-control', 'no-store')
      // A declared JSON response schema does not apply to a file.
      .serializer((payload: unknown) => payload as string)
      .send(streamXlsx(workbook))
  );
}

/** The package as a stream. An error in the rows, or a reader who leaves, ends both sides. */
function streamXlsx(workbook: Workbook): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  const open = new Set<Readable>();
  const names = safeSheetNames(workbook.sheets.map(({ name }) => name));
  const heads = workbook.sheets.map((sheet, index) => {
    const { firstHeader: from, header: to } = rowsAbove(sheet);
    return { name: names[index]!, from, to };
  });
  for (const [path, text] of Object.entries(fixedParts(heads))) zip.addBuffer(Buffer.from(text), path);
  workbook.sheets.forEach((sheet, index) => {
    zip.addReadStreamLazy(sheetPath(index), { compressionLevel: 1 }, (take) => {
      const stream = Readable.from(writeSheet(sheet), { objectMode: false, highWaterMark: chunkLength });
      open.add(stream);
      stream.on('error', (error) => out.destroy(error));
      take(null, stream);
    });
  });
  zip.on('error', (error: Error) => out.destroy(error));
  out.on('close', () => {
    for (const stream of open) stream.destroy();
  });
  zip.end();
  (zip.outputStream as Readable).on('error', (error) => out.destroy(error)).pipe(out);
  return out;
}

async function* writeSheet(sheet: Sheet): AsyncGenerator<string> {
  const letters = sheet.columns.map((_, index) => columnName(index));
  const { intro, firstHeader, header } = rowsAbove(sheet);
  let row = header;
  let chunk =
    writeOpening(sheet, row) +
    writeIntro(sheet, intro) +
    writeBands(sheet, letters, firstHeader) +
    writeHeader(sheet, letters, row);
  for await (const cells of sheet.rows) {
    row++;
    if (row === maxRows) {
      chunk += writeRow(
        row,
        writeText(`A${row}`, '… còn dòng nữa; bảng tính chỉ chứa 1.048.576 dòng', styleOf.note),
      );
      break;
    }
    let line = '';
    const strong = sheet.isSum?.(row - header - 1) ?? false;
    for (let index = 0; index < letters.length; index++) {
      line += writeCell(letters[index]! + row, cells[index], sheet.columns[index]!.kind, strong);
    }
    chunk += writeRow(row, line);
    if (chunk.length >= chunkLength) {
      yield chunk;
      chunk = '';
    }
  }
  yield `${chunk}</sheetData>${mergesOf(sheet, letters, firstHeader)}${pageSetup}</worksheet>`;
}

/** The lines above the table, and between which rows its header stands. */
function rowsAbove({ title, notes = [], bands = [] }: Sheet): {
  intro: string[];
  firstHeader: number;
  header: number;
} {
  const intro = [title ?? '', ...notes].filter(Boolean);
  const firstHeader = intro.length + (intro.length > 0 ? 2 : 1);
  return { intro, firstHeader, header: firstHeader + bands.length };
}

function writeBands({ bands = [] }: Sheet, letters: readonly string[], firstRow: number): string {
  return bands
    .map((band, index) => {
      let at = 0;
      const cells = band.map(({ text, span }) => {
        const letter = letters[at]!;
        at += span;
        return text === '' ? '' : writeText(letter + String(firstRow + index), text, styleOf.band);
      });
      return writeRow(firstRow + index, cells.join(''));
    })
    .join('');
}

function mergesOf({ bands = [] }: Sheet, letters: readonly string[], firstRow: number): string {
  const ranges = bands.flatMap((band, index) => {
    let at = 0;
    return band.flatMap(({ span }) => {
      const [first, last] = [letters[at]!, letters[at + span - 1]!];
      at += span;
      const row = firstRow + index;
      return span > 1 ? [`<mergeCell ref="${first}${row}:${last}${row}"/>`] : [];
    });
  });
  return ranges.length === 0 ? '' : `<mergeCells count="${ranges.length}">${ranges.join('')}</mergeCells>`;
}

/** A4 across, one page wide, as many pages long as it takes. */
const pageSetup = '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';

/** Everything before the rows; the table's header stays in sight while the rows scroll. */
function writeOpening(sheet: Sheet, headerRow: number): string {
  const columns = sheet.columns.map(({ header, kind, width }, index) => {
    const characters = width ?? Math.max(defaultWidths[kind], Math.min(header.length + 2, 30));
    return `<col min="${index + 1}" max="${index + 1}" width="${characters}" customWidth="1"/>`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" ` +
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${columns.join('')}</cols><sheetData>`
  );
}

const defaultWidths: Record<ColumnKind, number> = {
  text: 18,
  integer: 12,
  money: 18,
  percent: 11,
  points: 11,
  date: 12,
  datetime: 17,
};

function writeIntro(sheet: Sheet, lines: readonly string[]): string {
  return lines
    .map((text, index) => {
      const style = index === 0 && sheet.title ? styleOf.title : styleOf.note;
      return writeRow(index + 1, writeText(`A${index + 1}`, text, style));
    })
    .join('');
}

function writeHeader(sheet: Sheet, letters: readonly string[], row: number): string {
  const cells = sheet.columns.map(({ header, kind }, index) => {
    const style = kind === 'text' ? styleOf.header : styleOf.headerNumber;
    return writeText(letters[index]! + row, header, style);
  });
  return writeRow(row, cells.join(''));
}

function writeRow(row: number, cells: string): string {
  return `<row r="${row}">${cells}</row>`;
}
