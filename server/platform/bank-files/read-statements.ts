import { camtShape } from '../../../core/bank-files/camt.ts';
import { IsoMessageSink } from '../../../core/bank-files/iso-message.ts';
import { Mt940Reader } from '../../../core/bank-files/mt940.ts';
import { BankFileRefusal } from '../../../core/bank-files/refusal.ts';
import type { StatementEvent } from '../../../core/bank-files/statement.ts';
import { TableStatementReader } from '../../../core/bank-files/table-statement.ts';
import { AppError } from '../errors.ts';
import { splitCsv, type TableRow, type TextEncodingName } from '../tabular/csv.ts';
import { fileError } from '../tabular/errors.ts';
import { GuardedXmlParser } from '../xml/read-xml.ts';
import { readXlsx } from '../xlsx/reader.ts';
import { rethrowRefusal } from './errors.ts';
import { openBankFile, type OpenBankFile } from './open-bank-file.ts';
import { splitLines } from './split-lines.ts';

/** What a workbook may unpack to. */
const mostUnpackedBytes = 1_073_741_824;
/** A statement is looked for on these many first sheets: some banks put a cover before it. */
const mostSheets = 5;

/**
 * Reads the statements of a file, whatever its format: camt.052, camt.053, camt.054, MT940, MT942, CSV, XLSX. The events
 * come in batches as the file streams by, and count only when the generator has come to its end, where it returns the
 * format: a file that turns out to be cut off, hostile or contradictory throws (`files.*`, `xml.*`, `bank_files.*`, with
 * the line), whatever came before.
 */
export async function* readStatements(path: string): AsyncGenerator<StatementEvent[], string> {
  const file = await openBankFile(path);
  try {
    if (file.kind === 'xml') return yield* readCamt(file);
    if (file.kind === 'swift') return yield* readSwift(file);
    if (file.kind === 'xlsx') {
      yield* readWorkbook(path);
      return 'xlsx';
    }
    return yield* readCsv(path, file);
  } catch (error) {
    return rethrowRefusal(error);
  } finally {
    await file.close();
  }
}

async function* readCamt(file: OpenBankFile): AsyncGenerator<StatementEvent[], string> {
  const events = new Batch();
  const sink = new IsoMessageSink((message) => camtShape(message, (event) => events.add(event)));
  const parser = new GuardedXmlParser(sink);
  for await (const text of file.texts) {
    parser.write(text);
    if (events.isFull) yield events.take();
  }
  parser.end();
  yield events.take();
  return sink.format!;
}

async function* readSwift(file: OpenBankFile): AsyncGenerator<StatementEvent[], string> {
  const events = new Batch();
  const reader = new Mt940Reader((event) => events.add(event));
  let complete = true;
  for await (const { lines, isComplete } of splitLines(file.texts)) {
    for (const line of lines) reader.push(line);
    complete = isComplete;
    if (events.isFull) yield events.take();
  }
  reader.finish(complete);
  yield events.take();
  return reader.format!;
}

/** The first sheet with the header of a statement; where none has one, what the first was refused for. */
async function* readWorkbook(path: string): AsyncGenerator<StatementEvent[]> {
  let first: unknown;
  for (let sheet = 0; sheet < mostSheets; sheet++) {
    try {
      return yield* readTable(readXlsx(path, { maxUnpackedBytes: mostUnpackedBytes, sheet }));
    } catch (error) {
      if (!isWithoutTable(error)) throw sheet > 0 && isWithoutSheet(error) ? first : error;
      first ??= error;
    }
  }
  throw first;
}

/** Both are thrown before anything is told of a sheet. */
function isWithoutTable(error: unknown): boolean {
  if (error instanceof BankFileRefusal) return error.code === 'bank_files.unknown_format';
  return error instanceof AppError && error.code === 'files.empty';
}

function isWithoutSheet(error: unknown): boolean {
  return error instanceof AppError && error.code === 'files.not_xlsx';
}

/** Without a mark and not in UTF-8, a table is taken for one of Vietnamese Windows: found out by a first reading. */
async function* readCsv(path: string, file: OpenBankFile): AsyncGenerator<StatementEvent[], string> {
  const encoding = await findEncoding(file);
  const again = await openBankFile(path);
  try {
    yield* readTable(splitCsv(withLineFeeds(again.chunks), encoding));
  } finally {
    await again.close();
  }
  return 'csv';
}

/** Where the beginning has carriage returns only, and letters of one byte, they are what ends a line. */
async function* withLineFeeds(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let alone: boolean | undefined;
  for await (const chunk of chunks) {
    alone ??= chunk.includes(0x0d) && !chunk.includes(0x0a) && !chunk.includes(0);
    yield alone ? Buffer.from(chunk.map((byte) => (byte === 0x0d ? 0x0a : byte))) : chunk;
  }
}

async function findEncoding(file: OpenBankFile): Promise<TextEncodingName | undefined> {
  try {
    for await (const rows of splitCsv(withLineFeeds(file.chunks))) void rows;
  } catch (error) {
    if (error instanceof AppError && error.code === 'files.not_utf8') return 'windows-1258';
    throw error;
  }
  return undefined;
}

async function* readTable(batches: AsyncIterable<TableRow[]>): AsyncGenerator<StatementEvent[]> {
  const events = new Batch();
  const reader = new TableStatementReader((event) => events.add(event));
  let line = 0;
  for await (const rows of batches) {
    for (const row of rows) {
      if (row.unterminated && row.cells.length < reader.width)
        throw new BankFileRefusal('bank_files.truncated', 'the last row lacks cells', row.line);
      reader.push(row);
      line = row.line;
    }
    if (events.isFull) yield events.take();
  }
  if (line === 0) throw fileError('files.empty');
  reader.finish(line);
  yield events.take();
}

/** Events gathered between two pieces of the file. */
class Batch {
  private events: StatementEvent[] = [];

  get isFull(): boolean {
    return this.events.length > 0;
  }

  add(event: StatementEvent): void {
    this.events.push(event);
  }

  take(): StatementEvent[] {
    const taken = this.events;
    this.events = [];
    return taken;
  }
}
