// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel } from './shared.gen.ts';

export type PartnerWebhook = {
  id: string;
  url: string;
  /** Empty: every type */
  eventTypes: string[];
  reach: 'own' | 'all';
  state: 'live' | 'disabled' | 'removed';
  disabledReason: 'gone' | 'failing' | 'by_hand' | null;
  disabledAt: string | null;
  failingSince: string | null;
  nextTryAt: string | null;
  lastSuccessAt: string | null;
  lastFault: string | null;
  /** Live secrets, one or two */
  secrets: number;
  waiting: number;
  failed: number;
};

/** GET /partners */
export type GetPartnersQuery = { format?: 'xlsx' };

/** GET /partners */
export type GetPartnersAnswer = {
  rows: {
    code: string;
    name: string;
    kind: string;
    channels: Channel[];
    suspended: boolean;
    paymentsToday: number;
    /** Whole VND, decimal digits */
    amountToday: string;
  }[];
};

/** POST /partners/{partner}/developers */
export type PostPartnersPartnerDevelopersBody = {
  /** Who is invited */
  name: string;
};

/** POST /partners/{partner}/developers */
export type PostPartnersPartnerDevelopersAnswer = {
  id: string;
  /** One-time code, shown this once */
  code: string;
  /** Where it is entered */
  path: string;
  days: number;
};

/** POST /partners/{partner}/developers/{id}/end */
export type PostPartnersPartnerDevelopersIdEndAnswer = { ended: boolean };

/** GET /partners/{partner}/kit */
export type GetPartnersPartnerKitAnswer = {
  code: string;
  name: string;
  keys: {
    keyId: string;
    algorithm: 'hmac-sha256' | 'ed25519';
    createdAt: string;
    retiredAt: string | null;
  }[];
  developers: {
    id: string;
    name: string;
    invitedBy: string;
    invitedAt: string;
    codeExpiresAt: string;
    enteredAt: string | null;
    endedAt: string | null;
  }[];
  certification: {
    step:
      | 'inquiry'
      | 'hold'
      | 'payment'
      | 'replay'
      | 'conflict'
      | 'refusal'
      | 'status'
      | 'status_after_unknown'
      | 'reversal'
      | 'clock_refused'
      | 'signature_refused'
      | 'webhook'
      | 'file_checked';
    sandboxAt: string | null;
    liveAt: string | null;
  }[];
};

/** GET /partners/{partner}/webhooks */
export type GetPartnersPartnerWebhooksAnswer = { rows: PartnerWebhook[] };

/** POST /partners/{partner}/webhooks */
export type PostPartnersPartnerWebhooksBody = {
  url: string;
  eventTypes: (
    | 'bill.published'
    | 'bill.changed'
    | 'bill.part_paid'
    | 'bill.paid'
    | 'bill.reopened'
    | 'bills.published'
    | 'payment.reversed'
    | 'settlement.window_closed'
    | 'reconciliation.file_matched'
    | 'webhook.test'
  )[];
  reach: 'own' | 'all';
};

/** POST /partners/{partner}/webhooks */
export type PostPartnersPartnerWebhooksAnswer = {
  id: string;
  /** whsec_…, shown this once */
  secret: string;
};

/** GET /partners/{partner}/webhooks/deliveries */
export type GetPartnersPartnerWebhooksDeliveriesQuery = {
  state?: 'waiting' | 'delivered' | 'failed';
  after?: string;
};

/** GET /partners/{partner}/webhooks/deliveries */
export type GetPartnersPartnerWebhooksDeliveriesAnswer = {
  rows: {
    id: string;
    messageId: string;
    endpointId: string;
    url: string;
    type: string;
    sequence: number | null;
    state: 'waiting' | 'delivered' | 'failed';
    attempts: number;
    nextTryAt: string | null;
    lastStatus: number | null;
    lastFault: string | null;
    deliveredAt: string | null;
    createdAt: string;
  }[];
  next: string | null;
};

/** POST /partners/{partner}/webhooks/resend */
export type PostPartnersPartnerWebhooksResendBody = { deliveries: 'failed' | string[] };

/** POST /partners/{partner}/webhooks/resend */
export type PostPartnersPartnerWebhooksResendAnswer = { queued: number };

/** POST /partners/{partner}/webhooks/{id}/secrets */
export type PostPartnersPartnerWebhooksIdSecretsAnswer = {
  id: string;
  /** whsec_…, shown this once */
  secret: string;
};

/** PUT /partners/{partner}/webhooks/{id}/state */
export type PutPartnersPartnerWebhooksIdStateBody = { state: 'live' | 'disabled' | 'removed' };

/** PUT /partners/{partner}/webhooks/{id}/state */
export type PutPartnersPartnerWebhooksIdStateAnswer = PartnerWebhook;

/** POST /partners/{partner}/webhooks/{id}/test */
export type PostPartnersPartnerWebhooksIdTestAnswer = { queued: number };
