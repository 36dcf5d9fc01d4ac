import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { findWidthProblem, type RowProblem } from '../../../core/cmis/read-cells.ts';
import { isRowReason, rowReasons } from '../../../core/messages/row-reasons.ts';
import { rehearse, transaction, type Db, type Tx } from '../db.ts';
import { ensure } from '../errors.ts';
import type { App } from '../http.ts';
import { saveBriefly } from '../save-briefly.ts';
import { fileError } from './errors.ts';
import { openTable, type ColumnPlaces, type TableSource } from './table.ts';

/** Lists that staff bring in (villages, pay points, numbers): good rows are taken, the others go back with their reasons. */

/** Where a row stands in its file. */
export interface Lined {
  line: number;
  raw: string;
}
export type Rejected = RowProblem & Lined;

/** How the rows of one kind of list are read. A row with problems is rejected whole. */
export interface ListForm<Column extends string, Row extends object> {
  columns: { required: readonly Column[]; optional: readonly Column[] };
  createParser(places: ColumnPlaces<Column>): (cells: readonly string[]) => Row | { problems: RowProblem[] };
}

/** Reads a list in batches; blank rows are left aside. Throws `files.*` where the file is not what it says. */
export async function* readList<Column extends string, Row extends object>(
  source: TableSource,
  form: ListForm<Column, Row>,
): AsyncGenerator<{ rows: number; good: (Row & Lined)[]; bad: Rejected[] }> {
  const table = await openTable(source, form.columns);
  const parse = form.createParser(table.places);
  for await (const batch of table.batches) {
    const good: (Row & Lined)[] = [];
    const bad: Rejected[] = [];
    let rows = 0;
    for (const { line, cells, raw } of batch) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      rows++;
      const wrongWidth = findWidthProblem(cells, table.width);
      const parsed = wrongWidth ? { problems: [wrongWidth] } : parse(cells);
      if ('problems' in parsed) bad.push(...parsed.problems.map((problem) => ({ ...problem, line, raw })));
      else good.push({ ...parsed, line, raw });
    }
    yield { rows, good, bad };
  }
}

/** What came of a list. A row is made, changed, unchanged or rejected. */
export interface ListTaken {
  rows: number;
  made: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** The first rejected rows in the order of the file, each with line, field and reason. */
  rejections: Rejected[];
}

const rejectionsKept = 10_000;

/** Takes one batch of rows in the caller's transaction; of those that are neither made, changed nor rejected nothing is said. */
export type TakeBatch<Row> = (
  tx: Tx,
  rows: readonly (Row & Lined)[],
) => Promise<{ made: number; changed: number; rejected: readonly Rejected[] }>;

/**
 * Takes a list in one transaction: every good row or, where the file itself is broken, none. With `dryRun` everything is
 * tried and nothing stays. `finish` runs behind the last batch, for audit.
 */
export async function takeList<Column extends string, Row extends object>(
  db: Db,
  source: TableSource & { dryRun: boolean },
  form: ListForm<Column, Row>,
  take: () => { batch: TakeBatch<Row>; finish: (tx: Tx, taken: ListTaken) => Promise<void> },
): Promise<ListTaken> {
  const work = async (tx: Tx): Promise<ListTaken> => {
    const { batch, finish } = take();
    const taken: ListTaken = { rows: 0, made: 0, changed: 0, unchanged: 0, rejected: 0, rejections: [] };
    for await (const { rows, good, bad } of readList(source, form)) {
      const { made, changed, rejected } = await batch(tx, good);
      const all = [...bad, ...rejected].sort((one, other) => one.line - other.line);
      const lines = new Set(all.map(({ line }) => line)).size;
      taken.rows += rows;
      taken.made += made;
      taken.changed += changed;
      taken.rejected += lines;
      taken.unchanged += rows - made - changed - lines;
      taken.rejections.push(...all.slice(0, rejectionsKept - taken.rejections.length));
    }
    ensure(taken.rows > 0, fileError('files.empty'));
    await finish(tx, taken);
    return taken;
  };
  return source.dryRun ? rehearse(db, work) : transaction(db, work);
}

/** Routes whose body is a file, handed on as a stream; its size is bounded by whoever receives it. */
export function uploadRoutes(app: App, routes: (uploads: App) => void): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    routes(scope as unknown as App);
  });
}

export const ListQuerySchema = Type.Object(
  {
    fileName: Type.String({ minLength: 1, maxLength: 200 }),
    dryRun: Type.Optional(Type.Literal('true', { description: 'Only say what it would come to' })),
  },
  { additionalProperties: false },
);

export const ListTakenSchema = Type.Object({
  dryRun: Type.Boolean({ description: 'Nothing was taken' }),
  rows: Type.Integer(),
  made: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  rejected: Type.Integer(),
  rejections: Type.Array(
    Type.Object({
      line: Type.Integer(),
      field: Type.String(),
      code: Type.String(),
      reason: Type.String(),
      reasonEn: Type.String(),
      detail: Type.String(),
      raw: Type.String(),
    }),
    { description: 'The first two hundred' },
  ),
});

const rejectionsShown = 200;

/** Keeps an upload while it is taken, and presents what came of it. */
export async function receiveList(
  body: unknown,
  query: { fileName: string; dryRun?: 'true' },
  maxUnpackedBytes: number,
  take: (source: TableSource & { dryRun: boolean }) => Promise<ListTaken>,
) {
  ensure(body instanceof Readable, fileError('files.empty'));
  const dryRun = query.dryRun === 'true';
  return saveBriefly(body, async (path) => {
    const taken = await take({ path, fileName: query.fileName, maxUnpackedBytes, dryRun });
    const rejections = taken.rejections.slice(0, rejectionsShown).map(explainRow);
    return { ...taken, dryRun, rejections };
  });
}

/** A rejected row with its reason in words. */
export function explainRow(row: Rejected) {
  const known = isRowReason(row.code) ? rowReasons[row.code] : { vi: row.code, en: row.code };
  return { ...row, reason: known.vi, reasonEn: known.en };
}
