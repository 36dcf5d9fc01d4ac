import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { creditError } from './credit-errors.ts';
import { findPayment } from './lot-queries.ts';
import { reverseIn, type Reversal } from './reverse-payment.ts';

export interface StaffReversal {
  paymentId: bigint;
  reason: string;
  actor: string;
  businessOn: BusinessDate;
}

/**
 * Takes a payment back after the partner's own time for it is over. It takes two persons; the caller has proved the
 * second. The payment's id makes the reference, so that asking again answers the same reversal.
 */
export async function reverseByStaff(db: Db, request: StaffReversal, now: Date): Promise<Reversal> {
  const { paymentId, reason, actor, businessOn } = request;
  return transaction(db, async (tx) => {
    const payment = await findPayment(tx, paymentId);
    ensure(payment, creditError('credits.unknown_payment', { paymentId: String(paymentId) }));
    const reversal = await reverseIn(
      db,
      tx,
      {
        partnerId: payment.partner_id,
        paymentReference: payment.reference,
        reference: `STAFF-${paymentId}`,
        reason,
        businessOn,
        late: true,
      },
      now,
    );
    if (!reversal.replayed) {
      await recordAudit(tx, {
        actor,
        action: 'payment.reversed_by_staff',
        subject: `payment:${paymentId}`,
        detail: { reference: reversal.reference, amount: String(reversal.amountVnd), reason },
      });
    }
    return reversal;
  });
}
