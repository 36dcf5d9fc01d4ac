import { formatBusinessDate } from '../../core/dates.ts';
import { writeSheet } from '../partner-files-sheet.ts';
import type { BookedEntry } from './books.ts';
import type { TableColumn, TableDialect } from './habit.ts';
import type { Statement } from './statement.ts';

type Cell = string | bigint;

/** A statement as a bank's web site exports it: CSV or a workbook. */
export function writeTable(dialect: TableDialect, statement: Statement): Buffer {
  const { columns, labels } = dialect;
  const rows = rowsOf(dialect, statement);
  const { account, openingVnd, closingVnd } = statement;
  const said = labels === 'en' ? english : vietnamese;
  const labelled = (label: string, value: Cell): Cell[] => [label, value, ...columns.slice(2).map(() => '')];
  const above =
    labels === 'none' ? [] : [labelled(said.account, account), labelled(said.opening, openingVnd)];
  const below = labels === 'none' ? [] : [labelled(said.closing, closingVnd)];
  const table = [...above, columns.map(([, heading]) => heading), ...rows, ...below];
  if (dialect.form === 'xlsx') return writeSheet(table);
  const text = table
    .map((cells) => cells.map((cell) => quoted(cellText(cell, dialect), dialect)).join(dialect.separator))
    .join(dialect.lineEnd);
  return encoded(`${text}${dialect.lineEnd}`, dialect);
}

const vietnamese = { account: 'Số tài khoản:', opening: 'Số dư đầu kỳ:', closing: 'Số dư cuối kỳ:' };
const english = { account: 'Account:', opening: 'Opening balance:', closing: 'Closing balance:' };

function rowsOf(dialect: TableDialect, { entries, openingVnd, account }: Statement): Cell[][] {
  let balanceVnd = openingVnd;
  const rows = entries.map((entry, at) => {
    balanceVnd += entry.amountVnd;
    const row = { entry, number: at + 1, balanceVnd, account, dates: dialect.dates };
    return dialect.columns.map(([field]) => cells[field](row));
  });
  return dialect.newestFirst ? rows.reverse() : rows;
}

interface Row {
  entry: BookedEntry;
  number: number;
  balanceVnd: bigint;
  account: string;
  dates: TableDialect['dates'];
}

const size = (amountVnd: bigint): bigint => (amountVnd < 0n ? -amountVnd : amountVnd);

const cells: Record<TableColumn, (row: Row) => Cell> = {
  number: ({ number }) => String(number),
  bookedOn: ({ entry, dates }) => dateText(entry.bookedOn, dates),
  valueOn: ({ entry, dates }) => dateText(entry.bookedOn, dates),
  reference: ({ entry }) => entry.reference,
  debit: ({ entry: { amountVnd } }) => (amountVnd < 0n ? -amountVnd : ''),
  credit: ({ entry: { amountVnd } }) => (amountVnd > 0n ? amountVnd : ''),
  signed: ({ entry }) => entry.amountVnd,
  amount: ({ entry }) => size(entry.amountVnd),
  direction: ({ entry: { amountVnd } }) => (amountVnd < 0n ? 'Nợ' : 'Có'),
  balance: ({ balanceVnd }) => balanceVnd,
  text: ({ entry }) => entry.text,
  payer: ({ entry }) => entry.payer,
  account: ({ account }) => account,
};

function dateText(day: string, dates: TableDialect['dates']): string {
  if (dates === 'yyyy-MM-dd') return day;
  return dates === 'dd/MM/yyyy' ? formatBusinessDate(day) : `${formatBusinessDate(day)} 09:30:00`;
}

function cellText(cell: Cell, { amounts }: TableDialect): string {
  if (typeof cell === 'string') return cell;
  const mark = { plain: '', dots: '.', commas: ',' }[amounts];
  return String(cell).replaceAll(/\B(?=(\d{3})+$)/g, mark);
}

function quoted(text: string, { separator }: TableDialect): string {
  return text.includes(separator) || /["\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function encoded(text: string, { encoding }: TableDialect): Buffer {
  if (encoding === 'utf-16le-mark') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return Buffer.from(encoding === 'utf-8-mark' ? `\ufeff${text}` : text);
}
