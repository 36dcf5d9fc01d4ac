// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { ReconciliationByLane } from './reconciliation.gen.ts';
import type { Refusal } from './shared.gen.ts';

export type ReconciliationMapping = {
  id: string;
  /** Null: for every partner */
  partnerCode: string | null;
  name: string;
  version: number;
  mapping: ReconciliationMappingMapping;
  madeBy: string;
  madeAt: string;
  retired: boolean;
};

export type ReconciliationMappingMapping = {
  columns: {
    reference: string;
    customerCode: string;
    amount: string;
    occurredAt?: string;
    status?: string;
    bill?: string;
    ourId?: string;
  };
  formats?: {
    amount?: 'auto' | 'plain' | 'dots' | 'commas' | 'decimals';
    dateTime?: 'auto' | 'dd/MM/yyyy HH:mm:ss' | 'MM/dd/yyyy HH:mm:ss' | 'yyyyMMddHHmmss' | 'iso';
    encoding?: 'auto' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258';
  };
  /** What the values of the status column mean; common ones are known */
  statusValues?: { [key: string]: 'paid' | 'reversed' | 'pending' | 'ignore' };
  /** Declared: a file without it is taken for half a file */
  trailer?: {
    /** What its first cell says */
    marker: string;
    /** Cell of the count, from 1 */
    count?: number;
    /** Cell of the sum, from 1 */
    sum?: number;
  };
  skipRows?: number;
};

/** GET /reconciliation/mappings */
export type GetReconciliationMappingsQuery = { partner?: string; retired?: 'true' };

/** GET /reconciliation/mappings */
export type GetReconciliationMappingsAnswer = { rows: ReconciliationMapping[] };

/** POST /reconciliation/mappings */
export type PostReconciliationMappingsBody = {
  partnerCode: string | null;
  name: string;
  mapping: ReconciliationMappingMapping;
};

/** POST /reconciliation/mappings */
export type PostReconciliationMappingsAnswer = ReconciliationMapping;

/** POST /reconciliation/mappings/preview */
export type PostReconciliationMappingsPreviewBody = {
  fileName: string;
  /** The first 500,000 bytes of a file, or the whole of a shorter one or of a workbook, base64 */
  sample: string;
  mapping?: ReconciliationMappingMapping;
};

/** POST /reconciliation/mappings/preview */
export type PostReconciliationMappingsPreviewAnswer = {
  /** The columns as the file names them */
  header: string[];
  headerLine: number | null;
  /** As given, or as recognised from the header */
  mapping: ReconciliationMappingMapping | null;
  /** Fields that no column was found for */
  missing: string[];
  refusal: Refusal | null;
  /** At most 20 */
  rows: {
    line: number;
    reference: string | null;
    customerCode: string | null;
    amount: string | null;
    occurredAt: string | null;
    status: string | null;
    bill: string | null;
    ourId: string | null;
    problems: { field: string; code: string; reason: string; reasonEn: string }[];
    raw: string;
  }[];
  /** Over all rows of the sample */
  errorsByColumn: { field: string; code: string; reason: string; reasonEn: string; count: number }[];
  /** What stands in the status column, the most frequent first, at most 60 */
  statusWords: { word: string; count: number }[];
  trailer: {
    line: number;
    cells: string[];
    /** False for a last row that could not be read as a payment and may hold control totals */
    recognised: boolean;
    rows: number | null;
    /** The sum it says, as it is read */
    total: string | null;
    /** Cell, from 1, whose number is the count of lines */
    countCell: number | null;
    /** Cell, from 1, whose number is the sum of lines */
    sumCell: number | null;
  } | null;
};

/** POST /reconciliation/mappings/test */
export type PostReconciliationMappingsTestBody = {
  mapping: ReconciliationMappingMapping;
  /** A past day's file */
  fileId: string;
};

/** POST /reconciliation/mappings/test */
export type PostReconciliationMappingsTestAnswer = {
  refusal: Refusal | null;
  lines: number;
  badLines: number;
  matched: number;
  /** Whole VND, decimal digits */
  matchedAmount: string;
  /** Whole VND, decimal digits */
  difference: string;
  byLane: ReconciliationByLane[];
};
