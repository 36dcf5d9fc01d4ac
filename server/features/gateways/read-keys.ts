import { isJsonObject, type JsonValue } from '../../../core/gateways/json-text.ts';
import type { ProviderName } from '../../../core/gateways/providers.ts';
import type { HmacScheme, Keys } from '../../../core/gateways/scheme.ts';
import { webhookSecretPrefix } from '../../../core/gateways/standard-webhooks.ts';
import { ensure } from '../../platform/errors.ts';
import { gatewayError } from './errors.ts';

/** The names under which a single secret counts; an object names its keys itself. */
const namesOfOneSecret: Partial<Record<ProviderName, readonly string[]>> = { zalopay: ['key1', 'key2'] };

/** Keys of a provider from a contract's secret: one text, or an object of named texts. What is no text, or empty, is no key. */
export function readKeys(provider: ProviderName, secret: JsonValue | undefined): Keys {
  if (typeof secret === 'string') {
    ensure(secret !== '', () => gatewayError('gateways.secret_malformed', { key: 'secret' }));
    const names = namesOfOneSecret[provider] ?? ['secretKey'];
    return Object.fromEntries(names.map((name) => [name, secret]));
  }
  ensure(isJsonObject(secret), () => gatewayError('gateways.secret_malformed', { key: 'secret' }));
  const named = Object.entries(secret).filter(([, value]) => typeof value === 'string' && value !== '');
  return Object.fromEntries(named) as Keys;
}

/** Text of the key that signs a scheme. */
export function keyOf(scheme: { key: string }, keys: Keys): string {
  const key = keys[scheme.key];
  ensure(key, () => gatewayError('gateways.secret_malformed', { key: scheme.key }));
  return key;
}

/** The key as the HMAC takes it: the bytes of its text in UTF-8, or what base64 after `whsec_` stands for. */
export function keyBytes(scheme: HmacScheme, key: string): Buffer {
  if (scheme.keyEncoding !== 'base64') return Buffer.from(key, 'utf8');
  const text = key.startsWith(webhookSecretPrefix) ? key.slice(webhookSecretPrefix.length) : key;
  const bytes = Buffer.from(text, 'base64');
  const written = bytes.toString('base64').replace(/=+$/, '');
  ensure(bytes.length > 0 && written === text.replace(/=+$/, ''), () =>
    gatewayError('gateways.secret_malformed', { key: scheme.key, expected: 'base64' }),
  );
  return bytes;
}
