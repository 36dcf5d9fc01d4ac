import type { CalendarCell } from '../api/accounting-types.ts';

/** What a cell of the calendar says, worst first: one mark per partner and day. */
export const marks = [
  'file_refused',
  'file_missing',
  'differs',
  'money_awaited',
  'money_differs',
  'file_awaited',
  'not_due',
  'matched',
  'settled',
  'none',
] as const;
export type Mark = (typeof marks)[number];

/** Marks that wait for somebody's work; the rest is done or not due yet. */
export const marksToDo: readonly Mark[] = [
  'file_refused',
  'file_missing',
  'differs',
  'money_awaited',
  'money_differs',
];

/** The mark of one cell. A file is missing once its hour is past; until then it is awaited. */
export function markOf(cell: CalendarCell): Mark {
  if (cell.state === 'settled') return 'settled';
  if (cell.file === 'refused') return 'file_refused';
  if (cell.openDifferences > 0) return 'differs';
  if (cell.file === 'late') return 'file_missing';
  if (cell.state === 'none') return 'none';
  if (cell.state === 'not_due') return 'not_due';
  if (cell.overdue) return 'money_awaited';
  if (cell.state === 'money_in') return cell.difference === '0' ? 'matched' : 'money_differs';
  return cell.file === 'matched' ? 'matched' : 'file_awaited';
}

/** Where an arrow key leads in a grid of so many rows and columns; undefined for any other key. */
export function moveInGrid(
  at: { row: number; column: number },
  key: string,
  size: { rows: number; columns: number },
): { row: number; column: number } | undefined {
  const within = (value: number, length: number) => Math.min(Math.max(value, 0), length - 1);
  const go = (rows: number, columns: number) => ({
    row: within(at.row + rows, size.rows),
    column: within(at.column + columns, size.columns),
  });
  switch (key) {
    case 'ArrowUp':
      return go(-1, 0);
    case 'ArrowDown':
      return go(1, 0);
    case 'ArrowLeft':
      return go(0, -1);
    case 'ArrowRight':
      return go(0, 1);
    case 'Home':
      return go(0, -size.columns);
    case 'End':
      return go(0, size.columns);
    case 'PageUp':
      return go(-size.rows, 0);
    case 'PageDown':
      return go(size.rows, 0);
    default:
      return undefined;
  }
}
