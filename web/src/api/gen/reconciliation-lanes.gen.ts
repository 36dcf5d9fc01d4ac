// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Lane } from './shared.gen.ts';

/** GET /reconciliation/lanes */
export type GetReconciliationLanesQuery = { partner?: string; day?: string };

/** GET /reconciliation/lanes */
export type GetReconciliationLanesAnswer = {
  /** All nine lanes, in order of precedence */
  rows: {
    lane: Lane;
    /** Not resolved */
    open: number;
    overdue: number;
    /** Of the open ones, waiting for a second person */
    approval: number;
    /** Whole VND, decimal digits */
    theirAmount: string;
    /** Whole VND, decimal digits */
    ourAmount: string;
    resolved: number;
  }[];
};
