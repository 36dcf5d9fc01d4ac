// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { PaymentRefund, RefundState } from './shared.gen.ts';

/** GET /refunds */
export type GetRefundsQuery = { state?: RefundState | 'open' | 'all'; after?: string; format?: 'xlsx' };

/** GET /refunds */
export type GetRefundsAnswer = {
  rows: {
    id: string;
    paymentId: string;
    reference: string;
    partner: { code: string; name: string };
    customer: { code: string; name: string } | null;
    /** Whole VND, decimal digits */
    amount: string;
    way: 'partner' | 'bank';
    bank: { bin: string | null; account: string; holder: string } | null;
    reason: string;
    state: RefundState;
    needsSecond: boolean;
    requestedBy: string;
    requestedAt: string;
    approvedBy: string | null;
    paidBy: string | null;
    paidAt: string | null;
    settlesOn: string | null;
    bankReference: string | null;
    rejectedReason: string | null;
  }[];
  next: string | null;
};

/** POST /refunds/{id}/approve */
export type PostRefundsIdApproveBody = Record<string, never>;

/** POST /refunds/{id}/approve */
export type PostRefundsIdApproveAnswer = PaymentRefund;

/** POST /refunds/{id}/cancel */
export type PostRefundsIdCancelBody = Record<string, never>;

/** POST /refunds/{id}/cancel */
export type PostRefundsIdCancelAnswer = PaymentRefund;

/** POST /refunds/{id}/pay */
export type PostRefundsIdPayBody = { bankReference?: string };

/** POST /refunds/{id}/pay */
export type PostRefundsIdPayAnswer = PaymentRefund;

/** POST /refunds/{id}/reject */
export type PostRefundsIdRejectBody = { reason: string };

/** POST /refunds/{id}/reject */
export type PostRefundsIdRejectAnswer = PaymentRefund;
