import type { DebitColumn } from '../../core/mandates/debit-columns.ts';

/** How a bank writes the statement of an account. */
export type StatementDialect = CamtDialect | MtDialect | TableDialect;

/** camt.053 is the day's statement with balances; camt.054 tells of entries and has none. */
export interface CamtDialect {
  kind: 'camt';
  message: '053' | '054';
  version: '02' | '04' | '08';
  /** Of every element, where the bank's program writes one. */
  prefix?: string;
  encoding: 'UTF-8' | 'UTF-16' | 'windows-1258';
}

export interface MtDialect {
  kind: 'mt940';
  /** SWIFT's blocks around the message. */
  envelope: boolean;
  /** How field 86 is filled: as it comes, in subfields, or with code words. */
  information: 'plain' | 'subfields' | 'words';
}

export interface TableDialect {
  kind: 'table';
  form: 'csv' | 'xlsx';
  columns: readonly (readonly [field: TableColumn, heading: string])[];
  separator: ',' | ';' | '\t';
  lineEnd: '\n' | '\r\n';
  encoding: 'utf-8' | 'utf-8-mark' | 'utf-16le-mark';
  amounts: 'plain' | 'dots' | 'commas';
  dates: 'dd/MM/yyyy' | 'yyyy-MM-dd' | 'dd/MM/yyyy HH:mm:ss';
  /** Lines above the header and below the rows: the account, and what it held before and after. */
  labels: 'vi' | 'en' | 'none';
  newestFirst: boolean;
}

/** `signed`: one column, below zero what goes out; `direction` says which way in a column of its own. */
export type TableColumn =
  | 'number'
  | 'bookedOn'
  | 'valueOn'
  | 'reference'
  | 'debit'
  | 'credit'
  | 'signed'
  | 'amount'
  | 'direction'
  | 'balance'
  | 'text'
  | 'payer'
  | 'account';

/** How a bank takes files of debits and what it answers. */
export interface DebitHabit {
  takes: 'pain.008.001.02' | 'pain.008.001.08' | 'csv';
  /** Its own form of `csv`; the usual one without it. */
  columns?: readonly DebitColumn[];
  answers: 'pain.002.001.03' | 'pain.002.001.10' | 'camt.054.001.02' | 'camt.054.001.08' | 'csv';
  /** One answer comes in so many files. */
  files: number;
  /** Working days until it answers. */
  after: 0 | 1 | 2;
  /** The same file comes a second time. */
  twice: boolean;
  /** Of a hundred debits so many find no money; a quarter as many fail for good. */
  failing: number;
}

export interface BankHabit {
  code: string;
  name: string;
  /** Invented; a number that Napas has given to nobody. */
  bin: string;
  /** Whose way of delivering texts it has, by its name in `textHabits`. */
  texts: string;
  /** Working days until an incoming transfer stands on the account. */
  creditsAfter: 0 | 1;
  /** What a partner pays for several of its days together is one entry with its parts. */
  batches: boolean;
  statement: StatementDialect;
  debits: DebitHabit;
}
