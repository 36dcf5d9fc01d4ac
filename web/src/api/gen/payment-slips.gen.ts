// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Account } from './shared.gen.ts';

export type PaymentSlipsQuery = {
  customer?: string;
  unit?: string;
  commune?: string;
  village?: string;
  book?: string;
  period?: string;
};

/** GET /payment-slips */
export type GetPaymentSlipsQuery = PaymentSlipsQuery;

/** GET /payment-slips */
export type GetPaymentSlipsAnswer = {
  slips: number;
  customers: number;
  /** Whole VND, decimal digits */
  open: string;
  account: Account | null;
  /** Files to print one by one */
  parts: { from: string; slips: number }[];
};

/** GET /payment-slips/file */
export type GetPaymentSlipsFileQuery = PaymentSlipsQuery & {
  from?: string;
  perPage?: '2' | '4' | '8';
  names?: 'masked' | 'full';
};

/** GET /payment-slips/file */
export type GetPaymentSlipsFileAnswer = undefined;
