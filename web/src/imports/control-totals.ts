import { parseVnd } from '../../../core/money.ts';

export interface ControlTotals {
  rows: number | undefined;
  total: string | undefined;
}
export type ControlProblem = 'badRows' | 'badTotal';

/** Reads what was typed from the slip: dotted thousands are welcome, empty means not given. */
export function parseControlTotals(rowsText: string, totalText: string): ControlTotals | ControlProblem {
  const rowsDigits = rowsText.replaceAll(/[\s.,]/g, '');
  if (rowsDigits !== '' && !/^\d{1,9}$/.test(rowsDigits)) return 'badRows';
  const total =
    totalText.trim() === '' ? undefined : parseVnd(totalText.replace(/\s*đ$/i, ''), { allowNegative: true });
  if (typeof total === 'string') return 'badTotal';
  return { rows: rowsDigits === '' ? undefined : Number(rowsDigits), total: total?.toString() };
}
