import type { SaxesParser } from 'saxes';
import { fileError } from '../tabular/errors.ts';
import type { TableRow } from '../tabular/csv.ts';
import { createParser, localName } from './package.ts';

/** Columns beyond this are not read; a table of the billing system has a few dozen. */
const mostColumns = 1024;
const longestText = 1_048_576;
const dayMs = 86_400_000;

export interface SheetContext {
  texts: readonly string[];
  dateStyles: readonly boolean[];
  /** Whether days are counted from 1 January 1904, as old workbooks of the Macintosh do. */
  date1904: boolean;
}

/** Turns the XML of one sheet (ECMA-376 part 1, 18.3.1) into rows of texts, whatever the pieces it comes in. */
export class SheetParser {
  readonly parser: SaxesParser = createParser();
  private readonly context: SheetContext;
  private rows: TableRow[] = [];
  private cells: string[] = [];
  private line = 0;
  /** Cells and rows may lack their address (`r`); then they follow the one before. */
  private column = -1;
  private type = '';
  private style = 0;
  private text = '';
  private collects = false;

  constructor(context: SheetContext) {
    this.context = context;
    this.parser.on('opentag', ({ name, attributes }) => this.open(localName(name), attributes as Attributes));
    this.parser.on('text', (text) => this.collect(text));
    this.parser.on('cdata', (text) => this.collect(text));
    this.parser.on('closetag', ({ name }) => this.close(localName(name)));
  }

  /** The rows finished since the last call. */
  takeRows(): TableRow[] {
    const taken = this.rows;
    this.rows = [];
    return taken;
  }

  private open(tag: string, attributes: Attributes): void {
    if (tag === 'row') {
      this.line = Number(attributes['r'] ?? this.line + 1);
      this.cells = [];
      this.column = -1;
    } else if (tag === 'c') {
      this.column = attributes['r'] ? columnOf(attributes['r']) : this.column + 1;
      this.type = attributes['t'] ?? 'n';
      this.style = Number(attributes['s'] ?? 0);
      this.text = '';
    } else if (tag === 'v' || tag === 't') {
      this.collects = true;
    } else if (tag === 'rPh') {
      this.collects = false;
    }
  }

  private collect(text: string): void {
    if (!this.collects) return;
    this.text += text;
    if (this.text.length > longestText) throw fileError('files.line_too_long', { line: this.line });
  }

  private close(tag: string): void {
    if (tag === 'v' || tag === 't') this.collects = false;
    if (tag === 'c' && this.column < mostColumns) {
      while (this.cells.length < this.column) this.cells.push('');
      this.cells[this.column] = this.readValue();
    }
    if (tag === 'row' && this.cells.some((cell) => cell.trim() !== '')) {
      this.rows.push({ line: this.line, cells: this.cells, raw: this.cells.join(';') });
    }
  }

  private readValue(): string {
    switch (this.type) {
      case 's':
        return this.context.texts[Number(this.text)] ?? '';
      case 'n':
        return this.text === '' ? '' : this.readNumber(Number(this.text));
      case 'b':
        return this.text === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return this.text.slice(0, 10);
      default:
        // `str` (result of a formula), `inlineStr`, and `e` (an error such as #N/A, which no check accepts).
        return unescapeText(this.text);
    }
  }

  private readNumber(value: number): string {
    if (!Number.isFinite(value)) return this.text;
    if (this.context.dateStyles[this.style]) return formatSerial(value + (this.context.date1904 ? 1462 : 0));
    // 346150.00000000006 is how a sum of cells may be stored; more than 15 digits are never exact in a spreadsheet.
    const exact = Number(value.toPrecision(15));
    if (Number.isInteger(exact)) return BigInt(exact).toString();
    const text = String(exact);
    // `1.500` would be read as dotted thousands; a fraction must stay one.
    return /\.\d{3}$/.test(text) ? `${text}0` : text;
  }
}

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}

type Attributes = Record<string, string | undefined>;

/** 0 for `A1`, 26 for `AA7`. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.toUpperCase().charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
}

/** `dd/MM/yyyy` of a day count; day 60 is the 29 February 1900 that never was. */
function formatSerial(serial: number): string {
  const days = Math.floor(serial < 60 ? serial + 1 : serial) - 25_569;
  if (days < -25_568 || days > 2_932_896) return String(serial);
  const [year, month, day] = new Date(days * dayMs).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
