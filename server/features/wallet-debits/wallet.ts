import type { DebitReasonCode } from '../../../core/mandates/reasons.ts';
import type { AccountRow, Message, OrderWord, Outgoing } from '../gateways/index.ts';
import type { AgreementRow } from './agreement-queries.ts';

interface Unclear {
  word: 'unclear';
  fault: string;
}

/** What became of the wish for a link. */
export type OfferWord =
  { word: 'offered'; link: string; qrContent: string | null } | { word: 'refused'; code: string } | Unclear;

/** What a provider says of an agreement: by itself, or when asked. */
export type BindingWord =
  | { word: 'bound'; token: string; bindingId: string; holder: string | null }
  /** The customer agreed; the token is fetched with this, once. */
  | { word: 'agreed'; callbackToken: string }
  | { word: 'waiting' }
  | { word: 'cancelled' }
  | { word: 'no_such_agreement' }
  | Unclear;

export type UnbindWord = { word: 'unbound' } | { word: 'refused'; code: string } | Unclear;

/** The order that a token is to pay. */
export type PreparedWord =
  { word: 'prepared'; orderToken: string } | { word: 'failed'; code: string; text: string } | Unclear;

/** As of an order; of a failure also the provider's words. */
export type PayWord = OrderWord | { word: 'failed'; code: string; text: string };

/** A message about an agreement, not yet compared with our record. */
export interface BindingNotice {
  merchant: string;
  reference: string;
  word: BindingWord;
}

export interface AgreementAsked {
  account: AccountRow;
  agreement: AgreementRow;
  /** Where the provider tells of the agreement, and where the customer's browser comes back to. */
  ours: { callback: string; back: string };
  now: Date;
}

export interface DebitAsked {
  account: AccountRow;
  agreement: Pick<AgreementRow, 'identifier' | 'token'>;
  debit: { reference: string; amountVnd: bigint; text: string };
  /** Where the provider tells of the debit. */
  callback: string;
  now: Date;
}

/** One wallet's protocol of agreements. Pure: it says what to send and reads what comes. */
export interface Wallet {
  offer(asked: AgreementAsked): Outgoing<OfferWord>;
  /** Fetches the token that a customer's yes is worth, of a wallet that does not send it by itself. */
  exchange?: (asked: AgreementAsked, callbackToken: string) => Outgoing<BindingWord>;
  /** Undefined where a wallet cannot be asked. */
  query?: (asked: AgreementAsked) => Outgoing<BindingWord>;
  unbind(asked: AgreementAsked): Outgoing<UnbindWord>;
  /** Of a wallet whose token pays an order made before. */
  prepare?: (asked: DebitAsked) => Outgoing<PreparedWord>;
  pay(asked: DebitAsked, orderToken: string): Outgoing<PayWord>;
  /** Undefined where an authentic message is not what it should be. */
  readBinding(message: Message): BindingNotice | undefined;
  /** The reason in words that a code stands for; undefined: the provider's words decide. */
  reasonOf(code: string): DebitReasonCode | undefined;
}

/** How long after sending an order that the provider does not know may still reach it: clocks may differ by 15 minutes. */
export const onItsWayMs = 20 * 60_000;
