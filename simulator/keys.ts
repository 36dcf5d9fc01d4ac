import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { readPrivateKey, type PartnerKey } from '../clients/typescript/client.ts';

/**
 * Keys of the simulated partners. They follow from names alone, so that they need no storage and everybody may know
 * them, like the passwords of the demo; only a demo ever issues them.
 */
export interface SimulatedKey {
  key: PartnerKey;
  /** What the power company is given: SPKI, base64. Undefined for a shared secret. */
  publicKey: string | undefined;
}

/** These partners sign with a private key of their own, the others with a shared secret. */
const signsWithPrivateKey = new Set(['HONGLINH', 'BENTHUY', 'ZALOPAY', 'THUHOVIET', 'MMSAOMAI']);
/** PKCS #8 of an Ed25519 private key up to its 32 bytes (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

export function simulatedKey(companyCode: string, partnerCode: string): SimulatedKey {
  const keyId = `demo-${companyCode.toLowerCase()}-${partnerCode.toLowerCase()}`;
  const secret = createHash('sha256').update(`tiendien demo key ${keyId}`).digest();
  if (!signsWithPrivateKey.has(partnerCode)) {
    return { key: { keyId, algorithm: 'hmac-sha256', secret }, publicKey: undefined };
  }
  const privateKey: KeyObject = readPrivateKey(Buffer.concat([pkcs8Prefix, secret]).toString('base64'));
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  return { key: { keyId, algorithm: 'ed25519', privateKey }, publicKey };
}
