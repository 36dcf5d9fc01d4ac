import type { Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { creditError } from './credit-errors.ts';
import { lockLot, sumRefunded } from './lot-queries.ts';

/** Refuses to move a payment of which something was refunded or is about to be; its lot stays locked until commit. */
export async function ensureNothingGivenBack(tx: Tx, paymentId: bigint): Promise<void> {
  const lot = await lockLot(tx, paymentId);
  ensure(!lot || lot.reserved_vnd === 0n, () =>
    creditError('credits.refund_open', { reserved: String(lot?.reserved_vnd) }),
  );
  const refunded = await sumRefunded(tx, paymentId);
  ensure(refunded === 0n, () => creditError('credits.partly_refunded', { refunded: String(refunded) }));
}
