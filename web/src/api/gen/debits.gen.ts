// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Refusal } from './shared.gen.ts';

export type DebitsItemState = 'pending' | 'taken' | 'paid' | 'failed';

export type DebitsResultState = 'reading' | 'posting' | 'done' | 'refused';

export type DebitsRun = {
  id: string;
  partnerCode: string;
  partnerName: string;
  day: string;
  messageId: string;
  fileName: string;
  format: string;
  state: 'picking' | 'ready' | 'sent';
  items: number;
  /** Whole VND, decimal digits */
  amount: string;
  /** Open bills left out, by reason */
  skipped: { [key: string]: number };
  answerDueOn: string;
  /** The bank should have answered everything by now */
  late: boolean;
  pending: {
    items: number;
    /** Whole VND, decimal digits */
    amount: string;
  };
  taken: {
    items: number;
    /** Whole VND, decimal digits */
    amount: string;
  };
  paid: {
    items: number;
    /** Whole VND, decimal digits */
    amount: string;
  };
  failed: {
    items: number;
    /** Whole VND, decimal digits */
    amount: string;
  };
  sha256: string | null;
  bytes: number | null;
  madeBy: string;
  madeAt: string;
  sentBy: string | null;
  sentAt: string | null;
};

export type DebitsField =
  | 'reference'
  | 'customerCode'
  | 'customerName'
  | 'account'
  | 'holder'
  | 'amount'
  | 'billId'
  | 'period'
  | 'dueOn'
  | 'collectOn'
  | 'mandate'
  | 'content';

/** GET /debits/items */
export type GetDebitsItemsQuery = {
  run?: string;
  state?: DebitsItemState;
  customer?: string;
  late?: 'true';
  after?: string;
  format?: 'xlsx';
};

/** GET /debits/items */
export type GetDebitsItemsAnswer = {
  rows: {
    id: string;
    batchId: string;
    day: string;
    answerDueOn: string;
    partnerCode: string;
    reference: string;
    customerCode: string;
    customerName: string;
    billId: string;
    period: string;
    /** Whole VND, decimal digits */
    amount: string;
    takenAmount: string | null;
    attempt: number;
    state: DebitsItemState;
    paymentId: string | null;
    reasonCode: string | null;
    reason: string | null;
    reasonEn: string | null;
    bankText: string | null;
    retryOn: string | null;
  }[];
  next: string | null;
  today: string;
};

/** GET /debits/results */
export type GetDebitsResultsAnswer = {
  rows: {
    id: string;
    partnerCode: string;
    fileName: string;
    bytes: number;
    state: DebitsResultState;
    format: string | null;
    refusal: Refusal | null;
    lines: number;
    taken: number;
    /** Whole VND, decimal digits */
    takenAmount: string;
    failed: number;
    /** Said to be on the way; the end is not known yet */
    waiting: number;
    /** Said before already */
    repeated: number;
    /** Lines that a person must look at */
    problems: number;
    receivedBy: string;
    receivedAt: string;
    doneAt: string | null;
  }[];
};

/** POST /debits/results */
export type PostDebitsResultsQuery = { partner: string; fileName: string };

/** POST /debits/results */
export type PostDebitsResultsAnswer = {
  id: string;
  /** The same bytes were there already */
  unchanged: boolean;
};

/** GET /debits/results/{id} */
export type GetDebitsResultsIdAnswer = {
  id: string;
  partnerCode: string;
  fileName: string;
  bytes: number;
  state: DebitsResultState;
  format: string | null;
  refusal: Refusal | null;
  lines: number;
  taken: number;
  /** Whole VND, decimal digits */
  takenAmount: string;
  failed: number;
  /** Said to be on the way; the end is not known yet */
  waiting: number;
  /** Said before already */
  repeated: number;
  /** Lines that a person must look at */
  problems: number;
  receivedBy: string;
  receivedAt: string;
  doneAt: string | null;
  rows: {
    line: number;
    reference: string;
    code: 'unknown_reference' | 'amount_differs' | 'returned_after_taken' | 'said_twice';
    detail: string;
  }[];
};

/** GET /debits/runs */
export type GetDebitsRunsQuery = { partner?: string; after?: string };

/** GET /debits/runs */
export type GetDebitsRunsAnswer = { rows: DebitsRun[]; next: string | null };

/** POST /debits/runs */
export type PostDebitsRunsBody = { partner: string };

/** POST /debits/runs */
export type PostDebitsRunsAnswer = {
  /** Null: there is nothing to debit */
  batch: DebitsRun | null;
  skipped: { [key: string]: number };
};

/** GET /debits/runs/{id} */
export type GetDebitsRunsIdAnswer = DebitsRun;

/** GET /debits/runs/{id}/file */
export type GetDebitsRunsIdFileAnswer = undefined;

/** POST /debits/runs/{id}/give-up */
export type PostDebitsRunsIdGiveUpAnswer = { items: number };

/** POST /debits/runs/{id}/sent */
export type PostDebitsRunsIdSentAnswer = DebitsRun;

/** GET /debits/terms */
export type GetDebitsTermsAnswer = {
  rows: {
    partnerCode: string;
    partnerName: string;
    format: 'pain.008.001.02' | 'pain.008.001.08' | 'csv';
    /** Of csv, in the order of the file; empty: the usual ones */
    columns: { header: string; field: DebitsField }[];
    /** Our account at the bank */
    creditorAccount: string;
    bankBin: string;
    bankBic: string | null;
    schemeId: string | null;
    /** Days of the month on which the bank takes a file; empty: every working day */
    runDays: number[];
    /** Working days until the next try */
    retryDays: number[];
    /** Working days to answer in */
    resultDays: number;
  }[];
};

/** PUT /debits/terms/{partner} */
export type PutDebitsTermsPartnerBody = {
  format: 'pain.008.001.02' | 'pain.008.001.08' | 'csv';
  /** Of csv, in the order of the file; empty: the usual ones */
  columns: { header: string; field: DebitsField }[];
  /** Our account at the bank */
  creditorAccount: string;
  bankBin: string;
  bankBic: string | null;
  schemeId: string | null;
  /** Days of the month on which the bank takes a file; empty: every working day */
  runDays: number[];
  /** Working days until the next try */
  retryDays: number[];
  /** Working days to answer in */
  resultDays: number;
};

/** PUT /debits/terms/{partner} */
export type PutDebitsTermsPartnerAnswer = undefined;
