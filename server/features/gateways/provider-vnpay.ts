import { formEncode } from '../../../core/gateways/form-text.ts';
import type { Message } from '../../../core/gateways/scheme.ts';
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
  type RefundWord,
  type Taken,
} from './provider.ts';
import type { AccountRow } from './queries.ts';
import { verifyMessage } from './verify-message.ts';

/** VNPAY 2.1.0 (sandbox.vnpayment.vn/apis). Amounts are sent times 100, times as yyyyMMddHHmmss in Vietnam. */
const version = '2.1.0';
const vietnamMs = 7 * 3_600_000;
/** Tells VNPAY what is paid for: payment of invoices. */
const orderType = '250000';
/** Our own server's address in queries and refunds; VNPAY signs it and does not look at it. */
const serverIp = '127.0.0.1';

function stamp(instant: Date): string {
  return new Date(instant.getTime() + vietnamMs).toISOString().replaceAll(/\D/g, '').slice(0, 14);
}

function hundredfold(fields: Message['fields']): bigint | undefined {
  const amount = vndOf(fields, 'vnp_Amount');
  return amount !== undefined && amount % 100n === 0n ? amount / 100n : undefined;
}

/**
 * Paid only if the answer and the transaction both say so. Suspected fraud (07) and a reversal at the bank (04) are under
 * way: nobody knows yet whose the money is.
 */
function wordOf(
  status: string | undefined,
  response: string | undefined,
  fields: Message['fields'],
): OrderWord {
  const amountVnd = hundredfold(fields);
  const transactionId = textOf(fields, 'vnp_TransactionNo');
  if (status === '00' && response === '00' && transactionId !== undefined) {
    return { word: 'paid', amountVnd, transactionId };
  }
  if (status === undefined) return unclear('no_status');
  if (status === '01' || status === '04' || status === '07') return { word: 'pending', code: status };
  if (status === '02') return { word: 'failed', code: response === '00' ? status : (response ?? status) };
  return unclear(`status_${status}_${response}`);
}

/** An answer whose hash is not theirs is no answer. */
function isTheirs(account: AccountRow, kind: 'query_answer' | 'refund_answer', message: Message): boolean {
  const asked = { provider: 'vnpay', kind, message, keys: account.secrets, now: 0 } as const;
  return verifyMessage(asked).valid;
}

function post<Word>(
  account: AccountRow,
  fields: Record<string, string>,
  read: (answer: Message) => Word,
): Outgoing<Word> {
  return { url: account.endpoint ?? '', contentType: 'application/json', body: JSON.stringify(fields), read };
}

function askFields({ account, order, now }: OrderAsked, command: 'querydr' | 'refund', requestId: string) {
  return {
    vnp_RequestId: requestId,
    vnp_Version: version,
    vnp_Command: command,
    vnp_TmnCode: account.merchant,
    vnp_TxnRef: order.reference,
    vnp_OrderInfo: orderText(order),
    vnp_TransactionDate: stamp(order.created_at),
    vnp_CreateDate: stamp(now),
    vnp_IpAddr: serverIp,
  };
}

function readQuery(asked: OrderAsked, answer: Message): OrderWord {
  const { fields } = answer;
  if (!isTheirs(asked.account, 'query_answer', answer)) return unclear('wrong_signature');
  const code = textOf(fields, 'vnp_ResponseCode');
  if (code === '91') return { word: 'no_such_order' };
  if (code !== '00') return unclear(`response_${code}`);
  if (textOf(fields, 'vnp_TxnRef') !== asked.order.reference) return unclear('other_order');
  return wordOf(textOf(fields, 'vnp_TransactionStatus'), code, fields);
}

function readRefund(account: AccountRow, answer: Message): RefundWord {
  if (!isTheirs(account, 'refund_answer', answer)) return unclear('wrong_signature');
  const code = textOf(answer.fields, 'vnp_ResponseCode');
  const status = textOf(answer.fields, 'vnp_TransactionStatus');
  // Asked for before: it is under way or done, and never asked for twice.
  if (code === '94') return { word: 'refunded' };
  if (code === '95' || status === '09') return { word: 'refused', code: code === '00' ? '09' : (code ?? '') };
  if (code === '91') return { word: 'refused', code };
  if (code !== '00') return unclear(`response_${code}`);
  return { word: 'refunded' };
}

const replies: Record<Taken, { RspCode: string; Message: string }> = {
  taken: { RspCode: '00', Message: 'Confirm Success' },
  repeated: { RspCode: '02', Message: 'Order already confirmed' },
  wrong_signature: { RspCode: '97', Message: 'Invalid Checksum' },
  unreadable: { RspCode: '99', Message: 'Unknown error' },
  wrong_merchant: { RspCode: '01', Message: 'Order not found' },
  unknown_order: { RspCode: '01', Message: 'Order not found' },
  wrong_amount: { RspCode: '04', Message: 'Invalid amount' },
  fault: { RspCode: '99', Message: 'Unknown error' },
};

export const vnpayProvider: Provider = {
  create: ({ account, order, ours }) => {
    const fields = signFields(account, 'create', {
      vnp_Version: version,
      vnp_Command: 'pay',
      vnp_TmnCode: account.merchant,
      vnp_Amount: String(order.amount_vnd * 100n),
      vnp_CurrCode: 'VND',
      vnp_TxnRef: order.reference,
      vnp_OrderInfo: orderText(order),
      vnp_OrderType: orderType,
      vnp_Locale: 'vn',
      vnp_ReturnUrl: ours.back,
      vnp_IpAddr: order.payer_ip,
      vnp_CreateDate: stamp(order.created_at),
      vnp_ExpireDate: stamp(order.expires_at),
    });
    const query = Object.entries(fields).map(([name, value]) => `${name}=${formEncode(value, 'java')}`);
    return { payUrl: `${account.pay_page}?${query.join('&')}` };
  },
  query: (asked) => {
    const requestId = `${asked.order.reference}q${asked.order.attempts}`;
    const fields = signFields(asked.account, 'query', askFields(asked, 'querydr', requestId));
    return post(asked.account, fields, (answer) => readQuery(asked, answer));
  },
  refund: (asked) => {
    const fields = signFields(asked.account, 'refund', {
      ...askFields(asked, 'refund', asked.reference),
      // 02: all of it; 03: a part.
      vnp_TransactionType: asked.amountVnd === asked.order.amount_vnd ? '02' : '03',
      vnp_Amount: String(asked.amountVnd * 100n),
      vnp_TransactionNo: asked.order.transaction_id ?? '',
      vnp_CreateBy: asked.order.refund_by ?? 'tiendien',
    });
    return post(asked.account, fields, (answer) => readRefund(asked.account, answer));
  },
  readCallback: ({ fields }) => {
    const [merchant, reference] = [textOf(fields, 'vnp_TmnCode'), textOf(fields, 'vnp_TxnRef')];
    if (merchant === undefined || reference === undefined) return undefined;
    const [status, response] = [textOf(fields, 'vnp_TransactionStatus'), textOf(fields, 'vnp_ResponseCode')];
    return { merchant, reference, amountVnd: hundredfold(fields), outcome: wordOf(status, response, fields) };
  },
  reply: (taken) => ({ status: 200, body: replies[taken] }),
};
