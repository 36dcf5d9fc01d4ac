import { isRefusal, listText, plainText, refuse } from './scheme.ts';
import type { HmacScheme, Keys, Message, ProviderSchemes, Refusal } from './scheme.ts';

/**
 * Viettel Money (ViettelPay payment gateway 2.0). Viettel publishes no document; contracts in the field use three ways, so
 * that the way is part of the contract. All sign values one after the other, without separator, `access_code` first.
 */
interface Way {
  algorithm: HmacScheme['algorithm'];
  encoding: HmacScheme['encoding'];
  /** Every field of the message by name, or a list agreed per message. */
  signs: 'all' | 'listed';
}

const ways: Record<string, Way> = {
  'sha1-base64': { algorithm: 'sha1', encoding: 'base64', signs: 'all' },
  'sha256-base64': { algorithm: 'sha256', encoding: 'base64', signs: 'listed' },
  'sha1-hex': { algorithm: 'sha1', encoding: 'hex', signs: 'listed' },
};

/** Carried along, never signed. */
const unsigned = new Set(['check_sum', 'access_code', 'return_url', 'cancel_url']);

function accessCode(fields: Message['fields'], keys: Keys): string {
  return keys['accessCode'] ?? keys['accessKey'] ?? plainText(fields.get('access_code') ?? null) ?? '';
}

/** Empty values, and values of spaces alone, add nothing. */
function allText({ fields }: Message, keys: Keys): string | Refusal {
  const parts: string[] = [];
  for (const name of [...fields.keys()].filter((key) => !unsigned.has(key)).sort()) {
    const text = plainText(fields.get(name) ?? null);
    if (text === undefined) return refuse('field_malformed', `${name} is repeated or not a plain value`);
    if (text.trim() !== '') parts.push(text);
  }
  if (parts.length === 0) return refuse('field_missing', 'order_id');
  return accessCode(fields, keys) + parts.join('');
}

/** Whether a message is of the kind that its list is for: either of the two fields that say how a payment went is there. */
function tellsResult({ fields }: Message, names: string): boolean {
  return !names.includes('payment_status') || fields.has('payment_status') || fields.has('error_code');
}

/** The lists are fixed; what the receiver answers with has no other way than its list. */
function schemes(names: string, blank = '', onlyListed = false): HmacScheme[] {
  const rule = { shape: 'values', joint: '', names: names.split(' '), blank: blank.split(' ') } as const;
  return Object.entries(ways).map(([variant, { algorithm, encoding, signs }]) => ({
    variant,
    algorithm,
    encoding,
    key: 'secretKey',
    place: { field: 'check_sum' },
    // A form that was read without care has a space where base64 has a plus.
    unwrap: (placed: string) => [encoding === 'base64' ? placed.replaceAll(' ', '+') : placed],
    texts: (message: Message, keys: Keys) => {
      const list = listText(rule, message.fields, keys);
      const listed = isRefusal(list) ? list : accessCode(message.fields, keys) + list;
      if (onlyListed) return isRefusal(listed) ? listed : [listed];
      const all = allText(message, keys);
      // A message that tells of no result (the question before a debit, at some contracts' result address) has no list.
      const [first, second] = signs === 'all' || !tellsResult(message, names) ? [all, listed] : [listed, all];
      if (isRefusal(first)) return first;
      return isRefusal(second) ? [first] : [...new Set([first, second])];
    },
  }));
}

const result = schemes(
  'billcode cust_msisdn error_code merchant_code order_id payment_status trans_amount vt_transaction_id',
  'cust_msisdn vt_transaction_id',
);

export const viettel: ProviderSchemes = {
  create: schemes('billcode merchant_code order_id trans_amount'),
  confirm: schemes('billcode merchant_code order_id trans_amount', '', true),
  callback: result,
  webhook: result,
  return: result,
  query: schemes('cmd merchant_code order_id version', '', true),
  answer: schemes('error_code merchant_code order_id', '', true),
};
