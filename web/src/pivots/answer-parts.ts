import type { CellFigure } from '../../../core/pivots/figures.ts';
import type { NameOf } from '../../../core/pivots/heads.ts';
import type { PivotTableAnswer } from '../api/pivot-queries.ts';

type AnswerCell = PivotTableAnswer['rows'][number]['cells'][number];

/** Names of units and areas, as an answer has them. */
export function namesIn({ names }: PivotTableAnswer): NameOf {
  const known = new Map(names.map(({ dimension, code, name }) => [`${dimension} ${code}`, name]));
  return (dimension, member) => known.get(`${dimension} ${member}`);
}

/** A cell with its whole numbers as numbers again. */
export function figureIn(cell: AnswerCell): CellFigure | null {
  if (!cell) return null;
  const whole = (text: string | null): bigint | null => (text === null ? null : BigInt(text));
  return {
    ...cell,
    amount: whole(cell.amount),
    numerator: whole(cell.numerator),
    denominator: whole(cell.denominator),
  };
}
