import { mobileMoney } from './mobile-money.ts';
import { momo } from './momo.ts';
import { payos } from './payos.ts';
import { kinds, type Kind, type Message, type ProviderSchemes, type Scheme } from './scheme.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { casso, sepay } from './transfer-notices.ts';
import { viettel } from './viettel.ts';
import { vnpay } from './vnpay.ts';
import { zalopay } from './zalopay.ts';

/** Every provider whose signatures we know; docs/gateways.md tells them in words. */
const providers = {
  momo,
  zalopay,
  vnpay,
  viettel,
  'mobile-money': mobileMoney,
  payos,
  casso,
  sepay,
  'standard-webhooks': standardWebhooks,
} satisfies Record<string, ProviderSchemes>;

export type ProviderName = keyof typeof providers;
export const providerNames = Object.keys(providers) as ProviderName[];

export function isProviderName(name: unknown): name is ProviderName {
  return typeof name === 'string' && Object.hasOwn(providers, name);
}

export function isKind(name: unknown): name is Kind {
  return kinds.some((kind) => kind === name);
}

/** The ways in which this provider signs this kind of message, the usual one first; empty if it signs no such message. */
export function schemesOf(provider: ProviderName, kind: Kind): readonly Scheme[] {
  const known: ProviderSchemes = providers[provider];
  return known[kind] ?? [];
}

const hexLength = { sha1: 40, sha256: 64, sha512: 128 } as const;
const base64Length = { sha1: 28, sha256: 44, sha512: 88 } as const;

/** Whether a text can be a signature of this scheme at all: its alphabet and its length. */
export function fitsScheme(scheme: Scheme, signature: string): boolean {
  if (scheme.algorithm === 'none') return true;
  return scheme.encoding === 'hex'
    ? signature.length === hexLength[scheme.algorithm] && /^[0-9a-f]+$/i.test(signature)
    : signature.length === base64Length[scheme.algorithm] && /^[A-Za-z0-9+/]+=*$/.test(signature);
}

/** What stands in the place where a scheme looks for its signature; undefined if nothing does. */
export function placedText({ place }: Scheme, message: Message): string | undefined {
  const found = 'header' in place ? message.headers.get(place.header) : message.fields.get(place.field);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The signatures presented under a scheme. */
export function presentedSignatures(scheme: Scheme, message: Message): readonly string[] {
  const placed = placedText(scheme, message);
  if (placed === undefined) return [];
  return scheme.algorithm === 'none' ? [placed] : (scheme.unwrap?.(placed) ?? [placed]);
}

/**
 * The scheme of a message: the one the contract names, else the one whose signature stands in its place and looks like
 * one. A server that takes callbacks names it; guessing is for tools that are shown a message of an unknown contract.
 */
export function schemeFor(
  schemes: readonly Scheme[],
  message: Message,
  variant: string | undefined,
): Scheme | undefined {
  if (variant !== undefined) return schemes.find((scheme) => scheme.variant === variant);
  const shown = (scheme: Scheme): readonly string[] => presentedSignatures(scheme, message);
  return (
    schemes.find((scheme) => shown(scheme).some((signature) => fitsScheme(scheme, signature))) ??
    schemes.find((scheme) => placedText(scheme, message) !== undefined) ??
    schemes[0]
  );
}
