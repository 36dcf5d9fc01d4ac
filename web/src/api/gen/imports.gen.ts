// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { ImportRejection, Refusal } from './shared.gen.ts';

export type Import = {
  id: string;
  kind: 'customers' | 'bills';
  fileName: string;
  state: 'receiving' | 'checking' | 'checked' | 'publishing' | 'published' | 'abandoned' | 'failed';
  bytes: number;
  bytesRead: number;
  rows: number;
  accepted: number;
  unchanged: number;
  changed: number;
  rejected: number;
  /** What this import publishes: accepted and changed bills */
  total: string;
  /** What the billing system sent: the totals of all rows whose total can be read */
  sentTotal: string;
  control: {
    source: 'none' | 'typed' | 'trailer';
    rows: number | null;
    total: string | null;
    agree: boolean;
  } | null;
  failure: Refusal | null;
  newUnits: string[];
  createdBy: string;
  createdAt: string;
  publishedBy: string | null;
  publishedAt: string | null;
};

/** GET /imports */
export type GetImportsQuery = { after?: string; format?: 'xlsx' };

/** GET /imports */
export type GetImportsAnswer = { rows: Import[]; next: string | null };

/** POST /imports */
export type PostImportsQuery = {
  kind: 'customers' | 'bills';
  fileName: string;
  rows?: string;
  total?: string;
};

/** POST /imports */
export type PostImportsAnswer = { id: string };

/** GET /imports/{id} */
export type GetImportsIdAnswer = Import;

/** POST /imports/{id}/abandon */
export type PostImportsIdAbandonAnswer = Import;

/** PUT /imports/{id}/control */
export type PutImportsIdControlBody = { rows: number; total?: string | null };

/** PUT /imports/{id}/control */
export type PutImportsIdControlAnswer = Import;

/** POST /imports/{id}/publish */
export type PostImportsIdPublishBody = { withoutTotals?: boolean };

/** POST /imports/{id}/publish */
export type PostImportsIdPublishAnswer = Import;

/** GET /imports/{id}/rejections */
export type GetImportsIdRejectionsQuery = { after?: string; format?: 'xlsx' };

/** GET /imports/{id}/rejections */
export type GetImportsIdRejectionsAnswer = { rows: ImportRejection[]; next: string | null };

/** GET /imports/{id}/rejections.csv */
export type GetImportsIdRejectionsCsvAnswer = undefined;
