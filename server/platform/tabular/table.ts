import { normalizeText } from '../../../core/text.ts';
import type { TableRow } from './csv.ts';
import { fileError } from './errors.ts';
import { openRows, type TableSource } from './rows.ts';
import type { TableFormat } from './sniff-format.ts';

export type { TableRow } from './csv.ts';
export type { TableSource } from './rows.ts';

/** Where each column stands in a row; -1 where an optional one is missing. */
export type ColumnPlaces<Column extends string> = Readonly<Record<Column, number>>;

export interface OpenTable<Column extends string> {
  format: TableFormat;
  places: ColumnPlaces<Column>;
  /** Cells the header has; a row with more holds a stray separator. */
  width: number;
  batches: AsyncGenerator<TableRow[]>;
}

/** Titles may stand above the header, within these first rows. */
const rowsAboveHeader = 25;

/**
 * Opens a CSV or XLSX file as a table with named columns, in any order and letter case, further ones left aside.
 * `nameOf` says which column a header's cell means, where files call the same thing by several names.
 * Throws `files.*` errors; those of later lines come while the batches are read.
 */
export async function openTable<Column extends string>(
  source: TableSource,
  columns: { required: readonly Column[]; optional: readonly Column[] },
  nameOf: (cell: string) => string = columnName,
): Promise<OpenTable<Column>> {
  const { format, batches } = await openRows(source);
  const { header, above } = await findHeader(batches, columns.required, nameOf);
  const names = header.cells.map(nameOf);
  const wanted = [...columns.required, ...columns.optional];
  const missing = columns.required.filter((column) => !names.includes(column));
  const twice = wanted.filter((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (missing.length > 0 || twice.length > 0) {
    await batches.return(undefined);
    if (missing.length > 0)
      throw fileError('files.missing_columns', { columns: missing, found: names.slice(0, 40) });
    throw fileError('files.duplicate_columns', { columns: twice });
  }
  return {
    format,
    places: Object.fromEntries(
      wanted.map((column) => [column, names.indexOf(column)]),
    ) as ColumnPlaces<Column>,
    width: header.cells.length,
    batches: chain(above, batches),
  };
}

function columnName(cell: string): string {
  return normalizeText(cell).replaceAll(' ', '_').toUpperCase();
}

/** The header is the first row that names most of the required columns; what follows it is the table. */
async function findHeader(
  batches: AsyncGenerator<TableRow[]>,
  required: readonly string[],
  nameOf: (cell: string) => string,
): Promise<{ header: TableRow; above: TableRow[] }> {
  let seen = 0;
  let first: TableRow | undefined;
  for (;;) {
    const { value: rows, done } = await batches.next();
    if (done) break;
    first ??= rows[0];
    const at = rows.slice(0, rowsAboveHeader - seen).findIndex(({ cells }) => {
      const names = new Set(cells.map(nameOf));
      return required.filter((column) => names.has(column)).length * 2 >= required.length;
    });
    if (at !== -1) return { header: rows[at]!, above: rows.slice(at + 1) };
    seen += rows.length;
    if (seen >= rowsAboveHeader) break;
  }
  await batches.return(undefined);
  if (!first) throw fileError('files.empty');
  throw fileError('files.missing_columns', {
    columns: required,
    found: first.cells.slice(0, 40).map(columnName),
  });
}

async function* chain(first: TableRow[], rest: AsyncGenerator<TableRow[]>): AsyncGenerator<TableRow[]> {
  if (first.length > 0) yield first;
  yield* rest;
}
