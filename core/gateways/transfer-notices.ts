import { writeJson } from './json-text.ts';
import { headerOf, isRefusal, plainText, refuse, secondsOf } from './scheme.ts';
import type { HmacScheme, Message, ProviderSchemes, Refusal, TokenScheme } from './scheme.ts';

/** Services that watch a bank account and tell of each transfer: Casso and SePay. */
const minutes5 = 300;

/** `t=<milliseconds>,v1=<hex>`, parts in any order. */
function cassoParts(placed: string): [string, string][] {
  return placed.split(',').map((part) => {
    const at = part.indexOf('=');
    return [part.slice(0, Math.max(at, 0)).trim(), part.slice(at + 1).trim()];
  });
}

function cassoTime(message: Message): string | Refusal {
  const placed = headerOf(message, 'x-casso-signature');
  if (isRefusal(placed)) return placed;
  const time = cassoParts(placed).find(([name]) => name === 't')?.[1];
  return time !== undefined && /^\d{1,15}$/.test(time) ? time : refuse('timestamp_malformed', 't');
}

/**
 * Casso webhook V2 (developer.casso.vn, "Webhook V2"): hex HMAC-SHA512 over the time, a point and the body as compact JSON
 * with the names in order. Objects inside lists stay as sent in the JavaScript and Go samples and are ordered in the PHP one.
 */
const cassoSigned: HmacScheme = {
  variant: 'v2',
  algorithm: 'sha512',
  encoding: 'hex',
  key: 'secretKey',
  place: { header: 'x-casso-signature' },
  texts: (message) => {
    const time = cassoTime(message);
    if (isRefusal(time)) return time;
    if (message.fields.size === 0) return refuse('body_missing', 'a JSON object');
    const sent = Object.fromEntries(message.fields);
    return [
      ...new Set(
        ['objects' as const, 'everywhere' as const].map((order) => `${time}.${writeJson(sent, order)}`),
      ),
    ];
  },
  unwrap: (placed) => cassoParts(placed).flatMap(([name, value]) => (name === 'v1' ? [value] : [])),
  wrap: (signature, message) => {
    const time = cassoTime(message);
    return `t=${isRefusal(time) ? '' : time},v1=${signature}`;
  },
  signedAt: (message) => {
    const time = cassoTime(message);
    return isRefusal(time) ? time : Math.floor(Number(time) / (time.length > 11 ? 1000 : 1));
  },
  windowSeconds: minutes5,
  windowOptional: true,
};

const cassoToken: TokenScheme = {
  variant: 'v1',
  algorithm: 'none',
  place: { header: 'secure-token' },
  key: 'secretKey',
  prefix: '',
};

/**
 * SePay (developer.sepay.vn, "Xác thực webhook"): hex HMAC-SHA256 over the time in seconds, a point and the raw body, within
 * five minutes; or the key itself in `Authorization: Apikey …`.
 */
const sepaySigned: HmacScheme = {
  variant: 'hmac',
  algorithm: 'sha256',
  encoding: 'hex',
  key: 'secretKey',
  place: { header: 'x-sepay-signature' },
  texts: (message) => {
    const time = secondsOf(message, 'x-sepay-timestamp');
    if (isRefusal(time)) return time;
    if (message.body === undefined) return refuse('body_missing', 'the raw text');
    return [`${message.headers.get('x-sepay-timestamp')}.${message.body}`];
  },
  unwrap: (placed) => [placed.replace(/^sha256=/i, '')],
  wrap: (signature) => `sha256=${signature}`,
  signedAt: (message) => secondsOf(message, 'x-sepay-timestamp'),
  windowSeconds: minutes5,
};

const sepayToken: TokenScheme = {
  variant: 'apikey',
  algorithm: 'none',
  place: { header: 'authorization' },
  key: 'secretKey',
  prefix: 'apikey',
};

/** Fields of a SePay payment form that are signed (the service's own Node.js library 1.0.0). */
const sepayFormNames = new Set(
  (
    'merchant env operation payment_method order_amount currency order_invoice_number order_description customer_id ' +
    'agreement_id agreement_name agreement_type agreement_payment_frequency agreement_amount_per_payment success_url ' +
    'error_url cancel_url order_id'
  ).split(' '),
);

/** `name=value` joined by commas, the fields in the order of the form, base64. */
const sepayForm: HmacScheme = {
  variant: 'form',
  algorithm: 'sha256',
  encoding: 'base64',
  key: 'secretKey',
  place: { field: 'signature' },
  texts: ({ fields }) => {
    const pairs: string[] = [];
    for (const [name, value] of fields) {
      if (!sepayFormNames.has(name)) continue;
      const text = plainText(value);
      if (text === undefined) return refuse('field_malformed', `${name} is repeated or not a plain value`);
      pairs.push(`${name}=${text}`);
    }
    return pairs.length > 0 ? [pairs.join(',')] : refuse('field_missing', 'merchant');
  },
  unwrap: (placed) => [placed.replaceAll(' ', '+')],
};

export const casso: ProviderSchemes = {
  webhook: [cassoSigned, cassoToken],
  callback: [cassoSigned, cassoToken],
};

export const sepay: ProviderSchemes = {
  webhook: [sepaySigned, sepayToken],
  callback: [sepaySigned, sepayToken],
  create: [sepayForm],
};
