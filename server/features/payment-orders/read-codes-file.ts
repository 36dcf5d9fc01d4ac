import { findInText } from '../../../core/qr/transfer-text.ts';
import { normalizeCode } from '../../../core/text.ts';
import { openRows } from '../../platform/tabular/rows.ts';
import { mostCodes } from './make-order.ts';

/**
 * The customer codes of a CSV or XLSX file, in any column and without a header, each once in the order of the file; other
 * cells are left aside. Throws `files.*` errors.
 */
export async function readCodesFile(source: {
  path: string;
  fileName: string;
  maxUnpackedBytes: number;
}): Promise<string[]> {
  const codes = new Set<string>();
  const { batches } = await openRows(source);
  for await (const rows of batches) {
    for (const { cells } of rows) for (const cell of cells) for (const code of codesOf(cell)) codes.add(code);
    if (codes.size > mostCodes) break;
  }
  return [...codes].slice(0, mostCodes);
}

function codesOf(cell: string): string[] {
  const found = findInText(cell).flatMap((one) => (one.kind === 'customer_code' ? [one.code] : []));
  // Codes of other forms stand alone in their cell.
  const alone = normalizeCode(cell);
  return found.length > 0 ? found : /^P[A-Z0-9]{5}\d{5,9}$/.test(alone) ? [alone] : [];
}
