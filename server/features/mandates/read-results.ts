import { open } from 'node:fs/promises';
import { wholeUnits } from '../../../core/bank-files/decimals.ts';
import type { DebitItem } from '../../../core/bank-files/debit-file.ts';
import type { StatementDetail, StatementEntry } from '../../../core/bank-files/statement.ts';
import { debitReasonOf, verdictOf } from '../../../core/mandates/reasons.ts';
import { parseVnd } from '../../../core/money.ts';
import { normalizeText, searchKey } from '../../../core/text.ts';
import { readDebits } from '../../platform/bank-files/read-debits.ts';
import { readStatements } from '../../platform/bank-files/read-statements.ts';
import type { FieldError } from '../../platform/errors.ts';
import {
  openTable,
  type ColumnPlaces,
  type TableRow,
  type TableSource,
} from '../../platform/tabular/table.ts';
import { mandateError } from './errors.ts';

/** What a bank says of one debit. */
export interface ResultLine {
  line: number;
  reference: string;
  amountVnd: bigint | null;
  verdict: 'taken' | 'failed' | 'waiting';
  code: string;
  text: string;
}

export interface ResultEnd {
  format: string;
  /** What a report says of a whole run: everything it does not name has been refused, or taken. */
  whole: { messageId: string; verdict: 'taken' | 'failed' } | undefined;
}

/** Our own references, among whatever else was credited to the account. */
const ourReference = /^TN[0-9]{16}$/;

/**
 * Reads the results of debits as they stream by: a status report (pain.002), a notification or statement of the account
 * (camt.052, camt.053, camt.054), CSV or XLSX. The lines count only when the generator has come to its end. Throws
 * `files.*`, `xml.*`, `bank_files.*`, `mandates.result_unreadable`.
 */
export async function* readResults(source: TableSource): AsyncGenerator<ResultLine[], ResultEnd> {
  const head = await readHead(source.path);
  if (!head.includes('<')) return yield* readTable(source);
  return head.includes('pain.00') ? yield* readReport(source.path) : yield* readCredits(source.path);
}

/** Enough of a file to see which of them it is; letters of two bytes are put together. */
async function readHead(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(4096);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const text = head.subarray(0, bytesRead).toString('latin1').replaceAll('\0', '');
    return text.startsWith('PK') ? '' : text;
  } finally {
    await file.close();
  }
}

async function* readReport(path: string): AsyncGenerator<ResultLine[], ResultEnd> {
  let whole: ResultEnd['whole'];
  let groupStatus: string | undefined;
  const events = readDebits(path);
  let next = await events.next();
  for (; !next.done; next = await events.next()) {
    const lines: ResultLine[] = [];
    for (const event of next.value) {
      if (event.kind === 'item') lines.push(...toLine(event.item));
      else if (event.kind === 'group') groupStatus = event.group.status ?? groupStatus;
      else {
        const { originalMessageId, status, transactions } = event.summary;
        const verdict = verdictOf(status ?? groupStatus ?? '');
        // A report that takes a run as a whole lists nothing; one that refuses it may still name the culprits.
        const isWhole = verdict === 'failed' || (verdict === 'taken' && transactions === 0);
        if (isWhole && originalMessageId !== undefined) whole = { messageId: originalMessageId, verdict };
      }
    }
    yield lines;
  }
  return { format: next.value, whole };
}

function toLine(item: DebitItem): ResultLine[] {
  const { endToEndId: reference, line, amount, status = '', reasons, reasonText: text = '' } = item;
  const verdict = verdictOf(status);
  if (reference === undefined || verdict === undefined) return [];
  const code = verdict === 'failed' ? debitReasonOf(reasons[0] ?? '', text) : '';
  return [{ line, reference, amountVnd: amount ? (wholeUnits(amount) ?? null) : null, verdict, code, text }];
}

/** Credits of the account are money taken; what is debited under our reference comes back. */
async function* readCredits(path: string): AsyncGenerator<ResultLine[], ResultEnd> {
  const events = readStatements(path);
  let undirected: StatementDetail[] = [];
  let details = 0;
  let next = await events.next();
  for (; !next.done; next = await events.next()) {
    const lines: ResultLine[] = [];
    for (const event of next.value) {
      if (event.kind === 'detail') {
        details++;
        // Which way it went may stand with its entry only, which comes behind.
        if (event.detail.creditDebit === undefined) undirected.push(event.detail);
        else lines.push(...creditLine(event.detail));
      } else if (event.kind === 'entry') {
        const { creditDebit } = event.entry;
        for (const detail of undirected) lines.push(...creditLine({ ...detail, creditDebit }));
        if (details === 0) lines.push(...creditLine(event.entry));
        undirected = [];
        details = 0;
      }
    }
    yield lines;
  }
  return { format: next.value, whole: undefined };
}

type Credited = Pick<
  StatementDetail | StatementEntry,
  'line' | 'amount' | 'creditDebit' | 'endToEndId' | 'returnReason'
>;

function creditLine({ line, amount, creditDebit, endToEndId, returnReason }: Credited): ResultLine[] {
  if (endToEndId === undefined || !ourReference.test(endToEndId)) return [];
  const verdict = creditDebit === 'CRDT' ? 'taken' : 'failed';
  const code = verdict === 'failed' ? debitReasonOf(returnReason ?? '') : '';
  const amountVnd = amount ? (wholeUnits(amount) ?? null) : null;
  return [{ line, reference: endToEndId, amountVnd, verdict, code, text: '' }];
}

type Column = 'reference' | 'status' | 'amount' | 'code' | 'reason';

const headings: Record<Column, readonly string[]> = {
  reference: [
    'ma tham chieu',
    'so tham chieu',
    'ma giao dich',
    'ma gd',
    'endtoendid',
    'end to end id',
    'reference',
  ],
  status: ['trang thai', 'ket qua', 'tinh trang', 'status', 'result'],
  amount: ['so tien', 'so tien da thu', 'so tien trich', 'amount'],
  code: ['ma loi', 'ma ket qua', 'ma ly do', 'code', 'reason code'],
  reason: ['ly do', 'dien giai', 'mo ta', 'noi dung loi', 'reason', 'description'],
};
const columnOf = new Map(
  Object.entries(headings).flatMap(([column, names]) => names.map((name) => [name, column] as const)),
);
/** Lines named in a refusal; who corrects these finds the others. */
const mostNamed = 20;

async function* readTable(source: TableSource): AsyncGenerator<ResultLine[], ResultEnd> {
  const table = await openTable<Column>(
    source,
    { required: ['reference', 'status'], optional: ['amount', 'code', 'reason'] },
    (cell) =>
      columnOf.get(
        searchKey(cell)
          .replaceAll(/[^a-z]+/g, ' ')
          .trim(),
      ) ?? '',
  );
  const problems: FieldError[] = [];
  for await (const rows of table.batches) {
    const lines: ResultLine[] = [];
    for (const row of rows) {
      const read = readRow(row, table.places);
      if (read && 'field' in read) problems.push(read);
      else if (read) lines.push(read);
      if (problems.length >= mostNamed) break;
    }
    if (problems.length > 0) {
      await table.batches.return(undefined);
      throw mandateError('mandates.result_unreadable', {}, { fields: problems });
    }
    yield lines;
  }
  return { format: table.format, whole: undefined };
}

function readRow(row: TableRow, places: ColumnPlaces<Column>): ResultLine | FieldError | undefined {
  const cell = (column: Column): string => normalizeText(row.cells[places[column]] ?? '');
  const reference = cell('reference').replace(/^'/, '');
  // Totals stand under the table without a reference.
  if (reference === '' || searchKey(reference).startsWith('tong')) return undefined;
  const [status, code, text] = [cell('status'), cell('code'), cell('reason')];
  const reason = debitReasonOf(code === '' ? status : code, text);
  const verdict = verdictOf(status) ?? (reason === 'NARR' ? undefined : 'failed');
  if (!verdict) return { field: `${row.line}.status`, code: 'unknown_word', detail: status.slice(0, 60) };
  const amount = cell('amount') === '' ? undefined : parseVnd(cell('amount'), { allowNegative: false });
  if (typeof amount === 'string')
    return { field: `${row.line}.amount`, code: amount, detail: cell('amount').slice(0, 60) };
  return {
    line: row.line,
    reference,
    // Of a debit that failed, banks write nothing, zero, or what was asked for.
    amountVnd: verdict === 'taken' && amount !== undefined && amount > 0n ? amount : null,
    verdict,
    code: verdict === 'failed' ? reason : '',
    text: text.slice(0, 300),
  };
}
