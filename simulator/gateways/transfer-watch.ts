import { createHmac } from 'node:crypto';

/** A transfer as a service that watches a bank account tells it. */
export interface ToldTransfer {
  id: number;
  account: string;
  /** Negative where money left. */
  amountVnd: bigint;
  text: string;
}

/** An HTTP call as such a service makes it. */
export interface WatchCall {
  headers: Record<string, string>;
  body: string;
}

const hmac = (algorithm: string, key: string, text: string): string =>
  createHmac(algorithm, key).update(text).digest('hex');

/** SePay with HMAC: the time and the raw body. */
export function sepayCall(key: string, told: ToldTransfer, now = Date.now()): WatchCall {
  const incoming = told.amountVnd > 0n;
  const body = JSON.stringify({
    id: told.id,
    gateway: 'Vietcombank',
    transactionDate: '2026-09-01 08:30:00',
    accountNumber: told.account,
    code: null,
    content: told.text,
    transferType: incoming ? 'in' : 'out',
    transferAmount: Number(incoming ? told.amountVnd : -told.amountVnd),
    accumulated: 0,
    subAccount: null,
    referenceCode: `FT${told.id}`,
    description: '',
  });
  const time = String(Math.floor(now / 1000));
  const signature = `sha256=${hmac('sha256', key, `${time}.${body}`)}`;
  return { headers: { 'x-sepay-timestamp': time, 'x-sepay-signature': signature }, body };
}

/** Casso V2: the time and the body with its names in order. */
export function cassoCall(key: string, told: ToldTransfer, now = Date.now()): WatchCall {
  const { id, account, amountVnd, text } = told;
  const inOrder = {
    accountNumber: account,
    amount: Number(amountVnd),
    description: text,
    id,
    reference: `FT${id}`,
  };
  const body = JSON.stringify({ data: inOrder, error: 0 });
  return { headers: { 'x-casso-signature': `t=${now},v1=${hmac('sha512', key, `${now}.${body}`)}` }, body };
}

/** payOS: `name=value` of everything in `data`, by name. */
export function payosCall(key: string, told: ToldTransfer): WatchCall {
  const data: Record<string, string | number> = {
    accountNumber: told.account,
    amount: Number(told.amountVnd),
    currency: 'VND',
    description: told.text,
    orderCode: told.id,
    reference: `TF${told.id}`,
    transactionDateTime: '2026-09-01 08:30:00',
  };
  const signed = Object.entries(data).map(([name, value]) => `${name}=${value}`);
  const signature = hmac('sha256', key, signed.join('&'));
  return {
    headers: {},
    body: JSON.stringify({ code: '00', desc: 'success', success: true, data, signature }),
  };
}
