import type { Kind, Message } from '../../../core/gateways/scheme.ts';
import {
  orderText,
  signFields,
  textOf,
  unclear,
  vndOf,
  type OrderAsked,
  type OrderWord,
  type Outgoing,
  type Provider,
  type RefundAsked,
  type RefundWord,
} from './provider.ts';
import { errorCodes } from './provider-viettel.ts';
import type { AccountRow } from './queries.ts';
import { verifyMessage } from './verify-message.ts';

/**
 * Mobile Money, partner push payment: the telco asks the subscriber on their phone, who needs neither bank account nor app.
 * Which fields and codes: see core/gateways/mobile-money.ts. Amounts in whole dong.
 */
const version = '2.0';
/**
 * Nothing was taken and nothing will be: too little money, wrong PIN or code, refused, no answer on the phone (W04, which
 * ends a push), no such subscriber (C01), beyond the telco's limit (L01), contract (M01 to M03).
 */
const finalCodes = new Set('16 21 22 685 V02 V03 V06 W04 C01 L01 M01 M02 M03'.split(' '));
const noSuchOrder = '01';
/** The push is known already: it was sent before. */
const madeBefore = '05';

function post<Word extends { word: string }>(
  { account, order }: OrderAsked,
  path: string,
  signed: { kind: Kind; answer: Kind; fields: Record<string, string> },
  read: (code: string, fields: Message['fields']) => Word,
): Outgoing<Word | { word: 'unclear'; fault: string }> {
  const about = { version, merchant_code: account.merchant, order_id: order.reference };
  return {
    url: `${account.endpoint}${path}`,
    contentType: 'application/json',
    body: JSON.stringify(signFields(account, signed.kind, { ...about, ...signed.fields })),
    read: (answer) => {
      if (!isTheirs(account, signed.answer, answer)) return unclear('wrong_signature');
      if (textOf(answer.fields, 'order_id') !== order.reference) return unclear('other_order');
      const code = textOf(answer.fields, 'error_code');
      return code === undefined ? unclear('no_error_code') : read(code, answer.fields);
    },
  };
}

/** An answer whose check sum is not theirs is no answer. */
function isTheirs(account: AccountRow, kind: Kind, message: Message): boolean {
  const variant = account.variant === null ? {} : { variant: account.variant };
  return verifyMessage({
    provider: account.provider,
    kind,
    message,
    keys: account.secrets,
    now: 0,
    ...variant,
  }).valid;
}

function wordOf(code: string, fields: Message['fields']): OrderWord {
  const transactionId = textOf(fields, 'vt_transaction_id');
  const isPaid = textOf(fields, 'payment_status') === '1';
  if (code === '00' && isPaid && transactionId !== undefined)
    return { word: 'paid', amountVnd: vndOf(fields, 'trans_amount'), transactionId };
  if (finalCodes.has(code)) return { word: 'failed', code };
  if (code === noSuchOrder) return { word: 'no_such_order' };
  return code === '00' ? { word: 'pending', code } : unclear(`error_${code}`);
}

function readRefund(code: string, fields: Message['fields']): RefundWord {
  if (code === noSuchOrder) return { word: 'no_such_refund' };
  if (code !== '00')
    return /^[0-9A-Z]{2,3}$/.test(code) && code !== '99' ? { word: 'refused', code } : unclear(code);
  return { word: textOf(fields, 'refund_status') === '1' ? 'refunded' : 'pending' };
}

function refundFields({ order, reference, amountVnd }: RefundAsked): Record<string, string> {
  return {
    cmd: 'REFUND',
    refund_id: reference,
    trans_amount: String(amountVnd),
    vt_transaction_id: order.transaction_id ?? '',
  };
}

export const mobileMoneyProvider: Provider = {
  needsPhone: true,
  create: (asked) => {
    const { order, ours, now } = asked;
    const seconds = Math.max(60, Math.ceil((order.expires_at.getTime() - now.getTime()) / 1000));
    const fields = {
      cmd: 'PUSH',
      billcode: order.customer_code,
      cust_msisdn: order.msisdn ?? '',
      trans_amount: String(order.amount_vnd),
      desc: orderText(order),
      expires_in: String(seconds),
      notify_url: ours.callback,
    };
    const signed = { kind: 'create', answer: 'answer', fields } as const;
    return post(asked, '/push', signed, (code) => {
      if (code === '00' || code === madeBefore)
        return { word: 'made' as const, payUrl: null, deeplink: null, qrContent: null };
      return finalCodes.has(code) ? { word: 'refused' as const, code } : unclear(`error_${code}`);
    });
  },
  query: (asked) =>
    post(
      asked,
      '/inquiry',
      { kind: 'query', answer: 'query_answer', fields: { cmd: 'TRANS_INQUIRY' } },
      wordOf,
    ),
  refund: (asked) =>
    post(
      asked,
      '/refund',
      { kind: 'refund', answer: 'refund_answer', fields: refundFields(asked) },
      readRefund,
    ),
  queryRefund: (asked) =>
    post(
      asked,
      '/refund-inquiry',
      {
        kind: 'query_refund',
        answer: 'refund_answer',
        fields: { cmd: 'REFUND_INQUIRY', refund_id: asked.reference },
      },
      readRefund,
    ),
  readCallback: ({ fields }) => {
    const [merchant, reference] = [textOf(fields, 'merchant_code'), textOf(fields, 'order_id')];
    const code = textOf(fields, 'error_code');
    if (merchant === undefined || reference === undefined || code === undefined) return undefined;
    return { merchant, reference, amountVnd: vndOf(fields, 'trans_amount'), outcome: wordOf(code, fields) };
  },
  reply: (taken, { account, message }) => ({
    status: 200,
    body: signFields(account, 'answer', {
      error_code: errorCodes[taken],
      merchant_code: account.merchant,
      order_id: textOf(message.fields, 'order_id') ?? '',
    }),
  }),
};
