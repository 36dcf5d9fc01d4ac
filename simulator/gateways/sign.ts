import { createHmac } from 'node:crypto';
import { readMessage } from '../../core/gateways/message.ts';
import { schemesOf, type ProviderName } from '../../core/gateways/providers.ts';
import { isRefusal, type Keys, type Kind } from '../../core/gateways/scheme.ts';

/** The provider's side of the contract: its keys, and the way of signing where it has several. */
export interface Contract {
  provider: ProviderName;
  keys: Keys;
  variant?: string;
}

/** The signature a provider puts under fields. */
export function signatureOf(
  contract: Contract,
  kind: Kind,
  fields: Readonly<Record<string, string>>,
): string {
  const schemes = schemesOf(contract.provider, kind);
  const scheme = schemes.find(({ variant }) => variant === contract.variant) ?? schemes[0];
  if (!scheme || scheme.algorithm === 'none') throw new Error(`${contract.provider} signs no ${kind}`);
  const texts = scheme.texts(readMessage({ fields }), contract.keys);
  if (isRefusal(texts)) throw new Error(`cannot sign ${kind}: ${texts.refused} ${texts.about}`);
  const key = contract.keys[scheme.key] ?? '';
  return createHmac(scheme.algorithm, key)
    .update(texts[0] ?? '')
    .digest(scheme.encoding);
}

/** Whether we, the merchant, signed what arrived. */
export function isSigned(
  contract: Contract,
  kind: Kind,
  fields: Readonly<Record<string, string>>,
  signature: string | undefined,
): boolean {
  return signature !== undefined && signature === signatureOf(contract, kind, fields);
}
