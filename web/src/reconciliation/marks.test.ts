import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CalendarCell } from '../api/accounting-types.ts';
import { markOf, moveInGrid } from './marks.ts';

const cell: CalendarCell = {
  day: '2026-11-20',
  state: 'closed',
  payments: 3,
  amount: '300000',
  expected: '300000',
  received: '0',
  difference: '300000',
  dueOn: '2026-11-23',
  overdue: false,
  file: 'matched',
  openDifferences: 0,
};

test('a cell says the worst of what is in its way', () => {
  const cases: [Partial<CalendarCell>, string][] = [
    [{}, 'matched'],
    [{ file: null, state: 'none' }, 'none'],
    [{ file: null, state: 'not_due' }, 'not_due'],
    [{ file: 'missing', state: 'open' }, 'file_awaited'],
    [{ file: 'late' }, 'file_missing'],
    [{ file: 'late', overdue: true }, 'file_missing'],
    [{ file: 'refused', openDifferences: 2 }, 'file_refused'],
    [{ openDifferences: 2, overdue: true }, 'differs'],
    [{ overdue: true }, 'money_awaited'],
    [{ state: 'money_in', difference: '0' }, 'matched'],
    [{ state: 'money_in', difference: '-5000' }, 'money_differs'],
    [{ state: 'settled', openDifferences: 1 }, 'settled'],
  ];
  for (const [part, mark] of cases) assert.equal(markOf({ ...cell, ...part }), mark, JSON.stringify(part));
});

test('arrow keys stay within the grid', () => {
  const size = { rows: 3, columns: 30 };
  assert.deepEqual(moveInGrid({ row: 0, column: 29 }, 'ArrowRight', size), { row: 0, column: 29 });
  assert.deepEqual(moveInGrid({ row: 0, column: 5 }, 'ArrowDown', size), { row: 1, column: 5 });
  assert.deepEqual(moveInGrid({ row: 1, column: 5 }, 'Home', size), { row: 1, column: 0 });
  assert.deepEqual(moveInGrid({ row: 1, column: 5 }, 'PageDown', size), { row: 2, column: 5 });
  assert.equal(moveInGrid({ row: 1, column: 5 }, 'Enter', size), undefined);
});
