import type { ProviderName } from '../../../core/gateways/providers.ts';
import { mobileMoneyProvider } from './provider-mobile-money.ts';
import { momoProvider } from './provider-momo.ts';
import type { OurAddresses, Provider } from './provider.ts';
import { vnpayProvider } from './provider-vnpay.ts';
import { zalopayProvider } from './provider-zalopay.ts';
import { viettelProvider } from './provider-viettel.ts';
import type { AccountRow } from './queries.ts';

/** Providers through which an order can be paid. */
const providers: Partial<Record<ProviderName, Provider>> = {
  momo: momoProvider,
  zalopay: zalopayProvider,
  vnpay: vnpayProvider,
  viettel: viettelProvider,
  'mobile-money': mobileMoneyProvider,
};

export function providerOf(name: ProviderName): Provider | undefined {
  return providers[name];
}

/** Where a provider reaches us; `companyCode` and the account's code say which contract it means. */
export function addressesOf(account: AccountRow, companyCode: string): OurAddresses {
  const root = `${account.public_url}/gateways/${companyCode}/${account.code}`;
  return { callback: `${root}/callback`, back: `${root}/return` };
}
