import type { Message } from '../../../core/gateways/scheme.ts';
import {
  jsonBody,
  orderText,
  signFields,
  textOf,
  unclear,
  vndOf,
  type OrderAsked,
  type OrderWord,
  type Outgoing,
  type Provider,
  type RefundWord,
} from './provider.ts';
import type { AccountRow } from './queries.ts';

/** MoMo, all-in-one API v2 (developers.momo.vn/v3, "Payment API", "Result codes"). Amounts in whole dong. */
const done = '0';
/** Being worked on, waiting for the payer, or authorised and not yet captured. */
const pendingCodes = new Set(['1000', '7000', '7002', '9000']);
/** Nothing was taken and nothing will be: insufficient, refused, expired, cancelled, over a limit, not verified. */
const finalCodes = new Set('1001 1002 1003 1004 1005 1006 1007 1017 1026 2019 4001 4002 4100'.split(' '));
const noSuchOrder = '42';
/** Create: the order stands already, or a request of the same id is under way. */
const madeBefore = new Set(['40', '41', '7000']);
/** Create: our fault or the provider's rule; nothing was made. */
const refusedCodes = new Set('11 12 13 20 21 22 45 47'.split(' '));

function post<Word>(
  account: AccountRow,
  path: string,
  fields: Record<string, string>,
  read: (answer: Message) => Word,
): Outgoing<Word> {
  const body = jsonBody(fields, ['amount', 'transId']);
  return { url: `${account.endpoint}${path}`, contentType: 'application/json', body, read };
}

/** What a result code says of an order. Codes nobody promised are no result. */
export function momoWord(code: string | undefined, fields: Message['fields']): OrderWord {
  if (code === undefined) return unclear('no_result_code');
  if (pendingCodes.has(code)) return { word: 'pending', code };
  if (finalCodes.has(code)) return { word: 'failed', code };
  if (code === noSuchOrder) return { word: 'no_such_order' };
  const transactionId = textOf(fields, 'transId');
  if (code !== done || transactionId === undefined) return unclear(`result_${code}`);
  return { word: 'paid', amountVnd: vndOf(fields, 'amount'), transactionId };
}

function isAbout({ account, order }: OrderAsked, { fields }: Message): boolean {
  return textOf(fields, 'partnerCode') === account.merchant && textOf(fields, 'orderId') === order.reference;
}

function readRefund({ fields }: Message): RefundWord {
  const code = textOf(fields, 'resultCode');
  if (code === done) return { word: 'refunded' };
  if (code === noSuchOrder) return { word: 'no_such_refund' };
  if (code === undefined) return unclear('no_result_code');
  if (pendingCodes.has(code) || madeBefore.has(code)) return { word: 'pending' };
  const refused = /^(1[0-3]|2[0-2]|45|47|1001|108\d|4001)$/.test(code) && code !== '10';
  return refused ? { word: 'refused', code } : unclear(`result_${code}`);
}

export const momoProvider: Provider = {
  create: (asked) => {
    const { account, order, ours } = asked;
    const fields = signFields(account, 'create', {
      partnerCode: account.merchant,
      requestId: order.reference,
      orderId: order.reference,
      orderInfo: orderText(order),
      amount: String(order.amount_vnd),
      redirectUrl: ours.back,
      ipnUrl: ours.callback,
      requestType: 'captureWallet',
      extraData: '',
      lang: 'vi',
    });
    return post(account, '/create', fields, (answer) => {
      const code = textOf(answer.fields, 'resultCode');
      const payUrl = textOf(answer.fields, 'payUrl');
      if (code !== undefined && refusedCodes.has(code)) return { word: 'refused', code };
      if (code !== done || payUrl === undefined || !isAbout(asked, answer)) return unclear(`result_${code}`);
      const deeplink = textOf(answer.fields, 'deeplink') ?? null;
      return { word: 'made', payUrl, deeplink, qrContent: textOf(answer.fields, 'qrCodeUrl') ?? null };
    });
  },
  query: (asked) => {
    const { account, order } = asked;
    const fields = signFields(account, 'query', {
      partnerCode: account.merchant,
      requestId: `${order.reference}-q${order.attempts}`,
      orderId: order.reference,
      lang: 'vi',
    });
    return post(account, '/query', fields, (answer) =>
      isAbout(asked, answer)
        ? momoWord(textOf(answer.fields, 'resultCode'), answer.fields)
        : unclear('other_order'),
    );
  },
  refund: ({ account, order, reference, amountVnd }) => {
    const fields = signFields(account, 'refund', {
      partnerCode: account.merchant,
      orderId: reference,
      requestId: reference,
      amount: String(amountVnd),
      transId: order.transaction_id ?? '',
      lang: 'vi',
      description: 'Hoan tien',
    });
    return post(account, '/refund', fields, readRefund);
  },
  queryRefund: ({ account, order, reference }) => {
    const requestId = `${reference}-q${order.attempts}`;
    const fields = signFields(account, 'query_refund', {
      partnerCode: account.merchant,
      requestId,
      orderId: reference,
      lang: 'vi',
    });
    return post(account, '/refund/query', fields, readRefund);
  },
  readCallback: ({ fields }) => {
    const [merchant, reference] = [textOf(fields, 'partnerCode'), textOf(fields, 'orderId')];
    if (merchant === undefined || reference === undefined) return undefined;
    const outcome = momoWord(textOf(fields, 'resultCode'), fields);
    return { merchant, reference, amountVnd: vndOf(fields, 'amount'), outcome };
  },
  // 204 without a body for whatever is authentic and kept; MoMo gives nothing back because of an answer.
  reply: (taken) => {
    if (taken === 'wrong_signature' || taken === 'unreadable') return { status: 400, body: undefined };
    return { status: taken === 'fault' ? 503 : 204, body: undefined };
  },
};
