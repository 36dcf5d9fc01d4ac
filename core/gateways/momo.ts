import { isRefusal, listText, type HmacScheme, type ProviderSchemes } from './scheme.ts';

/**
 * MoMo, all-in-one API v2 (developers.momo.vn/v3, "Payment API"): hex HMAC-SHA256 with `secretKey` over `name=value` joined by
 * `&`, names a–z, values as they are (not URL-encoded), `accessKey` among them although no message carries it.
 */
const byName = (names: string): string[] => names.split(' ');

const createNames = byName(
  'accessKey amount extraData ipnUrl orderId orderInfo partnerCode redirectUrl requestId requestType',
);
const resultNames = byName(
  'accessKey amount extraData message orderId orderInfo orderType partnerCode payType requestId responseTime resultCode transId',
);

/** `more` are fields that belong to the text where a message has them: a wallet that is being linked. */
function scheme(names: readonly string[], more: readonly string[] = []): HmacScheme {
  return {
    variant: 'v2',
    algorithm: 'sha256',
    encoding: 'hex',
    place: { field: 'signature' },
    key: 'secretKey',
    texts: ({ fields }, keys) => {
      const present = more.filter((name) => fields.has(name));
      const lists = present.length > 0 ? [[...names, ...present].sort(), names] : [names];
      const texts: string[] = [];
      for (const list of lists) {
        const text = listText(
          { shape: 'pairs', joint: '&', names: list, blank: ['extraData'], fromKeys: ['accessKey'] },
          fields,
          keys,
        );
        if (isRefusal(text)) return text;
        texts.push(text);
      }
      return texts;
    },
  };
}

const result = [scheme(resultNames, ['callbackToken', 'partnerClientId'])];

export const momo: ProviderSchemes = {
  create: [scheme(createNames, ['partnerClientId'])],
  callback: result,
  webhook: result,
  return: result,
  query: [scheme(byName('accessKey orderId partnerCode requestId'))],
  refund: [scheme(byName('accessKey amount description orderId partnerCode requestId transId'))],
  query_refund: [scheme(byName('accessKey orderId partnerCode requestId'))],
  // Linking a wallet and paying by its token.
  bind: [scheme(byName('accessKey callbackToken orderId partnerClientId partnerCode requestId'))],
  unbind: [scheme(byName('accessKey orderId partnerClientId partnerCode requestId token'))],
  token_pay: [
    scheme(
      byName('accessKey amount extraData orderId orderInfo partnerClientId partnerCode requestId token'),
    ),
  ],
  confirm: [scheme(byName('accessKey amount description orderId partnerCode requestId requestType'))],
};
