import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isRowReason, rowReasons } from '../../../core/messages/row-reasons.ts';
import type { Queryable } from '../../platform/db.ts';
import { csvLine, csvMark } from '../../platform/tabular/write-csv.ts';
import { beforeFirst, listRejections, type RejectionRow } from './rejection-queries.ts';

const pageSize = 1_000;

/** The sentence a code stands for, in one language. */
export function explainReason(code: string, language: 'vi' | 'en'): string {
  return isRowReason(code) ? rowReasons[code][language] : code;
}

/** All rejections of an import in file order, read page by page. */
export async function* readRejections(on: Queryable, importId: bigint): AsyncGenerator<RejectionRow> {
  for (let after = beforeFirst; ;) {
    const rows = await listRejections(on, importId, { after, limit: pageSize });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last;
  }
}

/** The rejected rows as a CSV that Vietnamese Excel opens by double click: UTF-8 with mark, semicolons, CRLF. */
export async function* rejectionCsv(on: Queryable, importId: bigint): AsyncGenerator<string> {
  yield csvMark + csvLine(['line', 'field', 'reason', 'raw', 'code', 'value', 'reasonEn']);
  for await (const { line, field, code, detail, raw } of readRejections(on, importId)) {
    yield csvLine([
      String(line),
      field,
      explainReason(code, 'vi'),
      raw,
      code,
      detail,
      explainReason(code, 'en'),
    ]);
  }
}

/** Writes the rejected rows beside the uploads and returns the path. */
export async function saveRejections(
  on: Queryable,
  target: { importId: bigint; folder: string; fileName: string },
): Promise<string> {
  const name = basename(target.fileName).replaceAll(/[^\p{L}\p{N}._-]/gu, '_');
  const path = `${target.folder}/rejected-${target.importId}-${name.replace(/\.\w+$/, '')}.csv`;
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.from(rejectionCsv(on, target.importId)), createWriteStream(path));
  return path;
}
