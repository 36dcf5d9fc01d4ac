import { isTrailer, readTrailer, type ControlTotals } from '../../../core/cmis/read-trailer.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import { openTable, type OpenTable, type TableRow, type TableSource } from '../../platform/tabular/table.ts';
import { importError } from './errors.ts';
import { importKinds, type ImportKind, type KindName } from './kinds.ts';
import { noteProgress } from './queries.ts';
import { deleteRejections, insertRejections, type RejectionRow } from './rejection-queries.ts';

/** What reading a file to its end has shown. */
export interface StagedFile {
  /** Data rows: every row but header, titles, blank lines and trailer. */
  rows: number;
  /** Rows rejected for what stands in the row itself; the others wait in the staging table. */
  rejected: number;
  sentVnd: bigint;
  trailer: ControlTotals | undefined;
}

interface Staging {
  db: Db;
  importId: bigint;
  kind: ImportKind;
  table: OpenTable<string>;
  tally: StagedFile;
  bytesRead: () => number;
}

const rejectionBatch = 500;
const progressEveryMs = 500;
const longestRaw = 4_000;

/** Reads a file once from start to end: good rows go to the staging table by COPY, bad ones to the rejections. */
export async function stageFile(
  db: Db,
  work: { importId: bigint; kind: KindName; source: TableSource },
): Promise<StagedFile> {
  const kind = importKinds[work.kind];
  // The file is opened inside, so that a transaction tried again reads it again.
  return transaction(db, async (tx) => {
    let bytes = 0;
    const onRead = (read: number): void => {
      bytes = read;
    };
    await deleteRejections(db.side, work.importId);
    await kind.clear(tx, work.importId);
    const table = await openTable({ ...work.source, onRead }, kind.columns);
    const tally: StagedFile = { rows: 0, rejected: 0, sentVnd: 0n, trailer: undefined };
    const staging = { db, importId: work.importId, kind, table, tally, bytesRead: () => bytes };
    await kind.stage(tx, readLines(staging));
    if (tally.rows === 0) throw fileError('files.empty');
    return tally;
  });
}

async function* readLines(staging: Staging): AsyncGenerator<string> {
  const { db, importId, kind, table, tally } = staging;
  const read = kind.createReader(table.places, table.width, importId);
  let rejections: RejectionRow[] = [];
  let toldAt = 0;
  for await (const batch of table.batches) {
    let chunk = '';
    for (const row of batch) {
      if (!isTableRow(row, staging)) continue;
      tally.rows++;
      const result = read(row);
      tally.sentVnd += result.sentVnd;
      if ('copyLine' in result) {
        chunk += result.copyLine;
        continue;
      }
      tally.rejected++;
      const raw = row.raw.slice(0, longestRaw).replaceAll('\0', '');
      for (const problem of result.problems) rejections.push({ ...problem, line: row.line, raw });
    }
    if (rejections.length >= rejectionBatch) {
      await insertRejections(db.side, importId, rejections);
      rejections = [];
    }
    if (performance.now() - toldAt > progressEveryMs) {
      toldAt = performance.now();
      const { rows, rejected } = tally;
      await noteProgress(db.side, importId, { bytesRead: staging.bytesRead(), rows, rejected });
    }
    if (chunk) yield chunk;
  }
  await insertRejections(db.side, importId, rejections);
  const { rows, rejected } = tally;
  await noteProgress(db.side, importId, { bytesRead: staging.bytesRead(), rows, rejected });
}

/** False for the trailer, whose totals are noted. Throws for the stump of a row and for rows behind the trailer. */
function isTableRow(row: TableRow, { tally, table, kind }: Staging): boolean {
  if (tally.trailer) throw importError('imports.rows_after_trailer', { line: row.line });
  if (isTrailer(row.cells)) {
    const place = kind.totalColumn === undefined ? undefined : table.places[kind.totalColumn];
    tally.trailer = readTrailer(row.cells, place);
    if (!tally.trailer) throw importError('imports.bad_trailer', { line: row.line });
    return false;
  }
  if (row.unterminated && row.cells.length < table.width)
    throw fileError('files.truncated', { line: row.line });
  return true;
}
