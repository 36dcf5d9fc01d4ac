import { Desk, type DeskOrder, type Protocol } from './desk.ts';
import { isSigned, signatureOf } from './sign.ts';

/** Viettel Money's side of its payment gateway 2.0, with the way of signing that the contract names. */
function stateOf(order: DeskOrder): { error_code: string; payment_status: string } {
  if (order.state === 'waiting') return { error_code: '00', payment_status: '0' };
  if (order.state === 'failed') return { error_code: 'V06', payment_status: '2' };
  return { error_code: '00', payment_status: '1' };
}

const protocol: Protocol = {
  answer: (desk, _path, fields) => {
    const { order_id = '', check_sum } = fields;
    if (fields['cmd'] !== 'TRANS_INQUIRY') return undefined;
    if (!isSigned(desk.contract, 'query', fields, check_sum)) return { order_id, error_code: 'V01' };
    const order = desk.orders.get(order_id);
    if (!order) return { order_id, error_code: '01' };
    const told = {
      order_id,
      merchant_code: desk.merchant,
      trans_amount: Number(order.amountVnd),
      ...stateOf(order),
    };
    return { ...told, vt_transaction_id: order.state === 'waiting' ? '' : order.transactionId };
  },
  callback: (desk, order, amountVnd, contract) => {
    const fields = {
      billcode: order.sent['billcode'] ?? '',
      cust_msisdn: '84900000000',
      merchant_code: desk.merchant,
      order_id: order.reference,
      trans_amount: String(amountVnd),
      vt_transaction_id: order.transactionId,
      ...stateOf(order),
    };
    const signed = new URLSearchParams({ ...fields, check_sum: signatureOf(contract, 'callback', fields) });
    const contentType = 'application/x-www-form-urlencoded';
    return { url: order.callbackUrl, method: 'POST', contentType, body: signed.toString() };
  },
  open: (desk, payUrl) => {
    const fields = Object.fromEntries(new URL(payUrl).searchParams);
    const { order_id: reference = '', trans_amount: amount = '0', check_sum } = fields;
    if (!isSigned(desk.contract, 'create', fields, check_sum))
      throw new Error('the payment page refuses it: V01');
    desk.take({ reference, amountVnd: BigInt(amount), callbackUrl: desk.callbackUrl, sent: fields });
    return reference;
  },
};

/** What the gateway asks the merchant before it debits: a form without the amount. */
export function confirmForm(desk: Desk, reference: string): string {
  const order = desk.orders.get(reference);
  const fields = {
    billcode: order?.sent['billcode'] ?? '',
    merchant_code: desk.merchant,
    order_id: reference,
    trans_amount: String(order?.amountVnd ?? 0n),
  };
  const check_sum = signatureOf(desk.contract, 'confirm', fields);
  const { trans_amount: _ours, ...asked } = fields;
  return new URLSearchParams({ ...asked, check_sum }).toString();
}

export function viettelDesk(
  keys: { accessCode: string; secretKey: string },
  merchant: string,
  variant: string,
): Desk {
  return new Desk(protocol, { provider: 'viettel', keys, variant }, merchant);
}
