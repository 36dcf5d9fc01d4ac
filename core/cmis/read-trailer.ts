import { parseVnd, type Vnd } from '../money.ts';
import { searchKey } from '../text.ts';

/** Control totals of a file: data rows, and the sum of TONG_TIEN where the file has amounts. */
export interface ControlTotals {
  rows: number | undefined;
  totalVnd: Vnd | undefined;
}

const labels = new Set(['tong', 'tong cong', 'tong so', 'cong', 'trailer', 'tc', 'total']);

/** A row whose first cell says "total" (TONG, TỔNG CỘNG, CỘNG, TC, TRAILER, TOTAL) is no data row. */
export function isTrailer(cells: readonly string[]): boolean {
  const first = cells[0] ?? '';
  if (first.length > 20 || /\d/.test(first)) return false;
  return labels.has(searchKey(first).replace(/[\s:.]+$/, ''));
}

/**
 * Reads a trailer: behind the label the number of rows, then the sum; `TONG;3000;2.603.713.896`. Where the row has a
 * cell in the sum's own column, that cell is the sum. Undefined when the numbers cannot be read.
 */
export function readTrailer(
  cells: readonly string[],
  totalPlace: number | undefined,
): ControlTotals | undefined {
  const filled = cells.slice(1).filter((cell) => cell.trim() !== '');
  const rows = parseVnd(filled[0] ?? '', { allowNegative: false });
  if (typeof rows !== 'bigint' || rows > 100_000_000n) return undefined;
  if (totalPlace === undefined) return { rows: Number(rows), totalVnd: undefined };
  const ownCell = filled.length > 1 ? (cells[totalPlace] ?? '').trim() : '';
  const totalVnd = parseVnd(ownCell || (filled[1] ?? ''), { allowNegative: true });
  return typeof totalVnd === 'bigint' ? { rows: Number(rows), totalVnd } : undefined;
}
