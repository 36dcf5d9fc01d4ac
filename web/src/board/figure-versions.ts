import type { Board } from '../api/types.ts';

/** The definitions that a board's charts draw, as `name@version`. */
export function versionsOf(board: Board, ...names: ('official' | 'strict')[]): string[] {
  const { definition } = board.figures.customers;
  return names.map((name) => `${definition[name].name}@${definition[name].version}`);
}

/** The same figures as a workbook. */
export function workbookOf(board: Board) {
  return { path: '/board', query: { period: board.period, unit: board.unit.code } };
}
