import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the time of a message may lie from our clock, both ways. */
const windowSeconds = 300;

/**
 * Whether a webhook is genuine: the headers as received, the body as the raw text of the request (never parsed and
 * written again), the secret as shown (`whsec_…`), now in Unix seconds. Any one of several signatures in the header
 * is enough.
 */
export function verifyWebhook(
  secret: string,
  message: { headers: Record<string, string | undefined>; body: string },
  nowSeconds: number,
): boolean {
  const id = message.headers['webhook-id'];
  const timestamp = message.headers['webhook-timestamp'];
  const signatures = message.headers['webhook-signature'];
  if (!id || !timestamp || !signatures || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowSeconds - Number(timestamp)) > windowSeconds) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${message.body}`).digest();
  return signatures.split(' ').some((versioned) => {
    const [version, signature = ''] = versioned.split(',');
    const given = Buffer.from(signature, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
