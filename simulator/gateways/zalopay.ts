import { Desk, type Protocol } from './desk.ts';
import { isSigned, signatureOf } from './sign.ts';
import { agreementCall, answerAgreement } from './zalopay-agreements.ts';

/** ZaloPay's side of its API v2. */
function create(desk: Desk, fields: Record<string, string>): Record<string, unknown> {
  const { app_trans_id: reference = '', amount = '0', callback_url: callbackUrl = '' } = fields;
  if (!isSigned(desk.contract, 'create', fields, fields['mac']))
    return { return_code: 2, sub_return_code: -402 };
  if (desk.switches.refuse) return { return_code: 2, sub_return_code: -401, return_message: 'refused' };
  if (desk.orders.has(reference)) return { return_code: 2, sub_return_code: -68 };
  desk.take({ reference, amountVnd: BigInt(amount), callbackUrl, sent: fields });
  const page = `${desk.url}/pay?order=${reference}`;
  return {
    return_code: 1,
    return_message: 'success',
    order_url: page,
    zp_trans_token: `ORDER-${reference}`,
    qr_code: page,
  };
}

function query(desk: Desk, fields: Record<string, string>): Record<string, unknown> {
  if (!isSigned(desk.contract, 'query', fields, fields['mac']))
    return { return_code: 2, sub_return_code: -402 };
  const order = desk.orders.get(fields['app_trans_id'] ?? '');
  if (!order)
    return { return_code: 2, sub_return_code: -101, is_processing: false, amount: 0, zp_trans_id: 0 };
  if (order.state === 'waiting') return { return_code: 3, is_processing: true, amount: 0, zp_trans_id: 0 };
  if (order.state === 'failed') return { return_code: 2, sub_return_code: -217, amount: 0, zp_trans_id: 0 };
  const amount = Number(order.amountVnd);
  return { return_code: 1, is_processing: false, amount, zp_trans_id: Number(order.transactionId) };
}

function refund(desk: Desk, fields: Record<string, string>): Record<string, unknown> {
  const { m_refund_id: id = '', zp_trans_id: transactionId, amount = '0' } = fields;
  if (!isSigned(desk.contract, 'refund', fields, fields['mac']))
    return { return_code: 2, sub_return_code: -402 };
  const order = [...desk.orders.values()].find((one) => one.transactionId === transactionId);
  if (!order || !desk.giveBack(id, order, BigInt(amount))) return { return_code: 2, sub_return_code: -13 };
  return { return_code: 3, return_message: 'processing' };
}

function queryRefund(desk: Desk, fields: Record<string, string>): Record<string, unknown> {
  const known = desk.refunds.has(fields['m_refund_id'] ?? '');
  return known ? { return_code: 1 } : { return_code: 2, sub_return_code: -101 };
}

const protocol: Protocol = {
  answer: (desk, path, fields) => {
    if (path === '/v2/create') return create(desk, fields);
    if (path === '/v2/query') return query(desk, fields);
    if (path === '/v2/refund') return refund(desk, fields);
    return path === '/v2/query_refund' ? queryRefund(desk, fields) : answerAgreement(desk, path, fields);
  },
  callback: (desk, order, amountVnd, contract) => {
    const told = {
      app_id: Number(desk.merchant),
      app_trans_id: order.reference,
      app_time: Number(order.sent['app_time']),
      app_user: order.sent['app_user'],
      amount: Number(amountVnd),
      embed_data: order.sent['embed_data'],
      item: '[]',
      zp_trans_id: Number(order.transactionId),
      server_time: Date.now(),
      channel: 38,
      merchant_user_id: '',
      user_fee_amount: 0,
      discount_amount: 0,
    };
    const data = JSON.stringify(told);
    const body = JSON.stringify({ data, mac: signatureOf(contract, 'callback', { data }), type: 1 });
    return { url: order.callbackUrl, method: 'POST', contentType: 'application/json', body };
  },
  agreementCallback: agreementCall,
  open: (_desk, payUrl) => new URL(payUrl).searchParams.get('order') ?? '',
  tellsOnlyPaid: true,
};

export function zalopayDesk(keys: { key1: string; key2: string }, appId: string): Desk {
  return new Desk(protocol, { provider: 'zalopay', keys }, appId);
}
