import { createHmac, hash, timingSafeEqual, verify } from 'node:crypto';
import {
  digestHeader,
  isNonce,
  signingHeaders,
  signingString,
  signingWindowSeconds,
} from '../../../core/signing.ts';
import { ensure } from '../../platform/errors.ts';
import { partnerError } from './errors.ts';
import type { LiveKey } from './keys.ts';

export interface SignedRequest {
  method: string;
  /** Path and query exactly as received. */
  path: string;
  headers: Record<string, string | string[] | undefined>;
  /** Raw bytes of the body; empty for none. */
  body: Buffer;
}

export interface SigningFields {
  keyId: string;
  timestamp: string;
  nonce: string;
  digest: string;
  signature: string;
}

/** Reads the five signing headers. Throws `signature.missing` naming what is missing or malformed. */
export function readSigningFields(headers: SignedRequest['headers']): SigningFields {
  const read = (name: string): string => {
    const value = headers[name];
    ensure(typeof value === 'string' && value !== '', () =>
      partnerError('signature.missing', { header: name }),
    );
    return value;
  };
  const fields = {
    keyId: read(signingHeaders.key),
    timestamp: read(signingHeaders.timestamp),
    nonce: read(signingHeaders.nonce),
    digest: read(signingHeaders.digest),
    signature: read(signingHeaders.signature),
  };
  ensure(isNonce(fields.nonce), () =>
    partnerError('signature.missing', { header: signingHeaders.nonce, rule: '16 to 64 of A-Z a-z 0-9 _ -' }),
  );
  ensure(/^\d{1,12}$/.test(fields.timestamp), () =>
    partnerError('signature.missing', { header: signingHeaders.timestamp, rule: 'Unix seconds' }),
  );
  return fields;
}

/**
 * Checks a request against a live key: time within five minutes both ways, digest of the raw body, signature over
 * the signing string. Returns what the nonce is bound to. Throws `signature.expired`, `signature.digest`,
 * `signature.mismatch`; the last one carries the string that we signed, so that a developer can compare.
 */
export function verifyRequest(
  key: LiveKey,
  request: SignedRequest,
  fields: SigningFields,
  now: Date,
): Buffer {
  const skewSeconds = Math.abs(now.getTime() / 1000 - Number(fields.timestamp));
  ensure(skewSeconds <= signingWindowSeconds, () =>
    partnerError('signature.expired', {
      serverTime: Math.floor(now.getTime() / 1000),
      windowSeconds: signingWindowSeconds,
    }),
  );
  const digest = digestHeader(hash('sha256', request.body, 'base64'));
  ensure(digest === fields.digest, () => partnerError('signature.digest', { computed: digest }));
  const text = signingString({ method: request.method, path: request.path, ...fields });
  ensure(isGenuine(key, text, fields.signature), () => partnerError('signature.mismatch', { signed: text }));
  return hash('sha256', `${request.method}\n${request.path}\n${digest}`, 'buffer');
}

function isGenuine(key: LiveKey, text: string, signature: string): boolean {
  const given = Buffer.from(signature, 'base64');
  if (key.publicKey) return verify(null, Buffer.from(text), key.publicKey, given);
  const expected = createHmac('sha256', key.secret).update(text).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}
