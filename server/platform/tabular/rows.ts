import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { readXlsx } from '../xlsx/reader.ts';
import { splitCsv, type TableRow, type TextEncodingName } from './csv.ts';
import { fileError } from './errors.ts';
import { sniffFormat, type TableFormat } from './sniff-format.ts';

export interface TableSource {
  path: string;
  /** As the sender named it; its ending must agree with the content. */
  fileName: string;
  maxUnpackedBytes: number;
  /** Of a text, where its sender says so. */
  encoding?: TextEncodingName;
  /** Called with the bytes read so far, for progress. */
  onRead?: (bytes: number) => void;
}

/** The rows of a CSV or XLSX file as they stand in it, in batches. Throws `files.*` errors. */
export async function openRows(
  source: TableSource,
): Promise<{ format: TableFormat; batches: AsyncGenerator<TableRow[]> }> {
  const format = source.encoding?.startsWith('utf-16') ? 'csv' : await recogniseFile(source);
  return { format, batches: format === 'xlsx' ? readXlsx(source.path, source) : readCsv(source) };
}

async function recogniseFile(source: TableSource): Promise<TableFormat> {
  const file = await open(source.path, 'r').catch((cause: unknown) => {
    throw fileError('files.unreadable', {}, { cause });
  });
  try {
    const head = Buffer.alloc(4096);
    const { bytesRead } = await file.read(head, 0, head.length, 0).catch((cause: unknown) => {
      throw fileError('files.unreadable', {}, { cause });
    });
    if (bytesRead === 0) throw fileError('files.empty');
    return sniffFormat(source.fileName, head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

async function* readCsv(source: TableSource): AsyncGenerator<TableRow[]> {
  const stream = createReadStream(source.path, { highWaterMark: 262_144 });
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      source.onRead?.(bytes);
      yield chunk;
    }
  };
  yield* splitCsv(counted(), source.encoding);
}
