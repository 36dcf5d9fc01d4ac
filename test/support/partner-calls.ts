import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import { signRequest, type PartnerKey } from '../../clients/typescript/signing.ts';
import type { App } from '../../server/platform/http.ts';

/** One signed call of a partner, through the real routes. */
export async function callPartner(
  app: App,
  key: PartnerKey,
  call: {
    method: 'GET' | 'POST';
    path: string;
    body?: unknown;
    timestamp?: number;
    nonce?: string;
    headers?: Record<string, string>;
  },
): Promise<LightMyRequestResponse> {
  const path = `/partner/v1${call.path}`;
  const body =
    call.body === undefined ? '' : typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
  const { headers } = signRequest(key, {
    method: call.method,
    path,
    body,
    timestamp: call.timestamp,
    nonce: call.nonce,
  });
  return app.inject({
    method: call.method,
    url: path,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers, ...call.headers },
    ...(body && { payload: body }),
  });
}

/** A payment that is accepted, through the real routes; answers its id. */
export async function payAsPartner(
  app: App,
  key: PartnerKey,
  payment: {
    reference: string;
    customerCode: string;
    amount: bigint | string;
    intent?: 'notice' | undefined;
  },
): Promise<string> {
  const body = { ...payment, amount: String(payment.amount), intent: payment.intent ?? 'request' };
  const answer = await callPartner(app, key, { method: 'POST', path: '/payments', body });
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json<{ paymentId: string }>().paymentId;
}

/** Takes a payment back; the reference of that is the payment's with `-H` behind it. */
export async function reverseAsPartner(app: App, key: PartnerKey, reference: string): Promise<void> {
  const body = { reference: `${reference}-H`, reason: 'khách trả nhầm' };
  const answer = await callPartner(app, key, {
    method: 'POST',
    path: `/payments/${reference}/reversal`,
    body,
  });
  assert.equal(answer.statusCode, 201, answer.body);
}
