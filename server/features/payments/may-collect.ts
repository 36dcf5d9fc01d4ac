import type { LockedBill } from '../bills/index.ts';

/**
 * Whether money that came through this partner may be laid on a bill: no other partner holds it at this business
 * instant, and it was not handed to another one alone.
 */
export function mayCollect(bill: LockedBill, partnerId: bigint, at: Date): boolean {
  const { heldBy, heldUntil, handedTo } = bill;
  const heldElsewhere = heldBy !== null && heldBy !== partnerId && heldUntil !== null && heldUntil > at;
  return !heldElsewhere && (handedTo === null || handedTo === partnerId);
}
