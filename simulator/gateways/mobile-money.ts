import { Desk, type DeskOrder, type Protocol } from './desk.ts';
import { isSigned, signatureOf } from './sign.ts';

/** A telco's side of Mobile Money's partner push payment. Whose phone is asked stands in what the merchant sent. */
type Fields = Record<string, string>;

function stateOf(order: DeskOrder): Fields {
  if (order.state === 'waiting') return { error_code: '00', payment_status: '0' };
  if (order.state === 'failed') return { error_code: 'V06', payment_status: '2' };
  return { error_code: '00', payment_status: '1' };
}

function signed(desk: Desk, kind: 'answer' | 'query_answer' | 'refund_answer', fields: Fields): Fields {
  return { ...fields, check_sum: signatureOf(desk.contract, kind, fields) };
}

function push(desk: Desk, fields: Fields): Fields {
  const { order_id = '', trans_amount = '0', notify_url: callbackUrl = '', cust_msisdn = '' } = fields;
  const say = (error_code: string): Fields =>
    signed(desk, 'answer', { order_id, merchant_code: desk.merchant, error_code });
  if (!isSigned(desk.contract, 'create', fields, fields['check_sum'])) return say('M03');
  if (desk.switches.refuse) return say('L01');
  if (!/^84\d{9}$/.test(cust_msisdn)) return say('C01');
  if (desk.orders.has(order_id)) return say('05');
  desk.take({ reference: order_id, amountVnd: BigInt(trans_amount), callbackUrl, sent: fields });
  return say('00');
}

function inquire(desk: Desk, fields: Fields): Fields {
  const { order_id = '' } = fields;
  const head = { order_id, merchant_code: desk.merchant };
  const order = desk.orders.get(order_id);
  if (!isSigned(desk.contract, 'query', fields, fields['check_sum']) || !order)
    return signed(desk, 'query_answer', { ...head, error_code: order ? 'M03' : '01' });
  const vt_transaction_id = order.state === 'waiting' ? '' : order.transactionId;
  const trans_amount = String(order.amountVnd);
  return signed(desk, 'query_answer', { ...head, trans_amount, vt_transaction_id, ...stateOf(order) });
}

function refund(desk: Desk, fields: Fields): Fields {
  const { order_id = '', refund_id = '', trans_amount = '0' } = fields;
  const say = (more: Fields): Fields =>
    signed(desk, 'refund_answer', { order_id, merchant_code: desk.merchant, refund_id, ...more });
  if (!isSigned(desk.contract, 'refund', fields, fields['check_sum'])) return say({ error_code: 'M03' });
  const order = desk.orders.get(order_id);
  const given = order && desk.giveBack(refund_id, order, BigInt(trans_amount));
  return given ? say({ error_code: '00', refund_status: '1' }) : say({ error_code: 'R01' });
}

function inquireRefund(desk: Desk, { order_id = '', refund_id = '' }: Fields): Fields {
  const known = desk.refunds.has(refund_id);
  const head = { order_id, merchant_code: desk.merchant, refund_id };
  const state: Fields = known ? { error_code: '00', refund_status: '1' } : { error_code: '01' };
  return signed(desk, 'refund_answer', { ...head, ...state });
}

const protocol: Protocol = {
  answer: (desk, path, fields) => {
    if (path === '/push') return push(desk, fields);
    if (path === '/inquiry') return inquire(desk, fields);
    if (path === '/refund') return refund(desk, fields);
    return path === '/refund-inquiry' ? inquireRefund(desk, fields) : undefined;
  },
  callback: (desk, order, amountVnd, contract) => {
    const fields = {
      billcode: order.sent['billcode'] ?? '',
      cust_msisdn: order.sent['cust_msisdn'] ?? '',
      merchant_code: desk.merchant,
      order_id: order.reference,
      trans_amount: String(amountVnd),
      vt_transaction_id: order.transactionId,
      ...stateOf(order),
    };
    const body = JSON.stringify({ ...fields, check_sum: signatureOf(contract, 'callback', fields) });
    return { url: order.callbackUrl, method: 'POST', contentType: 'application/json', body };
  },
  open: () => {
    throw new Error('Mobile Money has no page: the phone is asked');
  },
};

export function mobileMoneyDesk(
  keys: { accessCode: string; secretKey: string },
  merchant: string,
  variant: string,
): Desk {
  return new Desk(protocol, { provider: 'mobile-money', keys, variant }, merchant);
}
