import {
  jsonBody,
  objectIn,
  signFields,
  textOf,
  unclear,
  type AccountRow,
  type Message,
  type Outgoing,
} from '../gateways/index.ts';
import { isJsonObject } from '../../../core/gateways/json-text.ts';
import type { DebitReasonCode } from '../../../core/mandates/reasons.ts';
import type { BindingWord, Wallet } from './wallet.ts';

/**
 * ZaloPay v2, agreements (docs.zalopay.vn, "Tokenization"): bind, query, unbind, and pay of an order that was made with
 * product code AGREEMENT. Amounts in whole dong, times in milliseconds.
 */
const numbers = ['app_id', 'amount', 'app_time', 'req_date', 'max_amount', 'expire_duration_seconds'];
/** The shortest time that an order may stand; nobody but the token pays it. */
const orderSeconds = 300;
/** Of an agreement or order that never reached them. */
const neverMade = '-101';

function post<Word>(
  account: AccountRow,
  path: string,
  fields: Record<string, string>,
  read: (answer: Message) => Word,
): Outgoing<Word> {
  const body = jsonBody(fields, numbers);
  return { url: `${account.endpoint}${path}`, contentType: 'application/json', body, read };
}

function codesOf({ fields }: Message) {
  return {
    code: textOf(fields, 'return_code'),
    sub: textOf(fields, 'sub_return_code') ?? '',
    text: textOf(fields, 'sub_return_message') ?? textOf(fields, 'return_message') ?? '',
  };
}

/** Status 1 confirmed, 3 cancelled, 4 disabled; others are on their way. */
function bindingOf(fields: Message['fields']): BindingWord {
  const status = textOf(fields, 'status');
  if (status === '3' || status === '4') return { word: 'cancelled' };
  if (status !== '1') return { word: 'waiting' };
  const [token, bindingId] = [textOf(fields, 'pay_token'), textOf(fields, 'binding_id')];
  if (token === undefined || bindingId === undefined) return unclear('no_token');
  return { word: 'bound', token, bindingId, holder: textOf(fields, 'masked_user_phone') ?? null };
}

const reasons: Record<string, DebitReasonCode> = { '-63': 'AM04', '-500': 'ED05' };

export const zalopayWallet: Wallet = {
  offer: ({ account, agreement, ours, now }) => {
    const fields = signFields(account, 'bind', {
      app_id: account.merchant,
      app_trans_id: agreement.reference,
      req_date: String(now.getTime()),
      identifier: agreement.identifier,
      max_amount: String(agreement.max_vnd),
      binding_type: 'WALLET',
      binding_data: '{}',
      callback_url: ours.callback,
      redirect_url: ours.back,
      redirect_deep_link: '',
    });
    return post(account, '/v2/agreement/bind', fields, (answer) => {
      const { code, sub } = codesOf(answer);
      const link = textOf(answer.fields, 'short_link') ?? textOf(answer.fields, 'deep_link');
      if (code === '2') return { word: 'refused', code: sub || code };
      if (code !== '1' || link === undefined) return unclear(`return_${code}_${sub}`);
      return { word: 'offered', link, qrContent: textOf(answer.fields, 'binding_qr_link') ?? null };
    });
  },
  query: ({ account, agreement, now }) => {
    const fields = signFields(account, 'query_binding', {
      app_id: account.merchant,
      app_trans_id: agreement.reference,
      req_date: String(now.getTime()),
    });
    return post(account, '/v2/agreement/query', fields, (answer) => {
      const { code, sub } = codesOf(answer);
      if (code === '2' && sub === neverMade) return { word: 'no_such_agreement' };
      const told = answer.fields.get('data') ?? null;
      if (code !== '1' || !isJsonObject(told)) return unclear(`return_${code}_${sub}`);
      return bindingOf(new Map(Object.entries(told)));
    });
  },
  unbind: ({ account, agreement, now }) => {
    const fields = signFields(account, 'unbind', {
      app_id: account.merchant,
      identifier: agreement.identifier,
      binding_id: agreement.binding_id ?? '',
      req_date: String(now.getTime()),
    });
    return post(account, '/v2/agreement/unbind', fields, (answer) => {
      const { code, sub } = codesOf(answer);
      if (code === '1') return { word: 'unbound' };
      return code === '2' ? { word: 'refused', code: sub || code } : unclear(`return_${code}_${sub}`);
    });
  },
  prepare: ({ account, agreement, debit, callback, now }) => {
    const fields = signFields(account, 'create', {
      app_id: account.merchant,
      app_user: agreement.identifier,
      app_trans_id: debit.reference,
      app_time: String(now.getTime()),
      amount: String(debit.amountVnd),
      item: '[]',
      embed_data: '{}',
      description: debit.text,
      product_code: 'AGREEMENT',
      bank_code: '',
      callback_url: callback,
      expire_duration_seconds: String(orderSeconds),
    });
    return post(account, '/v2/create', fields, (answer) => {
      const { code, sub, text } = codesOf(answer);
      const orderToken = textOf(answer.fields, 'zp_trans_token');
      // -68: made before; what became of it is asked about.
      if (code === '2' && sub !== '-68') return { word: 'failed', code: sub || code, text };
      return code === '1' && orderToken !== undefined
        ? { word: 'prepared', orderToken }
        : unclear(`return_${code}_${sub}`);
    });
  },
  pay: ({ account, agreement, now }, orderToken) => {
    const fields = signFields(account, 'token_pay', {
      app_id: account.merchant,
      identifier: agreement.identifier,
      zp_trans_token: orderToken,
      pay_token: agreement.token ?? '',
      req_date: String(now.getTime()),
    });
    return post(account, '/v2/agreement/pay', fields, (answer) => {
      const { code, sub, text } = codesOf(answer);
      const transactionId = textOf(answer.fields, 'zp_trans_id');
      if (code === '3') return { word: 'pending', code };
      if (code === '2') return { word: 'failed', code: sub || code, text };
      if (code !== '1' || transactionId === undefined) return unclear(`return_${code}_${sub}`);
      return { word: 'paid', amountVnd: undefined, transactionId };
    });
  },
  readBinding: (message) => {
    const told = objectIn(message.fields, 'data');
    if (!told) return undefined;
    const [merchant, reference] = [textOf(told, 'app_id'), textOf(told, 'app_trans_id')];
    if (merchant === undefined || reference === undefined) return undefined;
    return { merchant, reference, word: bindingOf(told) };
  },
  reasonOf: (code) => reasons[code],
};
