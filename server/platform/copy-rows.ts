import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tx } from './db.ts';

/** A value of one cell of COPY's text format. */
export type CopyValue = string | number | bigint | null | undefined;

/**
 * Sends lines of COPY's text format to a table in the caller's transaction, at the pace the server takes them. When
 * the lines end with an error the copy is called off and the error thrown; the transaction then has to be rolled back.
 */
export async function copyRows(tx: Tx, statement: string, chunks: AsyncIterable<string>): Promise<void> {
  const target = tx.client.query(copyFrom(`copy ${statement} from stdin`));
  await pipeline(Readable.from(chunks, { objectMode: false, highWaterMark: 262_144 }), target);
}

/** One line of COPY's text format: tabs between values, `\N` for none. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = '';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) line += '\t';
    const value = values[index];
    if (value === null || value === undefined) line += '\\N';
    else line += typeof value === 'string' ? escapeCopyText(value) : value;
  }
  return `${line}\n`;
}

const special = /[\\\n\r\t\0]/;
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '' };

function escapeCopyText(text: string): string {
  return special.test(text) ? text.replaceAll(/[\\\n\r\t\0]/g, (mark) => escapes[mark] ?? mark) : text;
}
