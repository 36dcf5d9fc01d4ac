import type { Desk } from './desk.ts';
import { mobileMoneyDesk } from './mobile-money.ts';
import { momoDesk } from './momo.ts';
import { viettelDesk } from './viettel.ts';
import { vnpayDesk } from './vnpay.ts';
import { zalopayDesk } from './zalopay.ts';

/** A contract with a simulated provider, as a power company would have it. */
interface DeskContract {
  desk: () => Desk;
  secrets: Record<string, string>;
  channel: 'wallet' | 'bank_card' | 'mobile_money';
  /** What the partner behind it is. */
  kind: 'wallet' | 'intermediary' | 'mobile_money';
  variant?: string;
  limits?: { rule: string; perPayment: string | null; perDay: string | null; perMonth: string | null };
}

export const deskContracts = {
  momo: {
    desk: () => momoDesk({ accessKey: 'ACCESS', secretKey: 'momo-test-secret' }, 'MOMOTEST'),
    secrets: { accessKey: 'ACCESS', secretKey: 'momo-test-secret' },
    channel: 'wallet',
    kind: 'wallet',
  },
  zalopay: {
    desk: () => zalopayDesk({ key1: 'zalo-test-key-1', key2: 'zalo-test-key-2' }, '2553'),
    secrets: { key1: 'zalo-test-key-1', key2: 'zalo-test-key-2' },
    channel: 'wallet',
    kind: 'wallet',
  },
  vnpay: {
    desk: () => vnpayDesk('vnpay-test-secret', 'TESTTMN1'),
    secrets: { secretKey: 'vnpay-test-secret' },
    channel: 'bank_card',
    kind: 'intermediary',
  },
  viettel: {
    desk: () => viettelDesk({ accessCode: 'ACC', secretKey: 'viettel-test' }, 'VTMTEST', 'sha1-base64'),
    secrets: { accessCode: 'ACC', secretKey: 'viettel-test' },
    channel: 'mobile_money',
    kind: 'mobile_money',
    variant: 'sha1-base64',
  },
  'mobile-money': {
    desk: () =>
      mobileMoneyDesk({ accessCode: 'ACC', secretKey: 'mobile-money-test' }, 'MMTEST', 'sha256-hex'),
    secrets: { accessCode: 'ACC', secretKey: 'mobile-money-test' },
    channel: 'mobile_money',
    kind: 'mobile_money',
    variant: 'sha256-hex',
    // Decree 368/2025/NĐ-CP: 100 million a month for essentials, electricity among them.
    limits: {
      rule: 'Nghị định 368/2025/NĐ-CP',
      perPayment: null,
      perDay: null,
      perMonth: '100000000',
    },
  },
} as const satisfies Record<string, DeskContract>;

export type SimulatedProvider = keyof typeof deskContracts;
export const simulatedProviders = Object.keys(deskContracts) as SimulatedProvider[];

/** The contract as staff enter it in the console, where the provider listens at `desk.url`. */
export function contractForm(
  provider: SimulatedProvider,
  desk: Desk,
  ours: { partner: string; url: string },
) {
  const { desk: _open, kind: _kind, ...contract } = deskContracts[provider];
  return {
    ...contract,
    partner: ours.partner,
    provider,
    merchant: desk.merchant,
    endpoint: desk.url,
    payPage: `${desk.url}/page`,
    publicUrl: ours.url,
    enabled: true,
  };
}
