import type { BusinessDate } from '../../core/dates.ts';
import type { BankBooks, BookedEntry } from './books.ts';
import type { BankHabit } from './habit.ts';
import { writeCamt } from './write-camt.ts';
import { writeMt940 } from './write-mt940.ts';
import { writeTable } from './write-table.ts';

/** One account's day, ready to be written in any dialect. */
export interface Statement {
  account: string;
  /** Counts the account's days on which something was booked. */
  number: number;
  day: BusinessDate;
  openingVnd: bigint;
  closingVnd: bigint;
  entries: readonly BookedEntry[];
}

export interface StatementFile {
  fileName: string;
  content: Buffer;
}

/** What the bank has booked on an account on a day. */
export function statementOf(books: BankBooks, account: string, day: BusinessDate): Statement {
  const entries = books.entriesOf(account, day);
  const openingVnd = books.balanceBefore(account, day);
  return {
    account,
    number: books.daysOf(account).indexOf(day) + 1,
    day,
    openingVnd,
    closingVnd: entries.reduce((sum, { amountVnd }) => sum + amountVnd, openingVnd),
    entries,
  };
}

/** The file as this bank writes it; `wrongBalance` makes its closing balance one dong too high. */
export function writeStatement(
  { code, statement: dialect }: BankHabit,
  told: Statement,
  { wrongBalance = false }: { wrongBalance?: boolean } = {},
): StatementFile {
  const statement = wrongBalance ? { ...told, closingVnd: told.closingVnd + 1n } : told;
  const stem = `${code.toLowerCase()}-${statement.account}-${statement.day}`;
  switch (dialect.kind) {
    case 'camt':
      return { fileName: `${stem}.camt${dialect.message}.xml`, content: writeCamt(dialect, statement) };
    case 'mt940':
      return { fileName: `${stem}.sta`, content: writeMt940(dialect, statement) };
    case 'table':
      return { fileName: `${stem}.${dialect.form}`, content: writeTable(dialect, statement) };
  }
}
