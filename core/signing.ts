/**
 * The text that a partner and the server both sign, so that it is written once. Explained for partners in clients/README.md.
 * Six lines joined by one line feed, without a trailing one: the version, the method in capitals, the path with its
 * query exactly as sent, the time in Unix seconds, the nonce, and the digest header of the raw body.
 */
export interface SignedParts {
  method: string;
  /** Path and query exactly as they stand in the request line, `/partner/v1/payments?x=1`. */
  path: string;
  /** Unix seconds, decimal digits. */
  timestamp: string;
  nonce: string;
  /** Value of `td-digest`: `sha-256=` and the base64 of the SHA-256 of the raw body (of nothing, for no body). */
  digest: string;
}

/** First line of every signed text; a change of the rules gets a new one. */
export const signingVersion = 'td1';

/** How far the signing time may lie from the server's clock, both ways. */
export const signingWindowSeconds = 300;

export const signingHeaders = {
  key: 'td-key',
  timestamp: 'td-timestamp',
  nonce: 'td-nonce',
  digest: 'td-digest',
  signature: 'td-signature',
} as const;

export const signatureAlgorithms = ['hmac-sha256', 'ed25519'] as const;
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

const noncePattern = /^[A-Za-z0-9_-]{16,64}$/;

export function isNonce(text: string): boolean {
  return noncePattern.test(text);
}

/** The exact text that is signed: HMAC-SHA256 with the shared secret, or Ed25519 with the partner's private key. */
export function signingString(parts: SignedParts): string {
  return [
    signingVersion,
    parts.method.toUpperCase(),
    parts.path,
    parts.timestamp,
    parts.nonce,
    parts.digest,
  ].join('\n');
}

/** Writes the digest header from the base64 of a SHA-256; hashing itself is I/O of the platform, not of core. */
export function digestHeader(sha256Base64: string): string {
  return `sha-256=${sha256Base64}`;
}
