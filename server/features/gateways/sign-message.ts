import { createHmac } from 'node:crypto';
import { isRefusal, type Place } from '../../../core/gateways/scheme.ts';
import { keyBytes, keyOf } from './read-keys.ts';
import { pickScheme, type Asked } from './verify-message.ts';

/** A signature and where it goes. */
export interface Signature {
  place: Place;
  /** What to put there. */
  value: string;
  /** The text that was signed; empty where the value is the secret itself. */
  signed: string;
}

/**
 * Signs a message as its provider's rule asks: what we send to a provider, and what a provider would send. Times and ids that
 * are signed must already stand in the message. Throws a plain Error where a signed field is missing: we made the message.
 */
export function signMessage(asked: Omit<Asked, 'now' | 'strictWindow'>): Signature {
  const { message, keys, variant } = asked;
  const scheme = pickScheme({ ...asked, variant: variant ?? undefined });
  const key = keyOf(scheme, keys);
  if (scheme.algorithm === 'none') {
    return { place: scheme.place, value: scheme.prefix === '' ? key : `Apikey ${key}`, signed: '' };
  }
  const texts = scheme.texts(message, keys);
  if (isRefusal(texts)) throw new Error(`cannot sign: ${texts.refused}: ${texts.about}`);
  const [signed = ''] = texts;
  const signature = createHmac(scheme.algorithm, keyBytes(scheme, key))
    .update(signed, 'utf8')
    .digest(scheme.encoding);
  return { place: scheme.place, value: scheme.wrap?.(signature, message) ?? signature, signed };
}
