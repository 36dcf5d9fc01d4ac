import { formatBusinessDate, type BusinessDate } from '../core/dates.ts';
import { dialectOf, type DialectField, type FileDialect } from './partner-files-dialects.ts';
import type { PartnerEntry } from './partner-files-record.ts';
import { writeSheet } from './partner-files-sheet.ts';

/** An end-of-day file as it leaves the partner. */
export interface PartnerFile {
  fileName: string;
  content: Buffer;
}

/** What a partner may get wrong about its own file. */
export type FileFault =
  /** The connection broke half-way. */
  | 'half'
  /** Written as UTF-8 twice; or, by a partner that writes no Vietnamese, UTF-16 that does not say so. */
  | 'encoding';

/**
 * Writes a partner's file of one of its days from what it wrote down itself, in its own dialect. What it gave back to
 * payers is no line: it was asked for that day by day. The amounts of `garbled` references cannot be read.
 */
export function writePartnerFile(
  partner: string,
  day: BusinessDate,
  entries: readonly PartnerEntry[],
  wrong: { garbled?: ReadonlySet<string>; fault?: FileFault } = {},
): PartnerFile {
  const dialect = dialectOf(partner);
  const hasState = dialect.columns.some(([field]) => field === 'state');
  const lines = entries.filter(({ what }) => what !== 'given_back' && (hasState || what !== 'pending'));
  const fileName = dialect.fileName(day);
  const rows = toRows(dialect, day, lines, wrong.garbled ?? new Set());
  const content = dialect.kind === 'xlsx' ? writeSheet(rows) : writeText(dialect, rows);
  return { fileName, content: wrong.fault ? spoil(content, wrong.fault) : content };
}

type Cell = string | bigint;

function toRows(
  dialect: FileDialect,
  day: BusinessDate,
  lines: readonly PartnerEntry[],
  garbled: ReadonlySet<string>,
): Cell[][] {
  const { columns, titles, trailer } = dialect;
  const rows: Cell[][] = titles.map((title) => [title]);
  if (titles.length > 0) rows.push([`Ngày ${formatBusinessDate(day)}`]);
  rows.push(columns.map(([, heading]) => heading));
  lines.forEach((entry, index) => {
    rows.push(columns.map(([field]) => cellOf(dialect, field, entry, { index, garbled })));
  });
  if (trailer !== undefined) rows.push(trailerOf(dialect, trailer, lines));
  return rows;
}

function cellOf(
  dialect: FileDialect,
  field: DialectField,
  entry: PartnerEntry,
  { index, garbled }: { index: number; garbled: ReadonlySet<string> },
): Cell {
  switch (field) {
    case 'number':
      return String(index + 1);
    case 'reference':
      return entry.reference;
    case 'customerCode':
      return entry.customerCode;
    case 'amount': {
      const amount = writeAmount(dialect, entry);
      // The letter for the figure: a scanned slip.
      return garbled.has(entry.reference) ? `${String(amount)} O0O` : amount;
    }
    case 'at':
      return writeTime(dialect, entry.at);
    case 'state':
      return entry.what === 'given_back' ? '' : dialect.states[entry.what];
    case 'channel':
      return 'Ứng dụng';
  }
}

function trailerOf(dialect: FileDialect, label: string, lines: readonly PartnerEntry[]): Cell[] {
  const sum = lines.reduce(
    (all, { amountVnd, what }) => all + (what === 'paid' ? amountVnd : what === 'reversed' ? -amountVnd : 0n),
    0n,
  );
  const cells: Cell[] = dialect.columns.map(([field]) =>
    field === 'amount' ? formatAmount(dialect, sum) : '',
  );
  cells[0] = label;
  cells[1] = String(lines.length);
  return cells;
}

function writeAmount(dialect: FileDialect, { amountVnd, what }: PartnerEntry): Cell {
  const unstated = !dialect.columns.some(([field]) => field === 'state');
  return formatAmount(dialect, unstated && what === 'reversed' ? -amountVnd : amountVnd);
}

function formatAmount({ amounts, kind }: FileDialect, amountVnd: bigint): Cell {
  if (kind === 'xlsx') return amountVnd;
  const grouped = (mark: string): string => String(amountVnd).replaceAll(/\B(?=(\d{3})+(?!\d))/g, mark);
  switch (amounts) {
    case 'plain':
      return String(amountVnd);
    case 'dots':
      return grouped('.');
    case 'commas':
      return grouped(',');
    case 'decimals':
      return `${amountVnd}.00`;
  }
}

function writeTime({ times }: FileDialect, at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  const [date, time] = [local.slice(0, 10), local.slice(11, 19)];
  switch (times) {
    case 'iso':
      return `${date}T${time}+07:00`;
    case 'yyyy-MM-dd HH:mm:ss':
      return `${date} ${time}`;
    case 'yyyyMMddHHmmss':
      return `${date}${time}`.replaceAll(/\D/g, '');
    case 'dd/MM/yyyy':
      return formatBusinessDate(date);
    case 'dd/MM/yyyy HH:mm:ss':
      return `${formatBusinessDate(date)} ${time}`;
  }
}

function writeText({ separator, lineEnd, encoding }: FileDialect, rows: readonly Cell[][]): Buffer {
  const quoted = (cell: Cell): string => {
    const text = String(cell);
    return text.includes(separator) ? `"${text}"` : text;
  };
  const text = rows.map((cells) => cells.map(quoted).join(separator) + lineEnd).join('');
  if (encoding === 'utf-16le-mark') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return Buffer.from(encoding === 'utf-8-mark' ? `\ufeff${text}` : text);
}

function spoil(content: Buffer, fault: FileFault): Buffer {
  if (fault === 'half') return content.subarray(0, Math.floor(content.length * 0.6));
  const text = content.toString('utf8').replace('\ufeff', '');
  const header = text.slice(0, text.indexOf('\n'));
  const plain = Buffer.from(header).length === header.length;
  return plain ? Buffer.from(text, 'utf16le') : Buffer.from(Buffer.from(text).toString('latin1'), 'utf8');
}
