import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { fileError } from '../tabular/errors.ts';

/** A small archive may not unpack to more than this many times its size; spreadsheets stay below 60. */
const largestRatio = 400;
/** Below this, the ratio says nothing. */
const freeBytes = 32 * 1024 * 1024;
const mostEntries = 10_000;

export interface WorkbookOptions {
  maxUnpackedBytes: number;
  /** Called with the bytes of the archive read so far. */
  onRead?: (bytes: number) => void;
  /** Which of the visible sheets, from 0; the first without it. */
  sheet?: number;
}

/** A workbook's zip archive, read part by part; whatever it claims, no more than the limit is ever unpacked. */
export class WorkbookPackage {
  private readonly zip: ZipFile;
  private readonly entries: Map<string, Entry>;
  private bytesLeft: number;
  private readonly onRead: ((bytes: number) => void) | undefined;
  /** Packed bytes of the parts read to their end. */
  private packedRead = 0;

  private constructor(
    zip: ZipFile,
    entries: Map<string, Entry>,
    limit: number,
    onRead?: (bytes: number) => void,
  ) {
    this.zip = zip;
    this.entries = entries;
    this.bytesLeft = limit;
    this.onRead = onRead;
  }

  /** Throws `files.damaged` for an archive that is cut off, `files.not_xlsx` for one that is no workbook. */
  static async open(path: string, options: WorkbookOptions): Promise<WorkbookPackage> {
    const zip = await yauzl.openPromise(path, { autoClose: false }).catch(damaged);
    try {
      if (zip.entryCount > mostEntries)
        throw fileError('files.expands_too_much', { entries: zip.entryCount });
      const entries = await listEntries(zip);
      const packed = zip.fileSize;
      const limit = Math.min(options.maxUnpackedBytes, Math.max(freeBytes, packed * largestRatio));
      return new WorkbookPackage(zip, entries, limit, options.onRead);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  close(): void {
    this.zip.close();
  }

  has(path: string): boolean {
    return this.entries.has(path.toLowerCase());
  }

  /** Parses a part as it streams in; `take` is called after every chunk, so that rows can be handed on. */
  async *parse<Item>(path: string, parser: SaxesParser, take: () => Item[]): AsyncGenerator<Item[]> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const write = (text: string): Item[] => {
      parser.write(text);
      return take();
    };
    for await (const chunk of await this.openPart(path)) {
      const items = guard(() => write(decoder.decode(chunk, { stream: true })));
      if (items.length > 0) yield items;
    }
    guard(() => parser.close());
    const items = take();
    if (items.length > 0) yield items;
  }

  /** Parses a whole small part for its effects on `parser`'s handlers. */
  async parseAll(path: string, parser: SaxesParser): Promise<void> {
    for await (const items of this.parse<never>(path, parser, () => [])) void items;
  }

  private async openPart(path: string): Promise<AsyncIterable<Buffer>> {
    const entry = this.entries.get(path.toLowerCase());
    if (!entry) throw fileError('files.not_xlsx', { part: path });
    if (entry.isEncrypted()) throw fileError('files.protected');
    if (entry.uncompressedSize > this.bytesLeft) {
      throw fileError('files.expands_too_much', { part: path, bytes: entry.uncompressedSize });
    }
    const stream = await this.zip.openReadStreamPromise(entry).catch(damaged);
    return this.count(path, entry, stream);
  }

  private async *count(path: string, entry: Entry, stream: Readable): AsyncGenerator<Buffer> {
    const { compressedSize, uncompressedSize } = entry;
    let read = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.bytesLeft -= chunk.length;
        if (this.bytesLeft < 0) throw fileError('files.expands_too_much', { part: path });
        read += chunk.length;
        this.onRead?.(Math.round(this.packedRead + (compressedSize * read) / Math.max(uncompressedSize, 1)));
        yield chunk;
      }
      this.packedRead += compressedSize;
    } catch (error) {
      damaged(error);
    }
  }
}

/** A parser that stops at the first mistake. DTDs are refused: they bring entities, and workbooks have none. */
export function createParser(): SaxesParser {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw fileError('files.not_xlsx', { reason: 'doctype' });
  });
  return parser;
}

/** The name of an element or attribute without its namespace prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  } catch (error) {
    damaged(error);
  }
  return entries;
}

function guard<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    return damaged(error);
  }
}

/** Whatever the zip or XML library throws about the content means one thing to the sender. */
function damaged(error: unknown): never {
  if (error instanceof Error && 'kind' in error) throw error;
  throw fileError('files.damaged', {}, { cause: error });
}
