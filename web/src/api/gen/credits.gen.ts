// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel } from './shared.gen.ts';

/** GET /credits */
export type GetCreditsQuery = {
  kind?: 'late_success' | 'overpayment' | 'correction' | 'identified' | 'all';
  after?: string;
  format?: 'xlsx';
};

/** GET /credits */
export type GetCreditsAnswer = {
  totals: {
    count: number;
    /** Whole VND, decimal digits */
    left: string;
    /** Whole VND, decimal digits */
    reserved: string;
  };
  rows: {
    paymentId: string;
    reference: string;
    kind: 'late_success' | 'overpayment' | 'correction' | 'identified';
    channel: Channel;
    partner: { code: string; name: string };
    customer: { code: string; name: string };
    unitName: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    left: string;
    /** Whole VND, decimal digits */
    reserved: string;
    /** Whole VND, decimal digits */
    open: string;
    businessOn: string;
    ageDays: number;
    other: {
      paymentId: string;
      reference: string;
      partner: { code: string; name: string };
      businessOn: string;
      externalId: string;
      period: string;
    } | null;
  }[];
  next: string | null;
};

/** POST /credits/{paymentId}/apply */
export type PostCreditsPaymentIdApplyAnswer = {
  /** Whole VND, decimal digits */
  amount: string;
};
