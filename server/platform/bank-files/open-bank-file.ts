import { open, type FileHandle } from 'node:fs/promises';
import { decodeText } from '../xml/decode-text.ts';
import { fileError } from '../tabular/errors.ts';
import { bankFileError } from './errors.ts';

export type BankFileKind = 'xml' | 'swift' | 'xlsx' | 'table';

export interface OpenBankFile {
  kind: BankFileKind;
  /** The text in pieces, for `xml` and `swift`. */
  texts: AsyncIterable<string>;
  /** The bytes in pieces, for `table`. */
  chunks: AsyncIterable<Buffer>;
  close(): Promise<void>;
}

const chunkSize = 262_144;
/** Bytes that decide what a file is. */
const headSize = 8_192;

/**
 * Opens a file and says by its content what it is; its name says nothing. Read once from the start to the end, so that a
 * pipe can be read too. Throws `files.unreadable`, `files.empty`.
 */
export async function openBankFile(path: string): Promise<OpenBankFile> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw fileError('files.unreadable', {}, { cause });
  });
  try {
    const head = await readHead(file);
    if (head.length === 0) throw fileError('files.empty');
    const chunks = withHead(head, file);
    return { kind: recognise(head), chunks, texts: decodeText(chunks), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readHead(file: FileHandle): Promise<Buffer> {
  const head = Buffer.alloc(headSize);
  let length = 0;
  while (length < headSize) {
    const { bytesRead } = await file.read(head, length, headSize - length).catch((cause: unknown) => {
      throw fileError('files.unreadable', {}, { cause });
    });
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return head.subarray(0, length);
}

async function* withHead(head: Buffer, file: FileHandle): AsyncGenerator<Buffer> {
  yield head;
  for (;;) {
    // A new buffer each time: what was handed on may still be held.
    const buffer = Buffer.allocUnsafe(chunkSize);
    const { bytesRead } = await file.read(buffer, 0, chunkSize);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

function recognise(head: Buffer): BankFileKind {
  if (head[0] === 0x50 && head[1] === 0x4b) return 'xlsx';
  const zeros = head.subarray(0, 64).includes(0);
  // Two bytes a letter: without the zeros the letters of tags stand there as they are.
  const text = head.toString('latin1').replaceAll(zeros ? /\u0000/g : /(?!)/g, '');
  // Zeros without a mark are of no text: an old workbook, a picture.
  const bare = text.replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '').trimStart();
  if (bare.startsWith('<')) return 'xml';
  if (/(?:^|[\r\n])[\u0000-\u001f$]*\{1:[A-Z]/.test(bare)) return 'swift';
  if (/(?:^|[\r\n]):20:/.test(bare)) return 'swift';
  if (zeros && bare === text) throw bankFileError('bank_files.unknown_format', { detail: 'binary' });
  return 'table';
}
