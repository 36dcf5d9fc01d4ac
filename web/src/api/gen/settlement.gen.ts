// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { SessionState } from './shared.gen.ts';

export type SettlementFile = 'missing' | 'late' | 'running' | 'matched' | 'refused';

export type SettlementDay = {
  day: string;
  kind: 'holiday' | 'working';
  name: string;
  setBy: string;
  setAt: string;
};

export type SettlementFees = {
  partnerCode: string;
  partnerName: string;
  month: string;
  rows: {
    day: string;
    /** True when the window is closed and this is its fee */
    frozen: boolean;
    /** Payments less reversals */
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
    /** Whole VND, decimal digits */
    vat: string;
    mode: 'netted' | 'invoiced';
    lines: SettlementLine[];
  }[];
  byTier: SettlementLine[];
  total: {
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
    /** Whole VND, decimal digits */
    vat: string;
  };
};

export type SettlementLine = {
  /** 0 for a rule without tiers */
  tier: number;
  upTo: string | null;
  payments: number;
  /** Whole VND, decimal digits */
  amount: string;
  /** Whole VND, decimal digits */
  fee: string;
};

export type SettlementFeeRule =
  | { kind: 'none' }
  | { kind: 'flat'; perPaymentVnd: string }
  | { kind: 'percent'; basisPoints: number; minVnd?: string; maxVnd?: string }
  | {
      kind: 'tiers';
      by: 'count' | 'amount';
      tiers: { upTo: string | null; perPaymentVnd?: string; basisPoints?: number }[];
    };

export type SettlementPrefund = {
  partnerCode: string;
  partnerName: string;
  prefunded: boolean;
  /** Whole VND, decimal digits */
  available: string;
  /** Whole VND, decimal digits */
  deposited: string;
  /** Whole VND, decimal digits */
  drawn: string;
  movements: {
    id: string;
    /** Whole VND, decimal digits */
    amount: string;
    rule: string;
    assignedBy: string;
    assignedAt: string;
    creditId: string | null;
    bookedOn: string | null;
    reference: string | null;
    day: string | null;
    undone: boolean;
  }[];
};

export type SettlementTerms = {
  partnerCode: string;
  partnerName: string;
  cutOff: string;
  prefunded: boolean;
  dailyLimit: string | null;
  closedThrough: string | null;
  versions: {
    settleDays: number;
    fileDue: string;
    feeRule: SettlementFeeRule;
    feeMode: 'netted' | 'invoiced';
    feeVatRate: number;
    contact: string;
    bankMarks: string[];
    /** Null: since ever */
    validFrom: string | null;
    /** Half-open; null: until further notice */
    validTo: string | null;
    inForce: boolean;
    setBy: string | null;
    setAt: string | null;
  }[];
};

export type SettlementWindow = {
  partnerCode: string;
  partnerName: string;
  day: string;
  state: SessionState;
  dueOn: string;
  /** Calendar days past due while the money is not in; else 0 */
  overdueDays: number;
  payments: number;
  /** Whole VND, decimal digits */
  amount: string;
  reversals: number;
  /** Whole VND, decimal digits */
  reversalsAmount: string;
  /** Whole VND, decimal digits */
  refundsAmount: string;
  /** Null until the window is closed */
  fee: string | null;
  feeVat: string | null;
  feeMode: 'netted' | 'invoiced' | null;
  /** Whole VND, decimal digits */
  carriedIn: string;
  expected: string | null;
  /** Whole VND, decimal digits */
  received: string;
  /** Whole VND, decimal digits */
  carried: string;
  difference: string | null;
};

export type SettlementWindowDetail = SettlementWindow & {
  cutOff: string;
  endsAt: string;
  feeLines: SettlementLine[];
  receipts: {
    id: string;
    creditId: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    rule: string;
    assignedBy: string;
    assignedAt: string;
    undone: boolean;
    undoes: string | null;
    bookedOn: string | null;
    reference: string | null;
    payer: string | null;
    remittance: string | null;
  }[];
  carriedInFrom: {
    day: string;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
  }[];
  carriedOut: {
    /** Null: written to account 1388 */
    to: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
    at: string;
  }[];
  events: { event: string; actor: string; detail: { [key: string]: unknown }; at: string }[];
  minutes: { id: string; number: string; version: number; state: string } | null;
  file: SettlementFile | null;
  openDifferences: number;
  may: { close: boolean; assign: boolean; carry: boolean; settle: boolean };
  /** Closed windows of this partner against which the difference can be set off */
  opposite: {
    day: string;
    /** Whole VND, decimal digits */
    difference: string;
  }[];
};

/** GET /settlement/calendar */
export type GetSettlementCalendarQuery = { from?: string; to?: string; format?: 'xlsx' };

/** GET /settlement/calendar */
export type GetSettlementCalendarAnswer = {
  from: string;
  to: string;
  days: { day: string; kind: 'work' | 'rest' | 'holiday'; name: string | null }[];
  partners: {
    code: string;
    name: string;
    contact: string;
    cutOff: string;
    cells: {
      day: string;
      /** none: nothing happened; not_due: the cut-off lies ahead; the others are the states of the window */
      state: 'none' | 'not_due' | 'open' | 'closed' | 'agreed' | 'money_in' | 'settled';
      payments: number;
      /** Whole VND, decimal digits */
      amount: string;
      /** Null until the window is closed */
      expected: string | null;
      /** Whole VND, decimal digits */
      received: string;
      /** Expected less received and carried: above zero when the partner still owes */
      difference: string | null;
      dueOn: string | null;
      overdue: boolean;
      file: SettlementFile | null;
      openDifferences: number;
    }[];
  }[];
  totals: {
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    expected: string;
    /** Whole VND, decimal digits */
    received: string;
    /** Whole VND, decimal digits */
    difference: string;
    overdueWindows: number;
    /** Whole VND, decimal digits */
    overdueAmount: string;
    filesLate: number;
    openDifferences: number;
  };
};

/** GET /settlement/days */
export type GetSettlementDaysQuery = { year?: string };

/** GET /settlement/days */
export type GetSettlementDaysAnswer = { rows: SettlementDay[] };

/** POST /settlement/days */
export type PostSettlementDaysBody = { day: string; kind: 'holiday' | 'working'; name: string };

/** POST /settlement/days */
export type PostSettlementDaysAnswer = SettlementDay;

/** DELETE /settlement/days/{day} */
export type DeleteSettlementDaysDayAnswer = undefined;

/** GET /settlement/fees */
export type GetSettlementFeesQuery = { partner: string; month?: string; format?: 'xlsx' };

/** GET /settlement/fees */
export type GetSettlementFeesAnswer = SettlementFees;

/** POST /settlement/fees/preview */
export type PostSettlementFeesPreviewQuery = { partner: string; month?: string };

/** POST /settlement/fees/preview */
export type PostSettlementFeesPreviewBody = { feeRule: SettlementFeeRule; feeVatRate?: number };

/** POST /settlement/fees/preview */
export type PostSettlementFeesPreviewAnswer = SettlementFees;

/** GET /settlement/prefund/{partner} */
export type GetSettlementPrefundPartnerAnswer = SettlementPrefund;

/** POST /settlement/prefund/{partner} */
export type PostSettlementPrefundPartnerBody = { creditId: string; amount: string };

/** POST /settlement/prefund/{partner} */
export type PostSettlementPrefundPartnerAnswer = SettlementPrefund;

/** POST /settlement/prefund/{partner}/receipts/{id}/undo */
export type PostSettlementPrefundPartnerReceiptsIdUndoAnswer = SettlementPrefund;

/** POST /settlement/settle */
export type PostSettlementSettleBody = { partner?: string };

/** POST /settlement/settle */
export type PostSettlementSettleAnswer = { settled: { partnerCode: string; day: string }[] };

/** GET /settlement/terms/{partner} */
export type GetSettlementTermsPartnerAnswer = SettlementTerms;

/** PUT /settlement/terms/{partner} */
export type PutSettlementTermsPartnerBody = {
  validFrom: string;
  settleDays: number;
  fileDue: string;
  feeRule: SettlementFeeRule;
  feeMode: 'netted' | 'invoiced';
  feeVatRate: number;
  contact: string;
  bankMarks: string[];
  cutOff: string;
  prefunded: boolean;
  dailyLimit: string | null;
};

/** PUT /settlement/terms/{partner} */
export type PutSettlementTermsPartnerAnswer = SettlementTerms;

/** GET /settlement/windows */
export type GetSettlementWindowsQuery = {
  state?: SessionState;
  partner?: string;
  overdue?: 'true' | 'false';
  after?: string;
  format?: 'xlsx';
};

/** GET /settlement/windows */
export type GetSettlementWindowsAnswer = { rows: SettlementWindow[]; next: string | null };

/** GET /settlement/windows/{partner}/{day} */
export type GetSettlementWindowsPartnerDayAnswer = SettlementWindowDetail;

/** POST /settlement/windows/{partner}/{day}/carry */
export type PostSettlementWindowsPartnerDayCarryBody = {
  /** Above zero when the partner still owes */
  amount: string;
  reason: string;
  /** A day: set off against the opposite difference of that closed window */
  to: string;
};

/** POST /settlement/windows/{partner}/{day}/carry */
export type PostSettlementWindowsPartnerDayCarryAnswer = SettlementWindowDetail;

/** POST /settlement/windows/{partner}/{day}/close */
export type PostSettlementWindowsPartnerDayCloseAnswer = SettlementWindowDetail;

/** POST /settlement/windows/{partner}/{day}/receipts */
export type PostSettlementWindowsPartnerDayReceiptsBody = { creditId: string; amount: string };

/** POST /settlement/windows/{partner}/{day}/receipts */
export type PostSettlementWindowsPartnerDayReceiptsAnswer = SettlementWindowDetail;

/** POST /settlement/windows/{partner}/{day}/receipts/{id}/undo */
export type PostSettlementWindowsPartnerDayReceiptsIdUndoAnswer = SettlementWindowDetail;

/** POST /settlement/windows/{partner}/{day}/settle */
export type PostSettlementWindowsPartnerDaySettleAnswer = SettlementWindowDetail;
