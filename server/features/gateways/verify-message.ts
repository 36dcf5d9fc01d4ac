import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  fitsScheme,
  placedText,
  presentedSignatures,
  schemeFor,
  schemesOf,
  type ProviderName,
} from '../../../core/gateways/providers.ts';
import { isRefusal, refuse } from '../../../core/gateways/scheme.ts';
import type {
  HmacScheme,
  Keys,
  Kind,
  Message,
  Refusal,
  RefusalReason,
  Scheme,
  TokenScheme,
} from '../../../core/gateways/scheme.ts';
import { ensure } from '../../platform/errors.ts';
import { gatewayError } from './errors.ts';
import { keyBytes, keyOf } from './read-keys.ts';

export interface Asked {
  provider: ProviderName;
  kind: Kind;
  message: Message;
  keys: Keys;
  /** The way of signing that the contract names. Without it the signature's own look decides, for tools only. */
  variant?: string;
  /** Real time in Unix seconds. */
  now: number;
  /** Whether the caller wants a window checked that the provider leaves open. */
  strictWindow?: boolean;
}

export interface Verdict {
  valid: boolean;
  /** `code: what it is about`, only if not valid. */
  reason?: string;
  /** The text that is signed, where it can be written and there is one. */
  signed?: string;
}

/**
 * Checks one message from or to a payment gateway. A wrong signature is a verdict; what the caller must change (no such
 * way of signing, a missing key) is thrown. Never reads what a message means: amounts and orders are the caller's to check.
 */
export function verifyMessage(asked: Asked): Verdict {
  const scheme = pickScheme(asked);
  const verdict = scheme.algorithm === 'none' ? checkToken(scheme, asked) : checkHmac(scheme, asked);
  if ('reason' in verdict || !isRefusal(verdict)) return verdict;
  ensure(verdict.refused !== 'key_missing', () =>
    gatewayError('gateways.secret_malformed', { key: verdict.about }),
  );
  const unread = asked.message.unreadable && absence.has(verdict.refused);
  return invalid(unread ? refuse('body_unreadable', 'neither a JSON object nor a form') : verdict);
}

const absence = new Set<RefusalReason>(['signature_missing', 'field_missing', 'body_missing']);

export function pickScheme({ provider, kind, message, variant }: Omit<Asked, 'now'>): Scheme {
  const schemes = schemesOf(provider, kind);
  ensure(schemes.length > 0, () => gatewayError('gateways.unknown_kind', { provider, kind }));
  const scheme = schemeFor(schemes, message, variant);
  ensure(scheme, () =>
    gatewayError('gateways.unknown_variant', { provider, kind, known: schemes.map((one) => one.variant) }),
  );
  return scheme;
}

function checkToken(scheme: TokenScheme, { message, keys }: Asked): Verdict | Refusal {
  const key = keyOf(scheme, keys);
  const placed = placedText(scheme, message);
  if (placed === undefined) return refuse('signature_missing', nameOf(scheme));
  const [, prefix, token] =
    scheme.prefix === '' ? [placed, '', placed] : (/^(\S+)[ \t]+(.*)$/s.exec(placed) ?? []);
  if (prefix?.toLowerCase() !== scheme.prefix || token === undefined) {
    return refuse('signature_malformed', `${nameOf(scheme)} must be ${scheme.prefix} and the key`);
  }
  return sameText(token, key) ? { valid: true } : refuse('signature_wrong', nameOf(scheme));
}

function checkHmac(scheme: HmacScheme, asked: Asked): Verdict | Refusal {
  const { message, keys } = asked;
  const key = keyBytes(scheme, keyOf(scheme, keys));
  const presented = presentedSignatures(scheme, message);
  const texts = scheme.texts(message, keys);
  if (isRefusal(texts)) {
    return presented.length > 0 || texts.refused === 'key_missing' ? texts : missing(scheme, message);
  }
  if (presented.length === 0) return invalid(missing(scheme, message), texts[0]);
  const fitting = presented.filter((signature) => fitsScheme(scheme, signature));
  if (fitting.length === 0) {
    const shape = `${nameOf(scheme)} is no ${scheme.algorithm} in ${scheme.encoding}`;
    return invalid(refuse('signature_malformed', shape), texts[0]);
  }
  const signed = signedText(scheme, key, texts, fitting);
  if (signed === undefined) {
    return invalid(
      otherKey(scheme, keys, texts, fitting) ?? refuse('signature_wrong', nameOf(scheme)),
      texts[0],
    );
  }
  const late = outsideWindow(scheme, asked);
  return late ? invalid(late, signed) : { valid: true, signed };
}

/** The one of the texts that a presented signature fits, all pairs being compared whatever fits. */
function signedText(
  scheme: HmacScheme,
  key: Buffer,
  texts: readonly string[],
  presented: readonly string[],
): string | undefined {
  const given = presented.map((signature) => Buffer.from(signature, scheme.encoding));
  let found: string | undefined;
  for (const text of texts) {
    const expected = createHmac(scheme.algorithm, key).update(text, 'utf8').digest();
    for (const bytes of given) {
      if (bytes.length === expected.length && timingSafeEqual(bytes, expected)) found ??= text;
    }
  }
  return found;
}

/** A signature made with another key of the same contract says so: mixing up keys is the most common mistake. */
function otherKey(
  scheme: HmacScheme,
  keys: Keys,
  texts: readonly string[],
  presented: readonly string[],
): Refusal | undefined {
  for (const [name, text] of Object.entries(keys)) {
    if (name === scheme.key || text === undefined || text === keys[scheme.key]) continue;
    if (signedText(scheme, Buffer.from(text, 'utf8'), texts, presented) === undefined) continue;
    return refuse('wrong_key', `signed with ${name}, must be ${scheme.key}`);
  }
  return undefined;
}

function outsideWindow(scheme: HmacScheme, { message, now, strictWindow }: Asked): Refusal | undefined {
  if (!scheme.signedAt || scheme.windowSeconds === undefined) return undefined;
  if (scheme.windowOptional && !strictWindow) return undefined;
  const at = scheme.signedAt(message);
  if (isRefusal(at)) return at;
  const limit = `${scheme.windowSeconds} s`;
  if (now - at > scheme.windowSeconds) return refuse('too_old', `signed ${now - at} s ago, at most ${limit}`);
  if (at - now > scheme.windowSeconds)
    return refuse('too_new', `signed ${at - now} s ahead, at most ${limit}`);
  return undefined;
}

function missing(scheme: HmacScheme, message: Message): Refusal {
  const placed = placedText(scheme, message);
  return refuse(
    'signature_missing',
    placed === undefined ? nameOf(scheme) : `${nameOf(scheme)} has none of v1`,
  );
}

function nameOf({ place }: Scheme): string {
  return 'header' in place ? place.header : place.field;
}

function invalid({ refused, about }: Refusal, signed?: string): Verdict {
  return { valid: false, reason: `${refused}: ${about}`, ...(signed !== undefined && { signed }) };
}

/** Equal or not in constant time, also for texts of different lengths. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(one), digest(other));
}
