// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Refusal } from './shared.gen.ts';

export type DebitsItemState = 'pending' | 'taken' | 'paid' | 'failed';

export type DebitsNoticeSheet = {
  id: string;
  partnerCode: string;
  partnerName: string;
  notices: number;
  /** Left out because things changed since they were made */
  dropped: number;
  day: string;
  handedBy: string;
  handedAt: string;
};

export type DebitsNoticeState = 'due' | 'handed_over' | 'debited' | 'dropped';

export type DebitsResult = {
  id: string;
  partnerCode: string;
  fileName: string;
  bytes: number;
  state: 'reading' | 'posting' | 'done' | 'refused';
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
};

export type DebitsReturn = {
  id: string;
  partnerCode: string;
  partnerName: string;
  reference: string;
  customerCode: string;
  customerName: string;
  billId: string;
  /** Whole VND, decimal digits */
  amount: string;
  reasonCode: string;
  reason: string;
  reasonEn: string;
  paymentId: string;
  state: 'open' | 'asked' | 'reversed' | 'kept';
  askedBy: string | null;
  decidedBy: string | null;
  toldAt: string;
};

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

export type DebitsFormat = 'pain.008.001.02' | 'pain.008.001.08' | 'csv' | 'wallet';

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

/** GET /debits/notice-sheets */
export type GetDebitsNoticeSheetsAnswer = { rows: DebitsNoticeSheet[] };

/** GET /debits/notice-sheets/{id}/file */
export type GetDebitsNoticeSheetsIdFileQuery = { format: 'csv' | 'xlsx' };

/** GET /debits/notice-sheets/{id}/file */
export type GetDebitsNoticeSheetsIdFileAnswer = undefined;

/** GET /debits/notices */
export type GetDebitsNoticesQuery = {
  partner?: string;
  state?: DebitsNoticeState;
  customer?: string;
  sheet?: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /debits/notices */
export type GetDebitsNoticesAnswer = {
  rows: {
    id: string;
    sheet: string | null;
    state: DebitsNoticeState;
    dropReason: 'paid' | 'cancelled' | 'mandate_ended' | 'amount_changed' | 'pending' | 'debited' | null;
    debitOn: string;
    /** Whole VND, decimal digits */
    amount: string;
    customerCode: string;
    customerName: string;
    partnerCode: string;
    partnerName: string;
    /** Masked */
    account: string;
    billId: string;
    period: string;
    /** As the payer reads it */
    text: string;
  }[];
  next: string | null;
};

/** POST /debits/notices/hand-over */
export type PostDebitsNoticesHandOverBody = { partner: string };

/** POST /debits/notices/hand-over */
export type PostDebitsNoticesHandOverAnswer = DebitsNoticeSheet;

/** POST /debits/notices/plan */
export type PostDebitsNoticesPlanBody = { partner: string };

/** POST /debits/notices/plan */
export type PostDebitsNoticesPlanAnswer = {
  /** Null: no run is to be announced today */
  debitOn: string | null;
  planned: number;
};

/** GET /debits/results */
export type GetDebitsResultsAnswer = { rows: DebitsResult[] };

/** POST /debits/results */
export type PostDebitsResultsQuery = { partner: string; fileName: string };

/** POST /debits/results */
export type PostDebitsResultsAnswer = {
  id: string;
  /** The same bytes were there already */
  unchanged: boolean;
};

/** GET /debits/results/{id} */
export type GetDebitsResultsIdAnswer = DebitsResult & {
  rows: {
    line: number;
    reference: string;
    code: 'unknown_reference' | 'amount_differs' | 'returned_after_taken' | 'said_twice';
    detail: string;
  }[];
};

/** GET /debits/returns */
export type GetDebitsReturnsQuery = { format?: 'xlsx' };

/** GET /debits/returns */
export type GetDebitsReturnsAnswer = { rows: DebitsReturn[] };

/** POST /debits/returns/{id}/approve */
export type PostDebitsReturnsIdApproveAnswer = DebitsReturn;

/** POST /debits/returns/{id}/ask */
export type PostDebitsReturnsIdAskAnswer = DebitsReturn;

/** POST /debits/returns/{id}/keep */
export type PostDebitsReturnsIdKeepBody = { reason: string };

/** POST /debits/returns/{id}/keep */
export type PostDebitsReturnsIdKeepAnswer = DebitsReturn;

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

/** GET /debits/runs/{id}/progress */
export type GetDebitsRunsIdProgressAnswer = {
  waiting: {
    debits: number;
    /** Whole VND, decimal digits */
    amount: string;
  };
  /** Sent; the outcome is asked about */
  asked: {
    debits: number;
    /** Whole VND, decimal digits */
    amount: string;
  };
  paid: {
    debits: number;
    /** Whole VND, decimal digits */
    amount: string;
  };
  failed: {
    debits: number;
    /** Whole VND, decimal digits */
    amount: string;
  };
  /** Debits that a person must look at */
  attention: number;
};

/** POST /debits/runs/{id}/sent */
export type PostDebitsRunsIdSentAnswer = DebitsRun;

/** GET /debits/terms */
export type GetDebitsTermsAnswer = {
  rows: {
    partnerCode: string;
    partnerName: string;
    format: DebitsFormat;
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
    noticeDays: number;
    noticeRequired: boolean;
  }[];
};

/** PUT /debits/terms/{partner} */
export type PutDebitsTermsPartnerBody = {
  format: DebitsFormat;
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
  /** Working days before a debit on which its payer is told (usually 1); 0: not at all */
  noticeDays?: number;
  /** Nothing is debited before its notice was handed over (usually false) */
  noticeRequired?: boolean;
};

/** PUT /debits/terms/{partner} */
export type PutDebitsTermsPartnerAnswer = undefined;
