import { Desk, type DeskOrder, type Protocol } from './desk.ts';
import { answerToken, linkCall, linkWallet } from './momo-agreements.ts';
import { isSigned, signatureOf } from './sign.ts';

/** MoMo's side of its all-in-one API v2. */
const messages: Record<string, string> = {
  '0': 'Successful.',
  '1000': 'Transaction is initiated, waiting for user confirmation.',
  '1006': 'Transaction denied by user.',
};

function codeOf(order: DeskOrder): number {
  if (order.state === 'waiting') return 1000;
  return order.state === 'failed' ? 1006 : 0;
}

function create(desk: Desk, fields: Record<string, string>): Record<string, unknown> {
  const { orderId = '', requestId = '', amount = '0', ipnUrl = '' } = fields;
  const head = {
    partnerCode: desk.merchant,
    orderId,
    requestId,
    amount: Number(amount),
    responseTime: Date.now(),
  };
  if (!isSigned(desk.contract, 'create', fields, fields['signature'])) return { ...head, resultCode: 13 };
  if (desk.switches.refuse) return { ...head, resultCode: 22, message: 'Amount out of range.' };
  if (desk.orders.has(orderId)) return { ...head, resultCode: 41, message: 'Duplicated orderId.' };
  desk.take({ reference: orderId, amountVnd: BigInt(amount), callbackUrl: ipnUrl, sent: fields });
  const page = `${desk.url}/pay?order=${orderId}`;
  return {
    ...head,
    resultCode: 0,
    message: 'Successful.',
    payUrl: page,
    deeplink: `momo://${orderId}`,
    qrCodeUrl: page,
  };
}

function query(desk: Desk, fields: Record<string, string>): Record<string, unknown> {
  const { orderId = '', requestId = '' } = fields;
  const head = { partnerCode: desk.merchant, orderId, requestId, responseTime: Date.now() };
  if (!isSigned(desk.contract, 'query', fields, fields['signature'])) return { ...head, resultCode: 13 };
  const order = desk.orders.get(orderId);
  if (!order) return { ...head, resultCode: 42, message: 'Order not found.', amount: 0, transId: 0 };
  const code = codeOf(order);
  const transId = code === 1000 ? 0 : Number(order.transactionId);
  return {
    ...head,
    amount: Number(order.amountVnd),
    transId,
    resultCode: code,
    message: messages[String(code)],
  };
}

function refund(desk: Desk, fields: Record<string, string>): Record<string, unknown> {
  const { orderId = '', requestId = '', transId = '', amount = '0' } = fields;
  const head = {
    partnerCode: desk.merchant,
    orderId,
    requestId,
    amount: Number(amount),
    responseTime: Date.now(),
  };
  if (!isSigned(desk.contract, 'refund', fields, fields['signature'])) return { ...head, resultCode: 13 };
  if (desk.refunds.has(orderId)) return { ...head, resultCode: 41, message: 'Duplicated orderId.' };
  const order = [...desk.orders.values()].find(
    (one) => one.transactionId === transId && one.state === 'paid',
  );
  if (!order || !desk.giveBack(orderId, order, BigInt(amount)))
    return { ...head, resultCode: 1080, message: 'Refund declined.' };
  return { ...head, resultCode: 0, transId: Number(desk.nextTransactionId()) };
}

function queryRefund(desk: Desk, fields: Record<string, string>): Record<string, unknown> {
  const { orderId = '', requestId = '' } = fields;
  const head = { partnerCode: desk.merchant, orderId, requestId, responseTime: Date.now() };
  return { ...head, resultCode: desk.refunds.has(orderId) ? 0 : 42 };
}

const protocol: Protocol = {
  answer: (desk, path, fields) => {
    if (path === '/create')
      return fields['requestType'] === 'linkWallet' ? linkWallet(desk, fields) : create(desk, fields);
    if (path === '/query') return query(desk, fields);
    if (path === '/refund') return refund(desk, fields);
    return path === '/refund/query' ? queryRefund(desk, fields) : answerToken(desk, path, fields);
  },
  callback: (desk, order, amountVnd, contract) => {
    const code = order.state === 'failed' ? '1006' : '0';
    const fields = {
      partnerCode: desk.merchant,
      orderId: order.reference,
      requestId: order.reference,
      amount: String(amountVnd),
      orderInfo: order.sent['orderInfo'] ?? '',
      orderType: 'momo_wallet',
      transId: order.transactionId,
      resultCode: code,
      message: messages[code]!,
      payType: 'qr',
      responseTime: String(Date.now()),
      extraData: '',
    };
    const signature = signatureOf(contract, 'callback', fields);
    const numbers = {
      ...fields,
      amount: Number(amountVnd),
      transId: Number(order.transactionId),
      resultCode: Number(code),
    };
    const body = JSON.stringify({ ...numbers, responseTime: Number(fields.responseTime), signature });
    return { url: order.callbackUrl, method: 'POST', contentType: 'application/json', body };
  },
  agreementCallback: linkCall,
  open: (_desk, payUrl) => new URL(payUrl).searchParams.get('order') ?? '',
};

export function momoDesk(keys: { accessKey: string; secretKey: string }, merchant: string): Desk {
  return new Desk(protocol, { provider: 'momo', keys }, merchant);
}
