// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel, Company, Lane, SessionState } from './shared.gen.ts';

export type Minutes = {
  id: string;
  number: string;
  version: number;
  state: 'draft' | 'signed_by_us' | 'signed' | 'reopened';
  /** SHA-256 over the content and the version before, hexadecimal */
  hash: string;
  us: { signer: string; at: string } | null;
  partner: { signer: string; at: string } | null;
};

export type MinutesDetail = GetMinutesIdAnswerShape & {
  content: {
    number: string;
    kind: 'day' | 'month';
    from: string;
    through: string;
    version: number;
    previousHash: string | null;
    company: Company;
    partner: { code: string; name: string };
    figures: {
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
      /** Whole VND, decimal digits */
      refundsVnd: string;
      /** Whole VND, decimal digits */
      collectedVnd: string;
      collectedInWords: string;
      feeVnd: string | null;
      feeVatVnd: string | null;
      feeMode: 'netted' | 'invoiced' | 'mixed' | null;
      /** Whole VND, decimal digits */
      carriedInVnd: string;
      /** Null while a session is open */
      expectedVnd: string | null;
      expectedInWords: string | null;
    };
    channels: {
      channel: Channel;
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
    }[];
    units: {
      code: string;
      name: string;
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
    }[];
    days: {
      day: string;
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
      /** Whole VND, decimal digits */
      refundsVnd: string;
      feeVnd: string | null;
      expectedVnd: string | null;
      number: string | null;
      hash: string | null;
    }[];
    reconciliation: {
      files: number;
      days: number;
      lines: number;
      /** Whole VND, decimal digits */
      linesVnd: string;
      matched: number;
      /** Whole VND, decimal digits */
      matchedVnd: string;
      lanes: {
        lane: Lane;
        found: number;
        resolved: number;
        left: number;
        /** Whole VND, decimal digits */
        leftVnd: string;
      }[];
      left: {
        lane: Lane;
        reference: string;
        customerCode: string | null;
        theirVnd: string | null;
        ourVnd: string | null;
        state: 'open' | 'waiting' | 'asked' | 'approval';
        reason: string | null;
        dueOn: string;
      }[];
    };
    moving: {
      asOf: string;
      sessions: { state: SessionState; days: number }[];
      dueOn: string | null;
      /** Whole VND, decimal digits */
      receivedVnd: string;
      /** Whole VND, decimal digits */
      carriedVnd: string;
      carries: {
        /** Whole VND, decimal digits */
        amountVnd: string;
        toDay: string | null;
        reason: string;
      }[];
      seal: { id: string; hash: string; sealedAt: string; coversAll: boolean } | null;
    };
  };
  /** What stands between the minutes and the next signature; null when both sides have signed */
  readiness: {
    windowOpen: boolean;
    /** Open and not carried with a reason */
    differences: number;
    unsignedDays: string[];
    /** Figures have changed since the minutes were made */
    outOfDate: boolean;
  } | null;
  versions: GetMinutesIdAnswerShape[];
  steps: { at: string; actor: string; action: string; number: string; detail: { [key: string]: unknown } }[];
};

export type GetMinutesIdAnswerShape = Minutes & {
  madeBy: string;
  madeAt: string;
  reopen: { reason: string; askedBy: string; reopenedBy: string | null; reopenedAt: string | null } | null;
};

/** GET /minutes */
export type GetMinutesQuery = { month?: string; day?: string; partner?: string; format?: 'xlsx' };

/** GET /minutes */
export type GetMinutesAnswer = {
  month: string;
  signed: number;
  total: number;
  rows: {
    partnerCode: string;
    partnerName: string;
    day: string | null;
    sessionState: SessionState | null;
    collected: string | null;
    expected: string | null;
    days: number;
    daysSigned: number;
    openDifferences: number;
    minutes: Minutes | null;
  }[];
};

/** POST /minutes */
export type PostMinutesBody = { partner: string; day?: string; month?: string };

/** POST /minutes */
export type PostMinutesAnswer = { id: string };

/** GET /minutes/{id} */
export type GetMinutesIdQuery = { format?: 'pdf' | 'xlsx' };

/** GET /minutes/{id} */
export type GetMinutesIdAnswer = MinutesDetail;

/** POST /minutes/{id}/reopen */
export type PostMinutesIdReopenBody = Record<string, never>;

/** POST /minutes/{id}/reopen */
export type PostMinutesIdReopenAnswer = {
  /** The new version */
  id: string;
};

/** POST /minutes/{id}/reopen-request */
export type PostMinutesIdReopenRequestBody = { reason: string };

/** POST /minutes/{id}/reopen-request */
export type PostMinutesIdReopenRequestAnswer = MinutesDetail;

/** POST /minutes/{id}/sign */
export type PostMinutesIdSignBody = {
  side: 'us' | 'partner';
  /** Name and office */
  signer: string;
  hash?: string;
};

/** POST /minutes/{id}/sign */
export type PostMinutesIdSignAnswer = MinutesDetail;
