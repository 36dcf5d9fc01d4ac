import { parseBusinessDate, type BusinessDate } from '../dates.ts';
import type { RowReason } from '../messages/row-reasons.ts';
import { parseVnd, type Vnd } from '../money.ts';
import { normalizeCode, normalizeText } from '../text.ts';

/** What is wrong with one cell of a row. A row may have several problems and is rejected once. */
export interface RowProblem {
  field: string;
  code: RowReason;
  /** The value in question, for the reader of the rejected rows. */
  detail: string;
}

/** Where each column stands in a row; -1 for an optional column that the file lacks. */
export type Places<Column extends string> = Readonly<Record<Column, number>>;

/**
 * Reads the cells of one row by column name and gathers what is wrong with them. One reader is made per file; it
 * remembers the dates it has read, of which a file has few.
 */
export class CellReader<Column extends string> {
  problems: RowProblem[] = [];
  private cells: readonly string[] = [];
  private readonly places: Places<Column>;
  private readonly dates = new Map<string, BusinessDate | undefined>();

  constructor(places: Places<Column>) {
    this.places = places;
  }

  begin(cells: readonly string[]): void {
    this.cells = cells;
    this.problems = [];
  }

  cell(column: Column): string {
    return (this.cells[this.places[column]] ?? '').trim();
  }

  reject(field: Column, code: RowReason, detail: string): undefined {
    this.problems.push({ field, code, detail: detail.slice(0, 200) });
    return undefined;
  }

  /** A code in its stored form. */
  code(column: Column, options: { empty: RowReason; pattern: RegExp }): string | undefined {
    const text = this.cell(column);
    if (text === '') return this.reject(column, options.empty, '');
    const code = options.pattern.test(text) ? text : normalizeCode(text);
    return options.pattern.test(code) ? code : this.reject(column, 'bad_code', text);
  }

  text(column: Column, options: { required: boolean; longest: number }): string | undefined {
    const text = normalizeText(this.cell(column));
    if (text === '') return options.required ? this.reject(column, 'missing', '') : undefined;
    return text.length > options.longest ? this.reject(column, 'too_long', text) : text;
  }

  amount(column: Column, options: { allowNegative: boolean }): Vnd | undefined {
    const text = this.cell(column);
    if (text === '') return this.reject(column, 'missing', '');
    const amount = parseVnd(text, options);
    if (typeof amount === 'bigint') return amount;
    const codes = { negative: 'negative_amount', fractional: 'fractional_dong' } as const;
    return this.reject(
      column,
      amount in codes ? codes[amount as keyof typeof codes] : (amount as RowReason),
      text,
    );
  }

  /** A whole number within bounds, both included. */
  whole(column: Column, bounds: { from: number; to: number; code: RowReason }): number | undefined {
    const text = this.cell(column);
    if (text === '') return this.reject(column, 'missing', '');
    if (!/^-?\d+([.,]0+)?$/.test(text)) return this.reject(column, 'not_a_number', text);
    const value = parseInt(text, 10);
    return value < bounds.from || value > bounds.to ? this.reject(column, bounds.code, text) : value;
  }

  date(column: Column): BusinessDate | undefined {
    const text = this.cell(column);
    if (text === '') return this.reject(column, 'missing', '');
    return this.knownDate(text) ?? this.reject(column, 'impossible_date', text);
  }

  optionalDate(column: Column): BusinessDate | undefined {
    return this.cell(column) === '' ? undefined : this.date(column);
  }

  private knownDate(text: string): BusinessDate | undefined {
    if (this.dates.has(text)) return this.dates.get(text);
    // Exports often carry a time of day behind the date.
    const date = parseBusinessDate(text.replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/, ''));
    if (this.dates.size > 10_000) this.dates.clear();
    this.dates.set(text, date);
    return date;
  }
}

/** A row whose number of cells cannot be that of the header; further cells may be empty. */
export function findWidthProblem(cells: readonly string[], width: number): RowProblem | undefined {
  if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')) {
    return { field: '', code: 'too_many_cells', detail: `${cells.length} > ${width}` };
  }
  if (cells.length * 2 <= width)
    return { field: '', code: 'too_few_cells', detail: `${cells.length} < ${width}` };
  return undefined;
}

export const customerCodePattern = /^[A-Z0-9]{5,20}$/;
export const unitCodePattern = /^[A-Z0-9]{2,20}$/;
