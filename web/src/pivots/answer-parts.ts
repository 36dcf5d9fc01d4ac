import type { CellFigure } from '../../../core/pivots/figures.ts';
import type { PivotTableAnswer } from '../api/pivot-queries.ts';

type AnswerCell = PivotTableAnswer['rows'][number]['cells'][number];

/** A cell with its whole numbers as numbers again; null where nothing was billed. */
export function figureIn(cell: AnswerCell | undefined): CellFigure | null {
  if (!cell || Object.keys(cell).length === 0) return null;
  const { amount, ratio = null, numerator, denominator, before = null, few = false } = cell;
  const whole = (text: string | undefined): bigint | null => (text === undefined ? null : BigInt(text));
  return {
    amount: whole(amount),
    ratio,
    numerator: whole(numerator),
    denominator: whole(denominator),
    before,
    few,
  };
}
