import { createHash } from 'node:crypto';
import { wholeUnits } from '../../../core/bank-files/decimals.ts';
import type {
  StatementDetail,
  StatementEntry,
  StatementEvent,
  StatementSummary,
} from '../../../core/bank-files/statement.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { findInText } from '../../../core/qr/transfer-text.ts';
import { normalizeText, searchKey } from '../../../core/text.ts';
import { bankFileError } from '../../platform/bank-files/errors.ts';
import { readStatements } from '../../platform/bank-files/read-statements.ts';
import { copyLine, copyRows, type CopyValue } from '../../platform/copy-rows.ts';
import type { Tx } from '../../platform/db.ts';
import { statementError } from './errors.ts';
import { makeStage, stageColumns } from './import-queries.ts';

/** A statement whose lines lie in the stage. */
export interface StagedStatement {
  at: number;
  summary: StatementSummary;
  firstOn: BusinessDate | undefined;
  lastOn: BusinessDate | undefined;
  lines: number;
  credits: number;
  creditVnd: bigint;
  debitVnd: bigint;
}

/** What a line of a company's books can be: the same bound as for a payment. */
const largestVnd = 1_000_000_000_000_000n;

/**
 * Streams the lines of a file into a table of this transaction and tells its statements. Whatever of it cannot be
 * believed throws: `files.*`, `xml.*`, `bank_files.*` (cut off, balances or totals that do not add up),
 * `statements.other_currency`, `statements.in_the_future`, each with its line.
 */
export async function stageLines(
  tx: Tx,
  path: string,
  today: BusinessDate,
): Promise<{ format: string; statements: StagedStatement[] }> {
  await makeStage(tx);
  const reading = new Reading(path, today);
  await copyRows(tx, `read_lines (${stageColumns})`, reading.chunks());
  return { format: reading.format, statements: reading.statements.filter(isRead) };
}

function isRead(statement: StagedStatement): boolean {
  return statement.summary !== undefined;
}

class Reading {
  format = '';
  readonly statements: StagedStatement[] = [];
  private readonly path: string;
  private readonly today: BusinessDate;
  /** The transaction told last: the only one of an entry comes right before it. */
  private detail: StatementDetail | undefined;

  constructor(path: string, today: BusinessDate) {
    this.path = path;
    this.today = today;
  }

  async *chunks(): AsyncGenerator<string> {
    const events = readStatements(this.path);
    try {
      let next = await events.next();
      for (; !next.done; next = await events.next()) {
        const chunk = next.value.map((event) => this.take(event)).join('');
        if (chunk !== '') yield chunk;
      }
      this.format = next.value;
    } finally {
      // Refused half-way, the file is still open.
      await events.return('');
    }
  }

  private take(event: StatementEvent): string {
    if (event.kind === 'statement') {
      const counts = { lines: 0, credits: 0, creditVnd: 0n, debitVnd: 0n };
      const days = { firstOn: undefined, lastOn: undefined };
      this.statements[event.at] = { at: event.at, ...counts, ...days } as never;
    } else if (event.kind === 'detail') this.detail = event.detail;
    else if (event.kind === 'end') this.end(this.statements[event.at]!, event.summary);
    else return this.entry(this.statements[event.at]!, event.entry);
    return '';
  }

  private end(statement: StagedStatement, summary: StatementSummary): void {
    const [problem] = summary.problems;
    if (problem)
      throw bankFileError(`bank_files.${problem.code}`, { line: problem.line, detail: problem.detail });
    const { account, currency = 'VND' } = summary;
    if (currency !== 'VND') throw statementError('statements.other_currency', { account, currency });
    statement.summary = summary;
    const struckOn = summary.closing?.on || undefined;
    statement.lastOn = latest(statement.lastOn, struckOn);
    statement.firstOn ??= struckOn;
  }

  private entry(statement: StagedStatement, entry: StatementEntry): string {
    const { line, currency, creditDebit, reversal, returnReason } = entry;
    if (currency !== 'VND') throw statementError('statements.other_currency', { line, currency });
    const amountVnd = wholeUnits(entry.amount) ?? -1n;
    if (amountVnd < 0n || amountVnd > largestVnd)
      throw bankFileError('bank_files.not_an_amount', { line, detail: 'amount' });
    const bookedOn = entry.bookedOn ?? entry.valueOn;
    if (bookedOn === undefined) throw bankFileError('bank_files.not_a_date', { line, detail: 'no day' });
    if (bookedOn > this.today) throw statementError('statements.in_the_future', { line, day: bookedOn });
    count(statement, creditDebit, amountVnd, bookedOn);
    const only = entry.details === 1 ? this.detail : undefined;
    const texts = {
      reference: bounded(entry.reference, 100),
      endToEnd: bounded(entry.endToEndId, 100),
      payer: bounded(only?.counterparty, 200),
      remittance: bounded(entry.remittance, 2000),
    };
    const values: CopyValue[] = [
      statement.at,
      line,
      bookedOn,
      entry.valueOn ?? bookedOn,
      creditDebit,
      amountVnd,
      texts.reference,
      texts.endToEnd,
      texts.payer,
      texts.remittance,
      attentionOf(entry, texts.remittance),
      returnReason ?? null,
      keyOf({ bookedOn, creditDebit, amountVnd, reversal, ...texts }),
    ];
    return copyLine(values);
  }
}

function count(
  statement: StagedStatement,
  creditDebit: StatementEntry['creditDebit'],
  amountVnd: bigint,
  day: BusinessDate,
): void {
  statement.lines++;
  if (creditDebit === 'CRDT') {
    statement.credits++;
    statement.creditVnd += amountVnd;
  } else statement.debitVnd += amountVnd;
  statement.lastOn = latest(statement.lastOn, day);
  if (statement.firstOn === undefined || day < statement.firstOn) statement.firstOn = day;
}

function latest(one: BusinessDate | undefined, other: BusinessDate | undefined): BusinessDate | undefined {
  return one === undefined || (other !== undefined && other > one) ? other : one;
}

function bounded(text: string | undefined, most: number): string {
  return normalizeText(text ?? '').slice(0, most);
}

/** A line that takes money back, or gives it back, is looked at by a person. */
function attentionOf(entry: StatementEntry, remittance: string): string | null {
  if (entry.returnReason !== undefined) return 'returned';
  if (entry.reversal) return 'reversal';
  if (entry.creditDebit === 'CRDT') return null;
  return findInText(remittance).some(({ kind }) => kind !== 'customer_code') ? 'takes_back' : null;
}

/** Shorter ones are numbers within a statement, not of the bank. */
const shortestReference = 6;

/**
 * What makes a line the same in another file, or in another format of the same day: day, direction, amount, and the
 * bank's reference. Where the bank gives none, the letters and digits of the text, which survive wrapping and marks.
 */
function keyOf(line: {
  bookedOn: BusinessDate;
  creditDebit: string;
  amountVnd: bigint;
  reversal: boolean;
  reference: string;
  remittance: string;
}): string {
  const { bookedOn, creditDebit, amountVnd, reference, remittance } = line;
  const named = bare(reference);
  const what = named.length >= shortestReference ? `ref ${named}` : `text ${bare(remittance)}`;
  return createHash('sha256')
    .update([bookedOn, creditDebit, String(amountVnd), what].join('\n'))
    .digest('hex');
}

function bare(text: string): string {
  return searchKey(text).replaceAll(/[^a-z0-9]/g, '');
}
