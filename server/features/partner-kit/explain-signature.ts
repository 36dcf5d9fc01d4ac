import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { firstDifference, type TextDifference } from '../../../core/gateways/compare-texts.ts';
import { digestHeader, signingString } from '../../../core/signing.ts';
import type { LiveKey } from '../partners/index.ts';

export interface Question {
  method: string;
  path: string;
  timestamp: string;
  nonce: string;
  body: string;
  /** The string the partner says it signed; empty where not given. */
  theirs: string;
  /** Base64; empty where not given. */
  signature: string;
}

/**
 * What a signature turned out to be. `ours`: right. `theirs`: the key is right, the string is not. The others are made with the
 * right string and a habit that does not fit.
 */
export type SignatureIs =
  | 'ours'
  | 'theirs'
  | 'secret_not_decoded'
  | 'hex_instead_of_base64'
  | 'without_key'
  | 'trailing_line_feed'
  | 'nothing_known'
  | 'not_checked';

export interface Explanation {
  ours: string;
  difference: TextDifference | undefined;
  signatureIs: SignatureIs;
}

/** Writes the string that we sign for a request, finds where the partner's parts from it, and what its signature is. */
export function explainSignature(question: Question, key: LiveKey | undefined): Explanation {
  const digest = digestHeader(createHash('sha256').update(question.body, 'utf8').digest('base64'));
  const ours = signingString({ ...question, digest });
  return compareWith(ours, question, key);
}

/** The same against a string that is known already: that of a request in the log. */
export function compareWith(
  ours: string,
  { theirs, signature }: Pick<Question, 'theirs' | 'signature'>,
  key: LiveKey | undefined,
): Explanation {
  return {
    ours,
    difference: theirs === '' ? undefined : firstDifference(ours, theirs),
    signatureIs:
      signature === '' || !key || key.publicKey ? 'not_checked' : judge(ours, theirs, { signature, key }),
  };
}

function judge(
  ours: string,
  theirs: string,
  { signature, key }: { signature: string; key: LiveKey },
): SignatureIs {
  const given = Buffer.from(signature, 'base64');
  const isMade = (secret: Buffer | string, text: string): boolean => {
    const made = createHmac('sha256', secret).update(text).digest();
    return made.length === given.length && timingSafeEqual(made, given);
  };
  if (isMade(key.secret, ours)) return 'ours';
  if (theirs !== '' && isMade(key.secret, theirs)) return 'theirs';
  const base64 = key.secret.toString('base64');
  if (isMade(base64, ours)) return 'secret_not_decoded';
  if (isMade(key.secret, `${ours}\n`)) return 'trailing_line_feed';
  if (
    /^[0-9a-f]{64}$/i.test(signature) &&
    createHmac('sha256', key.secret).update(ours).digest('hex') === signature.toLowerCase()
  )
    return 'hex_instead_of_base64';
  const plain = createHash('sha256').update(ours).digest();
  return plain.length === given.length && timingSafeEqual(plain, given) ? 'without_key' : 'nothing_known';
}
