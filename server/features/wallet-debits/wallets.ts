import type { ProviderName } from '../../../core/gateways/providers.ts';
import type { AccountRow } from '../gateways/index.ts';
import { momoWallet } from './wallet-momo.ts';
import { zalopayWallet } from './wallet-zalopay.ts';
import type { Wallet } from './wallet.ts';

const wallets: Partial<Record<ProviderName, Wallet>> = { momo: momoWallet, zalopay: zalopayWallet };

export function walletOf(provider: ProviderName): Wallet | undefined {
  return wallets[provider];
}

/** Where a wallet reaches us, and where the customer's browser comes back to. */
export function addressesOf(account: AccountRow, companyCode: string) {
  const root = `${account.public_url}/wallets/${companyCode}/${account.code}`;
  return { agreement: `${root}/agreement`, debit: `${root}/debit`, back: `${root}/return` };
}
