import { fileError } from './errors.ts';
import { isUtf16 } from './sniff-format.ts';

/** A row with the physical line it begins on (1-based) and its text as sent. */
export interface TableRow {
  line: number;
  cells: string[];
  raw: string;
  /** The file ends with this row and not with a line end: it may be the stump of a longer one. */
  unterminated?: boolean;
}

/** What a text may be encoded in, where its sender says so; otherwise UTF-8, or UTF-16 with its mark. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258';

/** A record may span lines inside quotes, but not without end. */
const longestRecord = 1_048_576;

/**
 * Splits CSV (RFC 4180) into batches of rows, one batch per chunk read. Lines end with LF or CRLF; the separator is
 * that of the header. Most lines hold no quotation mark and are split by the engine; only the others are walked
 * through. Blank lines are counted and left out. The last row is marked when the file does not end with a line end.
 */
export async function* splitCsv(
  chunks: AsyncIterable<Buffer>,
  encoding?: TextEncodingName,
): AsyncGenerator<TableRow[]> {
  let decoder: TextDecoder | undefined;
  let splitter: CsvSplitter | undefined;
  let pending = '';
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encoding ?? recogniseEncoding(chunk), { fatal: true });
    pending += decode(decoder, chunk, splitter);
    splitter ??= pending.length >= 65_536 ? new CsvSplitter(findSeparator(pending)) : undefined;
    if (!splitter) continue;
    const rows = splitter.split(pending);
    pending = '';
    if (rows.length > 0) yield rows;
  }
  if (decoder) pending += decode(decoder, undefined, splitter);
  splitter ??= new CsvSplitter(findSeparator(pending));
  const rows = splitter.split(pending);
  const last = splitter.end();
  if (last) rows.push({ ...last, unterminated: true });
  if (rows.length > 0) yield rows;
}

function recogniseEncoding(head: Buffer): TextEncodingName {
  if (!isUtf16(head)) return 'utf-8';
  return head[0] === 0xff ? 'utf-16le' : 'utf-16be';
}

function decode(decoder: TextDecoder, chunk: Buffer | undefined, splitter: CsvSplitter | undefined): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw fileError('files.not_utf8', splitter ? { afterLine: splitter.line - 1 } : {});
  }
}

/** The separator that the fullest of the first lines uses most, outside quotes: comma, semicolon or tab. */
export function findSeparator(text: string): string {
  let best = { separator: ',', count: 0 };
  const bare = text.slice(0, 65_536).replaceAll(/"[^"]*("|$)/g, '');
  for (const line of bare.split('\n', 20)) {
    for (const separator of [',', ';', '\t']) {
      const count = line.split(separator).length - 1;
      if (count > best.count) best = { separator, count };
    }
  }
  return best.separator;
}

/** Splits text that arrives in pieces; what is not yet a whole record is kept for the next piece. */
class CsvSplitter {
  /** Physical line on which the next record begins. */
  line = 1;
  private rest = '';
  private readonly separator: string;

  constructor(separator: string) {
    this.separator = separator;
  }

  split(piece: string): TableRow[] {
    const text = this.rest + piece;
    const rows: TableRow[] = [];
    let from = 0;
    let quote = text.indexOf('"');
    for (;;) {
      const end = text.indexOf('\n', from);
      if (end === -1) break;
      if (quote !== -1 && quote < from) quote = text.indexOf('"', from);
      if (quote === -1 || quote > end) {
        this.push(rows, text.slice(from, text[end - 1] === '\r' && end > from ? end - 1 : end));
        from = end + 1;
        this.line++;
        continue;
      }
      const record = this.walk(text, from, false);
      if (!record) break;
      this.pushRecord(rows, record);
      from = record.next;
    }
    this.rest = text.slice(from);
    if (this.rest.length > longestRecord) throw fileError('files.line_too_long', { line: this.line });
    return rows;
  }

  /** The record that no line end follows. Throws `files.truncated` inside quotes. */
  end(): TableRow | undefined {
    const text = this.rest.replace(/\r$/, '');
    if (!text) return undefined;
    const rows: TableRow[] = [];
    if (!text.includes('"')) this.push(rows, text);
    else {
      const record = this.walk(text, 0, true);
      if (!record) throw fileError('files.truncated', { line: this.line });
      this.pushRecord(rows, record);
    }
    return rows[0];
  }

  private push(rows: TableRow[], raw: string): void {
    const cells = raw.split(this.separator);
    if (cells.some((cell) => cell !== '' && cell.trim() !== '')) rows.push({ line: this.line, cells, raw });
  }

  private pushRecord(rows: TableRow[], record: CsvRecord): void {
    const { cells, raw, lines } = record;
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: this.line, cells, raw });
    this.line += lines;
  }

  /** Reads one record that holds quotation marks; undefined when it goes on beyond the text. */
  private walk(text: string, from: number, atEnd: boolean): CsvRecord | undefined {
    const cells: string[] = [];
    let at = from;
    let lines = 1;
    for (;;) {
      const cell = text[at] === '"' ? this.quoted(text, at) : this.bare(text, at);
      if (!cell) return undefined;
      cells.push(cell.text);
      lines += cell.lines;
      at = cell.next;
      if (text[at] === this.separator) {
        at++;
        continue;
      }
      const end = text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length) ? at + 1 : at;
      if (text[end] === '\n') return { cells, raw: text.slice(from, at), next: end + 1, lines };
      if (end >= text.length) {
        return atEnd ? { cells, raw: text.slice(from, at), next: end, lines } : undefined;
      }
      throw fileError('files.stray_quote', { line: this.line + lines - 1 });
    }
  }

  private bare(text: string, from: number): CsvCell {
    let at = from;
    while (at < text.length && text[at] !== this.separator && text[at] !== '\n') at++;
    const end = text[at - 1] === '\r' && at > from && text[at] !== this.separator ? at - 1 : at;
    return { text: text.slice(from, end), next: end, lines: 0 };
  }

  private quoted(text: string, from: number): CsvCell | undefined {
    let close = text.indexOf('"', from + 1);
    while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close === -1) return undefined;
    const inner = text.slice(from + 1, close);
    const lines = inner.includes('\n') ? inner.split('\n').length - 1 : 0;
    let next = close + 1;
    while (text[next] === ' ') next++;
    return { text: inner.replaceAll('""', '"'), next, lines };
  }
}

interface CsvCell {
  text: string;
  next: number;
  lines: number;
}

interface CsvRecord {
  cells: string[];
  raw: string;
  next: number;
  /** Physical lines the record takes. */
  lines: number;
}
