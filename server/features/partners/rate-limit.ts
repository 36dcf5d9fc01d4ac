import { ensure } from '../../platform/errors.ts';
import { partnerError } from './errors.ts';
import type { PartnerRow } from './queries.ts';

/** Token buckets of this process, one per partner: a second's worth may come at once. */
const buckets = new Map<string, { tokens: number; at: number }>();

/** Takes one token; throws `request.rate_limited` when the partner is over its requests per second. */
export function takeToken(companyCode: string, partner: PartnerRow, now: Date): void {
  const key = `${companyCode}/${partner.id}`;
  const rate = partner.requests_per_second;
  const bucket = buckets.get(key) ?? { tokens: rate, at: now.getTime() };
  // Requests that waited on their way here come with an earlier reading of the clock than those before them.
  const at = Math.max(now.getTime(), bucket.at);
  const refilled = Math.min(rate, bucket.tokens + ((at - bucket.at) / 1000) * rate);
  const allowed = refilled >= 1;
  buckets.set(key, { tokens: allowed ? refilled - 1 : refilled, at });
  ensure(allowed, () =>
    partnerError('request.rate_limited', { requestsPerSecond: rate }, { retryAfterSeconds: 1 }),
  );
}
