import type { Health } from './health.ts';
import { addressesOf, providerOf } from './providers.ts';
import type { MessageRow } from './message-queries.ts';
import type { AccountRow, OrderRow } from './queries.ts';

export function presentOrder(order: OrderRow) {
  return {
    id: String(order.id),
    account: order.account_code,
    reference: order.reference,
    requestKey: order.request_key,
    customerCode: order.customer_code,
    bills: order.bill_ids.map(String),
    amount: String(order.amount_vnd),
    phone: order.msisdn,
    channel: order.channel,
    state: order.state,
    expiresAt: order.expires_at.toISOString(),
    payUrl: order.pay_url,
    deeplink: order.deeplink,
    qrContent: order.qr_content,
    transactionId: order.transaction_id,
    paymentId: order.payment_id === null ? null : String(order.payment_id),
    failure: order.failure,
    attention: order.attention,
    attempts: order.attempts,
    nextQueryAt: instant(order.next_query_at),
    refundReference: order.refund_reference,
    refundReason: order.refund_reason,
    refundBy: order.refund_by,
    refundAmount: order.refund_vnd === null ? null : String(order.refund_vnd),
    refunded: String(order.refunded_vnd),
    cancelledBy: order.cancelled_by,
    createdBy: order.created_by,
    createdAt: order.created_at.toISOString(),
    finishedAt: instant(order.finished_at),
  };
}

export function presentMessage(message: MessageRow) {
  return {
    id: String(message.id),
    kind: message.kind,
    verdict: message.verdict,
    detail: message.detail,
    raw: message.raw.toString('utf8').slice(0, 4_000),
    receivedAt: message.received_at.toISOString(),
  };
}

export function presentGateway(account: AccountRow, health: Health, companyCode: string) {
  const provider = providerOf(account.provider);
  return {
    code: account.code,
    partner: account.partner_code,
    // A contract is never made with our own webhooks.
    provider: account.provider as Exclude<AccountRow['provider'], 'standard-webhooks'>,
    variant: account.variant,
    channel: account.channel,
    merchant: account.merchant,
    endpoint: account.endpoint,
    payPage: account.pay_page,
    publicUrl: account.public_url,
    callbackUrl: addressesOf(account, companyCode).callback,
    secrets: Object.keys(account.secrets).sort(),
    limits: account.limits,
    enabled: account.enabled,
    needsPhone: provider?.needsPhone ?? false,
    refunds: provider?.refund !== undefined,
    takesOrders: provider !== undefined,
    health: {
      state: health.state,
      failuresInRow: health.failuresInRow,
      failingSince: instant(health.failingSince),
      lastFault: health.lastFault,
      lastSuccessAt: instant(health.lastSuccessAt),
      lastFailureAt: instant(health.lastFailureAt),
      lastCallbackAt: instant(health.lastCallbackAt),
    },
  };
}

function instant(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
