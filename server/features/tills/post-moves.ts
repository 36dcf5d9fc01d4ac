import type { BusinessDate } from '../../../core/dates.ts';
import type { Transfer } from '../../../core/postings.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { postTransfers } from '../ledger/index.ts';

/** Posts moves of cash that belong to no payment, on the business day of whoever acts. */
export async function postMoves(
  db: Db,
  tx: Tx,
  moves: readonly Transfer[],
  at: { businessDate: BusinessDate; now: Date },
): Promise<void> {
  const where = { paymentId: null, importId: null, businessOn: at.businessDate, occurredAt: at.now };
  await postTransfers(
    db,
    tx,
    moves.map((move) => ({ ...move, ...where })),
  );
}
