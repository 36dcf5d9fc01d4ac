// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type {
  Channel,
  CustomerPayment,
  DifferenceState,
  EntryState,
  PaymentRefund,
  RefundState,
  SessionState,
} from './shared.gen.ts';

export type PaymentDebit = {
  code: string;
  name: { vi: string; en: string };
  /** The unit or partner the account is kept for */
  of: string | null;
};

/** GET /payments */
export type GetPaymentsQuery = {
  after?: string;
  partner?: string;
  channel?: string;
  limit?: string;
  format?: 'xlsx';
};

/** GET /payments */
export type GetPaymentsAnswer = { rows: CustomerPayment[]; next: string | null };

/** GET /payments/summary */
export type GetPaymentsSummaryAnswer = {
  businessDate: string;
  today: {
    count: number;
    /** Whole VND, decimal digits */
    amount: string;
  };
  perPartner: {
    code: string;
    name: string;
    count: number;
    /** Whole VND, decimal digits */
    amount: string;
  }[];
};

/** POST /payments/{id}/refunds */
export type PostPaymentsIdRefundsBody = {
  amount: string;
  way: 'partner' | 'bank';
  bank?: { bin?: string; account: string; holder: string };
  reason: string;
};

/** POST /payments/{id}/refunds */
export type PostPaymentsIdRefundsAnswer = PaymentRefund;

/** GET /payments/{id}/trace */
export type GetPaymentsIdTraceAnswer = {
  id: string;
  sentence: { vi: string; en: string };
  request: {
    reference: string;
    partnerCode: string;
    partnerName: string;
    /** Collected by the company itself: no partner day, no bank credit */
    own: boolean;
    channel: Channel;
    tender: 'cash' | 'account' | null;
    intent: 'request' | 'notice';
    /** Whole VND, decimal digits */
    amount: string;
    occurredAt: string;
    claimedAt: string | null;
    /** SHA-256 of the canonical business fields, hexadecimal */
    requestHash: string | null;
    customer: { code: string; name: string; unitName: string | null } | null;
  };
  decision: {
    outcome: 'accepted';
    recordedAt: string;
    businessOn: string;
    settlesOn: string;
    /** Whole VND, decimal digits */
    credited: string;
    allocations: {
      externalId: string;
      period: string;
      customerCode: string;
      /** The billing system does not know this bill */
      issuedHere: boolean;
      /** Whole VND, decimal digits */
      amount: string;
      at: string;
    }[];
    credits: {
      reason: string;
      customerCode: string | null;
      /** Whole VND, decimal digits */
      amount: string;
      at: string;
    }[];
  };
  currentState: 'accepted' | 'reversed';
  transfers: {
    kind: string;
    /** Whole VND, decimal digits */
    amount: string;
    recordedAt: string;
    debit: PaymentDebit;
    credit: PaymentDebit;
    seal: { id: string; hash: string; sealedAt: string } | null;
  }[];
  settlement: {
    id: string;
    state: SessionState;
    dueOn: string;
    closedAt: string | null;
    agreedAt: string | null;
    moneyInAt: string | null;
    settledAt: string | null;
    moneyInOn: string | null;
    /** Of the whole day of the partner; null for people of one unit */
    money: {
      expected: string | null;
      /** Whole VND, decimal digits */
      received: string;
      /** Whole VND, decimal digits */
      carried: string;
    } | null;
    receipts: {
      bankReference: string;
      bookedOn: string | null;
      /** Whole VND, decimal digits */
      amount: string;
      rule: string;
    }[];
  } | null;
  clearing: {
    seq: string;
    kind: 'clear' | 'unclear';
    externalId: string;
    /** Whole VND, decimal digits */
    amount: string;
    state: EntryState;
    attempts: number;
    at: string;
    answeredAt: string | null;
    answerCode: string | null;
    answerDetail: string | null;
  }[];
  later: {
    reversal: { reference: string; reason: string; at: string; settlesOn: string } | null;
    refunds: {
      id: string;
      way: 'partner' | 'bank';
      state: RefundState;
      /** Whole VND, decimal digits */
      amount: string;
      reason: string;
      requestedBy: string;
      requestedAt: string;
      approvedBy: string | null;
      approvedAt: string | null;
      paidAt: string | null;
    }[];
    corrections: {
      fromCustomer: string | null;
      toCustomer: string;
      /** Whole VND, decimal digits */
      amount: string;
      reason: string;
      by: string;
      at: string;
    }[];
    differences: {
      id: string;
      lane: string;
      state: DifferenceState;
      resolution: string | null;
      foundAt: string;
      resolvedAt: string | null;
      owner: string | null;
    }[];
  };
};
