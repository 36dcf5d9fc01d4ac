import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** CSV that Vietnamese Excel opens by double click: UTF-8 with a mark, semicolons, CRLF. */

/** Stands before the first line, so that the text is read as UTF-8. */
export const csvMark = '\ufeff';

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula is made plain text by an apostrophe. */
function csvCell(text: string): string {
  const plain = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Answers a request with a text to save, sent line by line as it is read. */
export function sendCsv(reply: FastifyReply, fileName: string, lines: AsyncIterable<string>): FastifyReply {
  return (
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .header('cache-control', 'no-store')
      // A declared JSON response schema does not apply to a file.
      .serializer((payload: unknown) => payload as string)
      .send(Readable.from(lines))
  );
}
