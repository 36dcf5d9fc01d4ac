// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel } from './shared.gen.ts';

/** GET /partners */
export type GetPartnersQuery = { format?: 'xlsx' };

/** GET /partners */
export type GetPartnersAnswer = {
  rows: {
    code: string;
    name: string;
    kind: string;
    channels: Channel[];
    suspended: boolean;
    paymentsToday: number;
    /** Whole VND, decimal digits */
    amountToday: string;
  }[];
};
