import { parseVnd } from '../../../core/money.ts';

/** Reads `1.234.567`, `1 234 567 đ` or `1234567` as whole dong; undefined for anything else, and for less than nothing. */
export function readDong(text: string): string | undefined {
  const amount = parseVnd(text.replace(/\s*(đ|đồng|vnd)\s*$/i, ''), { allowNegative: false });
  return typeof amount === 'string' ? undefined : String(amount);
}
