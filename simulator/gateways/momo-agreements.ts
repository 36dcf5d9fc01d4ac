import { constants, createCipheriv, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import type { Call, Desk } from './desk.ts';
import { isSigned, signatureOf, type Contract } from './sign.ts';
import { offerAgreement, payByToken, type TokenVerdict, type WalletAgreement } from './wallet-agreement.ts';

type Answer = Record<string, unknown>;
type Fields = Record<string, string>;

let pair: { publicKey: string; privateKey: string } | undefined;

/** MoMo's key pair; merchants seal tokens with the public one. Made once, when somebody asks for it. */
export function momoKeys(): { publicKey: string; privateKey: string } {
  pair ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return pair;
}

const codes: Record<Exclude<TokenVerdict, 'paid'>, { code: number; text: string }> = {
  no_money: { code: 1001, text: 'Insufficient funds.' },
  over_limit: { code: 1004, text: 'Amount exceeds the limit of the user.' },
  no_agreement: { code: 1007, text: 'The account does not exist or is inactive.' },
  no_order: { code: 41, text: 'Duplicated orderId.' },
};

/** A wish to link a wallet comes to the address where orders are made. */
export function linkWallet(desk: Desk, fields: Fields): Answer {
  const { orderId = '', partnerClientId = '', ipnUrl = '' } = fields;
  const head = headOf(desk, fields);
  if (!isSigned(desk.contract, 'create', fields, fields['signature'])) return { ...head, resultCode: 13 };
  if (desk.switches.refuse) return { ...head, resultCode: 22, message: 'Amount out of range.' };
  if (desk.agreements.has(orderId)) return { ...head, resultCode: 41, message: 'Duplicated orderId.' };
  offerAgreement(desk, {
    reference: orderId,
    identifier: partnerClientId,
    maxVnd: 0n,
    callbackUrl: ipnUrl,
  });
  const payUrl = `${desk.url}/bind?agreement=${orderId}`;
  return { ...head, resultCode: 0, message: 'Successful.', payUrl, qrCodeUrl: payUrl };
}

/** MoMo's side of tokens: bind, pay, delete. Undefined: another address. */
export function answerToken(desk: Desk, path: string, fields: Fields): Answer | undefined {
  if (path === '/tokenization/bind') return bind(desk, fields);
  if (path === '/tokenization/pay') return pay(desk, fields);
  return path === '/tokenization/delete' ? forget(desk, fields) : undefined;
}

function bind(desk: Desk, fields: Fields): Answer {
  const head = headOf(desk, fields);
  if (!isSigned(desk.contract, 'bind', fields, fields['signature'])) return { ...head, resultCode: 13 };
  const agreement = desk.agreements.get(fields['orderId'] ?? '');
  if (agreement?.state !== 'bound' || fields['callbackToken'] !== callbackTokenOf(agreement))
    return { ...head, resultCode: 42 };
  const key = Buffer.from(desk.contract.keys['secretKey'] ?? '', 'utf8');
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, Buffer.alloc(16));
  const text = JSON.stringify({ value: agreement.token });
  const aesToken = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
  return { ...head, resultCode: 0, aesToken, partnerClientId: agreement.identifier };
}

function pay(desk: Desk, fields: Fields): Answer {
  const { orderId = '', amount = '0', ipnUrl = '' } = fields;
  const head = { ...headOf(desk, fields), amount: Number(amount) };
  if (!isSigned(desk.contract, 'token_pay', fields, fields['signature'])) return { ...head, resultCode: 13 };
  if (desk.switches.refuse) return { ...head, resultCode: 22, message: 'Amount out of range.' };
  if (desk.orders.has(orderId)) return { ...head, resultCode: 41, message: 'Duplicated orderId.' };
  const order = desk.take({
    reference: orderId,
    amountVnd: BigInt(amount),
    callbackUrl: ipnUrl,
    sent: fields,
  });
  const verdict = payByToken(desk, order, opened(fields['token'] ?? ''));
  if (verdict === 'paid')
    return { ...head, resultCode: 0, message: 'Successful.', transId: Number(order.transactionId) };
  order.state = 'failed';
  const { code, text } = codes[verdict];
  return { ...head, resultCode: code, message: text, transId: 0 };
}

function forget(desk: Desk, fields: Fields): Answer {
  const head = headOf(desk, fields);
  if (!isSigned(desk.contract, 'unbind', fields, fields['signature'])) return { ...head, resultCode: 13 };
  const token = opened(fields['token'] ?? '');
  const agreement = [...desk.agreements.values()].find((one) => one.token === token);
  if (desk.switches.refuse || !agreement) return { ...head, resultCode: 20 };
  agreement.state = 'cancelled';
  return { ...head, resultCode: 0, message: 'Successful.' };
}

function opened(sealed: string): string {
  const key = { key: momoKeys().privateKey, padding: constants.RSA_PKCS1_PADDING };
  const told = JSON.parse(privateDecrypt(key, Buffer.from(sealed, 'base64')).toString('utf8')) as {
    value: string;
  };
  return told.value;
}

function headOf(desk: Desk, { orderId = '', requestId = '' }: Fields): Answer {
  return { partnerCode: desk.merchant, orderId, requestId, responseTime: Date.now() };
}

function callbackTokenOf({ token }: WalletAgreement): string {
  return `CB-${token}`;
}

/** A customer's yes, or no, to the link. That a link was ended later is not told. */
export function linkCall(desk: Desk, agreement: WalletAgreement, contract: Contract): Call | undefined {
  if (agreement.state === 'cancelled') return undefined;
  const fields = {
    partnerCode: desk.merchant,
    orderId: agreement.reference,
    requestId: agreement.reference,
    amount: '0',
    orderInfo: `Lien ket vi ${agreement.identifier}`,
    orderType: 'momo_wallet',
    transId: desk.nextTransactionId(),
    resultCode: '0',
    message: 'Successful.',
    payType: 'web',
    responseTime: String(Date.now()),
    extraData: '',
    callbackToken: callbackTokenOf(agreement),
    partnerClientId: agreement.identifier,
  };
  const numbers = { amount: 0, transId: Number(fields.transId), resultCode: 0 };
  const body = JSON.stringify({
    ...fields,
    ...numbers,
    responseTime: Number(fields.responseTime),
    signature: signatureOf(contract, 'callback', fields),
  });
  return { url: agreement.callbackUrl, method: 'POST', contentType: 'application/json', body };
}
