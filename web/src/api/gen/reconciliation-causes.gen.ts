// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Lane } from './shared.gen.ts';

/** GET /reconciliation/causes */
export type GetReconciliationCausesQuery = { from?: string; to?: string; partner?: string };

/** GET /reconciliation/causes */
export type GetReconciliationCausesAnswer = {
  /** Most frequent first */
  lanes: {
    lane: Lane;
    count: number;
    open: number;
    /** Whole VND, decimal digits */
    amount: string;
  }[];
  /** Of those not resolved, by days since the settlement day */
  ageing: {
    bucket: '0-1' | '2-3' | '4-7' | '>7';
    count: number;
    /** Whole VND, decimal digits */
    amount: string;
  }[];
};
