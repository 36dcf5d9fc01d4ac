import { createHash, createHmac, createPrivateKey, randomBytes, sign, type KeyObject } from 'node:crypto';

/** How a partner proves who it is: a secret shared with the power company, or a private key only the partner has. */
export type PartnerKey =
  | { keyId: string; algorithm: 'hmac-sha256'; secret: Buffer }
  | { keyId: string; algorithm: 'ed25519'; privateKey: KeyObject };

export interface RequestToSign {
  method: string;
  /** Path and query exactly as they will stand in the request line. */
  path: string;
  /** The raw body as it will be sent; empty for none. */
  body: string;
  /** Unix seconds; now, unless a test says otherwise. */
  timestamp?: number;
  /** 16 to 64 of A–Z, a–z, 0–9, `_`, `-`; a fresh one, unless a test says otherwise. */
  nonce?: string;
}

export interface SignedRequest {
  headers: Record<string, string>;
  /** The text that was signed; show it when a signature does not match. */
  signedText: string;
}

/** Reads an Ed25519 private key from PKCS #8, as PEM text or as base64 of its DER form. */
export function readPrivateKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPrivateKey(text);
  return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
}

export function bodyDigest(body: string): string {
  return `sha-256=${createHash('sha256').update(body, 'utf8').digest('base64')}`;
}

/** Makes the five `td-` headers of one request. Every attempt is signed anew; the payment reference stays the same. */
export function signRequest(key: PartnerKey, request: RequestToSign): SignedRequest {
  const timestamp = String(request.timestamp ?? Math.floor(Date.now() / 1000));
  const nonce = request.nonce ?? randomBytes(18).toString('base64url');
  const digest = bodyDigest(request.body);
  const signedText = ['td1', request.method.toUpperCase(), request.path, timestamp, nonce, digest].join('\n');
  const signature =
    key.algorithm === 'hmac-sha256'
      ? createHmac('sha256', key.secret).update(signedText).digest('base64')
      : sign(null, Buffer.from(signedText), key.privateKey).toString('base64');
  return {
    signedText,
    headers: {
      'td-key': key.keyId,
      'td-timestamp': timestamp,
      'td-nonce': nonce,
      'td-digest': digest,
      'td-signature': signature,
    },
  };
}
