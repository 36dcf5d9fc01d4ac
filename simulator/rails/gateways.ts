import type { Desk } from '../accountant.ts';
import type { BankWorld } from '../banks/world.ts';
import type { Desk as ProviderDesk } from '../gateways/desk.ts';
import { momoDesk } from '../gateways/momo.ts';
import { viettelDesk } from '../gateways/viettel.ts';
import { vnpayDesk } from '../gateways/vnpay.ts';
import { zalopayDesk } from '../gateways/zalopay.ts';

/** A contract of the company with a simulated provider, and the provider itself. */
export interface Gateway {
  account: string;
  name: string;
  partner: string;
  channel: 'wallet' | 'mobile_money' | 'bank_card';
  provider: 'momo' | 'zalopay' | 'vnpay' | 'viettel';
  variant: string | null;
  secrets: Record<string, string>;
  desk: ProviderDesk;
}

type Wish = Omit<Gateway, 'desk'> & {
  open: (merchant: string, secrets: Record<string, string>) => ProviderDesk;
};

const wishes: readonly Wish[] = [
  {
    account: 'momo',
    name: 'Ví MoMo',
    partner: 'MOMO',
    channel: 'wallet',
    provider: 'momo',
    variant: null,
    secrets: { accessKey: 'demo-access', secretKey: 'demo-momo-secret' },
    open: (merchant, { accessKey = '', secretKey = '' }) => momoDesk({ accessKey, secretKey }, merchant),
  },
  {
    account: 'zalopay',
    name: 'Ví ZaloPay',
    partner: 'ZALOPAY',
    channel: 'wallet',
    provider: 'zalopay',
    variant: null,
    secrets: { key1: 'demo-zalopay-key-1', key2: 'demo-zalopay-key-2' },
    open: (merchant, { key1 = '', key2 = '' }) => zalopayDesk({ key1, key2 }, merchant),
  },
  {
    account: 'viettelpay',
    name: 'Ví ViettelPay',
    partner: 'VIETTELPAY',
    channel: 'wallet',
    provider: 'viettel',
    variant: 'sha1-base64',
    secrets: { accessCode: 'demo-vtp', secretKey: 'demo-viettelpay-secret' },
    open: (merchant, { accessCode = '', secretKey = '' }) =>
      viettelDesk({ accessCode, secretKey }, merchant, 'sha1-base64'),
  },
  {
    account: 'mobile-money',
    name: 'Mobile Money Sao Mai',
    partner: 'MMSAOMAI',
    channel: 'mobile_money',
    provider: 'viettel',
    variant: 'sha256-base64',
    secrets: { accessCode: 'demo-mm', secretKey: 'demo-mobile-money-secret' },
    open: (merchant, { accessCode = '', secretKey = '' }) =>
      viettelDesk({ accessCode, secretKey }, merchant, 'sha256-base64'),
  },
  {
    account: 'the-noi-dia',
    name: 'Thẻ ngân hàng qua VNPAY',
    partner: 'THUHOVIET',
    channel: 'bank_card',
    provider: 'vnpay',
    variant: null,
    secrets: { secretKey: 'demo-vnpay-secret' },
    open: (merchant, { secretKey = '' }) => vnpayDesk(secretKey, merchant),
  },
];

/** Starts a provider for each contract whose partner the company has. */
export async function startGateways(companyCode: string, partners: readonly string[]): Promise<Gateway[]> {
  const chosen = wishes.filter(({ partner }) => partners.includes(partner));
  return Promise.all(
    chosen.map(async ({ open, ...contract }, at) => {
      const merchant = contract.provider === 'zalopay' ? String(2_600 + at) : `${companyCode}${at + 1}`;
      return { ...contract, desk: await open(merchant, contract.secrets).start() };
    }),
  );
}

/** Writes the contracts down, or where the providers listen since they were started anew. */
export async function connectGateways(
  operator: Desk,
  gateways: readonly Gateway[],
  publicUrl: string,
): Promise<void> {
  for (const { account, partner, provider, variant, channel, secrets, desk } of gateways) {
    const { callbackUrl } = await operator.ask<{ callbackUrl: string }>('PUT', `/gateways/${account}`, {
      partner,
      provider,
      variant,
      channel,
      merchant: desk.merchant,
      endpoint: desk.url,
      payPage: `${desk.url}/page`,
      publicUrl,
      secrets,
      enabled: true,
    });
    desk.callbackUrl = callbackUrl;
  }
}

export async function stopGateways(gateways: readonly Gateway[]): Promise<void> {
  await Promise.all(gateways.map(({ desk }) => desk.stop()));
}

let orders = 0;

/** What a payer does on the provider's page. */
export type PayerDoes = 'pays' | 'gives_up' | 'leaves';

/**
 * A payer is sent to the provider's page and pays there, thinks better of it, or leaves. The provider tells the company
 * by `desk.callBack()`. False where no order could be made.
 */
export async function orderAt(
  { desk, record, now }: Pick<BankWorld, 'desk' | 'record' | 'now'>,
  gateway: Gateway,
  customerCode: string,
  does: PayerDoes = 'pays',
): Promise<boolean> {
  const { account, partner } = gateway;
  const requestKey = `demo-${Date.now().toString(36)}-${++orders}`;
  const order = await desk
    .ask<{ reference: string; amount: string; payUrl: string | null }>('POST', '/gateways/orders', {
      account,
      requestKey,
      customerCode,
    })
    .catch(() => undefined);
  if (!order || order.payUrl === null) return false;
  if (does === 'pays') {
    gateway.desk.payerPays(order.payUrl);
    const { reference, amount } = order;
    record.note(partner, { reference, customerCode, amountVnd: BigInt(amount), at: now(), what: 'paid' });
  } else if (does === 'gives_up') gateway.desk.payerGivesUp(order.payUrl);
  else gateway.desk.visit(order.payUrl);
  return true;
}
