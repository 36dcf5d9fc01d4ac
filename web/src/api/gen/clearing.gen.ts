// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { EntryState } from './shared.gen.ts';

export type ClearingFile = {
  id: string;
  fileName: string;
  fromSeq: string;
  uptoSeq: string;
  entries: number;
  /** Whole VND, decimal digits */
  total: string;
  sha256: string;
  madeBy: string;
  madeAt: string;
};

export type ClearingGate = {
  open: boolean;
  reason: string;
  opensOn: string | null;
  /** A login; `billing` where the billing system itself said so */
  changedBy: string;
  changedAt: string;
};

export type ClearingWaiting = {
  entries: number;
  /** Whole VND, decimal digits */
  amount: string;
  /** Business day of the oldest of them */
  oldestOn: string | null;
};

/** POST /clearing/answers */
export type PostClearingAnswersQuery = { fileName: string };

/** POST /clearing/answers */
export type PostClearingAnswersAnswer = {
  written: number;
  /** Said before already */
  repeated: number;
  /** Finished before with another result, which stays */
  contradicting: number;
};

/** GET /clearing/entries */
export type GetClearingEntriesQuery = {
  state?: EntryState;
  partner?: string;
  customer?: string;
  payment?: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /clearing/entries */
export type GetClearingEntriesAnswer = {
  rows: {
    seq: string;
    paymentId: string;
    kind: 'clear' | 'unclear';
    billId: string;
    customerCode: string;
    /** Whole VND, decimal digits */
    amount: string;
    partnerCode: string;
    channel: string;
    businessOn: string;
    state: EntryState;
    /** 01 not marked, 02 marked, 03 waiting, 04 error, 05 failed */
    marking: string;
    attempts: number;
    nextTryAt: string | null;
    answeredAt: string | null;
    answerCode: string | null;
    answerDetail: string | null;
    recordedAt: string;
    /** The entry of the same bill that comes first */
    behindSeq: string | null;
  }[];
  next: string | null;
};

/** POST /clearing/entries/retry */
export type PostClearingEntriesRetryBody = { seqs: string[] } | { state: 'failed' | 'refused' };

/** POST /clearing/entries/retry */
export type PostClearingEntriesRetryAnswer = { entries: number };

/** GET /clearing/feed */
export type GetClearingFeedQuery = { after?: string; upto?: string; format?: 'csv' | 'xlsx' | 'json' };

/** GET /clearing/feed */
export type GetClearingFeedAnswer = {
  rows: {
    seq: string;
    kind: 'clear' | 'unclear';
    billId: string;
    customerCode: string;
    /** Whole VND, decimal digits */
    amount: string;
    partner: string;
    channel: string;
    paidOn: string;
  }[];
  next: string | null;
};

/** GET /clearing/files */
export type GetClearingFilesAnswer = { rows: ClearingFile[] };

/** POST /clearing/files */
export type PostClearingFilesBody = { fromSeq?: string; uptoSeq?: string };

/** POST /clearing/files */
export type PostClearingFilesAnswer = ClearingFile;

/** GET /clearing/files/{id}/csv */
export type GetClearingFilesIdCsvAnswer = undefined;

/** POST /clearing/gate */
export type PostClearingGateBody = { open: boolean; reason?: string; opensOn?: string | null };

/** POST /clearing/gate */
export type PostClearingGateAnswer = ClearingGate;

/** GET /clearing/summary */
export type GetClearingSummaryAnswer = {
  waiting: ClearingWaiting;
  cleared: ClearingWaiting;
  refused: ClearingWaiting;
  failed: ClearingWaiting;
  /** Waiting behind a failed entry of the same bill */
  blocked: number;
  lastSeq: string;
  gate: ClearingGate;
  target: {
    /** Null: by file only */
    url: string | null;
    silentSince: string | null;
    nextTryAt: string | null;
    lastFault: string | null;
  };
};

/** PUT /clearing/target */
export type PutClearingTargetBody = {
  url: string | null;
  /** At least 24 bytes, base64; without it the present one stays or one is made */
  secret?: string;
};

/** PUT /clearing/target */
export type PutClearingTargetAnswer = { url: string | null; newSecret: string | null };
