import type { CellFigure } from '../../../core/pivots/figures.ts';
import type { NameOf } from '../../../core/pivots/heads.ts';
import type { PivotTableAnswer } from '../api/pivot-queries.ts';

type AnswerCell = PivotTableAnswer['rows'][number]['cells'][number];

/** Names of units and areas, as an answer has them. */
export function namesIn({ names }: PivotTableAnswer): NameOf {
  const known = new Map(names.map(({ dimension, code, name }) => [`${dimension} ${code}`, name]));
  return (dimension, member) => known.get(`${dimension} ${member}`);
}

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
