import { randomUUID } from 'node:crypto';
import { Desk, type DeskOrder, type Protocol } from './desk.ts';
import { isSigned, signatureOf, type Contract } from './sign.ts';

/** VNPAY's side of version 2.1.0: a payment page, calls back by GET, and one address for queries and refunds. */
function answerWith(desk: Desk, kind: 'query_answer' | 'refund_answer', fields: Record<string, string>) {
  const full = { vnp_ResponseId: randomUUID().replaceAll('-', ''), vnp_TmnCode: desk.merchant, ...fields };
  return { ...full, vnp_SecureHash: signatureOf(desk.contract, kind, full) };
}

function query(desk: Desk, fields: Record<string, string>): Record<string, unknown> {
  const reference = fields['vnp_TxnRef'] ?? '';
  const head = { vnp_Command: 'querydr', vnp_TxnRef: reference };
  const say = (code: string, more: Record<string, string> = {}) =>
    answerWith(desk, 'query_answer', { ...head, vnp_ResponseCode: code, vnp_Message: 'QueryDR', ...more });
  if (!isSigned(desk.contract, 'query', fields, fields['vnp_SecureHash'])) return say('97');
  const order = desk.orders.get(reference);
  if (!order) return say('91');
  const status = order.state === 'waiting' ? '01' : order.state === 'failed' ? '02' : '00';
  return say('00', {
    vnp_Amount: String(order.amountVnd * 100n),
    vnp_BankCode: 'NCB',
    vnp_PayDate: '20260901083000',
    vnp_TransactionNo: order.transactionId,
    vnp_TransactionType: '01',
    vnp_TransactionStatus: status,
    vnp_OrderInfo: order.sent['vnp_OrderInfo'] ?? '',
  });
}

function refund(desk: Desk, fields: Record<string, string>): Record<string, unknown> {
  const reference = fields['vnp_TxnRef'] ?? '';
  const head = { vnp_Command: 'refund', vnp_TxnRef: reference };
  const say = (code: string, more: Record<string, string> = {}) =>
    answerWith(desk, 'refund_answer', { ...head, vnp_ResponseCode: code, vnp_Message: 'Refund', ...more });
  if (!isSigned(desk.contract, 'refund', fields, fields['vnp_SecureHash'])) return say('97');
  const order = desk.orders.get(reference);
  if (!order) return say('91');
  const id = fields['vnp_RequestId'] ?? '';
  if (desk.refunds.has(id)) return say('94');
  if (!desk.giveBack(id, order, BigInt(fields['vnp_Amount'] ?? '0') / 100n)) return say('95');
  return say('00', {
    vnp_TransactionType: '02',
    vnp_TransactionStatus: '05',
    vnp_Amount: fields['vnp_Amount'] ?? '',
  });
}

/** IPN: the result as a signed query, to the address registered for the terminal. */
function notice(desk: Desk, order: DeskOrder, amountVnd: bigint, contract: Contract): URLSearchParams {
  const failed = order.state === 'failed';
  const fields: Record<string, string> = {
    vnp_Amount: String(amountVnd * 100n),
    vnp_BankCode: 'NCB',
    vnp_BankTranNo: failed ? '' : `VNP${order.transactionId}`,
    vnp_CardType: 'ATM',
    vnp_OrderInfo: order.sent['vnp_OrderInfo'] ?? '',
    vnp_PayDate: '20260901083000',
    vnp_ResponseCode: failed ? '24' : '00',
    vnp_TmnCode: desk.merchant,
    vnp_TransactionNo: order.transactionId,
    vnp_TransactionStatus: failed ? '02' : '00',
    vnp_TxnRef: order.reference,
  };
  return new URLSearchParams({ ...fields, vnp_SecureHash: signatureOf(contract, 'callback', fields) });
}

const protocol: Protocol = {
  answer: (desk, _path, fields) => {
    if (fields['vnp_Command'] === 'querydr') return query(desk, fields);
    return fields['vnp_Command'] === 'refund' ? refund(desk, fields) : undefined;
  },
  callback: (desk, order, amountVnd, contract) => ({
    url: `${order.callbackUrl}?${notice(desk, order, amountVnd, contract).toString()}`,
    method: 'GET',
  }),
  open: (desk, payUrl) => {
    const fields = Object.fromEntries(new URL(payUrl).searchParams);
    const { vnp_SecureHash: hash, vnp_TxnRef: reference = '', vnp_Amount: amount = '0' } = fields;
    if (!isSigned(desk.contract, 'create', fields, hash))
      throw new Error('the payment page refuses the hash');
    desk.take({ reference, amountVnd: BigInt(amount) / 100n, callbackUrl: desk.callbackUrl, sent: fields });
    return reference;
  },
};

export function vnpayDesk(secretKey: string, tmnCode: string): Desk {
  return new Desk(protocol, { provider: 'vnpay', keys: { secretKey } }, tmnCode);
}
