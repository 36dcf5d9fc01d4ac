// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { BankAccount } from './shared.gen.ts';

export type Statement = {
  id: string;
  fileName: string;
  format: string | null;
  state: 'imported' | 'refused';
  problem: {
    code: string;
    /** What the code means, in Vietnamese */
    message: string;
    messageEn: string;
    /** Account, line and figures, as the file has them */
    detail: string;
  } | null;
  importedBy: string;
  importedAt: string;
  statements: {
    id: string;
    account: string;
    number: string | null;
    firstOn: string | null;
    lastOn: string | null;
    openingBalance: string | null;
    closingBalance: string | null;
    lines: number;
    credits: number;
    /** Whole VND, decimal digits */
    creditAmount: string;
    /** Whole VND, decimal digits */
    debitAmount: string;
    /** Lines that an earlier statement had brought */
    knownLines: number;
    /** Reversals and returns that nobody has looked at */
    linesToAttend: number;
    /** How it stands to the statement before; none: its balances need not follow */
    chain: 'first' | 'follows' | 'gap' | 'missing_number' | 'overlap' | 'resent' | 'none';
    chainDifference: string | null;
  }[];
};

export type StatementAttention = {
  id: string;
  account: string;
  line: number;
  bookedOn: string;
  valueOn: string;
  creditDebit: 'CRDT' | 'DBIT';
  /** Whole VND, decimal digits */
  amount: string;
  reference: string;
  payer: string;
  remittance: string;
  attention: 'reversal' | 'returned' | 'takes_back' | null;
  returnReason: string | null;
  attendedBy: string | null;
  attendedNote: string | null;
  known: boolean;
  creditId: string | null;
  paymentId: string | null;
};

/** GET /statements */
export type GetStatementsQuery = { after?: string };

/** GET /statements */
export type GetStatementsAnswer = {
  rows: Statement[];
  next: string | null;
  accounts: BankAccount[];
  breaks: {
    statementId: string;
    account: string;
    finding: 'gap' | 'missing_number' | 'overlap';
    number: string | null;
    afterOn: string | null;
    firstOn: string;
    lastOn: string;
    difference: string;
  }[];
  attention: (StatementAttention & {
    takesBack: { creditId: string; bookedOn: string; paymentId: string | null } | null;
  })[];
};

/** POST /statements/file */
export type PostStatementsFileQuery = { fileName: string; account?: string; dryRun?: 'true' };

/** POST /statements/file */
export type PostStatementsFileAnswer = Statement & {
  /** The same content was imported before; nothing was done */
  alreadyImported: boolean;
  /** Everything was taken back */
  dryRun: boolean;
  lines: number;
  credits: number;
  recorded: number;
  alreadyThere: number;
  /** Whole VND, decimal digits */
  recordedAmount: string;
};

/** POST /statements/lines/{id}/attended */
export type PostStatementsLinesIdAttendedBody = { note: string };

/** POST /statements/lines/{id}/attended */
export type PostStatementsLinesIdAttendedAnswer = undefined;

/** GET /statements/{id}/lines */
export type GetStatementsIdLinesQuery = { after?: string };

/** GET /statements/{id}/lines */
export type GetStatementsIdLinesAnswer = { rows: StatementAttention[]; next: string | null };
