// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Lane } from './shared.gen.ts';

export type ReconciliationByLane = {
  lane: Lane;
  count: number;
  /** Whole VND, decimal digits */
  theirAmount: string;
  /** Whole VND, decimal digits */
  ourAmount: string;
};
