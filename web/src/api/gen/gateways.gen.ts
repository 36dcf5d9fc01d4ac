// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel } from './shared.gen.ts';

export type Gateway = {
  code: string;
  partner: string;
  provider: GatewayProvider;
  variant: string | null;
  channel: Channel;
  merchant: string;
  endpoint: string | null;
  payPage: string | null;
  publicUrl: string;
  /** To be registered with the provider */
  callbackUrl: string;
  /** Names of the keys that are set; never the keys */
  secrets: string[];
  limits: GatewayLimits | null;
  enabled: boolean;
  /** The payer is asked on their phone */
  needsPhone: boolean;
  /** It gives money back when asked */
  refunds: boolean;
  /** False: it only tells of transfers */
  takesOrders: boolean;
  health: {
    state: 'untried' | 'up' | 'failing' | 'down';
    failuresInRow: number;
    failingSince: string | null;
    lastFault: string | null;
    lastSuccessAt: string | null;
    lastFailureAt: string | null;
    lastCallbackAt: string | null;
  };
};

export type GatewayProvider =
  'momo' | 'zalopay' | 'vnpay' | 'viettel' | 'mobile-money' | 'payos' | 'casso' | 'sepay';

export type GatewayLimits = {
  /** The rule that says so, as people are told it */
  rule: string;
  perPayment: string | null;
  perDay: string | null;
  perMonth: string | null;
};

export type GatewaysMessage = {
  id: string;
  kind: string;
  verdict: string;
  detail: string | null;
  /** As it came, at most 4,000 characters */
  raw: string;
  receivedAt: string;
};

export type GatewaysOrderState =
  'created' | 'pending' | 'paid' | 'failed' | 'expired' | 'refund_pending' | 'refunded';

export type GatewaysOrder = {
  id: string;
  account: string;
  reference: string;
  requestKey: string;
  customerCode: string;
  bills: string[];
  /** Whole VND, decimal digits */
  amount: string;
  phone: string | null;
  channel: Channel;
  state: GatewaysOrderState;
  expiresAt: string;
  payUrl: string | null;
  deeplink: string | null;
  qrContent: string | null;
  transactionId: string | null;
  paymentId: string | null;
  failure: string | null;
  attention: string | null;
  attempts: number;
  nextQueryAt: string | null;
  refundReference: string | null;
  refundReason: string | null;
  refundBy: string | null;
  refundAmount: string | null;
  /** Whole VND, decimal digits */
  refunded: string;
  cancelledBy: string | null;
  createdBy: string;
  createdAt: string;
  finishedAt: string | null;
};

/** GET /gateways */
export type GetGatewaysAnswer = { rows: Gateway[] };

/** GET /gateways/messages */
export type GetGatewaysMessagesQuery = { account?: string; verdict?: string; after?: string };

/** GET /gateways/messages */
export type GetGatewaysMessagesAnswer = {
  rows: (GatewaysMessage & { account: string; orderId: string | null })[];
  next: string | null;
};

/** GET /gateways/orders */
export type GetGatewaysOrdersQuery = {
  account?: string;
  state?: GatewaysOrderState;
  customer?: string;
  attention?: 'true' | 'false';
  after?: string;
  format?: 'xlsx';
};

/** GET /gateways/orders */
export type GetGatewaysOrdersAnswer = {
  rows: { order: GatewaysOrder; customerName: string | null }[];
  next: string | null;
};

/** POST /gateways/orders */
export type PostGatewaysOrdersBody = {
  account: string;
  /** The asker's own; repeats are one order */
  requestKey: string;
  customerCode: string;
  /** Whose phone is asked to confirm (Mobile Money) */
  phone?: string;
  bills?: string[];
};

/** POST /gateways/orders */
export type PostGatewaysOrdersAnswer = GatewaysOrder;

/** GET /gateways/orders/{id} */
export type GetGatewaysOrdersIdAnswer = {
  order: GatewaysOrder;
  qrSvg: string | null;
  messages: GatewaysMessage[];
};

/** POST /gateways/orders/{id}/cancel */
export type PostGatewaysOrdersIdCancelAnswer = GatewaysOrder;

/** POST /gateways/orders/{id}/query */
export type PostGatewaysOrdersIdQueryAnswer = GatewaysOrder;

/** POST /gateways/orders/{id}/refund */
export type PostGatewaysOrdersIdRefundBody = {
  reason: string;
  /** Whole VND, decimal digits */
  amount?: string;
};

/** POST /gateways/orders/{id}/refund */
export type PostGatewaysOrdersIdRefundAnswer = GatewaysOrder;

/** POST /gateways/orders/{id}/refund/approval */
export type PostGatewaysOrdersIdRefundApprovalAnswer = GatewaysOrder;

/** PUT /gateways/{account} */
export type PutGatewaysAccountBody = {
  partner: string;
  provider: GatewayProvider;
  variant?: string | null;
  channel: Channel;
  merchant: string;
  endpoint?: string | null;
  payPage?: string | null;
  publicUrl: string;
  /** By the names of the provider; without it those there are stay */
  secrets?: { [key: string]: string };
  /** Without it those there are stay */
  limits?: GatewayLimits | null;
  enabled: boolean;
};

/** PUT /gateways/{account} */
export type PutGatewaysAccountAnswer = Gateway;
