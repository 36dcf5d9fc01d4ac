// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type Settings = {
  /** A bill may be paid in parts */
  partialPayments: boolean;
  /** The oldest open period must be paid first */
  oldestFirst: boolean;
  /** The bills a request names must leave no open period between them */
  noGaps: boolean;
  /** How long bills may be held unpaid */
  holdMinutes: number;
  /** Whole VND, decimal digits: a refund above this needs a second person */
  refundLimit: string;
  /** Customer credit pays the next bill by itself */
  applyCredit: boolean;
  /** Who changed each setting last; one that nobody has changed is not in it */
  changes: {
    setting: 'partialPayments' | 'oldestFirst' | 'noGaps' | 'holdMinutes' | 'refundLimit' | 'applyCredit';
    /** Login */
    by: string;
    /** Null for who is no member of staff */
    name: string | null;
    at: string;
  }[];
};

/** GET /settings */
export type GetSettingsAnswer = Settings;

/** PUT /settings */
export type PutSettingsBody = {
  /** A bill may be paid in parts */
  partialPayments?: boolean;
  /** The oldest open period must be paid first */
  oldestFirst?: boolean;
  /** The bills a request names must leave no open period between them */
  noGaps?: boolean;
  /** How long bills may be held unpaid */
  holdMinutes?: number;
  /** Whole VND, decimal digits: a refund above this needs a second person */
  refundLimit?: string;
  /** Customer credit pays the next bill by itself */
  applyCredit?: boolean;
};

/** PUT /settings */
export type PutSettingsAnswer = Settings;
