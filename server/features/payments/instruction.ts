import { hash } from 'node:crypto';
import type { Channel, Tender } from '../../../core/channels.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import type { Vnd } from '../../../core/money.ts';
import type { Refusal } from '../../../core/allocation.ts';

/** What any road hands to the posting function: a partner's request, a gateway's notice, a line of a file. */
export interface PaymentInstruction {
  partnerId: bigint;
  /** The partner's own reference: the idempotency key. */
  reference: string;
  /** `request`: nothing has been taken yet. `notice`: the money has been taken and is never refused for a bill's state. */
  intent: 'request' | 'notice';
  customerCode: string;
  amountVnd: Vnd;
  /** Bills the payer chose; null means the oldest first. */
  billIds: readonly bigint[] | null;
  channel: Channel;
  tender: Tender | null;
  /** The agent's point where the customer paid, by the agent's own code. */
  pointCode?: string | null;
  /** When the customer paid, by the partner's clock. */
  occurredAt: Date;
  /** Our business day of the payment. */
  businessOn: BusinessDate;
  /** The business instant at which it reached us; without it, the hour of posting on `businessOn`. Decides holds and cut-offs. */
  businessAt?: Date;
  /** The settlement day the partner reports it under, where that is known; a closed day is never reopened by it. */
  settlesOn?: BusinessDate;
}

export interface AllocatedLine {
  billId: bigint;
  amountVnd: Vnd;
}

/** A payment as it stands in the books. */
export interface AcceptedPayment {
  paymentId: bigint;
  reference: string;
  amountVnd: Vnd;
  creditedVnd: Vnd;
  allocations: AllocatedLine[];
  acceptedAt: Date;
  businessOn: BusinessDate;
}

/** `busy`: somebody keeps the bill locked just now; nothing was taken, the same reference may be sent again. */
export type RefusalOutcome =
  Refusal | 'unknown_customer' | 'partner_limit' | 'conflict' | 'reversed_before' | 'held_elsewhere' | 'busy';

/** One answer per instruction, in the same order. */
export type PaymentOutcome =
  | { outcome: 'accepted'; payment: AcceptedPayment }
  | { outcome: 'replayed'; payment: AcceptedPayment; currentState: 'accepted' | 'reversed' }
  | { outcome: RefusalOutcome; expectedVnd: Vnd | null; heldUntil?: Date }
  /** COMMIT was sent and its answer was lost: ask for the status, do not pay again. */
  | { outcome: 'unknown' }
  /** The database refused this instruction alone; its neighbours were not harmed. */
  | { outcome: 'failed'; error: unknown };

/** Hash of the business fields, never of timestamp, nonce or key: the same payment sent again has the same hash. */
export function hashInstruction(instruction: PaymentInstruction): Buffer {
  const { customerCode, amountVnd, billIds, channel, tender, intent, pointCode } = instruction;
  const bills = billIds === null ? '*' : [...billIds].sort((a, b) => (a < b ? -1 : 1)).join(',');
  const fields = ['payment', customerCode, amountVnd, bills, channel, tender ?? '', intent];
  if (pointCode != null) fields.push(pointCode);
  return hash('sha256', fields.join('\n'), 'buffer');
}
