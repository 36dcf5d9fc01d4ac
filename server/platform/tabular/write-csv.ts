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
