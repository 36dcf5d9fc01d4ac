import type { Queryable } from '../../platform/db.ts';
import { parseStoredPayment } from './decide-batch.ts';
import { paymentError } from './errors.ts';
import type { AcceptedPayment } from './instruction.ts';
import { findClaims } from './queries.ts';

/** A payment as it was answered first, with its state now. Throws `payments.unknown_reference`, `payments.reversed_before`. */
export async function getPaymentStatus(
  on: Queryable,
  partnerId: bigint,
  reference: string,
): Promise<{ outcome: 'accepted'; payment: AcceptedPayment; currentState: 'accepted' | 'reversed' }> {
  const [claim] = await findClaims(on, [partnerId], [reference]);
  if (claim?.kind === 'tombstone') throw paymentError('payments.reversed_before', { reference });
  if (claim?.kind !== 'payment') throw paymentError('payments.unknown_reference', { reference });
  return {
    outcome: 'accepted',
    payment: parseStoredPayment(claim.outcome),
    currentState: claim.payment_state ?? 'accepted',
  };
}
