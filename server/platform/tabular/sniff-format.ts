import { extname } from 'node:path';
import { fileError } from './errors.ts';

export type TableFormat = 'csv' | 'xlsx';

/** First bytes by which other formats are known. */
const signatures: readonly { is: string; bytes: readonly number[] }[] = [
  { is: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { is: 'zip', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { is: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46] },
  // OLE 2 compound file: the old .xls, or an .xlsx under a password.
  { is: 'xls', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { is: 'gzip', bytes: [0x1f, 0x8b] },
  { is: 'rar', bytes: [0x52, 0x61, 0x72, 0x21] },
  { is: '7z', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { is: 'png', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { is: 'jpeg', bytes: [0xff, 0xd8, 0xff] },
];

/**
 * What a file is, by its first bytes; the name must agree. Throws `files.not_what_it_says` for a name that promises
 * another format, `files.unknown_format` for what is neither text nor a zip archive.
 */
export function sniffFormat(fileName: string, head: Buffer): TableFormat {
  const is = recognise(head);
  const says = extname(fileName).slice(1).toLowerCase();
  const expected = expectedOf(says);
  if (expected && expected !== is) throw fileError('files.not_what_it_says', { says, is });
  if (is !== 'csv' && is !== 'xlsx') throw fileError('files.unknown_format', { is });
  return is;
}

function expectedOf(extension: string): TableFormat | 'xls' | undefined {
  if (extension === 'xlsx' || extension === 'xls') return extension;
  return ['csv', 'txt', 'tsv'].includes(extension) ? 'csv' : undefined;
}

function recognise(head: Buffer): string {
  const known = signatures.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (known) return known.is === 'zip' ? 'xlsx' : known.is;
  if (isUtf16(head)) return 'csv';
  if (head.includes(0)) return 'binary';
  const start = head
    .toString('latin1', 0, 300)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'html';
  if (start.startsWith('<?xml') || start.startsWith('<')) return 'xml';
  if (/^[[{]/.test(start)) return 'json';
  return 'csv';
}

/** A byte order mark of UTF-16; Excel's "Unicode text" is written so. */
export function isUtf16(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}
