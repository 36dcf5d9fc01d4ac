// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

/** GET /ledger/balances */
export type GetLedgerBalancesQuery = { on?: string; recordedBefore?: string; format?: 'xlsx' };

/** GET /ledger/balances */
export type GetLedgerBalancesAnswer = {
  /** The business day or the instant asked for; the instant of the answer otherwise */
  asOf: string;
  rows: {
    code: string;
    name: string;
    unitCode: string | null;
    partnerCode: string | null;
    /** Whole VND, decimal digits */
    debit: string;
    /** Whole VND, decimal digits */
    credit: string;
    /** Whole VND, decimal digits */
    balance: string;
  }[];
};

/** GET /ledger/journal */
export type GetLedgerJournalQuery = { from: string; to: string; format?: 'csv' | 'xlsx' };

/** GET /ledger/journal */
export type GetLedgerJournalAnswer = {
  from: string;
  to: string;
  entries: number;
  /** Whole VND, decimal digits */
  debit: string;
  /** Whole VND, decimal digits */
  credit: string;
  accounts: {
    code: string;
    name: string;
    /** Whole VND, decimal digits */
    debit: string;
    /** Whole VND, decimal digits */
    credit: string;
  }[];
};

/** GET /ledger/statement */
export type GetLedgerStatementQuery = {
  account:
    | '111'
    | '112'
    | '113'
    | '131'
    | '331'
    | '511'
    | '641'
    | '711'
    | '811'
    | '1331'
    | '1381'
    | '1388'
    | '3381'
    | '3387'
    | '3388'
    | '5113'
    | '33311';
  unit?: string;
  partner?: string;
  from: string;
  to: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /ledger/statement */
export type GetLedgerStatementAnswer = {
  account: { code: string; name: string };
  unitCode: string | null;
  partnerCode: string | null;
  from: string;
  to: string;
  /** Whole VND, decimal digits */
  opening: string;
  /** Whole VND, decimal digits */
  debit: string;
  /** Whole VND, decimal digits */
  credit: string;
  /** Whole VND, decimal digits */
  closing: string;
  rows: {
    businessOn: string;
    documentNumber: string;
    kind: string;
    description: string;
    counter: { code: string; owner: string | null };
    /** Whole VND, decimal digits */
    debit: string;
    /** Whole VND, decimal digits */
    credit: string;
    /** Whole VND, decimal digits */
    balance: string;
    paymentId: string | null;
    reference: string | null;
  }[];
  next: string | null;
};
