import { formatVnd } from '../money.ts';
import type { Paper } from './paper.ts';

/** One figure in the list of where figures come from, as it is printed. */
export interface AnnexLine {
  place: string;
  label: string;
  value: string;
  /** `439.238 / 479.300`; empty for a plain count. */
  parts: string;
  definition: string;
}

/** Every number of a paper in the order in which it was first counted. */
export function annexOf({ numbers }: Pick<Paper, 'numbers'>): AnnexLine[] {
  return numbers.map(({ label, text, numerator, denominator, definition }, index) => ({
    place: String(index + 1),
    label,
    value: text,
    parts:
      numerator === null || denominator === null
        ? ''
        : `${formatVnd(BigInt(numerator))} / ${formatVnd(BigInt(denominator))}`,
    definition: definition ?? '',
  }));
}
