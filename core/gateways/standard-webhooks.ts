import { headerOf, isRefusal, refuse, secondsOf, type HmacScheme, type ProviderSchemes } from './scheme.ts';

/**
 * Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec 1.0): base64 HMAC-SHA256 over id, time in seconds
 * and raw body joined by points, the secret being base64 after `whsec_`. The header lists signatures of several live
 * secrets, `v1,<base64>`, with spaces between; asymmetric ones (`v1a`) are passed over.
 */
const webhook: HmacScheme = {
  variant: 'v1',
  algorithm: 'sha256',
  encoding: 'base64',
  key: 'secretKey',
  keyEncoding: 'base64',
  place: { header: 'webhook-signature' },
  texts: (message) => {
    const id = headerOf(message, 'webhook-id');
    if (isRefusal(id)) return id;
    const time = secondsOf(message, 'webhook-timestamp');
    if (isRefusal(time)) return time;
    if (message.body === undefined) return refuse('body_missing', 'the raw text');
    return [`${id}.${message.headers.get('webhook-timestamp')}.${message.body}`];
  },
  unwrap: (placed) =>
    placed.split(' ').flatMap((versioned) => (versioned.startsWith('v1,') ? [versioned.slice(3)] : [])),
  wrap: (signature) => `v1,${signature}`,
  signedAt: (message) => secondsOf(message, 'webhook-timestamp'),
  windowSeconds: 300,
};

export const webhookSecretPrefix = 'whsec_';

export const standardWebhooks: ProviderSchemes = { webhook: [webhook], callback: [webhook] };
