import type { Message } from '../../../core/gateways/scheme.ts';
import {
  orderText,
  signFields,
  textOf,
  unclear,
  vndOf,
  type OrderAsked,
  type OrderWord,
  type Provider,
  type Reply,
  type Taken,
} from './provider.ts';
import type { AccountRow, OrderRow } from './queries.ts';

/**
 * Viettel Money, payment gateway 2.0. No document is published; this follows integrations in use. The payer's browser is
 * sent to the gateway's page; before it debits, the gateway asks us whether order and amount are right (`confirm`).
 */
const version = '2.0';
/** How we answer the gateway's calls; Mobile Money, which speaks the same language, hears the same. */
export const errorCodes: Record<Taken, string> = {
  taken: '00',
  repeated: '00',
  wrong_signature: '02',
  unreadable: '03',
  wrong_merchant: '01',
  unknown_order: '01',
  wrong_amount: '01',
  fault: '03',
};
/** The payer gave up, may not, or cannot pay: nothing was taken. */
const finalCodes = new Set('16 21 22 685 V02 V03 V05 V06 M01 M02 M03 M04'.split(' '));

/** Paid only if the payment's own status says so as well. What times out (W04) may still come. */
function wordOf(fields: Message['fields']): OrderWord {
  const code = textOf(fields, 'error_code');
  const status = textOf(fields, 'payment_status');
  const transactionId = textOf(fields, 'vt_transaction_id');
  if (code === undefined) return unclear('no_error_code');
  if (code === '00' && status === '1' && transactionId !== undefined) {
    return { word: 'paid', amountVnd: vndOf(fields, 'trans_amount'), transactionId };
  }
  if (finalCodes.has(code)) return { word: 'failed', code };
  if (code === '01') return { word: 'no_such_order' };
  return code === '00' || code === 'W04' ? { word: 'pending', code } : unclear(`error_${code}`);
}

/** What the gateway's question before the debit is signed over: the amount is our own, it sends none. */
function withOurAmount(message: Message, order: OrderRow): Message {
  const fields = new Map(message.fields).set('trans_amount', String(order.amount_vnd));
  return { ...message, fields };
}

/** The answer to the question before the debit. */
function confirmReply(
  taken: Taken,
  about: { account: AccountRow; message: Message; order: OrderRow | undefined },
): Reply {
  const { account, message, order } = about;
  const told = {
    billcode: textOf(message.fields, 'billcode') ?? '',
    merchant_code: account.merchant,
    order_id: textOf(message.fields, 'order_id') ?? '',
    trans_amount: String(order?.amount_vnd ?? 0n),
  };
  return { status: 200, body: { ...signFields(account, 'confirm', told), error_code: errorCodes[taken] } };
}

function queryFields({ account, order }: OrderAsked): Record<string, string> {
  return signFields(account, 'query', {
    cmd: 'TRANS_INQUIRY',
    version,
    merchant_code: account.merchant,
    order_id: order.reference,
  });
}

export const viettelProvider: Provider = {
  confirm: { asSigned: withOurAmount, reply: confirmReply },
  create: ({ account, order, ours }) => {
    const fields = signFields(account, 'create', {
      version,
      command: 'PAYMENT',
      merchant_code: account.merchant,
      order_id: order.reference,
      billcode: order.customer_code,
      trans_amount: String(order.amount_vnd),
      desc: orderText(order),
      locale: 'Vi',
      return_url: ours.back,
      cancel_url: ours.back,
    });
    return { payUrl: `${account.pay_page}?${new URLSearchParams(fields).toString()}` };
  },
  query: (asked) => ({
    url: asked.account.endpoint ?? '',
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(queryFields(asked)).toString(),
    read: ({ fields }) =>
      textOf(fields, 'order_id') === asked.order.reference ? wordOf(fields) : unclear('other_order'),
  }),
  readCallback: ({ fields }) => {
    const [merchant, reference] = [textOf(fields, 'merchant_code'), textOf(fields, 'order_id')];
    if (merchant === undefined || reference === undefined) return undefined;
    return { merchant, reference, amountVnd: vndOf(fields, 'trans_amount'), outcome: wordOf(fields) };
  },
  reply: (taken, { account, message }) => {
    const told = signFields(account, 'answer', {
      error_code: errorCodes[taken],
      merchant_code: account.merchant,
      order_id: textOf(message.fields, 'order_id') ?? '',
    });
    return { status: 200, body: { ...told, return_url: '', return_bill_code: '', return_other_info: '' } };
  },
};
