// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel, Counted, Customers, Figures, Frozen } from './shared.gen.ts';

export type Month = {
  period: string;
  /** The month has ended, so it can be frozen */
  over: boolean;
  /** The newest first; none while the month is provisional */
  versions: {
    version: number;
    at: string;
    asOf: string;
    by: string;
    askedBy: string | null;
    reason: string | null;
    hash: string;
    previousHash: string | null;
    /** The figures still fit the hash */
    intact: boolean;
    definitions: {
      name: string;
      version: number;
      /** First month that is counted */
      from: string;
      /** Last month that is counted */
      to: string;
    }[];
    /** What still moved then; empty for who may not see the whole company */
    moving: MonthMoving[];
  }[];
  /** What still moves; told to who may see the whole company */
  moving: MonthMoving[] | null;
  restatement: { reason: string; askedBy: string; askedAt: string; version: number } | null;
};

export type MonthMoving = {
  what: 'unpaid_bills' | 'unpublished_imports' | 'suspense' | 'gateway_orders' | 'pending_debits';
  count: number;
  amount: string | null;
};

export type MonthFigure = { counted: Counted; frozen: Customers; live: Customers };

/** GET /months */
export type GetMonthsQuery = { format?: 'xlsx' };

/** GET /months */
export type GetMonthsAnswer = {
  asOf: string;
  rows: {
    period: string;
    /** The month has ended, so it can be frozen */
    over: boolean;
    /** Null: the figures of the month are provisional */
    frozen: Frozen | null;
    live: Figures;
    restatementAsked: boolean;
  }[];
};

/** GET /months/{period} */
export type GetMonthsPeriodAnswer = Month;

/** GET /months/{period}/figures */
export type GetMonthsPeriodFiguresQuery = {
  version?: string;
  definition?: string;
  unit?: string;
  by?: 'unit' | 'commune';
  format?: 'xlsx';
};

/** GET /months/{period}/figures */
export type GetMonthsPeriodFiguresAnswer = {
  period: string;
  version: number;
  /** name@version */
  definition: string;
  asOf: string;
  /** Up to when the data of the figures of today go; earlier than asOf where payments came in since */
  liveAsOf: string;
  total: { figures: MonthFigure[]; movements: number };
  rows: { code: string; name: string; figures: MonthFigure[]; movements: number }[];
};

/** POST /months/{period}/freeze */
export type PostMonthsPeriodFreezeBody = Record<string, never>;

/** POST /months/{period}/freeze */
export type PostMonthsPeriodFreezeAnswer = Month;

/** GET /months/{period}/movements */
export type GetMonthsPeriodMovementsQuery = {
  version?: string;
  unit?: string;
  commune?: string;
  after?: string;
  limit?: string;
  format?: 'xlsx';
};

/** GET /months/{period}/movements */
export type GetMonthsPeriodMovementsAnswer = {
  rows: {
    id: string;
    kind: 'payment' | 'bill';
    recordedAt: string;
    customerCode: string;
    customerName: string;
    unitCode: string;
    communeCode: string;
    billId: string;
    billNumber: string;
    paymentId: string | null;
    reference: string | null;
    channel: Channel | null;
    /** Whole VND, decimal digits */
    amount: string;
    why:
      | 'paid_late'
      | 'credit_applied'
      | 'reversed'
      | 'corrected'
      | 'taken_off'
      | 'bill_late'
      | 'bill_corrected'
      | 'bill_cancelled';
    /** The reason that whoever reversed or corrected it gave */
    said: string | null;
  }[];
  next: string | null;
};

/** POST /months/{period}/restatement */
export type PostMonthsPeriodRestatementBody = { reason: string };

/** POST /months/{period}/restatement */
export type PostMonthsPeriodRestatementAnswer = Month;

/** POST /months/{period}/restatement/approve */
export type PostMonthsPeriodRestatementApproveBody = Record<string, never>;

/** POST /months/{period}/restatement/approve */
export type PostMonthsPeriodRestatementApproveAnswer = Month;

/** POST /months/{period}/restatement/withdraw */
export type PostMonthsPeriodRestatementWithdrawBody = Record<string, never>;

/** POST /months/{period}/restatement/withdraw */
export type PostMonthsPeriodRestatementWithdrawAnswer = Month;
