import type { Call, Desk } from './desk.ts';
import { isSigned, signatureOf, type Contract } from './sign.ts';
import { offerAgreement, payByToken, type TokenVerdict, type WalletAgreement } from './wallet-agreement.ts';

type Answer = Record<string, unknown>;
type Fields = Record<string, string>;

const wrongMac = { return_code: 2, sub_return_code: -402, sub_return_message: 'mac not equal' };
const statusOf = { offered: 0, bound: 1, cancelled: 3 } as const;
/** What the sandbox and its documents say; the words are what counts where no code is published. */
const refusals: Record<Exclude<TokenVerdict, 'paid'>, { sub: number; text: string }> = {
  no_money: { sub: -63, text: 'Số dư không đủ' },
  over_limit: { sub: -99, text: 'Giao dịch vượt hạn mức' },
  no_agreement: { sub: -98, text: 'Người dùng đã hủy dịch vụ' },
  no_order: { sub: -101, text: 'Đơn hàng không tồn tại' },
};

/** ZaloPay's side of agreements: bind, query, unbind, pay. Undefined: another address. */
export function answerAgreement(desk: Desk, path: string, fields: Fields): Answer | undefined {
  switch (path) {
    case '/v2/agreement/bind':
      return bind(desk, fields);
    case '/v2/agreement/query':
      return query(desk, fields);
    case '/v2/agreement/unbind':
      return unbind(desk, fields);
    case '/v2/agreement/pay':
      return pay(desk, fields);
    default:
      return undefined;
  }
}

function bind(desk: Desk, fields: Fields): Answer {
  const { app_trans_id: reference = '', identifier = '', max_amount: max = '0' } = fields;
  if (!isSigned(desk.contract, 'bind', fields, fields['mac'])) return wrongMac;
  if (desk.switches.refuse) return { return_code: 2, sub_return_code: -401 };
  if (desk.agreements.has(reference)) return { return_code: 2, sub_return_code: -68 };
  const callbackUrl = fields['callback_url'] ?? '';
  const { bindingId } = offerAgreement(desk, { reference, identifier, maxVnd: BigInt(max), callbackUrl });
  const link = `${desk.url}/bind?agreement=${reference}`;
  return {
    return_code: 1,
    sub_return_code: 1,
    binding_token: bindingId,
    deep_link: link,
    short_link: link,
    binding_qr_link: link,
  };
}

function query(desk: Desk, fields: Fields): Answer {
  if (!isSigned(desk.contract, 'query_binding', fields, fields['mac'])) return wrongMac;
  const agreement = desk.agreements.get(fields['app_trans_id'] ?? '');
  if (!agreement) return { return_code: 2, sub_return_code: -101 };
  return { return_code: 1, sub_return_code: 1, data: told(desk, agreement) };
}

function unbind(desk: Desk, fields: Fields): Answer {
  if (!isSigned(desk.contract, 'unbind', fields, fields['mac'])) return wrongMac;
  const agreement = [...desk.agreements.values()].find((one) => one.bindingId === fields['binding_id']);
  if (desk.switches.refuse || agreement?.state !== 'bound') return { return_code: 2, sub_return_code: -98 };
  agreement.state = 'cancelled';
  return { return_code: 1, sub_return_code: 1 };
}

/** The order is named by the token that its making was answered with. */
function pay(desk: Desk, fields: Fields): Answer {
  if (!isSigned(desk.contract, 'token_pay', fields, fields['mac'])) return wrongMac;
  const order = desk.orders.get((fields['zp_trans_token'] ?? '').replace(/^ORDER-/, ''));
  const verdict = payByToken(desk, order, fields['pay_token'] ?? '');
  if (verdict === 'paid' && order) {
    return {
      return_code: 3,
      sub_return_code: 3,
      app_trans_id: order.reference,
      zp_trans_id: Number(order.transactionId),
      is_processing: true,
    };
  }
  const { sub, text } = refusals[verdict === 'paid' ? 'no_order' : verdict];
  return { return_code: 2, sub_return_code: sub, sub_return_message: text };
}

function told(desk: Desk, agreement: WalletAgreement): Answer {
  const { reference, identifier, state, token, bindingId } = agreement;
  const isBound = state === 'bound';
  return {
    app_id: Number(desk.merchant),
    app_trans_id: reference,
    merchant_user_id: identifier,
    binding_id: bindingId,
    pay_token: isBound ? token : '',
    status: statusOf[state],
    msg_type: isBound ? 1 : 2,
    masked_user_phone: '****2606',
    server_time: Date.now(),
  };
}

/** The word on an agreement as ZaloPay sends it. */
export function agreementCall(desk: Desk, agreement: WalletAgreement, contract: Contract): Call {
  const text = JSON.stringify(told(desk, agreement));
  const body = JSON.stringify({ data: text, mac: signatureOf(contract, 'callback', { data: text }) });
  return { url: agreement.callbackUrl, method: 'POST', contentType: 'application/json', body };
}
