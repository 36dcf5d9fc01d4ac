import { constants, createDecipheriv, publicEncrypt } from 'node:crypto';
import { isJsonObject, parseJson } from '../../../core/gateways/json-text.ts';
import type { DebitReasonCode } from '../../../core/mandates/reasons.ts';
import {
  jsonBody,
  momoWord,
  signFields,
  textOf,
  unclear,
  type AccountRow,
  type Message,
  type Outgoing,
} from '../gateways/index.ts';
import type { AgreementAsked, BindingWord, DebitAsked, Wallet } from './wallet.ts';

/**
 * MoMo v2, linked wallets ("Tokenization"): `linkWallet` of nothing, `tokenization/bind` of the callback's token,
 * `tokenization/pay`, `tokenization/delete`. Amounts in whole dong. What of this is published and what is not stands in
 * docs/auto-debit.md.
 */
const done = '0';
/** Our fault or the provider's rule; nothing was made. */
const refusedCodes = new Set('11 12 13 20 21 22 45 47'.split(' '));

function post<Word>(
  account: AccountRow,
  path: string,
  fields: Record<string, string>,
  read: (answer: Message) => Word,
): Outgoing<Word> {
  const body = jsonBody(fields, ['amount']);
  return { url: `${account.endpoint}${path}`, contentType: 'application/json', body, read };
}

/** The token as MoMo alone can read it: RSA with the key of the contract, over a JSON object. */
function sealed(account: AccountRow, token: string): string {
  const key = account.secrets['publicKey'];
  if (key === undefined) throw new Error(`the contract ${account.code} has no publicKey`);
  const text = Buffer.from(JSON.stringify({ value: token, requireSecurityCode: false }));
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, text).toString('base64');
}

/** `aesToken`: AES in CBC with the secret key and an initial vector of zeros, over a JSON object with `value`. */
export function openToken(secretKey: string, aesToken: string): string | undefined {
  const key = Buffer.from(secretKey, 'utf8');
  if (![16, 24, 32].includes(key.length)) return undefined;
  try {
    const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, Buffer.alloc(16));
    const text = Buffer.concat([cipher.update(aesToken, 'base64'), cipher.final()]).toString('utf8');
    const told = parseJson(text);
    return isJsonObject(told) ? textOf(new Map(Object.entries(told)), 'value') : undefined;
  } catch {
    // Whatever cannot be opened is no token, and is said to be none.
    return undefined;
  }
}

function bindFields({ account, agreement }: AgreementAsked, more: Record<string, string>) {
  return {
    partnerCode: account.merchant,
    orderId: agreement.reference,
    partnerClientId: agreement.identifier,
    lang: 'vi',
    ...more,
  };
}

function readExchange({ account }: AgreementAsked, { fields }: Message): BindingWord {
  const [code, aesToken] = [textOf(fields, 'resultCode'), textOf(fields, 'aesToken')];
  if (code !== done || aesToken === undefined) return unclear(`result_${code}`);
  const token = openToken(account.secrets['secretKey'] ?? '', aesToken);
  if (token === undefined) return unclear('token_unreadable');
  const holder = textOf(fields, 'userPhone') ?? null;
  return { word: 'bound', token, bindingId: textOf(fields, 'partnerClientId') ?? '', holder };
}

const reasons: Record<string, DebitReasonCode> = {
  '1001': 'AM04',
  '1002': 'MS03',
  '1003': 'MS02',
  '1004': 'AM02',
  '1005': 'ED05',
  '1006': 'MS02',
  '1007': 'AC06',
  '4001': 'AC06',
};

export const momoWallet: Wallet = {
  offer: ({ account, agreement, ours }) => {
    const fields = signFields(account, 'create', {
      partnerCode: account.merchant,
      partnerClientId: agreement.identifier,
      requestId: agreement.reference,
      orderId: agreement.reference,
      orderInfo: `Lien ket vi ${agreement.identifier}`,
      amount: '0',
      redirectUrl: ours.back,
      ipnUrl: ours.callback,
      requestType: 'linkWallet',
      extraData: '',
      lang: 'vi',
    });
    return post(account, '/create', fields, (answer) => {
      const [code, link] = [textOf(answer.fields, 'resultCode'), textOf(answer.fields, 'payUrl')];
      if (code !== undefined && refusedCodes.has(code)) return { word: 'refused', code };
      if (code !== done || link === undefined) return unclear(`result_${code}`);
      return { word: 'offered', link, qrContent: textOf(answer.fields, 'qrCodeUrl') ?? null };
    });
  },
  exchange: (asked, callbackToken) => {
    const { account, agreement } = asked;
    const wish = bindFields(asked, { requestId: `${agreement.reference}-b`, callbackToken });
    return post(account, '/tokenization/bind', signFields(account, 'bind', wish), (answer) =>
      readExchange(asked, answer),
    );
  },
  unbind: (asked) => {
    const { account, agreement } = asked;
    const token = sealed(account, agreement.token ?? '');
    const wish = bindFields(asked, { requestId: `${agreement.reference}-u${agreement.attempts}`, token });
    return post(account, '/tokenization/delete', signFields(account, 'unbind', wish), ({ fields }) => {
      const code = textOf(fields, 'resultCode');
      if (code === done) return { word: 'unbound' };
      return code !== undefined && refusedCodes.has(code)
        ? { word: 'refused', code }
        : unclear(`result_${code}`);
    });
  },
  pay: ({ account, agreement, debit, callback }: DebitAsked) => {
    const fields = signFields(account, 'token_pay', {
      partnerCode: account.merchant,
      partnerClientId: agreement.identifier,
      requestId: debit.reference,
      orderId: debit.reference,
      orderInfo: debit.text,
      amount: String(debit.amountVnd),
      redirectUrl: '',
      ipnUrl: callback,
      extraData: '',
      autoCapture: 'true',
      token: sealed(account, agreement.token ?? ''),
      lang: 'vi',
    });
    return post(account, '/tokenization/pay', fields, ({ fields: told }) => {
      const code = textOf(told, 'resultCode');
      const text = textOf(told, 'message') ?? '';
      if (code !== undefined && refusedCodes.has(code)) return { word: 'failed', code, text };
      // No such order, in the answer to one: nothing is proven by it.
      const word = momoWord(code, told);
      if (word.word === 'no_such_order') return unclear('result_42');
      return word.word === 'failed' ? { ...word, text } : word;
    });
  },
  readBinding: ({ fields }) => {
    const [merchant, reference] = [textOf(fields, 'partnerCode'), textOf(fields, 'orderId')];
    if (merchant === undefined || reference === undefined) return undefined;
    const [code, callbackToken] = [textOf(fields, 'resultCode'), textOf(fields, 'callbackToken')];
    if (code === done && callbackToken !== undefined)
      return { merchant, reference, word: { word: 'agreed', callbackToken } };
    const isNo = momoWord(code, fields).word === 'failed';
    return { merchant, reference, word: { word: isNo ? 'cancelled' : 'waiting' } };
  },
  reasonOf: (code) => reasons[code],
};
