import { isJsonObject, writeJson, type JsonValue } from './json-text.ts';
import { listScheme, plainText, refuse, type HmacScheme, type ProviderSchemes } from './scheme.ts';

/**
 * payOS (payos.vn/docs, "Kiểm tra dữ liệu với signature"): hex HMAC-SHA256 with the checksum key over `name=value` joined by
 * `&`, names a–z, values as they are. A webhook signs its `data`; a request for a payment link signs five fields.
 */
const parts = {
  variant: 'v2',
  algorithm: 'sha256',
  encoding: 'hex',
  key: 'secretKey',
  place: { field: 'signature' },
} as const;

/** null, and the words that stand for it, are empty; a list is JSON whose objects have their names in order. */
function valueText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((item) => writeJson(item, 'outer')).join(',')}]`;
  if (isJsonObject(value)) return writeJson(value, 'everywhere');
  const text = plainText(value) ?? '';
  return text === 'null' || text === 'undefined' ? '' : text;
}

const content: HmacScheme = {
  ...parts,
  texts: ({ fields }) => {
    const signed = fields.get('data') ?? null;
    if (signed === null) return refuse('field_missing', 'data');
    if (!isJsonObject(signed)) return refuse('field_malformed', 'data must be an object');
    const names = Object.keys(signed).sort();
    return [names.map((name) => `${name}=${valueText(signed[name]!)}`).join('&')];
  },
};

export const payos: ProviderSchemes = {
  create: [
    listScheme(parts, {
      shape: 'pairs',
      joint: '&',
      names: ['amount', 'cancelUrl', 'description', 'orderCode', 'returnUrl'],
    }),
  ],
  webhook: [content],
  callback: [content],
  query_answer: [content],
};
