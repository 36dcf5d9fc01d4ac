import type { Message } from '../../../core/gateways/scheme.ts';
import {
  jsonBody,
  objectIn,
  orderText,
  signFields,
  textOf,
  unclear,
  vndOf,
  type RefundAsked,
  type OrderWord,
  type Outgoing,
  type Provider,
  type RefundWord,
  type Taken,
} from './provider.ts';
import type { AccountRow } from './queries.ts';

/** ZaloPay v2 (docs.zalopay.vn/v2). Amounts in whole dong, times in milliseconds, the day of an order in Vietnam. */
const refusedSubCodes = new Set(['-401', '-402', '-33']);
/** What a query says of an order that never reached them. */
const neverMade = '-101';

function post<Word>(
  account: AccountRow,
  path: string,
  fields: Record<string, string>,
  read: (answer: Message) => Word,
): Outgoing<Word> {
  const numbers = ['app_id', 'amount', 'app_time', 'timestamp', 'expire_duration_seconds'];
  const body = jsonBody(fields, numbers);
  return { url: `${account.endpoint}${path}`, contentType: 'application/json', body, read };
}

function readQuery({ fields }: Message): OrderWord {
  const [code, sub] = [textOf(fields, 'return_code'), textOf(fields, 'sub_return_code') ?? ''];
  if (code === '3') return { word: 'pending', code };
  if (code === '2')
    return sub === neverMade ? { word: 'no_such_order' } : { word: 'failed', code: sub || code };
  const transactionId = textOf(fields, 'zp_trans_id');
  if (code !== '1' || transactionId === undefined) return unclear(`return_${code}`);
  return { word: 'paid', amountVnd: vndOf(fields, 'amount'), transactionId };
}

function readRefund({ fields }: Message): RefundWord {
  const [code, sub] = [textOf(fields, 'return_code'), textOf(fields, 'sub_return_code') ?? ''];
  if (code === '1') return { word: 'refunded' };
  if (code === '3') return { word: 'pending' };
  if (code !== '2') return unclear(`return_${code}`);
  return sub === neverMade ? { word: 'no_such_refund' } : { word: 'refused', code: sub || code };
}

const replies: Record<Taken, { return_code: number; return_message: string }> = {
  taken: { return_code: 1, return_message: 'success' },
  repeated: { return_code: 2, return_message: 'taken before' },
  wrong_signature: { return_code: -1, return_message: 'mac not equal' },
  unreadable: { return_code: 0, return_message: 'data cannot be read' },
  wrong_merchant: { return_code: 0, return_message: 'not our app_id' },
  unknown_order: { return_code: 0, return_message: 'no such order' },
  wrong_amount: { return_code: 0, return_message: 'wrong amount' },
  fault: { return_code: 0, return_message: 'try again' },
};

function refundFields({ account, order, reference, amountVnd, now }: RefundAsked) {
  return {
    app_id: account.merchant,
    m_refund_id: reference,
    zp_trans_id: order.transaction_id ?? '',
    amount: String(amountVnd),
    description: 'Hoan tien',
    timestamp: String(now.getTime()),
  };
}

export const zalopayProvider: Provider = {
  referenceOf: (text, day) => `${day}_${text}`,
  refundReferenceOf: (text, merchant, day) => `${day}_${merchant}_${text.replace(/^\d+_/, '')}`,
  create: ({ account, order, ours, now }) => {
    const seconds = Math.max(300, Math.ceil((order.expires_at.getTime() - now.getTime()) / 1000));
    const fields = signFields(account, 'create', {
      app_id: account.merchant,
      app_user: order.customer_code,
      app_trans_id: order.reference,
      app_time: String(order.created_at.getTime()),
      amount: String(order.amount_vnd),
      item: '[]',
      embed_data: JSON.stringify({ redirecturl: ours.back }),
      description: orderText(order),
      bank_code: '',
      callback_url: ours.callback,
      expire_duration_seconds: String(seconds),
    });
    return post(account, '/v2/create', fields, (answer) => {
      const [code, payUrl] = [textOf(answer.fields, 'return_code'), textOf(answer.fields, 'order_url')];
      const sub = textOf(answer.fields, 'sub_return_code') ?? '';
      if (code === '2' && refusedSubCodes.has(sub)) return { word: 'refused', code: sub };
      if (code !== '1' || payUrl === undefined) return unclear(`return_${code}_${sub}`);
      const qrContent = textOf(answer.fields, 'qr_code') ?? null;
      return { word: 'made', payUrl, deeplink: null, qrContent };
    });
  },
  query: ({ account, order }) =>
    post(
      account,
      '/v2/query',
      signFields(account, 'query', { app_id: account.merchant, app_trans_id: order.reference }),
      readQuery,
    ),
  refund: (asked) =>
    post(asked.account, '/v2/refund', signFields(asked.account, 'refund', refundFields(asked)), readRefund),
  queryRefund: ({ account, reference, now }) => {
    const fields = { app_id: account.merchant, m_refund_id: reference, timestamp: String(now.getTime()) };
    return post(account, '/v2/query_refund', signFields(account, 'query_refund', fields), readRefund);
  },
  /** Only what was paid is called back. */
  readCallback: (message) => {
    const told = objectIn(message.fields, 'data');
    if (!told) return undefined;
    const [merchant, reference] = [textOf(told, 'app_id'), textOf(told, 'app_trans_id')];
    const [amountVnd, transactionId] = [vndOf(told, 'amount'), textOf(told, 'zp_trans_id')];
    if (merchant === undefined || reference === undefined || transactionId === undefined) return undefined;
    return { merchant, reference, amountVnd, outcome: { word: 'paid', amountVnd, transactionId } };
  },
  reply: (taken) => ({ status: 200, body: replies[taken] }),
};
