import { open } from 'node:fs/promises';
import {
  describeMapping,
  isHeader,
  recogniseHeader,
  type Encoding,
  type FieldPlaces,
  type Mapping,
} from '../../../core/reconciliation/mapping.ts';
import { AppError } from '../../platform/errors.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import { openRows, type TableSource } from '../../platform/tabular/rows.ts';
import type { TableRow } from '../../platform/tabular/table.ts';
import { reconciliationError } from './errors.ts';

export interface OpenFile {
  header: TableRow;
  places: FieldPlaces;
  /** Cells the header has. */
  width: number;
  /** As given, or as recognised from the header. */
  mapping: Mapping;
  batches: AsyncGenerator<TableRow[]>;
}

/** Titles may stand above the header, within these first rows. */
const rowsAboveHeader = 25;

/**
 * Opens a partner's file and finds its columns. Throws `files.*`, `reconciliation.missing_columns`,
 * `reconciliation.same_column_twice`, `reconciliation.mojibake`, `reconciliation.encoding_unmarked`; errors of later
 * lines come while the batches are read.
 */
export async function openPartnerFile(source: TableSource, mapping: Mapping | undefined): Promise<OpenFile> {
  const encoding = mapping?.formats?.encoding;
  const { batches } = await openRows({ ...source, ...declared(encoding) }).catch((error: unknown) =>
    explainBinary(source.path, error),
  );
  try {
    const { header, above } = await findHeader(batches, mapping);
    const { places, missing, twice } = recogniseHeader(header.cells, mapping);
    const found = header.cells.slice(0, 40).map((cell) => cell.trim().slice(0, 60));
    if (missing.length > 0) {
      if (looksTwiceEncoded(header.cells)) throw reconciliationError('reconciliation.mojibake', { found });
      throw reconciliationError('reconciliation.missing_columns', { missing, found });
    }
    if (twice.length > 0) throw reconciliationError('reconciliation.same_column_twice', { fields: twice });
    const described = mapping ?? describeMapping(header.cells, places);
    return { header, places, width: header.cells.length, mapping: described, batches: chain(above, batches) };
  } catch (error) {
    await batches.return(undefined);
    throw error;
  }
}

function declared(encoding: Encoding | undefined): Pick<TableSource, 'encoding'> {
  return encoding === undefined || encoding === 'auto' ? {} : { encoding };
}

/** UTF-16 without its mark looks like no text at all; say what it is. */
async function explainBinary(path: string, error: unknown): Promise<never> {
  if (!(error instanceof AppError) || error.params['is'] !== 'binary') throw error;
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(512);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const zeros = [0, 0];
    for (let index = 0; index < bytesRead; index++) if (head[index] === 0) zeros[index % 2]!++;
    // In text of Latin letters every second byte is zero.
    if (Math.max(...zeros) * 4 > bytesRead && Math.min(...zeros) * 8 < bytesRead) {
      throw reconciliationError('reconciliation.encoding_unmarked', {}, { cause: error });
    }
  } finally {
    await file.close();
  }
  throw error;
}

/** The header is the first row that names most of what is needed; a mapping may say how many rows stand above it. */
async function findHeader(
  batches: AsyncGenerator<TableRow[]>,
  mapping: Mapping | undefined,
): Promise<{ header: TableRow; above: TableRow[] }> {
  let toSkip = mapping?.skipRows ?? 0;
  let seen = 0;
  let first: TableRow | undefined;
  for (;;) {
    const { value, done } = await batches.next();
    if (done) break;
    const rows = value.slice(toSkip);
    toSkip -= Math.min(toSkip, value.length);
    first ??= rows[0];
    const at = rows.slice(0, rowsAboveHeader - seen).findIndex(({ cells }) => isHeader(cells, mapping));
    if (at !== -1) return { header: rows[at]!, above: rows.slice(at + 1) };
    seen += rows.length;
    if (seen >= rowsAboveHeader) break;
  }
  if (!first) throw fileError('files.empty');
  return { header: first, above: [] };
}

/** UTF-8 read as Latin-1 and written as UTF-8 again: `MÃ£`, `Sá»‘`, `Ä‘`. */
function looksTwiceEncoded(cells: readonly string[]): boolean {
  return /[ÃÂ][\u0080-\u00bf£¡ªº¢]|á[»º]|Ä[\u0080-\u00bf‘]|Æ[°¡]/.test(cells.join(' '));
}

async function* chain(first: TableRow[], rest: AsyncGenerator<TableRow[]>): AsyncGenerator<TableRow[]> {
  if (first.length > 0) yield first;
  yield* rest;
}
