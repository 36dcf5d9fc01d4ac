/** Shapes of the partner API, version 1. Money is a decimal string of whole dong; dates are `YYYY-MM-DD`. */
export interface OpenBill {
  billId: string;
  externalId: string;
  period: string;
  kind: string;
  /** What it is for, to show to the customer. */
  description: string;
  /** What is still to pay. */
  amount: string;
  dueOn: string;
  state: 'open' | 'part_paid' | 'held';
  /** While it is held for one partner; business time. */
  heldUntil: string | null;
  heldByYou: boolean;
}

export interface Inquiry {
  customerCode: string;
  maskedName: string;
  village: string | null;
  totalOpen: string;
  /** Oldest first. */
  bills: OpenBill[];
}

export interface PaymentOrder {
  /** Yours, unique for ever; make it and store it before the first attempt. */
  reference: string;
  customerCode: string;
  amount: string;
  /** Which bills; without them the amount pays the oldest first. */
  bills?: string[];
  channel?: string;
  tender?: 'cash' | 'account';
  /** `request`: no money was taken yet, we may refuse. `notice`: the money was taken, we never refuse it. */
  intent?: 'request' | 'notice';
  /** When the customer paid, ISO 8601; for notices. */
  occurredAt?: string;
}

export interface PaymentReceipt {
  paymentId: string;
  reference: string;
  outcome: 'accepted' | 'replayed';
  currentState: string;
  amount: string;
  /** What no bill took: customer credit. */
  credited: string;
  allocations: { billId: string; amount: string }[];
  acceptedAt: string;
  businessOn: string;
}

export interface ReversalOrder {
  /** The reversal's own reference. */
  reference: string;
  /** The reference of the payment that is to be reversed. */
  paymentReference: string;
  reason: string;
}

export interface ReversalReceipt {
  reference: string;
  paymentReference: string;
  /** `tombstone`: the payment had not come yet; when it comes it will be refused. */
  outcome: 'reversed' | 'tombstone';
  replayed: boolean;
  /** What was given back. */
  amount: string;
  recordedAt: string;
}

/** RFC 9457 problem document; `code` is stable, the texts are for people. */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  detailEn?: string;
  requestId?: string;
  params?: Record<string, unknown>;
  errors?: { field: string; code: string; detail: string }[];
}

export interface HoldOrder {
  /** The hold's own reference: its idempotency key. */
  reference: string;
  customerCode: string;
  /** Without it, everything the customer owes. */
  bills?: string[];
  minutes?: number;
}

export interface HoldReceipt {
  holdId: string;
  reference: string;
  customerCode: string;
  bills: string[];
  amount: string;
  state: 'open' | 'paid' | 'released' | 'expired';
  heldAt: string;
  expiresAt: string;
  paymentId: string | null;
  replayed: boolean;
}
