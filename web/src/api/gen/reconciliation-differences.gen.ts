// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Allocation, DifferenceState, Lane } from './shared.gen.ts';

export type ReconciliationDifference = {
  id: string;
  partnerCode: string;
  partnerName: string;
  day: string;
  lane: Lane;
  cause:
    | 'unreadable_line'
    | 'repeated_in_file'
    | 'bill_paid_before'
    | 'unknown_code'
    | 'in_suspense'
    | 'other_customer'
    | 'other_amount'
    | 'reversed_at_us'
    | 'reversed_at_partner'
    | 'reversed_on_other_day'
    | 'reversal_not_in_file'
    | 'ours_on_other_day'
    | 'theirs_on_other_day'
    | 'pending_at_partner'
    | 'held_too_long'
    | 'not_at_us'
    | 'not_at_partner';
  reference: string;
  customerCode: string | null;
  maskedName: string | null;
  theirAmount: string | null;
  ourAmount: string | null;
  theirTime: string | null;
  ourTime: string | null;
  /** The settlement day on which the other side has it */
  otherDay: string | null;
  paymentId: string | null;
  /** Days since the settlement day */
  ageDays: number;
  dueOn: string;
  overdue: boolean;
  /** Who is on it; taken by hand */
  owner: string | null;
  suggestion: ReconciliationSuggestion;
  /** What may be done with it */
  fixes: ReconciliationSuggestion[];
  state: DifferenceState;
  resolution: string | null;
  /** What the partner said when asked */
  answer: 'confirmed' | 'not_ours' | 'will_reverse' | 'will_resend' | 'other' | null;
};

export type ReconciliationSuggestion =
  | 'accept'
  | 'correct_code'
  | 'refund'
  | 'offset'
  | 'wait'
  | 'ask_partner'
  | 'reverse_ours'
  | 'accept_amount'
  | 'close';

export type ReconciliationDifferenceDetail = ReconciliationDifference & {
  /** How both sides were found to belong together: R1 reference, R2 our payment id, R3 customer, bill and amount, fix: made by a resolved difference */
  rule: 'R1' | 'R2' | 'R3' | 'fix' | 'nil' | null;
  theirs: {
    fileId: string;
    fileName: string;
    line: number;
    reference: string;
    ourId: string | null;
    customerCode: string;
    bill: string | null;
    amount: string | null;
    occurredAt: string | null;
    status: 'paid' | 'reversed' | 'pending' | 'bad';
    raw: string | null;
  } | null;
  ours: {
    paymentId: string;
    reference: string;
    customerCode: string | null;
    customerName: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    credited: string;
    state: 'accepted' | 'reversed';
    channel: string;
    occurredAt: string;
    recordedAt: string;
    settlesOn: string;
    reversedOn: string | null;
    bills: Allocation[];
  } | null;
  relatedPaymentIds: string[];
  /** Waits for a second person */
  proposal: { fix: ReconciliationSuggestion; note: string; customerCode: string | null; by: string } | null;
  note: string | null;
  /** What the fix made */
  made: { [key: string]: unknown } | null;
  resolvedBy: string | null;
  resolvedAt: string | null;
  answerNote: string | null;
  answeredAt: string | null;
  timeline: {
    at: string;
    event: string;
    actor: string;
    note: string | null;
    detail: { [key: string]: unknown };
  }[];
};

/** GET /reconciliation/differences */
export type GetReconciliationDifferencesQuery = {
  partner?: string;
  day?: string;
  lane?: Lane;
  state?: 'open' | 'waiting' | 'asked' | 'approval' | 'resolved' | 'unresolved';
  owner?: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /reconciliation/differences */
export type GetReconciliationDifferencesAnswer = { rows: ReconciliationDifference[]; next: string | null };

/** POST /reconciliation/differences/resolve */
export type PostReconciliationDifferencesResolveBody = {
  ids: string[];
  fix: ReconciliationSuggestion;
  /** Why */
  note: string;
  customerCode?: string;
  untilDay?: string;
  bankAccount?: string;
  bankBin?: string;
  accountHolder?: string;
};

/** POST /reconciliation/differences/resolve */
export type PostReconciliationDifferencesResolveAnswer = {
  rows: {
    id: string;
    /** approval: a second person has to approve it */
    outcome: 'resolved' | 'waiting' | 'asked' | 'approval' | 'refused';
    error: { code: string; detail: string; detailEn: string } | null;
  }[];
};

/** GET /reconciliation/differences/{id} */
export type GetReconciliationDifferencesIdAnswer = ReconciliationDifferenceDetail;

/** POST /reconciliation/differences/{id}/approve */
export type PostReconciliationDifferencesIdApproveBody = { note: string };

/** POST /reconciliation/differences/{id}/approve */
export type PostReconciliationDifferencesIdApproveAnswer = ReconciliationDifferenceDetail;

/** POST /reconciliation/differences/{id}/reject */
export type PostReconciliationDifferencesIdRejectBody = { note: string };

/** POST /reconciliation/differences/{id}/reject */
export type PostReconciliationDifferencesIdRejectAnswer = ReconciliationDifferenceDetail;

/** POST /reconciliation/differences/{id}/release */
export type PostReconciliationDifferencesIdReleaseAnswer = ReconciliationDifferenceDetail;

/** POST /reconciliation/differences/{id}/take */
export type PostReconciliationDifferencesIdTakeAnswer = ReconciliationDifferenceDetail;
