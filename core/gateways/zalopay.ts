import { isRefusal, listScheme, listText, refuse } from './scheme.ts';
import type { HmacScheme, ListRule, ProviderSchemes } from './scheme.ts';

/**
 * ZaloPay v2 (docs.zalopay.vn/v2): hex HMAC-SHA256 over values joined by `|`. What the merchant sends is signed with key1,
 * what ZaloPay sends with key2. The callback is signed over `data` exactly as received, which is JSON inside a JSON string.
 */
function scheme(
  key: 'key1' | 'key2',
  field: 'mac' | 'checksum',
  names: string,
  more: Partial<ListRule> = {},
) {
  return listScheme(
    { variant: 'v2', algorithm: 'sha256', encoding: 'hex', key, place: { field } },
    { shape: 'values', joint: '|', names: names.split(' '), ...more },
  );
}

const callback: HmacScheme = {
  variant: 'v2',
  algorithm: 'sha256',
  encoding: 'hex',
  key: 'key2',
  place: { field: 'mac' },
  texts: ({ fields }) => {
    const content = fields.get('data') ?? null;
    if (content === null) return refuse('field_missing', 'data');
    return typeof content === 'string'
      ? [content]
      : refuse('field_malformed', 'data must be the string as received, not what it holds');
  },
};

/** With `refund_fee_amount` where the request has it, between amount and description. */
const refund: HmacScheme = {
  ...callback,
  key: 'key1',
  texts: ({ fields }, keys) => {
    const fee = fields.has('refund_fee_amount') ? ['refund_fee_amount'] : [];
    const names = ['app_id', 'zp_trans_id', 'amount', ...fee, 'description', 'timestamp'];
    const text = listText({ shape: 'values', joint: '|', names }, fields, keys);
    return isRefusal(text) ? text : [text];
  },
};

export const zalopay: ProviderSchemes = {
  create: [scheme('key1', 'mac', 'app_id app_trans_id app_user amount app_time embed_data item')],
  callback: [callback],
  webhook: [callback],
  return: [
    scheme('key2', 'checksum', 'appid apptransid pmcid bankcode amount discountamount status', {
      blank: ['pmcid', 'bankcode', 'discountamount'],
    }),
  ],
  query: [scheme('key1', 'mac', 'app_id app_trans_id key1', { fromKeys: ['key1'] })],
  refund: [refund],
  query_refund: [scheme('key1', 'mac', 'app_id m_refund_id timestamp')],
  // Agreements (tokenization): the customer allows debits without being asked each time.
  bind: [
    scheme('key1', 'mac', 'app_id app_trans_id binding_data binding_type identifier max_amount req_date', {
      blank: ['binding_data'],
    }),
  ],
  unbind: [scheme('key1', 'mac', 'app_id identifier binding_id req_date')],
  query_binding: [scheme('key1', 'mac', 'app_id app_trans_id req_date')],
  token_pay: [scheme('key1', 'mac', 'app_id identifier zp_trans_token pay_token req_date')],
};
