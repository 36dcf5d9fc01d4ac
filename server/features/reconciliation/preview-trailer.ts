import { parseVnd } from '../../../core/money.ts';
import type { TableRow } from '../../platform/tabular/table.ts';
import { possibleTotals, type FileTally } from './read-file.ts';

/** The row of control totals of a sample, or the last row where it could not be read as a payment and may be one. */
export interface SampleTrailer {
  line: number;
  cells: string[];
  recognised: boolean;
  /** What it says, as it is read now. */
  rows: number | null;
  total: string | null;
  /** Cells, from 1, whose number is the count or a sum of the lines before. */
  countCell: number | null;
  sumCell: number | null;
}

const mostCells = 100;

/** The tally is that of the lines before the row. */
export function findTrailer(
  { cells, line }: TableRow,
  { tally, recognised }: { tally: FileTally; recognised: boolean },
): SampleTrailer {
  const shown = cells.slice(0, mostCells).map((cell) => cell.trim().slice(0, 60));
  const { counts, sums } = possibleTotals(tally);
  const cellOf = (wanted: readonly bigint[]): number | null => {
    // The first cell is the word by which the row is known.
    const at = shown.findIndex((cell, index) => {
      const number = parseVnd(cell, { allowNegative: true });
      return index > 0 && typeof number === 'bigint' && wanted.includes(number);
    });
    return at === -1 ? null : at + 1;
  };
  return {
    line,
    cells: shown,
    recognised,
    rows: recognised ? (tally.control?.lines ?? null) : null,
    total: recognised ? (tally.control?.amountVnd?.toString() ?? null) : null,
    countCell: cellOf(counts.map(BigInt)),
    sumCell: cellOf(sums),
  };
}
