import { parseBusinessDate, type BusinessDate } from '../../../core/dates.ts';
import { parseVnd } from '../../../core/money.ts';
import { normalizeText, searchKey } from '../../../core/text.ts';
import type { FieldError } from '../../platform/errors.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import {
  openTable,
  type ColumnPlaces,
  type TableRow,
  type TableSource,
} from '../../platform/tabular/table.ts';
import { statementError } from './errors.ts';
import { numberAlike, type CreditLine } from './record-credits.ts';

type Column = 'bookedOn' | 'valueOn' | 'amount' | 'reference' | 'remittance' | 'payer' | 'account';

/** How banks head these columns, without marks; what the key begins with decides. */
const headings: Record<Column, readonly string[]> = {
  bookedOn: [
    'ngay',
    'ngay giao dich',
    'ngay hach toan',
    'ngay gd',
    'ngay ht',
    'date',
    'booking date',
    'transaction date',
  ],
  valueOn: ['ngay gia tri', 'ngay hieu luc', 'value date'],
  amount: ['so tien', 'so tien ghi co', 'ghi co', 'phat sinh co', 'co', 'credit', 'credit amount', 'amount'],
  reference: [
    'so tham chieu',
    'ma tham chieu',
    'so but toan',
    'so ct',
    'so chung tu',
    'ma giao dich',
    'reference',
    'ref',
  ],
  remittance: [
    'noi dung',
    'dien giai',
    'noi dung giao dich',
    'mo ta',
    'description',
    'remittance',
    'details',
  ],
  payer: [
    'nguoi chuyen',
    'don vi chuyen',
    'ten nguoi chuyen',
    'nguoi nop',
    'doi tac',
    'doi ung',
    'payer',
    'sender',
  ],
  account: ['so tai khoan', 'tai khoan', 'tai khoan chuyen thu', 'account', 'account number'],
};
const columnOf = new Map(
  Object.entries(headings).flatMap(([column, names]) => names.map((name) => [name, column] as const)),
);

const mostLines = 50_000;
const mostProblems = 50;

export interface Statement {
  lines: CreditLine[];
  /** Lines without a credit: debits, and amounts of zero. */
  debits: number;
}

/**
 * Reads the credits of a bank statement in CSV or XLSX, its columns known by their headings. A statement with a line
 * that cannot be read gives none at all. Throws `files.*`, `statements.bad_lines`, `statements.no_account`.
 */
export async function readStatement(
  source: TableSource,
  given: { account: string | undefined; today: BusinessDate },
): Promise<Statement> {
  const table = await openTable<Column>(
    source,
    {
      required: ['bookedOn', 'amount'],
      optional: ['valueOn', 'reference', 'remittance', 'payer', 'account'],
    },
    (cell) =>
      columnOf.get(
        searchKey(cell)
          .replaceAll(/[^a-z]+/g, ' ')
          .trim(),
      ) ?? '',
  );
  if (table.places.account === -1 && !given.account) {
    await table.batches.return(undefined);
    throw statementError('statements.no_account');
  }
  const lines: Omit<CreditLine, 'ordinal'>[] = [];
  const problems: FieldError[] = [];
  let debits = 0;
  for await (const batch of table.batches) {
    for (const row of batch) {
      const line = readLine(row, table.places, given);
      if (line === undefined) debits++;
      else if ('bookedOn' in line) lines.push(line);
      else if (problems.length < mostProblems) problems.push(line);
      if (lines.length > mostLines) throw statementError('statements.too_many_lines', { most: mostLines });
    }
  }
  if (problems.length > 0) throw statementError('statements.bad_lines', {}, { fields: problems });
  if (lines.length + debits === 0) throw fileError('files.empty');
  return { lines: numberAlike(lines), debits };
}

/** A credit, a problem, or undefined for a line that is no credit. Totals under the table have no date: no line. */
function readLine(
  row: TableRow,
  places: ColumnPlaces<Column>,
  given: { account: string | undefined; today: BusinessDate },
): Omit<CreditLine, 'ordinal'> | FieldError | undefined {
  const cell = (column: Column): string => normalizeText(row.cells[places[column]] ?? '');
  const problem = (field: string, code: string): FieldError => ({
    field: `${row.line}.${field}`,
    code,
    detail: cell(field as Column).slice(0, 60),
  });
  const amount = cell('amount')
    .replace(/^\+/, '')
    .replace(/ ?(VND|đ)$/i, '');
  const date = cell('bookedOn');
  if (date === '' && cell('reference') === '') return undefined;
  if (amount === '' || amount === '-') return undefined;
  const bookedOn = parseBusinessDate(date.slice(0, 10).trim());
  if (!bookedOn) return problem('bookedOn', 'not_a_date');
  if (bookedOn > given.today) return problem('bookedOn', 'in_the_future');
  const amountVnd = parseVnd(amount, { allowNegative: true });
  if (typeof amountVnd === 'string') return problem('amount', amountVnd);
  if (amountVnd <= 0n) return undefined;
  const account = cell('account') || normalizeText(given.account ?? '');
  if (account === '') return problem('account', 'missing');
  const valueOn = parseBusinessDate(cell('valueOn').slice(0, 10).trim()) ?? bookedOn;
  const texts = { reference: cell('reference'), payer: cell('payer'), remittance: cell('remittance') };
  return { account, bookedOn, valueOn, amountVnd, ...texts };
}
