import type { BankHabit } from '../banks/habit.ts';
import type { Payer } from '../payers.ts';
import type { Gateway } from './gateways.ts';

/** The way by which a payer's money comes, where it is not the partner's own call. */
export type Rail =
  { by: 'qr' | 'order' | 'cheque' } | { by: 'debit'; house: BankHabit } | { by: 'gateway'; gateway: Gateway };

/** Wallets of every eighth payer go through the gateway, the others over the wallet's own application. */
const everyEighth = 8;

export function railOf(
  { houses, gateways }: { houses: readonly BankHabit[]; gateways: readonly Gateway[] },
  { index, habit }: Payer,
): Rail | undefined {
  const { channel, partner } = habit;
  if (channel === 'vietqr') return { by: 'qr' };
  if (channel === 'cheque') return { by: 'cheque' };
  // Half the firms use the forms of the company, the others their bank's own service.
  if (channel === 'payment_order') return index % 2 === 0 ? { by: 'order' } : undefined;
  if (channel === 'auto_debit_bank' || channel === 'auto_debit_wallet') {
    const house = houses.find(({ code }) => code === partner.code);
    return house && { by: 'debit', house };
  }
  const gateway = gateways.find((one) => one.partner === partner.code && one.channel === channel);
  if (!gateway || (channel === 'wallet' && index % everyEighth > 0)) return undefined;
  return { by: 'gateway', gateway };
}

/** Some think better of it on the provider's page, and some just leave. */
const givesUpEvery = 17;
const leavesEvery = 29;

export function whatPayerDoes({ index }: Payer): 'pays' | 'gives_up' | 'leaves' {
  if (index % givesUpEvery === 0) return 'gives_up';
  return index % leavesEvery === 0 ? 'leaves' : 'pays';
}
