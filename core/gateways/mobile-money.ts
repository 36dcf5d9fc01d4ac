import { plainText, refuse, type HmacScheme, type Keys, type Message } from './scheme.ts';
import type { ProviderSchemes, Refusal } from './scheme.ts';

/**
 * Partner push payment of Mobile Money. No telco publishes its protocol; this one is put together of what Viettel's
 * payment gateway has in the field (names, codes, `check_sum`), with one rule for every message in both directions:
 * `access_code`, then the values of all fields by name, without separator; blank ones add nothing. The hash and how it is
 * written are the contract's.
 */
const ways: Record<string, Pick<HmacScheme, 'algorithm' | 'encoding'>> = {
  'sha256-hex': { algorithm: 'sha256', encoding: 'hex' },
  'sha256-base64': { algorithm: 'sha256', encoding: 'base64' },
  'sha1-hex': { algorithm: 'sha1', encoding: 'hex' },
  'sha1-base64': { algorithm: 'sha1', encoding: 'base64' },
};

const unsigned = new Set(['check_sum', 'access_code']);

function textOf({ fields }: Message, keys: Keys): readonly string[] | Refusal {
  const parts: string[] = [];
  for (const name of [...fields.keys()].filter((key) => !unsigned.has(key)).sort()) {
    const text = plainText(fields.get(name) ?? null);
    if (text === undefined) return refuse('field_malformed', `${name} is repeated or not a plain value`);
    parts.push(text);
  }
  if (!fields.has('order_id')) return refuse('field_missing', 'order_id');
  return [(keys['accessCode'] ?? '') + parts.join('')];
}

const schemes: readonly HmacScheme[] = Object.entries(ways).map(([variant, way]) => ({
  variant,
  ...way,
  key: 'secretKey',
  place: { field: 'check_sum' },
  texts: textOf,
}));

export const mobileMoney: ProviderSchemes = {
  create: schemes,
  callback: schemes,
  query: schemes,
  query_answer: schemes,
  refund: schemes,
  query_refund: schemes,
  refund_answer: schemes,
  answer: schemes,
};
