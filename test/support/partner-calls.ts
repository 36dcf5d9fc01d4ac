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
