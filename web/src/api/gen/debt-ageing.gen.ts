// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { UnitKind } from './shared.gen.ts';

export type DebtAgeingWhole = {
  code: string;
  name: string;
  kind: UnitKind;
  buckets: {
    bucket: DebtAgeingBucket;
    bills: string;
    /** Whole VND, decimal digits */
    amount: string;
  }[];
  aside: {
    kind: DebtAgeingAsideKind;
    bills: string;
    /** Whole VND, decimal digits */
    amount: string;
  }[];
  total: {
    bills: string;
    /** Whole VND, decimal digits */
    amount: string;
  };
};

export type DebtAgeingBucket = 'not_due' | 'd1_7' | 'd8_15' | 'd16_30' | 'd31_90' | 'over_90';

export type DebtAgeingAsideKind = 'debit' | 'cheque' | 'gateway' | 'hold' | 'disputed';

/** GET /debt-ageing */
export type GetDebtAgeingQuery = { unit?: string; format?: 'xlsx' };

/** GET /debt-ageing */
export type GetDebtAgeingAnswer = {
  on: string;
  asOf: string;
  definition: { name: string; version: number };
  whole: DebtAgeingWhole;
  rows: (DebtAgeingWhole & {
    /** Bills of the unit asked about that no unit below it holds */
    itself: boolean;
  })[];
};

/** GET /debt-ageing/bills */
export type GetDebtAgeingBillsQuery = {
  unit?: string;
  bucket?: DebtAgeingBucket;
  standing?: 'owed' | 'aside' | 'all';
  kind?: DebtAgeingAsideKind;
  after?: string;
  limit?: string;
  format?: 'xlsx';
};

/** GET /debt-ageing/bills */
export type GetDebtAgeingBillsAnswer = {
  total: number;
  rows: {
    code: string;
    name: string;
    address: string;
    unitCode: string;
    communeCode: string;
    billId: string;
    period: string;
    dueOn: string;
    /** Negative before the due date */
    daysLate: number;
    /** Whole VND, decimal digits */
    open: string;
    aside: DebtAgeingAsideKind | null;
  }[];
  next: string | null;
};
