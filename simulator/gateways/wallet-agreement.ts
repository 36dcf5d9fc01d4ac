import type { Desk, DeskOrder } from './desk.ts';

/** What a customer allowed at the wallet, as the wallet knows it. */
export interface WalletAgreement {
  reference: string;
  identifier: string;
  /** Most that one debit may take; 0: no limit. */
  maxVnd: bigint;
  state: 'offered' | 'bound' | 'cancelled';
  token: string;
  bindingId: string;
  callbackUrl: string;
  balanceVnd: bigint;
  /** Debits are carried out and their answers lost. */
  losesAnswers: boolean;
}

/** What a wallet says to a debit by token. */
export type TokenVerdict = 'paid' | 'no_agreement' | 'over_limit' | 'no_money' | 'no_order';

export function offerAgreement(
  desk: Desk,
  wish: Pick<WalletAgreement, 'reference' | 'identifier' | 'maxVnd' | 'callbackUrl'>,
): WalletAgreement {
  const serial = desk.nextTransactionId();
  const made: WalletAgreement = {
    ...wish,
    state: 'offered',
    token: `TOKEN${serial}`,
    bindingId: `B${serial}`,
    balanceVnd: 100_000_000n,
    losesAnswers: false,
  };
  desk.agreements.set(wish.reference, made);
  return made;
}

export function agreementOf(desk: Desk, reference: string): WalletAgreement {
  const found = desk.agreements.get(reference);
  if (!found) throw new Error(`the wallet has no agreement ${reference}`);
  return found;
}

/** The customer follows the link and says yes. */
export function confirmAgreement(desk: Desk, reference: string): WalletAgreement {
  const agreement = agreementOf(desk, reference);
  if (agreement.state === 'offered') agreement.state = 'bound';
  desk.changedAgreements.push(agreement);
  return agreement;
}

/** The customer says no, or ends it at the wallet later. */
export function cancelAgreement(desk: Desk, reference: string): WalletAgreement {
  const agreement = agreementOf(desk, reference);
  agreement.state = 'cancelled';
  desk.changedAgreements.push(agreement);
  return agreement;
}

/** Debits an order from the wallet behind a token. */
export function payByToken(desk: Desk, order: DeskOrder | undefined, token: string): TokenVerdict {
  const agreement = [...desk.agreements.values()].find((one) => one.token === token);
  if (agreement?.state !== 'bound') return 'no_agreement';
  if (!order) return 'no_order';
  if (agreement.maxVnd > 0n && order.amountVnd > agreement.maxVnd) return 'over_limit';
  if (order.amountVnd > agreement.balanceVnd) return 'no_money';
  if (!desk.pay(order.reference)) return 'no_order';
  agreement.balanceVnd -= order.amountVnd;
  // Whoever serves the request lets go of the connection.
  if (agreement.losesAnswers) throw new Error('the answer is lost');
  return 'paid';
}
