// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { ReconciliationByLane } from './reconciliation.gen.ts';
import type { ImportRejection, Refusal } from './shared.gen.ts';

export type ReconciliationFile = {
  id: string;
  partnerCode: string;
  partnerName: string;
  day: string;
  scope: 'final' | 'running';
  fileName: string;
  bytes: number;
  /** superseded: a later file speaks for the day */
  state: 'reading' | 'refused' | 'matched' | 'superseded';
  /** Why nothing of it was used */
  refusal: Refusal | null;
  /** Null: recognised from the header */
  mapping: { id: string; name: string; version: number } | null;
  /** Lines that could be read */
  lines: number;
  /** Whole VND, decimal digits */
  amount: string;
  badLines: number;
  /** What its trailer says */
  control: { lines: number | null; amount: string | null } | null;
  matched: number | null;
  matchedAmount: string | null;
  /** Their total less ours for the day */
  difference: string | null;
  /** As the matching found it */
  byLane: ReconciliationByLane[];
  /** Not resolved yet, of the whole day */
  openDifferences: number;
  receivedBy: string;
  receivedAt: string;
  matchedAt: string | null;
};

/** GET /reconciliation/files */
export type GetReconciliationFilesQuery = { partner?: string; day?: string; after?: string };

/** GET /reconciliation/files */
export type GetReconciliationFilesAnswer = { rows: ReconciliationFile[]; next: string | null };

/** POST /reconciliation/files */
export type PostReconciliationFilesQuery = {
  partner: string;
  day: string;
  scope?: 'final' | 'running';
  mapping?: string;
  fileName: string;
};

/** POST /reconciliation/files */
export type PostReconciliationFilesAnswer = {
  id: string;
  /** The same bytes are in use already; this is their file */
  unchanged: boolean;
};

/** GET /reconciliation/files/{id} */
export type GetReconciliationFilesIdAnswer = ReconciliationFile;

/** GET /reconciliation/files/{id}/bad-lines */
export type GetReconciliationFilesIdBadLinesQuery = { after?: string; format?: 'xlsx' };

/** GET /reconciliation/files/{id}/bad-lines */
export type GetReconciliationFilesIdBadLinesAnswer = { rows: ImportRejection[]; next: string | null };
